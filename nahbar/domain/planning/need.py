"""How much presence an area needs: components that everybody can see and weigh, from protected figures only."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

GEWICHTE = {"anteil": 3, "zahl": 3, "kinder": 2, "jugend": 1, "entwicklung": 1}
"""Default weights, whole numbers 0 to 9."""
TITEL = {
    "anteil": "Anteil der Menschen mit Leistungsbezug",
    "zahl": "Zahl der Menschen mit Leistungsbezug",
    "kinder": "Anteil der Kinder mit Leistungsbezug",
    "jugend": "Anteil der jungen Menschen ohne Arbeit",
    "entwicklung": "Anstieg bei den Kindern in drei Jahren",
}
RISING_YEARS = 3


@dataclass(frozen=True)
class Bedarf:
    """The need of one area: 0 (none of the components) to 100 (highest in all), and what made it."""

    index: float
    teile: Mapping[str, float]
    """Component → its share of the index; they sum to the index."""


def need(rows: Sequence[Mapping[str, float | None]], weights: Mapping[str, int]) -> list[Bedarf | None]:
    """The need of each area from its component values; None where a value is missing or hidden.

    Each component is divided by its largest value among the areas; a component nobody has counts for nobody.
    """
    used = {name: weights.get(name, 0) for name in GEWICHTE if weights.get(name, 0) > 0}
    total = sum(used.values())
    highest = {
        name: max((value for row in rows if (value := row.get(name)) is not None and value > 0), default=0.0)
        for name in used
    }
    found: list[Bedarf | None] = []
    for row in rows:
        if total == 0 or row.get("zahl") is None:
            found.append(None)
            continue
        parts = {
            name: 100 * weight / total * max(row.get(name) or 0.0, 0.0) / highest[name] if highest[name] else 0.0
            for name, weight in used.items()
        }
        found.append(Bedarf(sum(parts.values()), parts))
    return found


def rising(rates: Sequence[float | None], steps: int = RISING_YEARS) -> bool:
    """True if the newest rates rose `steps` times in a row (P09); a hidden year ends the row."""
    last = rates[-(steps + 1) :]
    if len(last) < steps + 1 or any(rate is None for rate in last):
        return False
    known = [rate for rate in last if rate is not None]
    return all(after > before for before, after in zip(known, known[1:], strict=False))
