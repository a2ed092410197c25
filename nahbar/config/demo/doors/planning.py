"""What the demo shows of planning: 17 invented areas, four years, a proposal, and a paper for the council."""

from __future__ import annotations

from datetime import date
from math import cos, radians
from typing import Any

import numpy as np
import shapely
from shapely.geometry import mapping

from nahbar.config.demo.counter import Counter
from nahbar.domain.planning import queries
from nahbar.domain.planning.areas import Lieferung, Ortsangabe, Quelle, Raum, Zahl
from nahbar.domain.planning.plan import Wunsch
from nahbar.domain.planning.vorlage import ENTSCHEIDUNGEN
from nahbar.platform.accounts.roles import MACHINE
from nahbar.procedures.import_areas import import_areas
from nahbar.procedures.propose_presence import propose_presence
from nahbar.procedures.write_vorlage import write_vorlage

WEST, SOUTH = 6.82, 51.80
"""Corner of the invented county; one unit below is a kilometre."""
KM_LAT = 1 / 111.195
KM_LON = KM_LAT / cos(radians(SOUTH))
EDGE = ((0.4, 0.9), (2.6, 0.1), (5.2, 0.5), (6.8, 2.0), (6.5, 4.2), (4.9, 5.6), (2.7, 5.9), (0.9, 4.8), (0.1, 2.8))
YEARS = (2022, 2023, 2024, 2025)
TINY = "Am Moor"
AREAS: tuple[tuple[str, str, float, float, int, tuple[float, ...], tuple[float, ...], float], ...] = (
    # name, region, km east, km north, inhabitants, % of all by year, % of children by year, % of young people
    ("Altstadt", "Mitte", 3.2, 3.0, 5210, (9.1, 9.0, 9.3, 9.2), (14.0, 13.6, 13.9, 13.8), 4.1),
    ("Bahnhof", "Mitte", 3.9, 2.5, 4480, (12.6, 12.9, 12.7, 13.1), (19.5, 19.9, 19.6, 20.1), 6.0),
    ("Rathausviertel", "Mitte", 2.6, 2.6, 3920, (8.2, 8.0, 8.1, 7.9), (11.0, 11.2, 10.9, 10.8), 3.3),
    ("Gerberwiesen", "Mitte", 3.5, 3.8, 2870, (7.1, 7.2, 7.0, 7.1), (9.8, 9.9, 9.7, 9.6), 3.0),
    ("Südring", "Süd", 3.4, 1.4, 6340, (16.1, 17.0, 18.1, 19.2), (22.4, 24.1, 26.0, 28.3), 7.9),
    ("Südfeld", "Süd", 2.3, 1.3, 4150, (15.9, 16.2, 16.1, 16.6), (18.9, 19.0, 18.7, 19.6), 6.8),
    ("Ziegelei", "Süd", 4.5, 1.3, 3760, (17.2, 17.0, 17.5, 17.4), (20.8, 20.5, 21.0, 20.7), 7.2),
    (TINY, "Ost", 5.8, 1.3, 38, (5.3, 5.3, 5.3, 5.3), (16.0, 16.0, 16.0, 16.0), 0.0),
    ("Nordhang", "Nord", 2.8, 4.9, 3310, (4.0, 3.9, 4.1, 4.0), (5.6, 5.4, 5.5, 5.5), 1.8),
    ("Kirchspiel", "Nord", 4.2, 4.8, 2940, (3.4, 3.5, 3.4, 3.3), (4.9, 4.8, 5.0, 4.7), 1.5),
    ("Waldsiedlung", "Nord", 1.6, 4.3, 2180, (5.2, 5.1, 5.0, 5.1), (7.3, 7.2, 7.0, 7.1), 2.4),
    ("Mühlenbach", "Nord", 5.2, 3.9, 2610, (6.0, 6.2, 6.1, 6.3), (8.8, 8.9, 8.7, 9.0), 2.9),
    ("Westend", "West", 1.5, 3.2, 3540, (6.8, 6.7, 6.9, 6.8), (9.5, 9.2, 9.4, 9.3), 3.1),
    ("Hafenstraße", "West", 1.3, 2.0, 4020, (8.4, 8.2, 8.5, 8.3), (12.8, 12.4, 12.9, 12.5), 4.6),
    ("Neuland", "West", 0.8, 3.8, 1490, (4.4, 4.3, 4.5, 4.2), (6.0, 5.9, 6.1, 5.8), 2.0),
    ("Ostpark", "Ost", 5.3, 2.6, 3870, (9.8, 10.1, 9.9, 10.0), (14.9, 15.0, 14.7, 15.1), 4.7),
    ("Am Kanal", "Ost", 6.1, 3.2, 2050, (7.9, 7.7, 7.8, 8.0), (11.3, 11.1, 11.4, 11.2), 3.8),
)
CHILDREN, YOUNG = 0.15, 0.1
"""Share of the inhabitants."""
MORNINGS = tuple((day, "vm") for day in range(5))
AFTERNOONS = tuple((day, "nm") for day in range(5))
ROOMS: tuple[tuple[str, str, float, float, str, str, str, int, tuple[tuple[int, str], ...]], ...] = (
    ("Jobcenter Musterstadt", "amt", 3.1, 3.2, "kommunal", "Kreis Musterland", "Marktplatz 1", 0, ()),
    ("Nachbarschaftshaus Südring", "stadtteil", 3.5, 1.5, "frei", "Nachbarschaft Süd e. V.", "Südring 20", 1200,
     ((1, "vm"), (1, "nm"), (3, "vm"))),
    ("Familienzentrum Ziegelei", "familie", 4.4, 1.5, "frei", "Diakonie Musterland", "Ziegelweg 3", 900, MORNINGS),
    ("Jugendhaus Bahnhof", "jugend", 4.0, 2.4, "kommunal", "Stadt Musterstadt", "Bahnhofstraße 9", 0, AFTERNOONS),
    ("Gemeindehaus St. Anna", "stadtteil", 2.2, 1.4, "oeffentlich", "Kirchengemeinde St. Anna", "Südfeldweg 7", 800,
     ((0, "vm"), (2, "vm"), (2, "nm"))),
    ("Bücherei Hafenstraße", "stadtteil", 1.4, 2.1, "kommunal", "Stadt Musterstadt", "Hafenstraße 40", 0,
     ((1, "vm"), (3, "nm"), (4, "vm"))),
    ("Jugendtreff Ostpark", "jugend", 5.2, 2.7, "frei", "Falken Musterland", "Parkallee 2", 600, AFTERNOONS),
    ("Bürgertreff Nord", "stadtteil", 3.4, 4.6, "kommunal", "Stadt Musterstadt", "Nordstraße 88", 0, ()),
    ("Familienbildung Westend", "familie", 1.6, 3.1, "frei", "Caritas Musterland", "Westendstraße 5", 900, MORNINGS),
)  # fmt: skip


