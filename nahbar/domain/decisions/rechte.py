"""Writing what concerns people's rights: requests and answers, choices of delivery, outages."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import transaction

from nahbar.domain.applications.models import Antrag
from nahbar.domain.casefile.models import Dokument
from nahbar.domain.decisions.errors import ErasureBlocked, ReasonNeeded, RoleMissing, WiderspruchOver
from nahbar.domain.decisions.policies import can_decide
from nahbar.domain.decisions.rechte_models import Datenschutzantrag, Lebenszeichen, Stoerung, Zustellwahl
from nahbar.domain.mailroom.models import Brief
from nahbar.law.bgb.fristen import end_after_months
from nahbar.platform import clock
from nahbar.platform.accounts.roles import Actor
from nahbar.platform.audit import actions as audit
from nahbar.platform.zone import BERLIN

ANSWER_MONTHS = 1
"""Art. 12 Abs. 3 S. 1 DSGVO."""
SILENCE = timedelta(minutes=15)
"""No sign of life for longer than this is an outage."""


@transaction.atomic
def ask(
    *, acting: Actor, antrag: Antrag, art: str, text: str, hinderung: str, einschraenken: bool = True
) -> Datenschutzantrag:
    """Keep a request; `hinderung` says why nothing is erased now: then the data are restricted at once.

    Not where benefits are paid (`einschraenken` False): they need the data every month.
    """
    now = clock.now()
    row: Datenschutzantrag = Datenschutzantrag.objects.create(
        antrag=antrag,
        akte=antrag.akte,
        vorgang=antrag.vorgang,
        art=Datenschutzantrag.Art(art),
        text=text.strip()[:4000],
        eingang_at=now,
        frist=end_after_months(now.astimezone(BERLIN).date(), ANSWER_MONTHS),
        hinderung=hinderung[:300],
        eingeschraenkt_at=now if hinderung and einschraenken else None,
    )
    audit.record(
        "privacy_asked", acting=acting, object_type="datenschutz", object_id=row.id, details={"art": str(row.art)}
    )
    return row


def attach_receipt(*, acting: Actor, row: Datenschutzantrag, dokument: Dokument) -> Datenschutzantrag:
    """The receipt that the person has."""
    row.quittung = dokument
    row.save(update_fields=["quittung"])
    audit.record("privacy_receipt", acting=acting, object_type="datenschutz", object_id=row.id)
    return row


@transaction.atomic
def answer(
    *, acting: Actor, row: Datenschutzantrag, ausgang: str, antwort: str, brief: Brief | None, hinderung: str
) -> Datenschutzantrag:
    """Answer once, with the reason; nothing is erased while `hinderung` holds.

    Raises RoleMissing, ReasonNeeded, ErasureBlocked, WiderspruchOver (answered already).
    """
    if not can_decide(acting):
        raise RoleMissing()
    locked: Datenschutzantrag = Datenschutzantrag.objects.select_for_update().get(id=row.id)
    if locked.ausgang:
        raise WiderspruchOver(locked.get_ausgang_display())
    if len(antwort.strip()) < 10:
        raise ReasonNeeded()
    chosen = Datenschutzantrag.Ausgang(ausgang)
    if locked.art == Datenschutzantrag.Art.LOESCHUNG and hinderung and chosen == Datenschutzantrag.Ausgang.ERFUELLT:
        raise ErasureBlocked(hinderung)
    now = clock.now()
    if chosen == Datenschutzantrag.Ausgang.EINGESCHRAENKT and locked.eingeschraenkt_at is None:
        locked.eingeschraenkt_at = now
    locked.ausgang, locked.antwort, locked.brief = chosen, antwort.strip()[:4000], brief
    locked.beantwortet_by_id, locked.beantwortet_at = acting.account_id, now
    locked.save()
    audit.record(
        "privacy_answered", acting=acting, object_type="datenschutz", object_id=locked.id,
        details={"ausgang": str(chosen)},
    )  # fmt: skip
    return locked


@transaction.atomic
def choose_delivery(*, acting: Actor, antrag: Antrag, elektronisch: bool) -> Zustellwahl:
    """Keep the choice with its moment, and let it hold for all letters from now on (§ 37 Abs. 2a S. 2 SGB X)."""
    row: Antrag = Antrag.objects.select_for_update(of=("self",)).get(id=antrag.id)
    row.bescheid_weg = Antrag.Weg.PORTAL if elektronisch else Antrag.Weg.POST
    row.save(update_fields=["bescheid_weg"])
    antrag.bescheid_weg = row.bescheid_weg
    made: Zustellwahl = Zustellwahl.objects.create(
        antrag=row, elektronisch=elektronisch, at=clock.now(), akteur=acting.role_label[:80]
    )
    audit.record(
        "delivery_chosen", acting=acting, object_type="antrag", object_id=row.id,
        details={"elektronisch": elektronisch},
    )  # fmt: skip
    return made


@transaction.atomic
def note_outage(*, acting: Actor, von: datetime, bis: datetime | None, quelle: str, anmerkung: str = "") -> Stoerung:
    """Keep an outage; one that began at the same moment is the same, and gets its end."""
    row: Stoerung | None = Stoerung.objects.filter(von=von).first()
    if row is None:
        row = Stoerung.objects.create(
            von=von, bis=bis, quelle=Stoerung.Quelle(quelle), anmerkung=anmerkung[:200], created_at=clock.now()
        )
        assert row is not None
    elif row.bis is None or (bis is not None and bis > row.bis):
        row.bis = bis
        row.save(update_fields=["bis"])
    audit.record("outage_noted", acting=acting, object_type="stoerung", object_id=row.id, details={"quelle": quelle})
    return row


@transaction.atomic
def sign_of_life(*, acting: Actor) -> Stoerung | None:
    """Say that the programme lives; a longer silence before it is noted as an outage."""
    now = clock.now()
    row: Lebenszeichen | None = Lebenszeichen.objects.select_for_update().first()
    if row is None:
        Lebenszeichen.objects.create(at=now)
        return None
    before, row.at = row.at, max(row.at, now)
    row.save(update_fields=["at"])
    if now - before <= SILENCE:
        return None
    return note_outage(acting=acting, von=before, bis=now, quelle=Stoerung.Quelle.AUTOMATISCH)
