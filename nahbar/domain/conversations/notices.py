"""Writing ways for notices, and the notices that wait on them."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Mapping
from datetime import datetime, time, timedelta
from uuid import UUID

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction

from nahbar.domain.conversations.notice_errors import AddressWrong, BrowserWrong, ConfirmationOver, TooOften
from nahbar.domain.conversations.ways import Hinweis, Hinweisweg
from nahbar.domain.people.models import Person
from nahbar.platform import clock
from nahbar.platform.accounts.roles import Actor
from nahbar.platform.audit import actions as audit
from nahbar.platform.zone import BERLIN

CONFIRM = "bestaetigung"
"""`anlass` of the mail that asks whether the address is right: wanted at once, at any hour."""
TOGETHER = timedelta(minutes=15)
QUIET_FROM, QUIET_UNTIL = time(21), time(7)
CONFIRM_WITHIN = timedelta(hours=48)
CONFIRMS_A_DAY = 3
TRIES = 8
LIVE = (Hinweisweg.Stand.UNBESTAETIGT, Hinweisweg.Stand.AN)
ENDPOINT_MAX = 2000
KEY_BYTES = {"p256dh": 65, "auth": 16}
"""Lengths of a browser's keys (RFC 8291)."""


def due_at(now: datetime, last: datetime | None) -> datetime:
    """When a notice may go out: 15 minutes after the last one, and not between 21 and 7 o'clock of Berlin."""
    moment = (max(now, last + TOGETHER) if last else now).astimezone(BERLIN)
    if moment.time() >= QUIET_FROM:
        moment = datetime.combine(moment.date() + timedelta(days=1), QUIET_UNTIL, BERLIN)
    elif moment.time() < QUIET_UNTIL:
        moment = datetime.combine(moment.date(), QUIET_UNTIL, BERLIN)
    return moment


def known_by(address: str) -> str:
    """The SHA-256 by which an address or endpoint is known again."""
    return hashlib.sha256(address.encode()).hexdigest()


@transaction.atomic
def add_mail(*, acting: Actor, person: Person, address: str, diskret: bool) -> Hinweisweg:
    """Note an e-mail address that waits for its confirmation; an earlier one goes. Raises AddressWrong, TooOften."""
    address = address.strip()
    try:
        validate_email(address)
    except ValidationError:
        raise AddressWrong() from None
    now = clock.now()
    Person.objects.select_for_update().get(id=person.id)
    earlier = Hinweisweg.objects.filter(person=person, kanal=Hinweisweg.Kanal.MAIL)
    if earlier.filter(created_at__gt=now - timedelta(days=1)).count() >= CONFIRMS_A_DAY:
        raise TooOften()
    for way in earlier.filter(stand__in=LIVE):
        _off(way, Hinweisweg.Stand.AUS)
    added: Hinweisweg = Hinweisweg.objects.create(
        person=person, kanal=Hinweisweg.Kanal.MAIL, adresse=address, kennung=known_by(address),
        stand=Hinweisweg.Stand.UNBESTAETIGT, diskret=diskret, created_at=now, bestaetigen_bis=now + CONFIRM_WITHIN,
    )  # fmt: skip
    Hinweis.objects.create(weg=added, anlass=CONFIRM, created_at=now, faellig_at=now)
    audit.record("notice_mail_added", acting=acting, object_type="hinweisweg", object_id=added.id)
    return added


@transaction.atomic
def confirm_mail(*, acting: Actor, way_id: UUID) -> Hinweisweg:
    """The address is right: from now on notices go there. A second time changes nothing. Raises ConfirmationOver."""
    way: Hinweisweg | None = Hinweisweg.objects.select_for_update().filter(id=way_id).first()
    now = clock.now()
    if way is not None and way.stand == Hinweisweg.Stand.AN:
        return way
    waits = way is not None and way.stand == Hinweisweg.Stand.UNBESTAETIGT
    if way is None or not waits or way.bestaetigen_bis is None or now > way.bestaetigen_bis:
        raise ConfirmationOver()
    way.stand = Hinweisweg.Stand.AN
    way.einwilligung_at = now
    way.save(update_fields=["stand", "einwilligung_at"])
    Hinweis.objects.filter(weg=way, stand=Hinweis.Stand.WARTET, anlass=CONFIRM).delete()
    audit.record("notice_consent", acting=acting, object_type="hinweisweg", object_id=way.id, details={"kanal": "mail"})
    return way


def _decoded_length(text: str) -> int:
    """Bytes behind a Base64url text without padding; 0 if it is none."""
    try:
        return len(base64.b64decode(text + "=" * (-len(text) % 4), altchars=b"-_", validate=True))
    except ValueError:
        return 0


