"""Reading missed Meldetermine: what could be recorded, what is under way."""

from __future__ import annotations

from uuid import UUID

from nahbar.domain.appointments.models import Termin
from nahbar.domain.decisions.errors import MeldungUnknown
from nahbar.domain.decisions.models import Meldeversaeumnis

__all__ = ["Meldeversaeumnis", "Termin"]


def missed_meldetermine() -> list[Termin]:
    """Meldetermine that nobody came to and that are not recorded yet, the latest first."""
    known = Meldeversaeumnis.objects.values("termin_id")
    missed = Termin.objects.filter(meldetermin=True, stand=Termin.Stand.VERSAEUMT, akte__isnull=False)
    return list(missed.exclude(id__in=known).select_related("ort", "person", "akte").order_by("-beginn"))


def meldungen(*, offen: bool) -> list[Meldeversaeumnis]:
    """The records that are open, or those that were decided, the latest first."""
    found = Meldeversaeumnis.objects.select_related("person", "akte", "termin__ort", "created_by")
    over = Meldeversaeumnis.Stand.ENTSCHIEDEN
    return list(found.exclude(stand=over) if offen else found.filter(stand=over)[:50])


def meldung_by_id(meldung_id: UUID) -> Meldeversaeumnis:
    """The record of this id; raises MeldungUnknown."""
    found: Meldeversaeumnis | None = (
        Meldeversaeumnis.objects.select_related(
            "person", "akte", "vorgang", "termin__ort", "anhoerung__dokument__ansicht", "created_by", "entschieden_by"
        )
        .filter(id=meldung_id)
        .first()
    )
    if found is None:
        raise MeldungUnknown()
    return found


def missed_termin(termin_id: UUID) -> Termin:
    """The appointment of this id, whatever became of it; raises MeldungUnknown."""
    found: Termin | None = Termin.objects.select_related("ort", "person", "akte").filter(id=termin_id).first()
    if found is None:
        raise MeldungUnknown()
    return found
