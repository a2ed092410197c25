"""Reading objections: the register of the office, those of one application, one with all that belongs to it."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from django.db.models import QuerySet

from nahbar.domain.applications.models import Antrag
from nahbar.domain.decisions.errors import WiderspruchUnknown
from nahbar.domain.decisions.models import Entscheidung
from nahbar.domain.decisions.widerspruch import RUNNING
from nahbar.domain.decisions.widerspruch_models import Widerspruch

__all__ = ["Widerspruch"]


def _all() -> QuerySet[Widerspruch]:
    found: QuerySet[Widerspruch] = Widerspruch.objects.select_related(
        "akte__person", "vorgang", "entscheidung__antrag__person", "entscheidung__antrag__traeger",
        "entscheidung__freigegeben_by", "brief", "form_by", "form_dokument__ansicht", "termin__ort", "abhilfe__brief",
        "bearbeitet_by",
    )  # fmt: skip
    return found


def widerspruch_by_id(widerspruch_id: UUID) -> Widerspruch:
    """The objection of this id; raises WiderspruchUnknown."""
    found = _all().filter(id=widerspruch_id).first()
    if found is None:
        raise WiderspruchUnknown()
    return found


def widerspruch_of(antrag: Antrag, widerspruch_id: UUID) -> Widerspruch:
    """The objection of this application; raises WiderspruchUnknown for another one."""
    found = _all().filter(id=widerspruch_id, entscheidung__antrag=antrag).first()
    if found is None:
        raise WiderspruchUnknown()
    return found


def widersprueche_of(antrag: Antrag) -> Sequence[Widerspruch]:
    """All of this application, newest first."""
    return list(_all().filter(entscheidung__antrag=antrag).order_by("-erklaert_at"))


def register(*, laufend: bool) -> Sequence[Widerspruch]:
    """The register: those under way by the end of their period, or the last hundred that are over."""
    if laufend:
        return list(_all().filter(stand__in=RUNNING).order_by("frist", "erklaert_at"))
    return list(_all().exclude(stand__in=RUNNING).order_by("-beendet_at")[:100])


def open_objections(akte_id: UUID) -> Sequence[Widerspruch]:
    """What is under way in this file: until it is over, nothing of the file is erased (Art. 17 Abs. 3 DSGVO)."""
    return list(_all().filter(akte_id=akte_id, stand__in=RUNNING))


def draft_of(widerspruch: Widerspruch) -> Entscheidung | None:
    """The new act that is being worked on, not released yet."""
    attacked = widerspruch.abhilfe_id or widerspruch.entscheidung_id
    found: Entscheidung | None = Entscheidung.objects.filter(
        ersetzt_id=attacked, stand__in=["entwurf", "vorgelegt", "zurueckgegeben"]
    ).first()
    return found
