"""The folder between office and provider: take what is complete, answer each delivery, lose nothing.

Below NAHBAR_SCAN_INBOX, for each Träger: `eingang/` (the provider lays `name.part` and renames it), `quittung/` (our
answers and the list of holds), `quarantaene/` (what was refused, for people to look at).
"""

from __future__ import annotations

import fcntl
import logging
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

from nahbar.connectors.scan_provider.folder import HELD_BACK, HOLDS, IN, OUT, RECORD
from nahbar.connectors.scan_provider.messages import (
    ACCEPTED,
    KNOWN,
    REFUSED,
    Receipt,
    read_record,
    write_holds,
    write_receipt,
)
from nahbar.connectors.scan_provider.package import open_package
from nahbar.domain.mailroom.ledger import held_papers
from nahbar.domain.mailroom.scan_errors import BatchRefused
from nahbar.domain.mailroom.scan_inbox import RefusedDelivery
from nahbar.domain.mailroom.scan_queries import original_of
from nahbar.platform import clock, failpoints, files
from nahbar.platform.accounts.roles import MACHINE
from nahbar.platform.tenancy.models import Traeger
from nahbar.platform.tenancy.scope import traeger_scope
from nahbar.platform.zone import BERLIN
from nahbar.procedures.record_destruction import record_destruction
from nahbar.procedures.take_scan_batch import take_scan_batch

logger = logging.getLogger(__name__)

REASON = ".grund.txt"
STAMP = "%Y%m%d-%H%M%S-%f"
_MOST_RECORD = 20_000_000


def folder_of(root: Path, traeger: Traeger) -> Path:
    """The folder of this Träger, made with its parts where it is missing."""
    folder = root / traeger.kuerzel
    for part in (IN, OUT, HELD_BACK):
        (folder / part).mkdir(mode=0o770, parents=True, exist_ok=True)
    return folder


def look(root: Path, traeger: Traeger) -> list[Receipt]:
    """Take every complete delivery of this Träger and answer it; nothing if another process is at it."""
    folder = folder_of(root, traeger)
    with _alone(folder) as mine:
        if not mine:
            return []
        receipts, failed = [], []
        for path in sorted(folder.joinpath(IN).iterdir(), key=lambda one: one.name):
            take = _way(path)
            if take is None:
                continue
            try:
                receipts.append(take(folder, path, traeger))
            except Exception as error:  # a fault of ours: the delivery stays where it is, the others are served
                logger.exception("a delivery of the scan provider could not be taken")
                failed.append(error)
        _publish_holds(folder, traeger)
        if failed:
            raise failed[0]
        return receipts


def _way(path: Path) -> Callable[[Path, Path, Traeger], Receipt] | None:
    """How a file is taken; None for what is half written or no message of ours."""
    if path.is_symlink() or not path.is_file():
        return None
    if path.suffix == ".zip":
        return _take
    return _record if path.suffix == ".xml" and path.name.startswith(RECORD) else None


@contextmanager
def _alone(folder: Path) -> Iterator[bool]:
    """True for the only process that works on this folder; the lock ends with the process, however it ends."""
    with open(folder / ".sperre", "ab") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            yield False
            return
        yield True


def _take(folder: Path, path: Path, traeger: Traeger) -> Receipt:
    with open(path, "rb") as stream:
        try:
            with open_package(stream) as package:
                batch = package.index.batch
                _same_traeger(package.index.traeger, traeger)
                with traeger_scope(traeger.id):
                    taken = take_scan_batch(acting=MACHINE, batch=batch, fetch=package.fetch)
            state = KNOWN if taken.known else ACCEPTED
            receipt = Receipt(path.name, state, clock.local_now(), letters=len(batch.letters), images=batch.images)
        except BatchRefused as refusal:
            receipt = Receipt(path.name, REFUSED, clock.local_now(), str(refusal))
        return _settle(folder, path, os.fstat(stream.fileno()).st_ino, receipt)


def _record(folder: Path, path: Path, traeger: Traeger) -> Receipt:
    with open(path, "rb") as stream:
        try:
            record = read_record(stream.read(_MOST_RECORD))
            _same_traeger(record.traeger, traeger)
            lines = []
            with traeger_scope(traeger.id):
                for batch, letter in record.papers:
                    original = original_of(batch, letter)
                    state = "unbekannt"
                    if original is not None:
                        state = record_destruction(
                            acting=MACHINE, original=original, am=record.on, protokoll=record.number
                        ).value
                    lines.append((batch, letter, state))
            receipt = Receipt(path.name, ACCEPTED, clock.local_now(), lines=tuple(lines))
        except BatchRefused as refusal:
            receipt = Receipt(path.name, REFUSED, clock.local_now(), str(refusal))
        return _settle(folder, path, os.fstat(stream.fileno()).st_ino, receipt)


def _same_traeger(named: str, traeger: Traeger) -> None:
    if named != traeger.kuerzel:
        raise BatchRefused(f"Die Lieferung ist für »{named}« und liegt im Ordner von »{traeger.kuerzel}«.")


def _settle(folder: Path, path: Path, inode: int, receipt: Receipt) -> Receipt:
    """Answer first, then clear away: killed in between, the delivery is found again and answered as known."""
    failpoints.hit("scan_inbox.before_receipt")
    files.lay_down(folder / OUT / f"{path.stem}.quittung.xml", write_receipt(receipt))
    failpoints.hit("scan_inbox.after_receipt")
    if path.stat().st_ino != inode:
        return receipt  # the provider has laid a new file of that name meanwhile: the next round takes it
    if receipt.state == REFUSED:
        aside = folder / HELD_BACK / f"{clock.local_now().strftime(STAMP)}-{path.name}"
        files.lay_down(aside.with_name(aside.name + REASON), receipt.reason.encode())
        path.rename(aside)
        logger.warning("a delivery of the scan provider was refused and put aside")
    else:
        path.unlink()  # its pictures lie encrypted in the vault; no plain copy stays
    return receipt


def _publish_holds(folder: Path, traeger: Traeger) -> None:
    with traeger_scope(traeger.id):
        content = write_holds(traeger.kuerzel, held_papers())
    path = folder / OUT / HOLDS
    if not path.exists() or path.read_bytes() != content:
        files.lay_down(path, content)


class WatchedFolder:
    """The port `scan_inbox` over this folder."""

    def __init__(self, root: Path) -> None:
        self._root = root

    def refused(self, traeger: str) -> list[RefusedDelivery]:
        """What lies in quarantine, newest first; reading makes no folder."""
        found = sorted(self._root.joinpath(traeger, HELD_BACK).glob(f"*{REASON}"), reverse=True)
        return [_refused(path) for path in found]


def _refused(path: Path) -> RefusedDelivery:
    at = datetime.strptime(path.name[:22], STAMP).replace(tzinfo=BERLIN)
    return RefusedDelivery(path.name[23:].removesuffix(REASON), at, path.read_text(encoding="utf-8").strip())
