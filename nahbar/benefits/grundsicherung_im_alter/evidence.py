"""Which papers chapter 4 needs beside those of all Sozialhilfe: the one that shows the reason of § 41."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from nahbar.benefits.base import EvidenceNeed
from nahbar.benefits.grundsicherung_im_alter.questions import QUESTIONNAIRE
from nahbar.benefits.household_facts import APPLICANT
from nahbar.benefits.sozialhilfe.evidence import needed_papers
from nahbar.questionnaire.flow import effective
from nahbar.questionnaire.model import Answers


def evidence(answers: Answers, month: date) -> tuple[EvidenceNeed, ...]:
    """The papers for a period that begins with `month`."""
    return (*_reason(effective(QUESTIONNAIRE, answers)), *needed_papers(QUESTIONNAIRE, answers))


def _reason(counted: Answers) -> Iterator[EvidenceNeed]:
    if counted.get("grund") == "werkstatt":
        text = "Er zeigt, dass Sie dort arbeiten oder lernen."
        yield EvidenceNeed("werkstatt_vertrag", "Vertrag mit der Werkstatt", text, "SGB XII § 41 Abs. 3a", APPLICANT)
    elif counted.get("grund") == "budget":
        text = "Er zeigt, dass Sie das Budget bekommen."
        yield EvidenceNeed(
            "budget_bescheid", "Bescheid über das Budget für Ausbildung", text, "SGB XII § 41 Abs. 3a", APPLICANT
        )
    elif counted.get("feststellung") in ("rente_dauer", "rente_zeit") and "rente" not in (
        counted.get("einkommen_arten") or ()
    ):
        text = "Er zeigt, was die Rentenversicherung festgestellt hat."
        yield EvidenceNeed("feststellung", "Bescheid der Rentenversicherung", text, "SGB XII § 45", APPLICANT)
