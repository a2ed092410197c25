"""Answers to facts by chapter 3: nobody of the family is able to work (§§ 21, 27 SGB XII)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from nahbar.benefits.base import Facts
from nahbar.benefits.hilfe_zum_lebensunterhalt.questions import QUESTIONNAIRE
from nahbar.benefits.household_facts import APPLICANT
from nahbar.benefits.sozialhilfe.facts import case_facts
from nahbar.questionnaire.model import UNKNOWN, Answers


def facts_from_answers(answers: Answers, month: date) -> Facts:
    """The case for the period that begins on `month`, any day (§ 18 Abs. 1 SGB XII), in the public case format."""
    return case_facts(QUESTIONNAIRE, answers, month, _applicant)


def _applicant(person: dict[str, Any], counted: Mapping[str, Any], open_paths: list[str]) -> None:
    if "ohne_arbeit" in counted.get(UNKNOWN, ()):
        open_paths.append(f"{APPLICANT}.erwerbsfaehig")
    elif counted.get("ohne_arbeit") is not None:
        person["erwerbsfaehig"] = False
