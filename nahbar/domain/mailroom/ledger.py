"""The ledger of papers: eight weeks after the scan they may be destroyed, unless something holds them (F06, F07)."""

from __future__ import annotations

from datetime import date, timedelta
from enum import StrEnum

from django.db import transaction
from django.db.models import Q

from nahbar.domain.mailroom.incoming import Original, Scandokument
from nahbar.domain.mailroom.scan_errors import HeldAlready, NotHeld, PaperGone, WhyMissing
from nahbar.domain.mailroom.scan_shapes import HeldPaper
from nahbar.platform import clock
from nahbar.platform.accounts.roles import Actor
from nahbar.platform.audit import actions as audit

AFTER_HOLD = timedelta(days=14)
"""After a hold at least two weeks are left, so that the paper can still be asked for."""
UNSETTLED = (Scandokument.Stand.NEU, Scandokument.Stand.GELESEN, Scandokument.Stand.OFFEN)
"""What nobody has assigned yet is never destroyed."""
GONE = (Original.Ort.ZURUECK, Original.Ort.VERNICHTET)
MUST_STAY = (
    Q(gehalten_at__isnull=False) | Q(ort=Original.Ort.ANGEFORDERT) | Q(scan__stand__in=UNSETTLED)
) & ~Q(ort__in=GONE)  # fmt: skip


class Destroyed(StrEnum):
    """What became of one line of the provider's record; the text goes back to the provider."""

    NOTED = "vermerkt"
    KNOWN = "bekannt"
    HELD = "trotz Sperre vernichtet"
    EARLY = "vor der Frist vernichtet"
    NOT_THERE = "nicht beim Dienstleister"


def _locked(original: Original) -> Original:
    row: Original = Original.objects.select_for_update(of=("self",)).select_related("scan").get(id=original.id)
    return row


def _there(original: Original) -> Original:
    row = _locked(original)
    if row.ort in GONE:
        raise PaperGone(row.get_ort_display())
    return row


@transaction.atomic
def hold(*, acting: Actor, original: Original, grund: str) -> Original:
    """Stop the date of destruction, with the reason. Raises WhyMissing, PaperGone, HeldAlready."""
    if not grund.strip():
        raise WhyMissing
    row = _there(original)
    if row.gehalten:
        raise HeldAlready(row.halt_grund)
    row.gehalten_at, row.gehalten_von_id, row.halt_grund = clock.now(), acting.account_id, grund.strip()[:200]
    row.save(update_fields=["gehalten_at", "gehalten_von", "halt_grund"])
    audit.record(
        "original_held", acting=acting, object_type="original", object_id=row.id, details={"grund": row.halt_grund}
    )
    return row


@transaction.atomic
def release(*, acting: Actor, original: Original) -> Original:
    """Let the date run on: the old one, at the earliest two weeks from today. Raises PaperGone, NotHeld."""
    row = _there(original)
    if not row.gehalten:
        raise NotHeld
    row.gehalten_at, row.gehalten_von, row.halt_grund = None, None, ""
    row.vernichtung_ab = max(row.vernichtung_ab, clock.today() + AFTER_HOLD)
    row.save(update_fields=["gehalten_at", "gehalten_von", "halt_grund", "vernichtung_ab"])
    audit.record(
        "original_released", acting=acting, object_type="original", object_id=row.id,
        details={"vernichtung_ab": row.vernichtung_ab.isoformat()},
    )  # fmt: skip
    return row


@transaction.atomic
def request_back(*, acting: Actor, original: Original) -> Original:
    """Have the paper brought to the office; it is held from then on. Raises PaperGone."""
    row = _there(original)
    if row.ort == Original.Ort.ANGEFORDERT:
        return row
    row.ort, row.angefordert_at = Original.Ort.ANGEFORDERT, clock.now()
    row.save(update_fields=["ort", "angefordert_at"])
    audit.record("original_requested", acting=acting, object_type="original", object_id=row.id)
    return row


@transaction.atomic
def give_back(*, acting: Actor, original: Original) -> Original:
    """The person has the paper again, today (F06). Raises PaperGone."""
    row = _there(original)
    row.ort, row.zurueck_am = Original.Ort.ZURUECK, clock.today()
    row.gehalten_at, row.gehalten_von, row.halt_grund = None, None, ""
    row.save(update_fields=["ort", "zurueck_am", "gehalten_at", "gehalten_von", "halt_grund"])
    audit.record("original_given_back", acting=acting, object_type="original", object_id=row.id)
    return row


@transaction.atomic
def note_destruction(*, acting: Actor, original: Original, am: date, protokoll: str) -> Destroyed:
    """Write down the provider's record, also of what should not have happened: the answer says so."""
    row = _locked(original)
    if row.ort == Original.Ort.VERNICHTET:
        return Destroyed.KNOWN
    if row.ort == Original.Ort.ZURUECK:
        return Destroyed.NOT_THERE
    found = Destroyed.NOTED
    if row.gehalten or row.ort == Original.Ort.ANGEFORDERT or row.scan.stand in UNSETTLED:
        found = Destroyed.HELD
    elif am < row.vernichtung_ab:
        found = Destroyed.EARLY
    row.ort, row.vernichtet_am, row.protokoll = Original.Ort.VERNICHTET, am, protokoll[:60]
    row.save(update_fields=["ort", "vernichtet_am", "protokoll"])
    audit.record(
        "original_destroyed", acting=acting, object_type="original", object_id=row.id,
        details={"am": am.isoformat(), "protokoll": row.protokoll, "stand": found.value},
    )  # fmt: skip
    return found


def held_papers() -> list[HeldPaper]:
    """All papers of this Träger that must not be destroyed now, in the order of batch and letter."""
    rows = Original.objects.filter(MUST_STAY).select_related("scan__stapel")
    found = [HeldPaper(row.scan.stapel.nummer, row.scan.kennung, row.ort == Original.Ort.ANGEFORDERT) for row in rows]
    return sorted(found, key=lambda paper: (paper.batch, paper.letter))
