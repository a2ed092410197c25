"""The caseworker's check list of chapter 4: the reason of § 41 first."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from nahbar.benefits.base import Check, Facts, MonthResult
from nahbar.benefits.choice import Situation
from nahbar.benefits.grundsicherung_im_alter.questions import QUESTIONNAIRE
from nahbar.benefits.household_checks import GREEN, RED, YELLOW
from nahbar.benefits.sozialhilfe.checks import common_checks
from nahbar.law.calendar import letzter, vollendet
from nahbar.questionnaire.flow import effective
from nahbar.questionnaire.model import Answers


def checks(answers: Answers, facts: Facts, months: Sequence[MonthResult]) -> tuple[Check, ...]:
    """One line a subject, always in this order; red stops a grant, yellow wants an eye, green is settled."""
    return common_checks(QUESTIONNAIRE, answers, facts, months, _reason(effective(QUESTIONNAIRE, answers), facts))


def _reason(counted: Answers, facts: Facts) -> Check:
    """Age, lasting full reduction in earning capacity, or Werkstatt (§ 41 Abs. 2 to 3a)."""
    key, person = "grund", facts["personen"][0]
    if not person.get("geburtsdatum"):
        return Check(key, RED, "Das Alter ist nicht bekannt.", "SGB XII § 41")
    born = date.fromisoformat(person["geburtsdatum"])
    month = date.fromisoformat(str(facts["bewilligungszeitraum_beginn"])).replace(day=1)
    if Situation(born, "unbekannt").altersgrenze(month):
        return Check(key, GREEN, "Die Altersgrenze ist erreicht.", "SGB XII § 41 Abs. 2")
    if not person.get("erwerbsgemindert_dauerhaft") and not person.get("werkstatt_entgelt"):
        text = "Altersgrenze nicht erreicht und keine dauerhafte volle Erwerbsminderung: Jobcenter oder 3. Kapitel."
        return Check(key, RED, text, "SGB XII § 41; SGB I § 16 Abs. 2")
    if vollendet(born, 18) > letzter(month):
        return Check(key, RED, "Noch keine 18 Jahre alt.", "SGB XII § 41 Abs. 3")
    if counted.get("grund") in ("werkstatt", "budget"):
        text = "Werkstatt oder Budget für Ausbildung: Bescheid des Trägers ansehen."
        return Check(key, YELLOW, text, "SGB XII § 41 Abs. 3a, § 45 Satz 3")
    if counted.get("feststellung") == "rente_dauer":
        text = "Rente wegen voller Erwerbsminderung auf Dauer: Die Feststellung bindet, Rentenbescheid ansehen."
        return Check(key, GREEN, text, "SGB XII § 41 Abs. 3, § 45")
    text = "Dauerhafte Erwerbsminderung nicht festgestellt: Ersuchen an die Rentenversicherung stellen."
    return Check(key, YELLOW, text, "SGB XII § 45")
