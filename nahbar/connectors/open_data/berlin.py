"""What Berlin publishes: LOR planning areas 2021 with the figures of the Monitoring Soziale Stadtentwicklung 2021.

Traps: -9999 stands for no value; areas judged "ungültig" (few inhabitants, outliers) have no figures; the key of before
2021 is another key, although numbers and names look alike: whatever carries it is refused, never matched.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path

from nahbar.connectors.open_data.files import features, number, rows
from nahbar.domain.planning.areas import Lieferung, Ortsangabe, Quelle, Raum, Zahl
from nahbar.domain.planning.errors import BadDelivery

WERK = "LOR 2021"
YEAR = 2020
VALID = "gültig"
AREAS, FIGURES, PLACES = "berlin_plr_2021_web.geojson", "berlin_plr_2021.csv", "berlin_kandidaten.csv"
MSS = Path("mss/raw2021/mss_2021_index_indikatoren.csv")
SOURCE = Quelle(
    "LOR-Planungsräume 2021 und Monitoring Soziale Stadtentwicklung 2021, Amt für Statistik Berlin-Brandenburg",
    "CC BY 3.0 DE",
    date(2020, 12, 31),
    "Menschenzahlen sind aus Anteilen und Einwohnerzahl geschätzt: Arbeitslose nach SGB II und III und weitere"
    " Beziehende nach SGB II und XII. Das ist nicht dasselbe wie SGB II.",
)
PLACES_SOURCE = Quelle(
    "Mögliche Räume: OpenStreetMap-Mitwirkende; Jugendfreizeiteinrichtungen (SenBJF Berlin)",
    "ODbL 1.0, © OpenStreetMap contributors",
    date(2025, 9, 1),
    "Eine Auswahl, die jemand durchgesehen haben muss.",
)
GROUPS = {"alle": ("n_bezug", "EW"), "kinder": ("n_kinder", "u15"), "jugend": ("n_jugend", "a15_25")}
KINDS = {"Jugendfreizeiteinrichtung": "jugend", "Familienzentrum": "familie"}
LAENGE = 8


def read(folder: Path, district: str = "") -> Lieferung:
    """The delivery in a folder; `district` is the number of the Bezirk, e.g. `04`. Raises BadDelivery."""
    table = {row["PLR_ID"]: row for row in rows(folder / FIGURES)}
    shapes = {f["properties"]["PLR_ID"]: f for f in features(folder / AREAS)}
    if set(table) != set(shapes):
        raise BadDelivery(f"{AREAS} und {FIGURES} haben nicht dieselben Schlüssel. Liefern Sie beide aus {WERK}.")
    monitored = _monitored(folder / MSS, set(table)) if (folder / MSS).exists() else {}
    rooms, figures, left = [], [], []
    for key, row in sorted(table.items()):
        if district and row["BEZ"] != district:
            continue
        people = int(number(row, "EW") or 0)
        rooms.append(Raum(key, row["PLR_NAME"], row["BZR_NAME"], shapes[key]["geometry"], people, row["BEZ"]))
        if row["KOM"] != VALID or not monitored.get(key, True):
            left.append(f"{row['PLR_NAME']} ({key}): ohne gültige Werte im Monitoring")
            continue
        figures += _figures(key, row)
    if not rooms:
        raise BadDelivery(f"Den Bezirk {district} gibt es in {FIGURES} nicht. Er hat zwei Ziffern, zum Beispiel 04.")
    places = [_place(row) for row in rows(folder / PLACES)] if (folder / PLACES).exists() else []
    here = tuple(place for place, bezirk in places if not district or bezirk == district)
    return Lieferung(WERK, SOURCE, tuple(rooms), tuple(figures), here, PLACES_SOURCE, tuple(left))


def _figures(key: str, row: Mapping[str, str]) -> list[Zahl]:
    found = []
    for group, (count, base) in GROUPS.items():
        n, of = number(row, count), number(row, base)
        if n is not None and of is not None:
            of_all = round(of)
            found.append(Zahl(key, YEAR, group, min(round(n), of_all), of_all))
    return found


def _monitored(path: Path, keys: set[str]) -> dict[str, bool]:
    """Area → has values in the monitoring itself; raises BadDelivery for a table with another key."""
    found = {row["PLR_ID"].zfill(LAENGE): number(row, "S3") is not None for row in rows(path)}
    if foreign := set(found) - keys:
        raise BadDelivery(
            f"{path.name} nennt {len(foreign)} Schlüssel, die es in {WERK} nicht gibt, zum Beispiel {min(foreign)}."
            " Der Schlüssel von vor 2021 wird nicht umgerechnet."
        )
    return found


def _place(row: Mapping[str, str]) -> tuple[Ortsangabe, str]:
    lon, lat = number(row, "lon"), number(row, "lat")
    if lon is None or lat is None:
        raise BadDelivery(f"{PLACES}: {row.get('name')} hat keine Koordinaten.")
    free = "frei" in (row.get("traeger_art") or "").lower()
    return (
        Ortsangabe(
            name=row["name"].strip()[:120] or "ohne Namen", art=KINDS.get(row["kat"], "stadtteil"), lon=lon, lat=lat,
            traegerschaft="frei" if free else "oeffentlich", eigentuemer=(row.get("traeger") or "")[:160],
            strasse=(row.get("strasse") or "")[:120], ort="Berlin",
        ),
        row["BEZ"],
    )  # fmt: skip