@transaction.atomic
def add_browser(
    *, acting: Actor, person: Person, endpoint: str, keys: Mapping[str, str], diskret: bool
) -> Hinweisweg:
    """Switch on push in one browser; the same browser again changes nothing. Raises BrowserWrong."""
    wanted = {name: str(keys.get(name, "")) for name in KEY_BYTES}
    lengths = {name: _decoded_length(value) for name, value in wanted.items()}
    if not endpoint or len(endpoint) > ENDPOINT_MAX or lengths != KEY_BYTES:
        raise BrowserWrong()
    now, known = clock.now(), known_by(endpoint)
    Person.objects.select_for_update().get(id=person.id)
    same: Hinweisweg | None = Hinweisweg.objects.filter(
        person=person, kanal=Hinweisweg.Kanal.PUSH, kennung=known, stand=Hinweisweg.Stand.AN
    ).first()
    if same is not None:
        return same
    way: Hinweisweg = Hinweisweg.objects.create(
        person=person, kanal=Hinweisweg.Kanal.PUSH, adresse=endpoint, schluessel=wanted, kennung=known,
        stand=Hinweisweg.Stand.AN, diskret=diskret, created_at=now, einwilligung_at=now,
    )  # fmt: skip
    audit.record("notice_consent", acting=acting, object_type="hinweisweg", object_id=way.id, details={"kanal": "push"})
    return way


def _off(way: Hinweisweg, stand: str) -> None:
    """No longer used, and the address is gone; what waited on it goes too."""
    way.stand = stand
    way.adresse = ""
    way.schluessel = {}
    way.widerruf_at = clock.now()
    way.save(update_fields=["stand", "adresse", "schluessel", "widerruf_at"])
    Hinweis.objects.filter(weg=way, stand=Hinweis.Stand.WARTET).delete()


@transaction.atomic
def withdraw(*, acting: Actor, person: Person, way_id: UUID) -> None:
    """The person takes the consent back: the address is deleted at once. An unknown or dead way changes nothing."""
    way: Hinweisweg | None = (
        Hinweisweg.objects.select_for_update().filter(id=way_id, person=person, stand__in=LIVE).first()
    )
    if way is None:
        return
    _off(way, Hinweisweg.Stand.AUS)
    audit.record(
        "notice_withdrawn", acting=acting, object_type="hinweisweg", object_id=way.id, details={"kanal": way.kanal}
    )


@transaction.atomic
def add_notices(*, acting: Actor, person: Person, anlass: str) -> int:
    """Let a notice wait on each way that is on, and say how many are new; one that waits stands for this news too."""
    now, new = clock.now(), 0
    for way in Hinweisweg.objects.select_for_update().filter(person=person, stand=Hinweisweg.Stand.AN):
        if Hinweis.objects.filter(weg=way, stand=Hinweis.Stand.WARTET).exists():
            continue
        sent = Hinweis.objects.filter(weg=way, stand=Hinweis.Stand.GESENDET).exclude(anlass=CONFIRM)
        last = sent.order_by("-gesendet_at").values_list("gesendet_at", flat=True).first()
        Hinweis.objects.create(weg=way, anlass=anlass[:40], created_at=now, faellig_at=due_at(now, last))
        new += 1
    if new:
        audit.record(
            "notices_added", acting=acting, object_type="person", object_id=person.id,
            details={"anlass": anlass, "wege": new},
        )  # fmt: skip
    return new


def old_ways(person: Person, before: datetime) -> bool:
    """Whether a way is on that was there before this moment: one that was added since may be a stranger's (U14)."""
    return bool(
        Hinweisweg.objects.filter(person=person, stand=Hinweisweg.Stand.AN, einwilligung_at__lte=before).exists()
    )


def reachable(person: Person) -> bool:
    """Whether this person has chosen a way on which to be told that there is news."""
    return bool(Hinweisweg.objects.filter(person=person, stand=Hinweisweg.Stand.AN).exists())


@transaction.atomic
def note_sent(*, acting: Actor, hinweis: Hinweis) -> None:
    """It has gone out."""
    hinweis.stand = Hinweis.Stand.GESENDET
    hinweis.gesendet_at = clock.now()
    hinweis.save(update_fields=["stand", "gesendet_at"])
    audit.record("notice_sent", acting=acting, object_type="hinweis", object_id=hinweis.id)


@transaction.atomic
def note_later(*, acting: Actor, hinweis: Hinweis) -> None:
    """It could not go out now: again after 2, 4, 8 … minutes, outside the quiet hours; given up after eight tries."""
    hinweis.versuche += 1
    if hinweis.versuche >= TRIES:
        hinweis.stand = Hinweis.Stand.GESCHEITERT
    soon = clock.now() + timedelta(minutes=2**hinweis.versuche)
    hinweis.faellig_at = soon if hinweis.anlass == CONFIRM else due_at(soon, None)
    hinweis.save(update_fields=["stand", "versuche", "faellig_at"])
    audit.record(
        "notice_failed", acting=acting, object_type="hinweis", object_id=hinweis.id,
        details={"versuch": hinweis.versuche},
    )  # fmt: skip


@transaction.atomic
def note_dead(*, acting: Actor, hinweis: Hinweis) -> None:
    """The way leads nowhere (mail refused for good, subscription gone): it is off, and the portal says so."""
    way = hinweis.weg
    hinweis.stand = Hinweis.Stand.GESCHEITERT
    hinweis.save(update_fields=["stand"])
    _off(way, Hinweisweg.Stand.UNZUSTELLBAR)
    audit.record(
        "notice_way_dead", acting=acting, object_type="hinweisweg", object_id=way.id, details={"kanal": way.kanal}
    )
