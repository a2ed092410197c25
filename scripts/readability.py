"""The figures of all texts for citizens (B03): how many, the median of each kind, and the worst; table or JSON."""

from __future__ import annotations

import argparse
import json
import statistics
from dataclasses import asdict, dataclass

from readability_texts import Text, all_texts

from nahbar.questionnaire.readability import Figures, figures

GOAL = {"leichte_sprache": 4.0}
OTHER_GOAL = 8.0
"""Wiener Sachtextformel: the median of a kind may not be above."""
LIMIT = {"leichte_sprache": 8.0, "briefe": 15.0}
OTHER_LIMIT = 12.0
"""No single text of `LONGER` words may be above; the formula says nothing about a label of three words. Letters carry
the words that a statute wants in them (§ 36 SGB X, § 66 Abs. 3 SGB I), which nobody may make easier."""
LONGER = 10
MEASURED = 5


@dataclass(frozen=True)
class Measured:
    """One text with its figures."""

    text: Text
    figures: Figures


@dataclass(frozen=True)
class Kind:
    """A kind of text: how many, how many words, medians, goal, and how many of the longer ones are over the goal."""

    kind: str
    texts: int
    words: int
    wiener: float
    lix: float
    goal: float
    over_goal: int
    longer: int


def measure(texts: list[Text] | None = None) -> list[Measured]:
    """All texts of at least `MEASURED` words, the hardest first."""
    found = [Measured(text, figures(text.words)) for text in (all_texts() if texts is None else texts)]
    return sorted((m for m in found if m.figures.words >= MEASURED), key=lambda m: (-m.figures.wiener, m.text.place))


def by_kind(measured: list[Measured]) -> list[Kind]:
    """One row for each kind."""
    rows = []
    for kind in dict.fromkeys(sorted(m.text.kind for m in measured)):
        mine = [m.figures for m in measured if m.text.kind == kind]
        goal = GOAL.get(kind, OTHER_GOAL)
        longer = [f for f in mine if f.words >= LONGER]
        rows.append(
            Kind(
                kind,
                len(mine),
                sum(f.words for f in mine),
                round(statistics.median(f.wiener for f in mine), 1),
                round(statistics.median(f.lix for f in mine), 1),
                goal,
                sum(f.wiener > goal for f in longer),
                len(longer),
            )
        )
    return rows


def too_hard(measured: list[Measured]) -> list[Measured]:
    """Longer texts above the limit of their kind."""
    return [m for m in measured if m.figures.words >= LONGER and m.figures.wiener > LIMIT.get(m.text.kind, OTHER_LIMIT)]


def worst(measured: list[Measured], count: int = 20) -> list[Measured]:
    """The hardest longer texts."""
    return [m for m in measured if m.figures.words >= LONGER][:count]


def main() -> None:
    """Print it."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--json", action="store_true", help="all of it as data")
    options.add_argument("--kind", default="", help="the worst of this kind only")
    asked = options.parse_args()
    measured = measure()
    shown = worst([m for m in measured if asked.kind in ("", m.text.kind)])
    if asked.json:
        rows = [asdict(m.text) | asdict(m.figures) for m in shown]
        print(
            json.dumps({"kinds": [asdict(k) for k in by_kind(measured)], "worst": rows}, ensure_ascii=False, indent=1)
        )
        return
    print(f"{'Art':<16}{'Texte':>7}{'Wörter':>8}{'Wiener':>8}{'LIX':>7}{'Ziel':>6}  längere über dem Ziel")
    for kind in by_kind(measured):
        print(
            f"{kind.kind:<16}{kind.texts:>7}{kind.words:>8}{kind.wiener:>8}{kind.lix:>7}{kind.goal:>6}"
            f"  {kind.over_goal} von {kind.longer}"
        )
    print(f"\nDie {len(shown)} schwersten (ab {LONGER} Wörtern):")
    for m in shown:
        print(
            f"{m.figures.wiener:>5}  LIX {m.figures.lix:>5}  {m.text.kind}: {m.text.place}\n       {m.text.words[:220]}"
        )


if __name__ == "__main__":
    main()
