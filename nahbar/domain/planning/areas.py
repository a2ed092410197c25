"""A delivery of areas, figures and rooms: what readers of files hand over, checked before it comes into the tables."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Any

import shapely
from shapely.geometry import mapping, shape

from nahbar.domain.planning.errors import BadDelivery
from nahbar.domain.planning.models import Kennzahl

SIMPLIFY_DEGREES = 0.00002
"""About two metres: the outlines of neighbours still meet on a map."""
DECIMALS = 5
GERMANY = (5.5, 47.0, 15.5, 55.5)
GRUPPEN = tuple(str(value) for value in Kennzahl.Gruppe.values)


@dataclass(frozen=True)
class Quelle:
    """Source of a delivery."""

    name: str
    lizenz: str
    stand: date
    hinweis: str = ""


@dataclass(frozen=True)
class Raum:
    """One area with its outline (GeoJSON geometry, EPSG:4326)."""

    schluessel: str
    name: str
    gebiet: str
    geometrie: dict[str, Any]
    einwohner: int
    bezirk: str = ""


@dataclass(frozen=True)
class Zahl:
    """One figure."""

    schluessel: str
    jahr: int
    gruppe: str
    zaehler: int
    nenner: int


@dataclass(frozen=True)
class Ortsangabe:
    """One room that may be used."""

    name: str
    art: str
    lon: float
    lat: float
    traegerschaft: str = "kommunal"
    eigentuemer: str = ""
    strasse: str = ""
    plz: str = ""
    ort: str = ""
    barrierefrei: str = ""
    kosten_cent_stunde: int = 0
    zugesagt: bool = False
    fenster: tuple[tuple[int, str], ...] = ()


@dataclass(frozen=True)
class Lieferung:
    """Everything of one delivery; all areas of one key system."""

    schluesselwerk: str
    quelle: Quelle
    raeume: tuple[Raum, ...]
    zahlen: tuple[Zahl, ...]
    orte: tuple[Ortsangabe, ...] = ()
    quelle_orte: Quelle | None = None
    ausgelassen: tuple[str, ...] = field(default=())
    """What the reader left out, a sentence each."""


@dataclass(frozen=True)
class Umriss:
    """An outline as it is kept."""

    geometrie: dict[str, Any]
    bbox: list[float]
    punkt: tuple[float, float]


def outline(room: Raum) -> Umriss:
    """Simplified outline, its box and a point inside; an invalid one is mended. Raises BadDelivery."""
    try:
        drawn = shape(room.geometrie)
    except (ValueError, TypeError, AttributeError, KeyError, IndexError, shapely.GEOSException) as wrong:
        raise BadDelivery(f"Der Umriss von {room.name} ({room.schluessel}) ist keine Fläche.") from wrong
    drawn = shapely.make_valid(drawn)
    parts = [part for part in shapely.get_parts(drawn) if part.geom_type in ("Polygon", "MultiPolygon")]
    if not parts:
        raise BadDelivery(f"Der Umriss von {room.name} ({room.schluessel}) ist keine Fläche.")
    drawn = shapely.unary_union(parts)
    west, south, east, north = drawn.bounds
    if not (GERMANY[0] <= west and GERMANY[1] <= south and east <= GERMANY[2] and north <= GERMANY[3]):
        raise BadDelivery(
            f"Der Umriss von {room.name} liegt nicht in Deutschland. Liefern Sie Länge und Breite (EPSG:4326)."
        )
    thin = shapely.set_precision(shapely.simplify(drawn, SIMPLIFY_DEGREES), 10**-DECIMALS)
    inside = drawn.representative_point()
    return Umriss(mapping(thin), [west, south, east, north], (inside.x, inside.y))


def check(delivery: Lieferung) -> None:
    """Raises BadDelivery where keys are double or unknown, groups strange, or more receive than live there."""
    if not delivery.raeume:
        raise BadDelivery("Die Lieferung enthält keinen Planungsraum.")
    keys = {room.schluessel for room in delivery.raeume}
    if len(keys) != len(delivery.raeume):
        raise BadDelivery("Ein Schlüssel kommt zweimal vor. Jeder Planungsraum braucht seinen eigenen.")
    seen: set[tuple[str, int, str]] = set()
    for one in delivery.zahlen:
        where = f"Kennzahl {one.schluessel}, {one.jahr}, {one.gruppe}"
        if one.schluessel not in keys:
            raise BadDelivery(
                f"{where}: Diesen Schlüssel gibt es in {delivery.schluesselwerk} nicht. Zahlen eines anderen"
                " Schlüsselwerks werden nicht umgeschlüsselt."
            )
        if one.gruppe not in GRUPPEN:
            raise BadDelivery(f"{where}: Die Gruppe heißt {', '.join(GRUPPEN)}.")
        if not 0 <= one.zaehler <= one.nenner:
            raise BadDelivery(f"{where}: {one.zaehler} von {one.nenner} kann nicht sein.")
        if (one.schluessel, one.jahr, one.gruppe) in seen:
            raise BadDelivery(f"{where} kommt zweimal vor.")
        seen.add((one.schluessel, one.jahr, one.gruppe))
