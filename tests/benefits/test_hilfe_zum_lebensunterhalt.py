"""Chapter 3 of the SGB XII on the shelf: nobody of the family is able to work (C21)."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from nahbar.benefits.base import FactsRefused
from nahbar.benefits.choice import Situation
from nahbar.benefits.hilfe_zum_lebensunterhalt.benefit import BENEFIT
from nahbar.questionnaire import engine
from nahbar.questionnaire.model import Answers
from tests.benefits import elfriede
from tests.benefits.test_grundsicherung_im_alter import partner

Q = BENEFIT.questionnaire
DAY = date(2026, 11, 23)


def answers(**changes: Any) -> Answers:
    """Ina Voss, 42, with a pension for a time: as Elfriede, but younger."""
    given = elfriede.answers(
        vorname="Ina", nachname="Voss", geburtsdatum="1984-03-08", familienstand="ledig", ohne_arbeit="rente_zeit",
        schwanger="nein",
    )  # fmt: skip
    for key in ("grund", "bestattung", "verschenkt"):
        del given[key]
    return given | changes


def total(given: Answers, begin: date = date(2026, 11, 1), month: date = elfriede.MONTH) -> int:
    return BENEFIT.calculate(BENEFIT.facts_from_answers(given, begin), month).summe


def check(given: Answers, key: str) -> tuple[str, str]:
    facts = BENEFIT.facts_from_answers(given, elfriede.MONTH)
    try:
        months = [BENEFIT.calculate(facts, elfriede.MONTH)]
    except FactsRefused:
        months = []
    found = next(line for line in BENEFIT.checks(given, facts, months) if line.key == key)
    return found.colour, found.norm


def test_her_answers_are_complete_and_compute() -> None:
    assert engine.first_open_page(Q, answers()) is None
    assert (
        total(answers()) == 405_60
        and BENEFIT.calculate(BENEFIT.facts_from_answers(answers(), elfriede.MONTH), elfriede.MONTH).leistung
        == "Hilfe zum Lebensunterhalt"
    )


def test_the_first_month_counts_from_the_day_of_becoming_known() -> None:
    """§ 18 Abs. 1, § 27a Abs. 3 S. 3 SGB XII: 8 of 30 days from 23 November, whole months afterwards."""
    assert BENEFIT.effect_from(DAY) == DAY
    assert total(answers(), DAY) == 108_16
    assert total(answers(), DAY, date(2026, 12, 1)) == 405_60
    assert total(answers(), date(2026, 11, 30)) == 13_52, "the last day"
    assert BENEFIT.period_months(answers(), DAY) == 12


def test_who_can_work_belongs_to_the_jobcenter() -> None:
    """§ 21 SGB XII: a partner who can work, and applicants whose ability is open."""
    able = answers(
        personen=[partner(geburtsdatum="1985-01-20", arbeitsfaehig=True, einkommen_arten=["keine"])],
        mietvertrag_mit="ich",
    )
    with pytest.raises(FactsRefused, match="SGB II"):
        total(able)
    assert check(able, "haushalt")[0] == "yellow"
    open_answer = answers(_weiss_nicht=["ohne_arbeit"])
    del open_answer["ohne_arbeit"]
    assert check(open_answer, "grund") == ("yellow", "SGB II § 44a Abs. 1 Satz 7")


@pytest.mark.parametrize(
    ("changes", "colour"),
    [
        ({}, "green"),
        ({"ohne_arbeit": "altersrente"}, "green"),
        ({"ohne_arbeit": "krank"}, "yellow"),
        ({"geburtsdatum": "1955-03-08"}, "red"),
        ({"ohne_arbeit": "kind"}, "red"),
        ({"ohne_arbeit": "kind", "geburtsdatum": "2014-05-05"}, "green"),
    ],
)
def test_why_she_is_entitled(changes: dict[str, Any], colour: str) -> None:
    assert check(answers(**changes), "grund")[0] == colour


def test_couple_shares_income_and_a_child_gets_its_own() -> None:
    """§ 27 Abs. 2 SGB XII: both incomes together; a minor child has its Kindergeld first."""
    child = {
        "id": "p3", "vorname": "Mia", "nachname": "Voss", "geburtsdatum": "2019-05-05", "rolle": "kind",
        "eltern": "beide", "kindergeld": "259.00", "eigenes_geld": "0.00",
    }  # fmt: skip
    given = answers(
        personen=[partner(geburtsdatum="1985-01-20", einkommen_arten=["keine"]), child], mietvertrag_mit="ich"
    )
    facts = BENEFIT.facts_from_answers(given, elfriede.MONTH)
    assert facts["personen"][2]["elternteile"] == ["p1", "p2"]
    month = BENEFIT.calculate(facts, elfriede.MONTH)
    assert sum(person.bedarf for person in month.personen) == 2 * 506_00 + 390_00 + 455_00
    assert month.summe == 2 * 506_00 + 390_00 + 455_00 - 612_40 - 259_00


def test_papers_show_the_reason_and_never_the_illness() -> None:
    keys = {n.key: n.reason for n in BENEFIT.evidence(answers(ohne_arbeit="krank"), elfriede.MONTH)}
    assert "nicht die Krankheit" in keys["arbeitsunfaehig"]
    without = answers(ohne_arbeit="altersrente", einkommen_arten=["keine"], rente_antrag="nein")
    assert "rentenbescheid" in {n.key for n in BENEFIT.evidence(without, elfriede.MONTH)}
    assert [n.key for n in BENEFIT.evidence(answers(), elfriede.MONTH)].count("rentenbescheid") == 1


def test_a_homeless_person_needs_no_address() -> None:
    """U12: the actual stay is enough (§ 98 Abs. 1 SGB XII)."""
    given = answers(wohnsituation="ohne", aufenthaltsort="Borken", bescheid_weg="abholen")
    assert engine.first_open_page(Q, given) is None and total(given) == 0
    assert check(given, "aufenthalt")[0] == "green"
    poor = given | {"einkommen_arten": ["keine"], "rente_antrag": "nein"}
    assert total(poor) == 563_00


def test_it_suits_who_is_left() -> None:
    month = elfriede.MONTH
    assert BENEFIT.suits is not None
    assert BENEFIT.suits(Situation(date(1990, 1, 1), "nein"), month)
    assert not BENEFIT.suits(Situation(date(1990, 1, 1), "nein", True), month)
    assert not BENEFIT.suits(Situation(date(1955, 1, 1), "nein"), month)
    assert not BENEFIT.suits(Situation(date(1990, 1, 1), "unbekannt"), month)
