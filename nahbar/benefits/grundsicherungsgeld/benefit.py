"""Grundsicherungsgeld as the house sees it: questions, facts, papers, calculation, checks and reasons to refuse."""

from __future__ import annotations

from datetime import date

from nahbar.benefits.base import Benefit, RefusalReason
from nahbar.benefits.choice import Situation
from nahbar.benefits.grundsicherungsgeld.calculation import calculate, last_known_month, public_name
from nahbar.benefits.grundsicherungsgeld.checks import checks
from nahbar.benefits.grundsicherungsgeld.estimate import ESTIMATE_LINES
from nahbar.benefits.grundsicherungsgeld.evidence import evidence
from nahbar.benefits.grundsicherungsgeld.facts import facts_from_answers
from nahbar.benefits.grundsicherungsgeld.letters import grant_letter
from nahbar.benefits.grundsicherungsgeld.papers import papers_of
from nahbar.benefits.grundsicherungsgeld.questions import QUESTIONNAIRE, VERSIONS
from nahbar.benefits.grundsicherungsgeld.questions import counted as counted_answers
from nahbar.benefits.household_facts import GROUP
from nahbar.benefits.refusals import FEHLENDE_MITWIRKUNG
from nahbar.questionnaire.flow import items
from nahbar.questionnaire.model import UNKNOWN, Answers

PERIOD_MONTHS = 12
PERIOD_MONTHS_PROVISIONAL = 6
EFFECT_TEXT = (
    "Der Antrag wirkt auf den Ersten dieses Monats zurück. Für Zeiten davor gibt es kein Geld. Darum zählt der Tag."
)


def effect_from(secured: date) -> date:
    """The first of the month in which the application was made (§ 37 Abs. 2 Satz 2 SGB II)."""
    return secured.replace(day=1)


def suits(situation: Situation, month: date) -> bool:
    """Somebody is able to work, and chapter 4 of the SGB XII does not come first (§ 7 Abs. 1, § 5 Abs. 2 SGB II)."""
    return situation.jobcenter(month)


def known_from(situation: Situation, month: date) -> Answers:
    """Birthday and ability to work."""
    known: Answers = {"geburtsdatum": situation.geburtsdatum.isoformat()}
    if situation.arbeitsfaehig == "unbekannt":
        return known | {UNKNOWN: ["arbeitsfaehig"]}
    return known | {"arbeitsfaehig": situation.arbeitsfaehig == "ja"}


def period_months(answers: Answers, month: date) -> int:
    """One year, half a year when income from self-employment makes the decision provisional (§ 41 Abs. 3 SGB II)."""
    counted = counted_answers(answers)
    scopes = [counted, *items(counted, GROUP)]
    if any("selbst" in (scope.get("einkommen_arten") or ()) for scope in scopes):
        return PERIOD_MONTHS_PROVISIONAL
    return PERIOD_MONTHS


REFUSAL_REASONS = (
    RefusalReason(
        "nicht_hilfebeduerftig",
        "Einkommen deckt den Bedarf",
        "Sie sind nicht hilfebedürftig. Ihr Einkommen und das Einkommen der Menschen, die mit Ihnen in einer "
        "Bedarfsgemeinschaft leben, decken den gesamten Bedarf. Die Rechnung liegt bei.",
        "SGB II § 7 Abs. 1 Satz 1 Nr. 3, § 9 Abs. 1, § 11",
    ),
    RefusalReason(
        "vermoegen",
        "Vermögen über dem Freibetrag",
        "Sie sind nicht hilfebedürftig. Ihr Vermögen ist höher als die Freibeträge, die für Sie gelten. "
        "Sinkt es unter die Freibeträge, können Sie sofort einen neuen Antrag stellen.",
        "SGB II § 7 Abs. 1 Satz 1 Nr. 3, § 9 Abs. 1, § 12",
    ),
    FEHLENDE_MITWIRKUNG,
    RefusalReason(
        "nicht_erwerbsfaehig",
        "Nicht erwerbsfähig",
        "Sie können auf absehbare Zeit nicht mindestens drei Stunden am Tag arbeiten. Deshalb ist ein anderes Amt für "
        "Sie da. Wir leiten Ihren Antrag an das Sozialamt weiter, der Tag Ihres Antrags bleibt erhalten.",
        "SGB II § 7 Abs. 1 Satz 1 Nr. 2, § 8 Abs. 1; SGB I § 16 Abs. 2",
    ),
    RefusalReason(
        "altersgrenze",
        "Altersgrenze erreicht",
        "Sie haben die Altersgrenze erreicht. Für Sie kommt die Grundsicherung im Alter in Betracht. "
        "Wir leiten Ihren Antrag an das Sozialamt weiter, der Tag Ihres Antrags bleibt erhalten.",
        "SGB II § 7 Abs. 1 Satz 1 Nr. 1, § 7a; SGB I § 16 Abs. 2",
    ),
    RefusalReason(
        "kein_gewoehnlicher_aufenthalt",
        "Kein gewöhnlicher Aufenthalt in Deutschland",
        "Sie haben Ihren gewöhnlichen Aufenthalt nicht in Deutschland. Das ist eine Voraussetzung für diese Leistung.",
        "SGB II § 7 Abs. 1 Satz 1 Nr. 4; SGB I § 30 Abs. 3",
    ),
    RefusalReason(
        "ausschluss_aufenthalt",
        "Ausgeschlossen nach dem Aufenthaltsrecht",
        "Nach Ihrem Aufenthaltsrecht sind Sie von dieser Leistung ausgenommen.",
        "SGB II § 7 Abs. 1 Satz 2",
    ),
    RefusalReason(
        "stationaer_oder_altersrente",
        "Einrichtung oder Rente wegen Alters",
        "Sie leben in einer stationären Einrichtung oder bekommen eine Rente wegen Alters. "
        "Dann ist diese Leistung ausgeschlossen.",
        "SGB II § 7 Abs. 4",
    ),
)

BENEFIT = Benefit(
    key="grundsicherungsgeld",
    norm="SGB II",
    public_name=public_name,
    traeger_kinds=frozenset(("zkt", "ge")),
    questionnaire=QUESTIONNAIRE,
    earlier_questionnaires=VERSIONS[:-1],
    facts_from_answers=facts_from_answers,
    evidence=evidence,
    calculate=calculate,
    effect_from=effect_from,
    effect_text=EFFECT_TEXT,
    effect_norm="§ 37 SGB II",
    period_months=period_months,
    checks=checks,
    refusal_reasons=REFUSAL_REASONS,
    estimate_lines=ESTIMATE_LINES,
    grant_letter=grant_letter,
    papers_of=papers_of,
    last_known_month=last_known_month,
    suits=suits,
    known_from=known_from,
    rules="sgb2",
)
