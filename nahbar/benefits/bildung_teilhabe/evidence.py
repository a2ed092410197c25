"""Which paper shows which need: one for each, and none twice."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from nahbar.benefits.base import EvidenceNeed
from nahbar.benefits.bildung_teilhabe.questions import QUESTIONNAIRE, as_sgb12, in_sgb12
from nahbar.questionnaire.flow import effective
from nahbar.questionnaire.model import Answers

PAPERS = {
    "ausflug": ("Zettel zum Ausflug", "Er zeigt Tag und Kosten.", "SGB II § 28 Abs. 2"),
    "fahrt": ("Brief der Schule oder Kita zur Fahrt", "Er zeigt Tage und Kosten.", "SGB II § 28 Abs. 2"),
    "weg": ("Fahrkarte oder Rechnung", "Sie zeigt, was der Weg kostet.", "SGB II § 28 Abs. 4"),
    "lernen": (
        "Bestätigung der Schule zur Nachhilfe", "Die Schule schreibt, in welchem Fach und wie lange.",
        "SGB II § 28 Abs. 5",
    ),
    "essen": ("Vertrag oder Rechnung zum Mittagessen", "Das Papier zeigt den Preis.", "SGB II § 28 Abs. 6"),
    "verein": ("Bestätigung oder Rechnung vom Verein", "Das Papier zeigt, dass es etwas kostet.", "SGB II § 28 Abs. 7"),
}  # fmt: skip
PAID = ("Quittung oder Kontoauszug", "Das Papier zeigt, was Sie schon bezahlt haben.", "SGB II § 30")


def _needed(counted: Answers) -> Iterator[EvidenceNeed]:
    for key in counted.get("wofuer") or ():
        if key in PAPERS:
            yield EvidenceNeed(key, *PAPERS[key])
    if counted.get("bezahlt"):
        yield EvidenceNeed("bezahlt", *PAID)


def evidence(answers: Answers, month: date) -> tuple[EvidenceNeed, ...]:
    """The papers of one child's request."""
    return tuple(_needed(effective(QUESTIONNAIRE, answers)))


def evidence_sgb12(answers: Answers, month: date) -> tuple[EvidenceNeed, ...]:
    """The same papers with the paragraphs of the SGB XII."""
    counted = effective(as_sgb12(QUESTIONNAIRE), answers)
    return tuple(EvidenceNeed(n.key, n.title, n.reason, in_sgb12(n.norm)) for n in _needed(counted))
