"""Hilfe zum Lebensunterhalt as the house sees it (chapter 3 of the SGB XII)."""

from __future__ import annotations

from datetime import date

from nahbar.benefits.base import RefusalReason
from nahbar.benefits.choice import Situation
from nahbar.benefits.hilfe_zum_lebensunterhalt.calculation import LAW
from nahbar.benefits.hilfe_zum_lebensunterhalt.checks import checks
from nahbar.benefits.hilfe_zum_lebensunterhalt.evidence import evidence
from nahbar.benefits.hilfe_zum_lebensunterhalt.facts import facts_from_answers
from nahbar.benefits.hilfe_zum_lebensunterhalt.letters import WORDS
from nahbar.benefits.hilfe_zum_lebensunterhalt.questions import QUESTIONNAIRE
from nahbar.benefits.sozialhilfe.chapter import chapter
from nahbar.questionnaire.model import Answers

NAME = "Hilfe zum Lebensunterhalt"
EFFECT_TEXT = (
    "Diese Hilfe beginnt an dem Tag, an dem wir von Ihrer Lage erfahren. Dafür reicht dieser Klick. "
    "Für Tage davor gibt es kein Geld. Darum zählt der Tag."
)


def effect_from(secured: date) -> date:
    """The day itself: Sozialhilfe begins as soon as the Träger knows, no application is needed (§ 18 Abs. 1)."""
    return secured


def suits(situation: Situation, month: date) -> bool:
    """Neither chapter 4 nor the SGB II (§ 19 Abs. 2 S. 2, § 21 SGB XII)."""
    return not situation.grundsicherung(month) and not situation.jobcenter(month)


def known_from(situation: Situation, month: date) -> Answers:
    """The birthday."""
    return {"geburtsdatum": situation.geburtsdatum.isoformat()}


REFUSAL_REASONS = (
    RefusalReason(
        "erwerbsfaehig",
        "Leistungsberechtigt beim Jobcenter",
        "Sie oder jemand aus Ihrer Familie kann mindestens drei Stunden am Tag arbeiten. Dann ist das Jobcenter für "
        "Sie da. Wir leiten Ihren Antrag dorthin weiter, der Tag Ihres Antrags bleibt erhalten.",
        "SGB XII § 21 Satz 1; SGB I § 16 Abs. 2",
    ),
    RefusalReason(
        "viertes_kapitel",
        "Grundsicherung im Alter und bei Erwerbsminderung geht vor",
        "Sie haben die Altersgrenze erreicht oder können auf Dauer nicht arbeiten. Dann ist die Grundsicherung im "
        "Alter und bei Erwerbsminderung für Sie da. Ihr Antrag gilt auch dafür, ein neuer ist nicht nötig.",
        "SGB XII § 19 Abs. 2 Satz 2, § 41",
    ),
    RefusalReason(
        "ausbildung",
        "Ausbildung mit BAföG oder Berufsausbildungsbeihilfe",
        "Ihre Ausbildung kann mit BAföG oder mit Berufsausbildungsbeihilfe gefördert werden. Dann gibt es keine Hilfe "
        "zum Lebensunterhalt. In besonderen Härtefällen kann sie doch gezahlt werden. Fragen Sie uns danach.",
        "SGB XII § 22",
    ),
)

BENEFIT = chapter(
    "hilfe_zum_lebensunterhalt", name=NAME, law=LAW, words=WORDS, questionnaire=QUESTIONNAIRE,
    facts_from_answers=facts_from_answers, evidence=evidence, checks=checks,
    effect_from=effect_from, effect_text=EFFECT_TEXT, effect_norm="§ 18 SGB XII",
    suits=suits, known_from=known_from, refusal_reasons=REFUSAL_REASONS,
)  # fmt: skip