def _point(east: float, north: float) -> tuple[float, float]:
    return WEST + east * KM_LON, SOUTH + north * KM_LAT


def _outlines() -> list[Any]:
    """One polygon for each area: what is nearer to it than to any other, inside the county."""
    seeds = shapely.MultiPoint(np.array([_point(row[2], row[3]) for row in AREAS]))
    county = shapely.Polygon([_point(*corner) for corner in EDGE]).buffer(0.003)
    cells = shapely.get_parts(shapely.voronoi_polygons(seeds, extend_to=county))
    return [
        next(shapely.intersection(cell, county) for cell in cells if cell.covers(seed))
        for seed in shapely.get_parts(seeds)
    ]


def _figures(key: str, row: tuple[Any, ...]) -> list[Zahl]:
    name, people, rates, children, young = row[0], row[4], row[5], row[6], row[7]
    found = []
    for year, rate, small in zip(YEARS, rates, children, strict=True):
        for group, share, percent in (("alle", 1.0, rate), ("kinder", CHILDREN, small), ("jugend", YOUNG, young)):
            base = round(people * share)
            count = 2 if name == TINY and group == "alle" else round(base * percent / 100)
            found.append(Zahl(key, year, group, count, base))
    return found


def delivery() -> Lieferung:
    """The invented county as a delivery."""
    drawn = _outlines()
    keys = [f"0555{nr:02d}" for nr in range(1, len(AREAS) + 1)]
    rooms = tuple(
        Raum(key, row[0], row[1], mapping(outline), row[4], "Musterstadt")
        for key, row, outline in zip(keys, AREAS, drawn, strict=True)
    )
    figures = [figure for key, row in zip(keys, AREAS, strict=True) for figure in _figures(key, row)]
    places = tuple(
        Ortsangabe(
            name, kind, *_point(east, north), traegerschaft=owner_kind, eigentuemer=owner, strasse=street, plz="46325",
            ort="Musterstadt", kosten_cent_stunde=cents, fenster=slots, zugesagt=kind == "amt",
            barrierefrei="Eingang ohne Stufen.",
        )
        for name, kind, east, north, owner_kind, owner, street, cents, slots in ROOMS
    )  # fmt: skip
    source = Quelle(
        "Erfundene Statistik der Vorführung", "frei, keine wirklichen Daten", date(2025, 12, 31),
        "Kreis Musterland gibt es nicht. Alle Zahlen und Grenzen sind erfunden.",
    )  # fmt: skip
    return Lieferung("Musterland 2022", source, rooms, tuple(figures), places)


def fill(counter: Counter) -> None:
    """Areas and figures, one proposal, one paper in the making."""
    import_areas(acting=MACHINE, lieferung=delivery())
    planner = counter.staff["plan"]
    proposal = propose_presence(acting=planner, wunsch=Wunsch(raeume=4, halbtage=8))
    write_vorlage(
        acting=planner,
        titel="Präsenz des Jobcenters in Sozialräumen ausweiten",
        drucksache="1981/5",
        gremium="Kreistag des Kreises Musterland",
        frist=date(2027, 3, 31),
        verantwortlich="Frau Çelik, Sozialplanung",
        entscheidungen=list(ENTSCHEIDUNGEN),
        vorschlag=queries.vorschlag_by_id(proposal.id),
        verlauf=[
            ["2026-05-21", "Antrag", "Kreistag", "überwiesen"],
            ["2026-06-18", "Beschlussempfehlung", "Ausschuss für Soziales, Gesundheit und Arbeit", "ohne Änderung"],
            ["2026-09-24", "Beschluss", "Kreistag", "angenommen"],
        ],
    )
