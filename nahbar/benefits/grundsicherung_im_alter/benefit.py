"""Grundsicherung im Alter und bei Erwerbsminderung as the house sees it (chapter 4 of the SGB XII)."""

from __future__ import annotations

from datetime import date

from nahbar.benefits.base import RefusalReason
from nahbar.benefits.choice import Situation
from nahbar.benefits.grundsicherung_im_alter.calculation import LAW
from nahbar.benefits.grundsicherung_im_alter.checks import checks
from nahbar.benefits.grundsicherung_im_alter.evidence import evidence
from nahbar.benefits.grundsicherung_im_alter.facts import facts_from_answers
from nahbar.benefits.grundsicherung_im_alter.letters import WORDS
from nahbar.benefits.grundsicherung_im_alter.questions import QUESTIONNAIRE
from nahbar.benefits.sozialhilfe.chapter import chapter
from nahbar.questionnaire.model import Answers

NAME = "Grundsicherung im Alter und bei Erwerbsminderung"
EFFECT_TEXT = (
    "Der Antrag wirkt auf den Ersten dieses Monats zurück. Für Zeiten davor gibt es kein Geld. Darum zählt der Tag."
)


def effect_from(secured: date) -> date:
    """The first of the month in which the application was made (§ 44 Abs. 2 S. 1 SGB XII)."""
    return secured.replace(day=1)


def suits(situation: Situation, month: date) -> bool:
    """Old enough, or found to be unable to work for good."""
    return situation.grundsicherung(month)


def known_from(situation: Situation, month: date) -> Answers:
    """Birthday, and the reason of § 41 where the age says it."""
    known: Answers = {"geburtsdatum": situation.geburtsdatum.isoformat()}
    return known | ({"grund": "alter"} if situation.altersgrenze(month) else {})


REFUSAL_REASONS = (
    RefusalReason(
        "altersgrenze",
        "Altersgrenze nicht erreicht",
        "Sie haben die Altersgrenze für diese Leistung noch nicht erreicht, und es ist nicht festgestellt, dass Sie "
        "auf Dauer nicht arbeiten können. Wir leiten Ihren Antrag an das richtige Amt weiter, der Tag Ihres Antrags "
        "bleibt erhalten.",
        "SGB XII § 41 Abs. 2 und 3; SGB I § 16 Abs. 2",
    ),
    RefusalReason(
        "nicht_dauerhaft",
        "Volle Erwerbsminderung nicht auf Dauer",
        "Die Rentenversicherung hat festgestellt, dass Sie wieder arbeiten können oder dass sich das noch ändern kann. "
        "Für Sie kommt eine andere Leistung in Betracht. Wir leiten Ihren Antrag weiter, der Tag Ihres Antrags bleibt "
        "erhalten.",
        "SGB XII § 41 Abs. 3, § 45; SGB I § 16 Abs. 2",
    ),
    RefusalReason(
        "herbeigefuehrt",
        "Hilfebedürftigkeit selbst herbeigeführt",
        "Sie haben in den letzten zehn Jahren vorsätzlich oder grob fahrlässig selbst bewirkt, dass Ihnen das Geld "
        "zum Leben fehlt. Dann gibt es diese Leistung nicht. Hilfe zum Lebensunterhalt prüfen wir von uns aus.",
        "SGB XII § 41 Abs. 4",
    ),
    RefusalReason(
        "ausland",
        "Länger als vier Wochen im Ausland",
        "Sie sind seit mehr als vier Wochen ohne Unterbrechung im Ausland. Bis zu Ihrer Rückkehr gibt es kein Geld. "
        "Melden Sie sich, wenn Sie wieder hier sind.",
        "SGB XII § 41a",
    ),
)

BENEFIT = chapter(
    "grundsicherung_im_alter", name=NAME, law=LAW, words=WORDS, questionnaire=QUESTIONNAIRE,
    facts_from_answers=facts_from_answers, evidence=evidence, checks=checks,
    effect_from=effect_from, effect_text=EFFECT_TEXT, effect_norm="§ 44 SGB XII",
    suits=suits, known_from=known_from, refusal_reasons=REFUSAL_REASONS,
)  # fmt: skip
