"""Our own plain format: a folder with `quelle.json`, `raeume.geojson`, `kennzahlen.csv` and, if wanted, `orte.csv`.

Described for whoever delivers in docs/operate/planung-import.md.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date
from pathlib import Path

from nahbar.connectors.open_data.files import features, number, rows, whole
from nahbar.domain.planning.areas import Lieferung, Ortsangabe, Quelle, Raum, Zahl
from nahbar.domain.planning.errors import BadDelivery


def read(folder: Path, district: str = "") -> Lieferung:
    """The delivery in a folder; with `district` only its areas (property `bezirk`). Raises BadDelivery."""
    try:
        head = json.loads((folder / "quelle.json").read_text(encoding="utf-8"))
        source = Quelle(head["name"], head["lizenz"], date.fromisoformat(head["stand"]), head.get("hinweis", ""))
        werk = str(head["schluesselwerk"])
    except (OSError, ValueError, KeyError, TypeError) as wrong:
        raise BadDelivery(
            "quelle.json fehlt oder ist unvollständig: name, lizenz, stand (JJJJ-MM-TT), schluesselwerk."
        ) from wrong
    rooms = []
    for feature in features(folder / "raeume.geojson"):
        given = feature.get("properties") or {}
        missing = [key for key in ("schluessel", "name", "gebiet", "einwohner") if given.get(key) in (None, "")]
        if missing:
            raise BadDelivery(f"raeume.geojson: Einem Raum fehlt {', '.join(missing)}.")
        if district and given.get("bezirk") != district:
            continue
        rooms.append(
            Raum(
                str(given["schluessel"]), str(given["name"]), str(given["gebiet"]), feature["geometry"],
                int(given["einwohner"]), str(given.get("bezirk") or ""),
            )
        )  # fmt: skip
    keys = {room.schluessel for room in rooms}
    figures = [
        Zahl(
            row.get("schluessel") or "",
            whole(row, "jahr", "kennzahlen.csv"),
            row.get("gruppe") or "",
            whole(row, "zaehler", "kennzahlen.csv"),
            whole(row, "nenner", "kennzahlen.csv"),
        )
        for row in rows(folder / "kennzahlen.csv", ";")
        if not district or row.get("schluessel") in keys
    ]
    places = [_place(row) for row in rows(folder / "orte.csv", ";")] if (folder / "orte.csv").exists() else []
    return Lieferung(werk, source, tuple(rooms), tuple(figures), tuple(places))


def _place(row: Mapping[str, str]) -> Ortsangabe:
    lon, lat = number(row, "lon"), number(row, "lat")
    if not row.get("name") or lon is None or lat is None:
        raise BadDelivery("orte.csv: Jeder Ort braucht name, lon und lat.")
    return Ortsangabe(
        name=row["name"], art=row.get("art") or "stadtteil", lon=lon, lat=lat,
        traegerschaft=row.get("traegerschaft") or "kommunal", eigentuemer=row.get("eigentuemer") or "",
        strasse=row.get("strasse") or "", plz=row.get("plz") or "", ort=row.get("ort") or "",
        barrierefrei=row.get("barrierefrei") or "", kosten_cent_stunde=int(number(row, "kosten_cent_stunde") or 0),
        zugesagt=(row.get("zugesagt") or "").strip().lower() in {"ja", "1"},
    )  # fmt: skip
