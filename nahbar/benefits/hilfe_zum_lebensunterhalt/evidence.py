"""Which papers chapter 3 needs beside those of all Sozialhilfe: the one that shows why nobody can work."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from nahbar.benefits.base import EvidenceNeed
from nahbar.benefits.hilfe_zum_lebensunterhalt.questions import QUESTIONNAIRE
from nahbar.benefits.household_facts import APPLICANT
from nahbar.benefits.sozialhilfe.evidence import needed_papers
from nahbar.questionnaire.flow import effective
from nahbar.questionnaire.model import Answers


def evidence(answers: Answers, month: date) -> tuple[EvidenceNeed, ...]:
    """The papers for a period that begins on `month`."""
    return (*_reason(effective(QUESTIONNAIRE, answers)), *needed_papers(QUESTIONNAIRE, answers))


def _reason(counted: Answers) -> Iterator[EvidenceNeed]:
    why = counted.get("ohne_arbeit")
    if why == "krank":
        text = "Es zeigt, wie lange Sie nicht arbeiten können. Nötig ist nur die Dauer, nicht die Krankheit."
        yield EvidenceNeed("arbeitsunfaehig", "Zeugnis vom Arzt über die Dauer", text, "SGB XII § 21", APPLICANT)
    elif why == "einrichtung":
        text = "Sie zeigt, seit wann und wie lange Sie dort leben."
        title = "Bescheinigung vom Heim oder von der Klinik"
        yield EvidenceNeed("einrichtung", title, text, "SGB XII § 27b", APPLICANT)
    elif why in ("rente_zeit", "altersrente") and "rente" not in (counted.get("einkommen_arten") or ()):
        text = "Er zeigt Art und Dauer der Rente."
        yield EvidenceNeed("rentenbescheid", "Rentenbescheid", text, "SGB I § 60 Abs. 1 Nr. 3", APPLICANT)
