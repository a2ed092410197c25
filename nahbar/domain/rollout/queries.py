"""Reading how far a town is, what goes there, and how its letters look."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from nahbar.domain.rollout.errors import GemeindeUnknown, VersionUnknown
from nahbar.domain.rollout.features import FEATURES, Feature
from nahbar.domain.rollout.gates import BY_KEY, GATES, Gate
from nahbar.domain.rollout.models import Bedingung, Briefkopf, Einfuehrung, Einfuehrungsschritt, Merkmal
from nahbar.platform.tenancy.models import Gemeinde

STAENDE = tuple((stand.value, str(stand.label)) for stand in Einfuehrung.Stand)


@dataclass(frozen=True)
class GateView:
    """One gate of a town with its colour and the sentence that explains it."""

    gate: Gate
    pflicht: bool
    mindestens: int | None
    gemessen: int | None
    erfuellt: bool
    bemerkung: str
    green: bool
    sentence: str


@dataclass(frozen=True)
class TownView:
    """One town in the list: state, day, what is red."""

    gemeinde: Gemeinde
    stand: str
    stand_text: str
    termin: date | None
    live: bool
    red: tuple[GateView, ...]


def gemeinde_by_id(gemeinde_id: UUID) -> Gemeinde:
    """The town of this id; raises GemeindeUnknown."""
    found: Gemeinde | None = Gemeinde.objects.filter(id=gemeinde_id).select_related("traeger", "einfuehrung").first()
    if found is None:
        raise GemeindeUnknown
    return found


def einfuehrung_of(gemeinde: Gemeinde) -> Einfuehrung | None:
    """The roll-out of a town; None where the town was set up as a whole."""
    found: Einfuehrung | None = Einfuehrung.objects.filter(gemeinde=gemeinde).first()
    return found


def is_live(gemeinde: Gemeinde | None) -> bool:
    """True if the town works with this system; also for an unknown town and one without a roll-out of its own."""
    if gemeinde is None:
        return True
    return not Einfuehrung.objects.filter(gemeinde=gemeinde).exclude(stand=Einfuehrung.Stand.LIVE).exists()


def feature_live(gemeinde: Gemeinde | None, key: str) -> bool:
    """True if this feature may be offered to people of this town; the town unknown: by the registry's default.

    False for a key that no registry knows, and for every feature of a town that is not live.
    """
    feature = next((one for one in FEATURES if one.key == key), None)
    if feature is None or not is_live(gemeinde):
        return False
    row = Merkmal.objects.filter(gemeinde=gemeinde, key=key).first() if gemeinde is not None else None
    return bool(row.an) if row else feature.default


def features(gemeinde: Gemeinde) -> list[tuple[Feature, bool]]:
    """All features of a town with the switch as it is set, whether the town is live or not."""
    rows = dict(Merkmal.objects.filter(gemeinde=gemeinde).values_list("key", "an"))
    return [(feature, rows.get(feature.key, feature.default)) for feature in FEATURES]


def gates(gemeinde: Gemeinde) -> list[GateView]:
    """The gates of a town; one that nobody has looked at is red."""
    rows = {row.key: row for row in Bedingung.objects.filter(gemeinde=gemeinde)}
    return [_gate(BY_KEY[gate.key], rows.get(gate.key)) for gate in GATES]


def _gate(gate: Gate, row: Bedingung | None) -> GateView:
    least = gate.least if row is None else row.mindestens
    measured = row.gemessen if row else None
    if gate.unit:
        green = measured is not None and measured >= (least or 0)
        found = "noch nicht gemessen" if measured is None else f"gemessen {_figure(measured)} {gate.unit}"
        sentence = f"{gate.name}: {found}, nötig sind mindestens {_figure(least or 0)} {gate.unit}."
    else:
        green = bool(row and row.erfuellt)
        sentence = f"{gate.name}." if green else f"Es fehlt: {gate.todo}."
    return GateView(
        gate=gate,
        pflicht=row.pflicht if row else True,
        mindestens=least,
        gemessen=measured,
        erfuellt=bool(row and row.erfuellt),
        bemerkung=row.bemerkung if row else "",
        green=green,
        sentence=sentence,
    )


def _figure(value: int) -> str:
    return f"{value:,}".replace(",", ".")


def red_gates(gemeinde: Gemeinde) -> list[GateView]:
    """The mandatory gates that keep a town from going live."""
    return [gate for gate in gates(gemeinde) if gate.pflicht and not gate.green]


def towns() -> list[TownView]:
    """All towns of the Träger by name, with state, day and red gates."""
    return [town_view(gemeinde) for gemeinde in Gemeinde.objects.select_related("einfuehrung", "traeger")]


def town_view(gemeinde: Gemeinde) -> TownView:
    """One town with state, day and red gates."""
    row: Einfuehrung | None = getattr(gemeinde, "einfuehrung", None)
    stand = Einfuehrung.Stand(row.stand) if row else Einfuehrung.Stand.LIVE
    live = stand is Einfuehrung.Stand.LIVE
    return TownView(
        gemeinde=gemeinde,
        stand=stand.value,
        stand_text=str(stand.label),
        termin=row.termin if row else None,
        live=live,
        red=() if live else tuple(red_gates(gemeinde)),
    )


def history(gemeinde: Gemeinde) -> Sequence[Einfuehrungsschritt]:
    """The steps of a town's roll-out, newest first."""
    return list(Einfuehrungsschritt.objects.filter(einfuehrung__gemeinde=gemeinde).select_related("account"))


def letterheads(gemeinde: Gemeinde) -> Sequence[Briefkopf]:
    """The versions of a town's letterhead, newest first."""
    return list(Briefkopf.objects.filter(gemeinde=gemeinde).select_related("account"))


def letterhead_version(gemeinde: Gemeinde, version: int) -> Briefkopf:
    """One version of a town's letterhead; raises VersionUnknown."""
    found: Briefkopf | None = Briefkopf.objects.filter(gemeinde=gemeinde, version=version).first()
    if found is None:
        raise VersionUnknown
    return found


def town_by_plz(plz: str) -> list[Gemeinde]:
    """The towns that have this postcode."""
    return [town for town in Gemeinde.objects.select_related("einfuehrung", "traeger") if plz in town.plz]
