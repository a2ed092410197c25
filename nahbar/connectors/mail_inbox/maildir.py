"""A Maildir below the inbox for every Träger: the mail server delivers into `new`, what is taken is removed.

Each message is committed alone; killed in between it is found again and known. While the virus check is away it stays
where it is, with its day of arrival.
"""

from __future__ import annotations

import logging
from datetime import UTC, datetime
from pathlib import Path

from nahbar.connectors.mail_inbox.message import read_message
from nahbar.platform import failpoints
from nahbar.platform.accounts.roles import MACHINE
from nahbar.platform.tenancy.models import Traeger
from nahbar.platform.tenancy.scope import traeger_scope
from nahbar.procedures.take_email import MailWaits, take_email

logger = logging.getLogger(__name__)
MOST_BYTES = 60_000_000
MOST_AT_ONCE = 20
"""Messages of one round; the next minute goes on."""
TOO_LARGE = "zu-gross"


def look(
    inbox: Path, traeger: Traeger, *, own: frozenset[str] = frozenset(), gateways: frozenset[str] = frozenset()
) -> int:
    """Take what lies in the mailbox of this Träger, oldest first; gives how many messages were taken."""
    taken = 0
    for path in _waiting(inbox / traeger.kuerzel)[:MOST_AT_ONCE]:
        if path.stat().st_size > MOST_BYTES:
            aside = inbox / traeger.kuerzel / TOO_LARGE
            aside.mkdir(mode=0o700, exist_ok=True)
            path.rename(aside / path.name)
            logger.warning("mail for %s is larger than %s bytes and was put aside", traeger.kuerzel, MOST_BYTES)
            continue
        mail = read_message(path.read_bytes(), _arrival(path), own=own, gateways=gateways)
        try:
            with traeger_scope(traeger.id):
                take_email(acting=MACHINE, mail=mail)
        except MailWaits:
            break  # the virus check is away: it will be for the next one too
        failpoints.hit("mail_inbox.before_removal")
        path.unlink(missing_ok=True)
        taken += 1
    return taken


def _waiting(maildir: Path) -> list[Path]:
    """Whole messages: a server writes into `tmp` and renames."""
    found = [
        path for folder in ("new", "cur") for path in (maildir / folder).glob("*")
        if path.is_file() and not path.is_symlink() and not path.name.startswith(".")
    ]  # fmt: skip
    return sorted(found, key=lambda path: (path.stat().st_mtime_ns, path.name))


def _arrival(path: Path) -> datetime:
    """The moment of delivery: servers set the time of the file, and reading does not change it."""
    return datetime.fromtimestamp(path.stat().st_mtime, UTC)
