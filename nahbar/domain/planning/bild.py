"""One indicator as a picture: class limits in words, the map, the rows that say the same as text."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil, log10

from nahbar.domain.planning.karte import Flaeche, Ort, draw
from nahbar.domain.planning.lage import Lage, Zeile
from nahbar.domain.planning.models import Kennzahl
from nahbar.domain.planning.queries import GRUPPEN

INDIKATOREN = {
    "anteil": "Anteil an der Gruppe",
    "zahl": "Zahl der Menschen",
    "bedarf": "Bedarf an Präsenz (Index)",
    "veraenderung": "Veränderung seit dem ersten Jahr",
}
VERBORGEN = "keine Angabe"
CLASSES = 5
CHANGE_LIMITS = (-0.5, 0.5, 1.5, 3.0)


@dataclass(frozen=True)
class Stufe:
    """One class of the legend: its number, its limits in words, how many areas are in it."""

    nr: int
    text: str
    anzahl: int


@dataclass(frozen=True)
class Bild:
    """Map and legend of one indicator; `texte` has the same for each area, by id."""

    titel: str
    beschreibung: str
    svg: str
    stufen: list[Stufe]
    ohne: int
    texte: dict[str, str]
    hoch: list[Zeile]
    """The areas with a value, highest first."""


def komma(value: float, digits: int = 1) -> str:
    """A number as Germans write it."""
    return f"{value:.{digits}f}".replace(".", ",").replace("-", "−")


def tausend(value: int) -> str:
    """A whole number with points."""
    return f"{value:,}".replace(",", ".")


def wert(row: Zeile, lage: Lage, indikator: str) -> float | None:
    """The value of an area; None where it is hidden or unknown."""
    shown = row.wert(lage.jahr, lage.gruppe)
    if indikator == "anteil":
        return shown.anteil
    if indikator == "zahl":
        return None if shown.zaehler is None else float(shown.zaehler)
    if indikator == "bedarf":
        return None if row.bedarf is None else row.bedarf.index
    first = row.wert(lage.jahre[0], lage.gruppe).anteil
    return None if first is None or shown.anteil is None else round(shown.anteil - first, 1)


def als_text(value: float | None, indikator: str) -> str:
    """A value in words, with its unit."""
    if value is None:
        return VERBORGEN
    if indikator == "anteil":
        return f"{komma(value)} %"
    if indikator == "zahl":
        return tausend(round(value))
    if indikator == "bedarf":
        return f"{round(value)} von 100"
    return f"{'+' if value > 0 else ''}{komma(value)} Prozentpunkte"


def grenzen(lage: Lage, indikator: str) -> tuple[float, ...]:
    """The four limits between the classes: the same in every year, round numbers."""
    if indikator == "bedarf":
        return (20.0, 40.0, 60.0, 80.0)
    if indikator == "veraenderung":
        return CHANGE_LIMITS
    highest = 0.0
    for row in lage.zeilen:
        for year in lage.jahre:
            shown = row.wert(year, lage.gruppe)
            highest = max(highest, (shown.anteil if indikator == "anteil" else shown.zaehler) or 0.0)
    step = _round_step(highest / CLASSES)
    return tuple(step * k for k in range(1, CLASSES))


def _round_step(wanted: float) -> float:
    if wanted <= 0:
        return 1.0
    power = 10.0 ** ceil(log10(wanted)) / 10
    return next(power * factor for factor in (1, 1.5, 2, 2.5, 3, 4, 5, 7.5, 10) if power * factor >= wanted - 1e-9)


def bild(lage: Lage, indikator: str = "anteil", orte: Sequence[Ort] = ()) -> Bild:
    """The map of an indicator with what stands under it; an unknown indicator is the share."""
    if indikator not in INDIKATOREN:
        indikator = "anteil"
    limits = grenzen(lage, indikator)
    values = {str(row.raum.id): wert(row, lage, indikator) for row in lage.zeilen}
    classes = {key: None if v is None else sum(v >= limit for limit in limits) for key, v in values.items()}
    texts = {key: als_text(v, indikator) for key, v in values.items()}
    stages = [
        Stufe(k, _limits(k, limits, indikator), sum(c == k for c in classes.values())) for k in range(CLASSES)
    ]  # fmt: skip
    ordered = sorted(
        (row for row in lage.zeilen if values[str(row.raum.id)] is not None),
        key=lambda row: -(values[str(row.raum.id)] or 0.0),
    )
    title = _title(lage, indikator)
    description = _describe(lage, indikator, stages, ordered, texts)
    areas = [
        Flaeche(
            str(row.raum.id), row.raum.name, row.raum.geometrie, classes[str(row.raum.id)], texts[str(row.raum.id)],
            bool(row.gi and row.gi.hot),
        )
        for row in lage.zeilen
    ]  # fmt: skip
    hidden = sum(c is None for c in classes.values())
    return Bild(title, description, draw(areas, orte, title, description), stages, hidden, texts, ordered)


def _title(lage: Lage, indikator: str) -> str:
    if indikator == "bedarf":
        return f"{INDIKATOREN[indikator]}, {lage.jahr}"
    return f"{GRUPPEN[lage.gruppe][:1].upper()}{GRUPPEN[lage.gruppe][1:]}: {INDIKATOREN[indikator]}, {lage.jahr}"


def _limits(k: int, limits: Sequence[float], indikator: str) -> str:
    unit = {"anteil": " %", "zahl": "", "bedarf": "", "veraenderung": " Prozentpunkte"}[indikator]

    def say(value: float) -> str:
        return tausend(round(value)) if indikator == "zahl" else komma(value, 0 if value == int(value) else 1)

    if k == 0:
        return f"unter {say(limits[0])}{unit}"
    if k == CLASSES - 1:
        return f"{say(limits[-1])}{unit} und mehr"
    return f"{say(limits[k - 1])} bis unter {say(limits[k])}{unit}"


def _describe(
    lage: Lage, indikator: str, stages: Sequence[Stufe], ordered: Sequence[Zeile], texts: dict[str, str]
) -> str:  # fmt: skip
    counts = ", ".join(f"{stage.text}: {stage.anzahl}" for stage in stages if stage.anzahl)
    top = ", ".join(f"{row.raum.name} ({texts[str(row.raum.id)]})" for row in ordered[:3])
    hot = [row.raum.name for row in lage.zeilen if row.gi and row.gi.hot]
    words = f"Karte mit {len(lage.zeilen)} Planungsräumen. Räume je Klasse: {counts}. Am höchsten: {top}."
    if hot:
        words += f" Schwerpunkt (umrandet): {', '.join(hot)}."
    return f"{words} Die Tabelle enthält dieselben Werte."


def steigend(lage: Lage) -> list[str]:
    """Areas where the share of children rose three years in a row (P09)."""
    return [row.raum.name for row in lage.zeilen if row.steigt]


def kinder(lage: Lage) -> str:
    """The group that trends look at."""
    return GRUPPEN[str(Kennzahl.Gruppe.KINDER)]
