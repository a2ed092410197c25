"""The check list of a decision: the benefit's own lines, and how far the papers are."""

from __future__ import annotations

from nahbar.benefits import registry
from nahbar.benefits.base import Check
from nahbar.domain.applications.models import Nachweis
from nahbar.domain.decisions.facts import FEHLER
from nahbar.domain.decisions.freeze import thawed_months
from nahbar.domain.decisions.models import Entscheidung

_OPEN = {
    Nachweis.Stand.FEHLT: "fehlt noch",
    Nachweis.Stand.UNBRAUCHBAR: "muss noch einmal geschickt werden",
    Nachweis.Stand.GESENDET: "ist da, aber noch nicht geprüft",
}


def check_list(entscheidung: Entscheidung) -> tuple[Check, ...]:
    """All lines, red ones first; a refusal has none."""
    if entscheidung.art != Entscheidung.Art.BEWILLIGUNG:
        return ()
    antrag = entscheidung.antrag
    lines: list[Check] = [
        Check(f"fakten:{error['pfad']}", "red", error["text"]) for error in entscheidung.fakten.get(FEHLER, ())
    ]
    if not lines:
        months = thawed_months(entscheidung.monate)
        lines += registry.get(antrag.leistung).checks(antrag.antworten, entscheidung.fakten, months)
        if entscheidung.aendert_id:
            lines = [_ends(line) for line in lines]
    for paper in Nachweis.objects.filter(antrag=antrag, pflicht=True).order_by("id"):
        if paper.stand in _OPEN:
            text = f"{paper.titel} {_OPEN[Nachweis.Stand(paper.stand)]}."
            lines.append(Check(f"nachweis:{paper.key}", "yellow", text, paper.norm))
    order = {"red": 0, "yellow": 1, "green": 2}
    return tuple(sorted(lines, key=lambda line: order[line.colour]))


def _ends(line: Check) -> Check:
    """A change may end the claim: nothing left is no obstacle then, but worth a look."""
    if line.key != "ergebnis" or line.colour != "red":
        return line
    return Check(line.key, "yellow", "Mit der Änderung fällt der Anspruch ganz weg.", "SGB X § 48 Abs. 1 Satz 1")


def stops(entscheidung: Entscheidung) -> tuple[str, ...]:
    """The sentences of the red lines."""
    return tuple(line.text for line in check_list(entscheidung) if line.colour == "red")
