from __future__ import annotations

import json
from datetime import date

import pytest

from nahbar.benefits.grundsicherungsgeld.benefit import BENEFIT
from nahbar.platform.tenancy.models import Traeger
from tests.benefits import aylin, timo


def test_aylins_answers_lead_to_her_amounts() -> None:
    """J1.3: 1,323.68 and 50.00 Sofortzuschlag, each member its own amount."""
    result = BENEFIT.calculate(BENEFIT.facts_from_answers(aylin.answers(), aylin.MONTH), aylin.MONTH)
    assert (result.summe, result.sofortzuschlag) == (132368, 5000)
    assert [p.anspruch for p in result.personen] == [105068, 15600, 11700]


def test_timos_answers_lead_to_his_amount() -> None:
    """J8.1: 993.00 from 1 November."""
    result = BENEFIT.calculate(BENEFIT.facts_from_answers(timo.answers(), timo.MONTH), timo.MONTH)
    assert (result.summe, result.sofortzuschlag) == (99300, 0)


@pytest.mark.parametrize(
    ("day", "first"), [(date(2026, 11, 23), date(2026, 11, 1)), (date(2026, 3, 1), date(2026, 3, 1))]
)
def test_the_application_works_back_to_the_first(day: date, first: date) -> None:
    """§ 37 Abs. 2 Satz 2 SGB II."""
    assert BENEFIT.effect_from(day) == first


def test_period_is_a_year_and_half_a_year_when_provisional() -> None:
    """§ 41 Abs. 3 SGB II."""
    assert BENEFIT.period_months(aylin.answers(), aylin.MONTH) == 12
    assert BENEFIT.period_months(timo.answers(einkommen_arten=["selbst"]), timo.MONTH) == 6


def test_the_name_is_dated() -> None:
    """C27: the public name changes with 1 July 2026."""
    assert BENEFIT.public_name(date(2026, 6, 30)) != BENEFIT.public_name(date(2026, 7, 1))


def test_reasons_to_refuse_are_sentences_with_paragraphs() -> None:
    keys = [reason.key for reason in BENEFIT.refusal_reasons]
    assert len(keys) == len(set(keys)) >= 5
    for reason in BENEFIT.refusal_reasons:
        assert reason.text.endswith(".") and "§" in reason.norm and "!" not in reason.text
    assert "hingewiesen" in next(r for r in BENEFIT.refusal_reasons if r.key == "fehlende_mitwirkung").text


def test_facts_are_ready_for_storage() -> None:
    for answers in (aylin.answers(), timo.answers()):
        facts = BENEFIT.facts_from_answers(answers, aylin.MONTH)
        assert json.loads(json.dumps(facts)) == facts


def test_the_benefit_is_for_jobcenters() -> None:
    """§ 6 SGB II: zugelassene kommunale Träger and gemeinsame Einrichtungen, under the keys of the Träger's Art."""
    assert BENEFIT.traeger_kinds == {Traeger.Art.ZKT, Traeger.Art.GE}
