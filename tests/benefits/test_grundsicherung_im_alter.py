"""Chapter 4 of the SGB XII on the shelf: questions, facts, papers, checks, period (C21, J6)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest

from nahbar.benefits import registry
from nahbar.benefits.base import FactsRefused
from nahbar.benefits.grundsicherung_im_alter.benefit import BENEFIT
from nahbar.benefits.hilfe_zum_lebensunterhalt.benefit import BENEFIT as HILFE
from nahbar.questionnaire import engine
from nahbar.questionnaire.model import Answers, Questionnaire
from tests.benefits import elfriede

Q = BENEFIT.questionnaire
BOTH = pytest.mark.parametrize("q", [Q, HILFE.questionnaire], ids=["chapter 4", "chapter 3"])


def total(answers: Answers, month: date = elfriede.MONTH) -> int:
    return BENEFIT.calculate(BENEFIT.facts_from_answers(answers, elfriede.MONTH), month).summe


def colours(answers: Answers) -> dict[str, str]:
    facts = BENEFIT.facts_from_answers(answers, elfriede.MONTH)
    try:
        months = [BENEFIT.calculate(facts, elfriede.MONTH)]
    except FactsRefused:
        months = []
    return {check.key: check.colour for check in BENEFIT.checks(answers, facts, months)}


def keys(answers: Answers) -> dict[str, bool]:
    return {need.key: need.required for need in BENEFIT.evidence(answers, elfriede.MONTH)}


@BOTH
def test_every_page_is_reachable_and_every_question_has_its_paragraph(q: Questionnaire) -> None:
    assert engine.check(q) == []


def test_both_offices_that_take_sozialhilfe_offer_it() -> None:
    for kind in ("zkt", "sozialamt"):
        assert {"grundsicherung_im_alter", "hilfe_zum_lebensunterhalt"} <= {b.key for b in registry.offered_by(kind)}
    assert [b.key for b in registry.offered_by("ge")] == ["grundsicherungsgeld"], "a gE takes none of the SGB XII"


def test_elfriede_answers_28_pages_and_none_is_left() -> None:
    assert len(engine.reachable_pages(Q, elfriede.answers())) == 28
    assert engine.first_open_page(Q, elfriede.answers()) is None


def test_her_answers_survive_being_typed_again() -> None:
    answers = elfriede.answers()
    for ref in engine.reachable_pages(Q, answers):
        if Q.page(ref.page).overview:
            continue
        result = engine.parse_page(Q, answers, ref, engine.form_fields(Q, answers, ref), today=date(2026, 11, 23))
        assert result.errors == []
        assert engine.apply(Q, answers, ref, result.values) == answers


def test_j6_the_amount_and_with_merkzeichen_g() -> None:
    """J6.3: 563 + 455 − 612.40 = 405.60; with Merkzeichen G 17 per cent of 563 more."""
    assert BENEFIT.facts_from_answers(elfriede.answers(), elfriede.MONTH) == elfriede.FACTS
    assert total(elfriede.answers()) == 405_60
    assert total(elfriede.answers(ausweis_merkzeichen="g")) == 501_31


def test_what_the_person_pays_for_insurance_comes_off_her_income() -> None:
    """§ 82 Abs. 2 SGB XII: a contribution that she pays herself, and insurance."""
    answers = elfriede.answers(kv_selbst=True, kv_beitrag="75.00", versicherungen="8.50")
    assert total(answers) == 405_60 + 75_00 + 8_50
    assert keys(answers)["kv_beitrag"]
    assert colours(answers)["krankenversicherung"] == "yellow"


def test_a_pension_with_33_years_keeps_its_allowance() -> None:
    """§ 82a SGB XII: 100 euro and 30 per cent of the rest, from the gross pension: 100 + 176.43."""
    assert total(elfriede.answers(grundrentenzeiten=True)) == 405_60 + 276_43


def partner(**changes: Any) -> dict[str, Any]:
    return {
        "id": "p2", "vorname": "Heinz", "nachname": "Schulte", "geburtsdatum": "1953-01-20", "rolle": "partner",
        "arbeitsfaehig": False, "dauerhaft": False, "merkzeichen_g": False, "einkommen_arten": ["rente"],
        "rente_netto": "700.00", "rente_brutto": None, "grundrentenzeiten": False,
    } | changes  # fmt: skip


def test_a_couple_is_one_community_and_each_has_its_amount() -> None:
    """§ 43 Abs. 1 SGB XII: 506 each and half of the dwelling each; what one has too much counts for the other."""
    answers = elfriede.answers(personen=[partner()], mietvertrag_mit="ich")
    month = BENEFIT.calculate(BENEFIT.facts_from_answers(answers, elfriede.MONTH), elfriede.MONTH)
    assert [person.bedarf for person in month.personen] == [733_50, 733_50]
    assert [person.anspruch for person in month.personen] == [733_50 - 612_40, 733_50 - 700_00]
    assert keys(answers)["rentenbescheid:p2"]
    rich = elfriede.answers(personen=[partner(rente_netto="800.00")], mietvertrag_mit="ich")
    assert total(rich) == 733_50 - 612_40 - (800_00 - 733_50)


def test_a_partner_who_can_work_stays_with_the_jobcenter() -> None:
    answers = elfriede.answers(
        personen=[partner(geburtsdatum="1968-01-20", arbeitsfaehig=True, einkommen_arten=["keine"])],
        mietvertrag_mit="ich",
    )
    month = BENEFIT.calculate(BENEFIT.facts_from_answers(answers, elfriede.MONTH), elfriede.MONTH)
    assert [person.in_bg for person in month.personen] == [True, False] and month.summe == 733_50 - 612_40
    assert colours(answers)["haushalt"] == "yellow"


def test_savings_up_to_10000_are_free_and_above_they_count() -> None:
    """§ 90 Abs. 2 Nr. 9 SGB XII with its regulation; a couple has 20,000."""
    assert total(elfriede.answers(vermoegen="10000.00")) == 405_60
    over = elfriede.answers(vermoegen="10100.00")
    assert total(over) == 305_60 and colours(over)["vermoegen"] == "yellow"
    assert colours(elfriede.answers(vermoegen="9000.00"))["vermoegen"] == "yellow", "near"
    assert colours(elfriede.answers())["vermoegen"] == "green"
    couple = elfriede.answers(personen=[partner()], mietvertrag_mit="ich", vermoegen="10100.00")
    assert colours(couple)["vermoegen"] == "green"


@pytest.mark.parametrize(
    ("born", "colour"),
    [("1959-11-30", "green"), ("1960-10-31", "red"), ("1960-07-31", "green"), ("1960-08-02", "red")],
)
def test_the_altersgrenze_to_the_day(born: str, colour: str) -> None:
    """§ 41 Abs. 2 SGB XII: 1960 is 66 years and 4 months; who reaches it in the month counts from its first."""
    answers = elfriede.answers(geburtsdatum=born)
    assert colours(answers)["grund"] == colour
    if colour == "red":
        with pytest.raises(FactsRefused, match="Altersgrenze"):
            total(answers)


def test_lasting_reduction_needs_its_finding() -> None:
    """§ 41 Abs. 3, § 45 SGB XII: found for good, not yet found, found for a time only."""
    young = elfriede.answers(geburtsdatum="1990-05-05", grund="erwerbsminderung", schwanger="nein")
    found = young | {"feststellung": "rente_dauer"}
    assert colours(found)["grund"] == "green" and total(found) == 405_60
    nobody = young | {"feststellung": "niemand"}
    assert colours(nobody)["grund"] == "yellow" and total(nobody) == 405_60
    timed = young | {"feststellung": "rente_zeit"}
    assert colours(timed)["grund"] == "red"
    with pytest.raises(FactsRefused):
        total(timed)


def test_a_werkstatt_pays_and_shows_its_contract() -> None:
    """§ 41 Abs. 3a, § 82 Abs. 3 S. 2: an eighth of 563 and half of the rest of the pay are free."""
    answers = elfriede.answers(
        geburtsdatum="1995-05-05", grund="werkstatt", schwanger="nein", einkommen_arten=["werkstatt"],
        werkstatt_entgelt="226.00", rente_antrag="nein",
    )  # fmt: skip
    free = 70_38
    assert total(answers) == 563_00 + 455_00 - ((226_00 - free) - (226_00 - free) // 2)
    assert keys(answers)["werkstatt_vertrag"] and keys(answers)["werkstatt"]
    assert colours(answers)["grund"] == "yellow"


def test_papers_are_few_and_needed_for_a_reason() -> None:
    assert keys(elfriede.answers()) == {
        "mietvertrag": True, "kontoauszuege": True, "rentenbescheid": True, "ausweis": False,
    }  # fmt: skip
    more = keys(elfriede.answers(ausweis_merkzeichen="g", bestattung=True, verschenkt=True, mehrbedarf=["ernaehrung"]))
    assert {"schwerbehindertenausweis", "bestattung", "verschenkt", "ernaehrung"} <= set(more)
    assert "wohngeld" not in more and not any("kind" in key for key in more), "§ 94 Abs. 1a: children are not asked"


def test_period_and_effect() -> None:
    """§ 44 Abs. 2 and 3 SGB XII: from the first of the month, twelve months; six when it is provisional."""
    assert BENEFIT.effect_from(date(2026, 11, 23)) == date(2026, 11, 1)
    assert BENEFIT.period_months(elfriede.answers(), elfriede.MONTH) == 12
    own_firm = elfriede.answers(einkommen_arten=["rente", "selbst"], gewinn="100.00")
    assert BENEFIT.period_months(own_firm, elfriede.MONTH) == 6
    assert BENEFIT.last_known_month() == date(2026, 12, 1)


def test_what_stops_and_what_wants_an_eye() -> None:
    assert colours(elfriede.answers(aufenthaltstitel="duldung", staatsangehoerigkeit="andere"))["aufenthalt"] == "red"
    assert colours(elfriede.answers(einkommen_arten=["rente"], rente_netto="2000.00"))["ergebnis"] == "red"
    assert colours(elfriede.answers(verschenkt=True))["vermoegen"] == "yellow"
    assert colours(elfriede.answers(konto=False))["auszahlung"] == "yellow"
    settled = colours(elfriede.answers())
    assert set(settled.values()) == {"green"} and "unterhalt" in settled


def test_an_unknown_amount_is_open_and_never_guessed() -> None:
    answers = elfriede.answers(_weiss_nicht=["rente_netto"])
    del answers["rente_netto"]
    facts = BENEFIT.facts_from_answers(answers, elfriede.MONTH)
    assert facts["_offen"] == ["p1.rente"] and "rente" not in facts["personen"][0]
    assert colours(answers)["einkommen"] == "yellow"


def test_a_rented_room_at_the_childs_needs_a_look() -> None:
    """§ 42a Abs. 3 SGB XII: others of the family have the lease."""
    child = {"id": "p2", "vorname": "Uwe", "nachname": "Schulte", "geburtsdatum": "1980-02-02", "rolle": "mitbewohner"}
    answers = elfriede.answers(personen=[child], mietvertrag_mit="andere")
    assert colours(answers)["mietvertrag"] == "yellow" and total(answers) == 563_00 + 227_50 - 612_40


def texts(q: Questionnaire) -> Iterator[tuple[str, str]]:
    for page in q.pages:
        yield page.key, page.title
        yield page.key, page.intro
        for question in page.questions:
            for text in (question.label, question.why, question.hint, question.help, question.error):
                yield f"{page.key}.{question.key}", text
            for option in question.options:
                yield f"{page.key}.{question.key}.{option.key}", option.label
                yield f"{page.key}.{question.key}.{option.key}", option.hint


@BOTH
def test_words_are_plain(q: Questionnaire) -> None:
    """B03: short sentences, reasons of one sentence with their §, no name of a benefit, no shouting."""
    for where, text in texts(q):
        assert not re.search(r"grundsicherung|sozialhilfe|bürgergeld|sgb|hartz|!", text, re.IGNORECASE), where
        for sentence in re.split(r"[.?!:]\s+", text):
            assert len(sentence.split()) <= 17, (where, sentence)
    for page in q.pages:
        for question in page.questions:
            where = f"{page.key}.{question.key}"
            assert len(question.why.split()) <= 14 and question.why.endswith("."), where
            assert re.match(r"SGB (I|II|V|X|XII) § \d+", question.norm), where
