"""Reading ways for notices and the notices that are due; the ports through which they leave."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol
from uuid import UUID

from nahbar.domain.conversations.notices import CONFIRM, LIVE
from nahbar.domain.conversations.ways import Hinweis, Hinweisweg
from nahbar.domain.people.models import Person
from nahbar.platform import clock

WORDS = "Sie haben eine neue Nachricht. Bitte melden Sie sich an."
"""All that leaves the house: no name, no number, no benefit, no link but the one that stops a change of account."""


class WayDead(Exception):
    """The other side says for good that nobody is there (SMTP 5xx, push 404 or 410)."""


class TryLater(Exception):
    """The other side cannot be reached now; the message says why, without an address."""


class MailDoor(Protocol):
    """Sends plain mail; plugged into the port `notice_mail`."""

    def offered(self) -> bool:
        """True if a mail server is set up."""
        ...

    def send(self, to: str, sender_name: str, subject: str, text: str) -> None:
        """Hand one mail to the server; raises WayDead, TryLater."""
        ...


class PushDoor(Protocol):
    """Sends Web Push; plugged into the port `notice_push`."""

    def public_key(self) -> str:
        """The VAPID key that browsers subscribe with, Base64url."""
        ...

    def accepts(self, endpoint: str) -> bool:
        """True if this endpoint may be called: https, and no address of the own network."""
        ...

    def send(self, endpoint: str, keys: Mapping[str, str], text: str) -> None:
        """Encrypt and hand over one message; raises WayDead, TryLater."""
        ...


@dataclass(frozen=True)
class Ways:
    """What a person has chosen, for the page."""

    mail: Hinweisweg | None
    """The address that is on, or waits for its confirmation."""
    browsers: Sequence[Hinweisweg]
    dead: Sequence[str]
    """Channels (`mail`, `push`) that proved dead and were not set up again since."""


def ways_of(person: Person) -> Ways:
    """The ways of a person; an address whose confirmation ran out does not count."""
    rows = list(Hinweisweg.objects.filter(person=person))
    now = clock.now()
    live = [
        row
        for row in rows
        if row.stand == Hinweisweg.Stand.AN
        or (row.stand == Hinweisweg.Stand.UNBESTAETIGT and row.bestaetigen_bis and now <= row.bestaetigen_bis)
    ]
    newest = {row.kanal: row for row in rows}
    return Ways(
        mail=next((row for row in live if row.kanal == Hinweisweg.Kanal.MAIL), None),
        browsers=[row for row in live if row.kanal == Hinweisweg.Kanal.PUSH],
        dead=[kanal for kanal, row in newest.items() if row.stand == Hinweisweg.Stand.UNZUSTELLBAR],
    )


def due_notices(limit: int) -> Sequence[UUID]:
    """Ids of the notices of this Träger that may go out now, oldest first."""
    found = Hinweis.objects.filter(stand=Hinweis.Stand.WARTET, faellig_at__lte=clock.now())
    return list(found.values_list("id", flat=True)[:limit])


def locked_notice(hinweis_id: UUID) -> Hinweis | None:
    """The notice if it still waits and its way is alive; locked, and None while another worker holds it."""
    rows = Hinweis.objects.select_for_update(skip_locked=True, of=("self", "weg")).select_related("weg")
    found: Hinweis | None = rows.filter(
        id=hinweis_id, stand=Hinweis.Stand.WARTET, weg__stand__in=LIVE, faellig_at__lte=clock.now()
    ).first()
    return found


def is_confirmation(hinweis: Hinweis) -> bool:
    """True for the mail that asks whether the address is right."""
    return hinweis.anlass == CONFIRM


def next_due() -> datetime | None:
    """When the next notice of this Träger may go out."""
    first: datetime | None = (
        Hinweis.objects.filter(stand=Hinweis.Stand.WARTET).values_list("faellig_at", flat=True).first()
    )
    return first
