"""Answers to facts by chapter 4: why somebody is entitled (§ 41 Abs. 2 to 3a SGB XII)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from nahbar.benefits.base import Facts
from nahbar.benefits.grundsicherung_im_alter.questions import QUESTIONNAIRE
from nahbar.benefits.household_facts import APPLICANT
from nahbar.benefits.sozialhilfe.facts import case_facts
from nahbar.questionnaire.model import UNKNOWN, Answers

LASTING = ("erwerbsminderung", "werkstatt", "budget")
"""Reasons of § 41 Abs. 3 and 3a; with `rente_zeit` the reduction is found for a time only."""


def facts_from_answers(answers: Answers, month: date) -> Facts:
    """The case for the period that begins with `month` (a first of the month), in the public case format."""
    return case_facts(QUESTIONNAIRE, answers, month, _applicant)


def _applicant(person: dict[str, Any], counted: Mapping[str, Any], open_paths: list[str]) -> None:
    if counted.get("grund") in LASTING and counted.get("feststellung") != "rente_zeit":
        person["erwerbsgemindert_dauerhaft"] = True
    elif "grund" in counted.get(UNKNOWN, ()):
        open_paths.append(f"{APPLICANT}.erwerbsgemindert_dauerhaft")
