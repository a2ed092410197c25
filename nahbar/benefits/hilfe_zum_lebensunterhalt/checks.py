"""The caseworker's check list of chapter 3: nobody of the family is able to work."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from nahbar.benefits.base import Check, Facts, MonthResult
from nahbar.benefits.choice import Situation
from nahbar.benefits.hilfe_zum_lebensunterhalt.questions import QUESTIONNAIRE
from nahbar.benefits.household_checks import GREEN, RED, YELLOW
from nahbar.benefits.sozialhilfe.checks import common_checks
from nahbar.law.calendar import vollendet
from nahbar.questionnaire.flow import effective
from nahbar.questionnaire.model import UNKNOWN, Answers


def checks(answers: Answers, facts: Facts, months: Sequence[MonthResult]) -> tuple[Check, ...]:
    """One line a subject, always in this order; red stops a grant, yellow wants an eye, green is settled."""
    return common_checks(QUESTIONNAIRE, answers, facts, months, _reason(effective(QUESTIONNAIRE, answers), facts))


def _reason(counted: Answers, facts: Facts) -> Check:
    key, person = "grund", facts["personen"][0]
    if not person.get("geburtsdatum"):
        return Check(key, RED, "Das Alter ist nicht bekannt.", "SGB XII § 27")
    born = date.fromisoformat(person["geburtsdatum"])
    month = date.fromisoformat(str(facts["bewilligungszeitraum_beginn"])).replace(day=1)
    if Situation(born, "unbekannt").altersgrenze(month):
        text = "Die Altersgrenze ist erreicht: Das 4. Kapitel geht vor, der Antrag gilt auch dafür."
        return Check(key, RED, text, "SGB XII § 19 Abs. 2 Satz 2")
    if person.get("erwerbsfaehig"):
        return Check(key, RED, "Kann arbeiten: Das Jobcenter ist zuständig.", "SGB XII § 21; SGB I § 16 Abs. 2")
    if "ohne_arbeit" in counted.get(UNKNOWN, ()):
        text = "Ob drei Stunden Arbeit am Tag möglich sind, ist offen: Bis dahin zahlt das Jobcenter."
        return Check(key, YELLOW, text, "SGB II § 44a Abs. 1 Satz 7")
    if counted.get("ohne_arbeit") == "krank":
        text = "Länger krank nach eigener Angabe: Erwerbsfähigkeit mit dem Jobcenter feststellen lassen."
        return Check(key, YELLOW, text, "SGB II § 44a Abs. 1; SGB XII § 21")
    if counted.get("ohne_arbeit") == "kind" and vollendet(born, 15) <= month:
        return Check(key, RED, "Schon 15 Jahre alt: Erwerbsfähigkeit prüfen.", "SGB II § 7 Abs. 1")
    return Check(key, GREEN, "Angaben passen: nicht erwerbsfähig oder von der anderen Leistung ausgenommen.",
                 "SGB XII § 21, § 27")  # fmt: skip
