"""Writing into a thread: opened with its first message, every message kept once and for good."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from django.db import transaction

from nahbar.domain.casefile.models import Akte, Dokument, Vorgang
from nahbar.domain.conversations.errors import MessageEmpty, TooManyMessages
from nahbar.domain.conversations.models import Gespraech, Nachricht
from nahbar.domain.conversations.policies import MAX_AN_HOUR, clean_text
from nahbar.platform import clock
from nahbar.platform.accounts.models import Account
from nahbar.platform.accounts.roles import Actor
from nahbar.platform.audit import actions as audit
from nahbar.platform.ids import uuid7

Von = Nachricht.Von
Art = Nachricht.Art


@dataclass(frozen=True)
class Content:
    """What a message says: words, a request for a paper, or a document that came."""

    text: str = ""
    art: str = Art.TEXT
    vorgang: Vorgang | None = None
    unterlage: str = ""
    unterlage_titel: str = ""
    bis: date | None = None
    antwort_auf: Nachricht | None = None
    nach_frist: bool = False
    dokument: Dokument | None = None
    hinweis: str = ""


@dataclass(frozen=True)
class Posted:
    """The message, and whether it is new: a form that comes twice gives the first one again."""

    nachricht: Nachricht
    new: bool


@transaction.atomic
def open_gespraech(*, acting: Actor, akte: Akte, vorgang: Vorgang) -> Gespraech:
    """The thread of a file, locked; made on its first message."""
    Akte.objects.select_for_update(of=("self",)).get(id=akte.id)  # two first messages make one thread
    found: Gespraech | None = Gespraech.objects.select_for_update(of=("self",)).filter(akte=akte).first()
    if found is not None:
        return found
    now = clock.now()
    made: Gespraech = Gespraech.objects.create(akte=akte, vorgang=vorgang, letzte_at=now, created_at=now)
    audit.record("gespraech_opened", acting=acting, object_type="gespraech", object_id=made.id)
    return made


@transaction.atomic
def post(*, acting: Actor, gespraech: Gespraech, von: str, absender: str, content: Content, key: str = "") -> Posted:
    """Add a message; `key` is the form's, so that a double click says it once. Raises MessageEmpty, MessageTooLong."""
    text = clean_text(content.text)
    if not text and content.dokument is None:
        raise MessageEmpty
    locked: Gespraech = Gespraech.objects.select_for_update(of=("self",)).get(id=gespraech.id)
    key = key[:36] or str(uuid7())
    known: Nachricht | None = Nachricht.objects.filter(gespraech=locked, schluessel=key).first()
    if known is not None:
        return Posted(known, False)
    last = Nachricht.objects.filter(gespraech=locked).order_by("-nr").values_list("nr", flat=True).first() or 0
    now = clock.now()
    made: Nachricht = Nachricht.objects.create(
        gespraech=locked,
        nr=last + 1,
        von=von,
        art=content.art,
        account_id=acting.account_id if von == Von.AMT else None,
        absender=absender[:120],
        text=text,
        at=now,
        schluessel=key,
        vorgang=content.vorgang,
        unterlage=content.unterlage,
        unterlage_titel=content.unterlage_titel[:160],
        bis=content.bis,
        antwort_auf=content.antwort_auf,
        nach_frist=content.nach_frist,
        dokument=content.dokument,
        hinweis=content.hinweis[:400],
    )
    _settle(locked, made)
    audit.record(
        "nachricht_posted",
        acting=acting,
        object_type="gespraech",
        object_id=locked.id,
        details={"von": von, "art": str(content.art), "nr": made.nr},
    )
    return Posted(made, True)


def _settle(gespraech: Gespraech, made: Nachricht) -> None:
    """A citizen's words wait for the office, and the office's word ends the waiting.

    A paper without words waits in the list of papers; what the programme says changes nothing.
    """
    now = clock.now()
    gespraech.letzte_at = now
    if made.von == Von.BUERGER and made.text:
        gespraech.stand = Gespraech.Stand.WARTET
        gespraech.wartet_seit = gespraech.wartet_seit or now
    elif made.von == Von.AMT:
        gespraech.stand = Gespraech.Stand.RUHT
        gespraech.wartet_seit = None
    gespraech.save(update_fields=["letzte_at", "stand", "wartet_seit"])


def slow_down(gespraech: Gespraech, phone: str) -> None:
    """Raises TooManyMessages where a citizen has sent more in the last hour than anybody types."""
    lately = Nachricht.objects.filter(
        gespraech=gespraech, von=Von.BUERGER, at__gt=clock.now() - timedelta(hours=1)
    ).count()
    if lately >= MAX_AN_HOUR:
        raise TooManyMessages(phone)


@transaction.atomic
def set_owner(*, acting: Actor, gespraech: Gespraech, owner: Account | None) -> Gespraech:
    """Who answers from now on; None: the office in general."""
    locked: Gespraech = Gespraech.objects.select_for_update(of=("self",)).get(id=gespraech.id)
    if locked.owner_id != (owner.id if owner else None):
        locked.owner = owner
        locked.save(update_fields=["owner"])
        audit.record("gespraech_owner_set", acting=acting, object_type="gespraech", object_id=locked.id)
    return locked


@transaction.atomic
def close_waiting(*, acting: Actor, gespraech: Gespraech) -> Gespraech:
    """Nothing is left to answer (a thank-you, or it was settled by telephone)."""
    locked: Gespraech = Gespraech.objects.select_for_update(of=("self",)).get(id=gespraech.id)
    if locked.stand == Gespraech.Stand.WARTET:
        locked.stand, locked.wartet_seit = Gespraech.Stand.RUHT, None
        locked.save(update_fields=["stand", "wartet_seit"])
        audit.record("gespraech_settled", acting=acting, object_type="gespraech", object_id=locked.id)
    return locked


@transaction.atomic
def mark_read(*, acting: Actor, gespraech: Gespraech, by_citizen: bool) -> int:
    """Keep the moment at which the other side first read; gives the number of messages that were new."""
    unread = Nachricht.objects.filter(gespraech=gespraech, gelesen_at=None)
    unread = unread.exclude(von=Von.BUERGER) if by_citizen else unread.filter(von=Von.BUERGER)
    count = int(unread.update(gelesen_at=clock.now()))
    if count:
        audit.record("nachrichten_read", acting=acting, object_type="gespraech", object_id=gespraech.id)
    return count
