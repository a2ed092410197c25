"""»Stimmt das?«: what can be right but seldom is, is asked back once and never refused (issue 5, acceptance 6)."""

from __future__ import annotations

from contextlib import suppress
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nahbar.benefits.grundsicherungsgeld.questions import QUESTIONNAIRE
from nahbar.questionnaire.checks import check
from nahbar.questionnaire.engine import (
    DefinitionError,
    PageRef,
    confirmation,
    doubts,
    from_mapping,
    parse_page,
    unconfirmed,
)
from nahbar.questionnaire.fields import Unusable, read_rvnr
from nahbar.questionnaire.model import Answers
from tests.benefits import aylin

RENT = PageRef("miete")


def asked(ref: PageRef, answers: Answers, **raw: str) -> list[str]:
    """The keys that are asked back about when this is typed."""
    typed = {key: [value] for key, value in raw.items()}
    parsed = parse_page(QUESTIONNAIRE, answers, ref, typed)
    assert not parsed.errors, parsed.errors
    return [doubt.field for doubt in doubts(QUESTIONNAIRE, answers, ref, parsed.values)]


@pytest.mark.parametrize(
    ("page", "raw", "keys"),
    [
        ("miete", {"grundmiete": "620", "nebenkosten": "140", "heizkosten": "95"}, []),
        ("miete", {"grundmiete": "620", "nebenkosten": "1.400", "heizkosten": "95"}, ["nebenkosten"]),
        ("miete", {"grundmiete": "620", "nebenkosten": "620", "heizkosten": "1140"}, ["heizkosten"]),
        ("miete", {"grundmiete": "7440", "nebenkosten": "140", "heizkosten": "95"}, ["grundmiete"]),
        ("miete", {"grundmiete_unbekannt": "1", "nebenkosten": "1400", "heizkosten": "95"}, []),
        ("name", {"vorname": "A", "nachname": "B", "geburtsdatum": "14.5.1995"}, []),
        ("name", {"vorname": "A", "nachname": "B", "geburtsdatum": "14.5.2021"}, ["geburtsdatum"]),
        ("name", {"vorname": "A", "nachname": "B", "geburtsdatum": "14.5.1905"}, ["geburtsdatum"]),
    ],
)  # fmt: skip
def test_amounts_and_years_that_are_seldom_right(page: str, raw: dict[str, str], keys: list[str]) -> None:
    answers = aylin.answers() | {"_stichtag": "2026-11-23"}
    assert asked(PageRef(page), answers, **raw) == keys


def test_a_doubt_may_look_at_the_person_it_is_about_and_at_no_other() -> None:
    answers = aylin.answers() | {"_stichtag": "2026-11-23"}
    child, money = PageRef("person", "p2"), PageRef("kind_geld", "p2")
    assert asked(child, answers, vorname="Mert", nachname="Demir", geburtsdatum="10.3.2021") == []
    assert asked(child, answers, vorname="Mert", nachname="Demir", geburtsdatum="10.3.1921") == ["geburtsdatum"]
    assert asked(PageRef("person_rolle", "p2"), answers, rolle="kind") == []
    answers["personen"][0]["geburtsdatum"] = "1980-03-10"
    assert asked(PageRef("person_rolle", "p2"), answers, rolle="kind") == ["rolle"]
    assert asked(PageRef("person_rolle", "p3"), answers, rolle="kind") == []
    assert money.item == "p2"


def test_a_confirmed_value_is_not_asked_about_again_and_another_one_is() -> None:
    answers = aylin.answers()
    values: dict[str, Any] = {"grundmiete": "620.00", "nebenkosten": "1400.00", "heizkosten": "95.00"}
    found = doubts(QUESTIONNAIRE, answers, RENT, values)
    assert unconfirmed(found, values, []) == found != []
    said = [confirmation("nebenkosten", values)]
    assert unconfirmed(found, values, said) == []
    other = values | {"nebenkosten": "14000.00"}
    assert unconfirmed(doubts(QUESTIONNAIRE, answers, RENT, other), other, said) != []


def test_a_definition_names_its_doubts_and_a_wrong_one_is_refused() -> None:
    page: dict[str, Any] = {
        "key": "a", "title": "A", "section": "S", "why": "w", "norm": "§ 1",
        "questions": [{"key": "x", "kind": "amount", "error": "Eine Zahl.",
                       "doubts": [{"when": {"gt": ["x", 5]}, "text": "Viel."}]}],
    }  # fmt: skip
    shape = {"key": "k", "version": 1, "title": "T", "pages": [page]}
    assert from_mapping(shape).pages[0].questions[0].doubts[0].text == "Viel."
    assert check(from_mapping(shape)) == []
    page["questions"][0]["doubts"][0]["when"] = {"exceeds": ["x", "y"]}
    assert any("a doubt asks for y" in line for line in check(from_mapping(shape)))
    page["questions"][0]["doubts"][0]["when"] = {"exceeds": ["x"]}
    with pytest.raises(DefinitionError, match=r"doubts\[0\].when.exceeds"):
        from_mapping(shape)


@pytest.mark.parametrize("typed", ["15 070649 C 103", "15070649C103", "15 070649-c-103", "65 140595 D 005"])
def test_a_number_of_the_pension_insurance(typed: str) -> None:
    assert read_rvnr(typed) in {"15 070649 C 103", "65 140595 D 005"}


@pytest.mark.parametrize(
    ("typed", "says"),
    [("12345", "12 Zeichen. Sie haben 5"), ("15 070649 C 104", "Tippfehler"), ("15 070649 1 103", "8 Ziffern"),
     ("15 070649 C 10Z", "8 Ziffern"), ("15 070694 C 103", "Tippfehler"), ("15 070649 Ä 103", "8 Ziffern")],
)  # fmt: skip
def test_a_wrong_number_is_told_what_is_wrong(typed: str, says: str) -> None:
    with pytest.raises(Unusable, match=says):
        read_rvnr(typed)


@given(st.from_regex(r"[0-9]{8}[A-Z][0-9]{2}", fullmatch=True))
def test_of_ten_check_digits_one_is_right(eleven: str) -> None:
    """§ 2 VKVV."""
    right = 0
    for digit in "0123456789":
        with suppress(Unusable):
            read_rvnr(eleven + digit)
            right += 1
    assert right == 1
