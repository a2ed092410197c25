"""Reading areas, rules, rooms, proposals and papers."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from nahbar.domain.planning.disclosure import MINIMUM
from nahbar.domain.planning.errors import NoAreas, RaumUnknown, VorlageUnknown, VorschlagUnknown
from nahbar.domain.planning.models import (
    Datenquelle,
    Kennzahl,
    Planungsraum,
    Planungsregel,
    Raumkandidat,
    Vorlage,
    Vorschlag,
)
from nahbar.domain.planning.need import GEWICHTE

GRUPPEN: dict[str, str] = {str(value): str(label) for value, label in Kennzahl.Gruppe.choices}
ART: dict[str, str] = {str(value): str(label) for value, label in Raumkandidat.Art.choices}


def schluesselwerk() -> str:
    """The key system of the newest figures; raises NoAreas where nothing was imported."""
    newest = Kennzahl.objects.order_by("-jahr", "-id").values_list("raum__schluesselwerk", flat=True).first()
    if newest is None:
        raise NoAreas()
    return str(newest)


def raeume(werk: str) -> list[Planungsraum]:
    """All areas of a key system, by key."""
    return list(Planungsraum.objects.filter(schluesselwerk=werk).select_related("quelle"))


def kennzahlen(werk: str) -> list[Kennzahl]:
    """All figures of a key system."""
    return list(Kennzahl.objects.filter(raum__schluesselwerk=werk).order_by("jahr", "gruppe"))


def jahre(werk: str) -> list[int]:
    """Years with figures, oldest first."""
    found = Kennzahl.objects.filter(raum__schluesselwerk=werk).order_by("jahr")
    return sorted(set(found.values_list("jahr", flat=True)))


def raum_by_id(raum_id: UUID) -> Planungsraum:
    """The area of this id; raises RaumUnknown."""
    row: Planungsraum | None = Planungsraum.objects.select_related("quelle").filter(id=raum_id).first()
    if row is None:
        raise RaumUnknown()
    return row


def regeln() -> tuple[int, dict[str, int]]:
    """The smallest number shown and the weights of need."""
    row = Planungsregel.objects.first()
    if row is None:
        return MINIMUM, dict(GEWICHTE)
    return int(row.mindestzahl), {name: int(row.gewichte.get(name, weight)) for name, weight in GEWICHTE.items()}


def kandidaten() -> list[Raumkandidat]:
    """Rooms that may be chosen: those of partners."""
    return list(Raumkandidat.objects.exclude(art=Raumkandidat.Art.AMT).select_related("quelle"))


def haeuser() -> list[Raumkandidat]:
    """Places of the office, where people are counselled anyhow."""
    return list(Raumkandidat.objects.filter(art=Raumkandidat.Art.AMT))


def kandidat_by_id(kandidat_id: str) -> Raumkandidat | None:
    """The room of this id, if it is still there."""
    row: Raumkandidat | None = Raumkandidat.objects.select_related("angelegt_als").filter(id=kandidat_id).first()
    return row


def quellen() -> list[Datenquelle]:
    """Where all that is shown comes from."""
    return list(Datenquelle.objects.all())


def vorschlaege() -> Sequence[Vorschlag]:
    """All proposals, newest first."""
    return list(Vorschlag.objects.all())


def vorschlag_by_id(vorschlag_id: UUID) -> Vorschlag:
    """The proposal of this id; raises VorschlagUnknown."""
    row: Vorschlag | None = Vorschlag.objects.filter(id=vorschlag_id).first()
    if row is None:
        raise VorschlagUnknown()
    return row


def letzter_vorschlag() -> Vorschlag | None:
    """The newest proposal with rooms."""
    found = Vorschlag.objects.exclude(stand=Vorschlag.Stand.RECHNET).filter(zielwert__isnull=False)
    row: Vorschlag | None = found.first()
    return row


def vorlagen() -> Sequence[Vorlage]:
    """All papers, the next deadline first."""
    return list(Vorlage.objects.select_related("pdf", "vorschlag"))


def vorlage_by_id(vorlage_id: UUID) -> Vorlage:
    """The paper of this id; raises VorlageUnknown."""
    row: Vorlage | None = Vorlage.objects.select_related("pdf", "vorschlag").filter(id=vorlage_id).first()
    if row is None:
        raise VorlageUnknown()
    return row
