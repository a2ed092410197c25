from __future__ import annotations

import unicodedata
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nahbar.questionnaire.engine import PageRef, parse_page
from nahbar.questionnaire.fields import (
    Unusable,
    read_amount,
    read_date,
    read_iban,
    read_integer,
    read_phone,
    read_plz,
    read_text,
)
from tests.questionnaire.invented import garden

Q = garden()


@pytest.mark.parametrize(
    ("typed", "value"),
    [
        ("420,50", "420.50"), ("1.420,5", "1420.50"), ("420.50 €", "420.50"), ("420", "420.00"), ("1.420", "1420.00"),
        ("1 420,00 EUR", "1420.00"), ("1,420.50", "1420.50"), ("1.234.567,89", "1234567.89"), ("420,-", "420.00"),
        ("420,-- Euro", "420.00"), ("0", "0.00"), ("420.5", "420.50"), ("1'420.50", "1420.50"),
        ("\u00a0420\u202f€", "420.00"),
        ("-5", "-5.00"), ("420,", "420.00"), ("1,420,500", "1420500.00"),
    ],
)  # fmt: skip
def test_amounts_as_people_type_them(typed: str, value: str) -> None:
    assert read_amount(typed) == value


@pytest.mark.parametrize("typed", ["viel", "12a", "1,234", "1.23.4", "12..5", "€", ",50", "1,2,3", "1.2345", "9" * 30])
def test_amounts_that_cannot_be_meant_are_asked_again(typed: str) -> None:
    with pytest.raises(Unusable, match="Betrag"):
        read_amount(typed)


@given(st.integers(0, 10_000_000))
def test_every_amount_survives_german_writing(cents: int) -> None:
    german = f"{cents // 100:,}".replace(",", ".") + f",{cents % 100:02}"
    assert read_amount(german) == f"{cents // 100}.{cents % 100:02}"


@pytest.mark.parametrize(
    ("parts", "value"),
    [
        (("1", "3", "2021"), "2021-03-01"), (("01", "03", "2021"), "2021-03-01"), (("1.3.2021", "", ""), "2021-03-01"),
        (("2021-03-01", "", ""), "2021-03-01"), (("1", "März", "2021"), "2021-03-01"),
        (("1. März 2021", "", ""), "2021-03-01"),
        (("1.", "3.", "2021"), "2021-03-01"), (("29", "2", "2024"), "2024-02-29"), (("1/3/2021", "", ""), "2021-03-01"),
        (("1", "jan", "2021"), "2021-01-01"), (("1. 3. 2021", "", ""), "2021-03-01"),
    ],
)  # fmt: skip
def test_dates_as_people_type_them(parts: tuple[str, str, str], value: str) -> None:
    assert read_date(*parts) == value


@pytest.mark.parametrize(
    "parts",
    [("31", "2", "2021"), ("29", "2", "2023"), ("1", "13", "2021"), ("1", "3", "21"), ("", "3", "2021"), ("x", "", "")],
)
def test_impossible_dates_are_asked_again(parts: tuple[str, str, str]) -> None:
    with pytest.raises(Unusable):
        read_date(*parts)


def test_dates_are_bounded_by_the_given_day() -> None:
    fields = {"seit": ["24.11.2026"]}
    assert parse_page(Q, {}, PageRef("tag"), fields, today=date(2026, 11, 24)).values == {"seit": "2026-11-24"}
    (error,) = parse_page(Q, {}, PageRef("tag"), fields, today=date(2026, 11, 23)).errors
    assert error.field == "seit" and "spät" in error.text
    assert parse_page(Q, {}, PageRef("tag"), {"seit": ["1.1.1899"]}).errors


def test_account_numbers_with_blanks_and_with_mistakes() -> None:
    assert read_iban("de89 3704 0044 0532 0130 00") == "DE89370400440532013000"
    assert read_iban("IBAN: AT61 1904 3002 3457 3201") == "AT611904300234573201"
    for typed, reason in (
        ("DE89 3704 0044 0532 0130 01", "Tippfehler"),
        ("DE89 3704 0044 0532 0130 0", "22 Zeichen"),
        ("12345678", "zwei Buchstaben"),
        ("US89370400440532013000", "Land"),
    ):
        with pytest.raises(Unusable, match=reason):
            read_iban(typed)


def test_names_keep_every_letter_and_lose_only_control_characters() -> None:
    """DIN 91379: letters with several marks are kept, in NFC."""
    for name in ("Ǧäḥız", "Łukasz Żółć", "Nguyễn Thị Hồng", "Ḫ̣adīǧa", "O’Neill-Şahin", "C̨ăt̂ă", "J́anez"):
        assert read_text(name) == unicodedata.normalize("NFC", name)
    assert read_text("  Anna\u0000\u0007 \t Maria\u200b ") == "Anna Maria"
    assert read_text("Mu\u0308ller") == "Müller"
    assert read_text("a\r\nb\n", lines=True) == "a\nb"


def test_small_readers() -> None:
    assert (read_plz("D-46414"), read_phone(" 02872 / 12345 "), read_integer("1.000")) == (
        "46414",
        "02872 / 12345",
        1000,
    )
    for reader, typed in ((read_plz, "4641"), (read_phone, "ruf an"), (read_phone, "1"), (read_integer, "1,5")):
        with pytest.raises(Unusable):
            reader(typed)


def test_errors_name_the_field_and_keep_what_was_typed() -> None:
    answers = {"baeume": [{"id": "b2", "art": "apfel"}]}
    result = parse_page(Q, answers, PageRef("ernte", "b2"), {"ernte": ["ganz viel"]})
    assert [e.field for e in result.errors] == ["ernte"] and result.raw == {"ernte": ["ganz viel"]}
    assert result.values == {}
    (missing,) = parse_page(Q, answers, PageRef("ernte", "b2"), {}).errors
    assert missing.text == "Bitte antworten Sie."
    assert parse_page(Q, answers, PageRef("ernte", "b2"), {"ernte": ["-1"]}).errors


def test_unknown_wins_over_an_empty_field_and_only_where_allowed() -> None:
    answers = {"baeume": [{"id": "b2", "art": "apfel"}]}
    result = parse_page(Q, answers, PageRef("ernte", "b2"), {"ernte": [""], "ernte_unbekannt": ["ja"]})
    assert (result.values, result.errors) == ({"_weiss_nicht": ["ernte"]}, [])
    assert parse_page(Q, {}, PageRef("name"), {"name_unbekannt": ["ja"]}).errors


def test_choices_come_from_the_list_alone() -> None:
    answers = {"baeume": [{"id": "b2"}]}
    assert parse_page(Q, answers, PageRef("baum", "b2"), {"art": ["palme"]}).errors
    assert parse_page(Q, {}, PageRef("werkzeug"), {"werkzeug": ["spaten", "axt"]}).errors
    assert parse_page(Q, {}, PageRef("werkzeug"), {}).errors
    (both,) = parse_page(Q, {}, PageRef("werkzeug"), {"werkzeug": ["spaten", "keine"]}).errors
    assert "Nichts davon" in both.text


def test_overview_needs_yes_or_no() -> None:
    (error,) = parse_page(Q, {}, PageRef("alle"), {}).errors
    assert error.field == "baeume_weiter"
    assert parse_page(Q, {}, PageRef("alle"), {"baeume_weiter": ["ja"]}).values == {
        "_gruppe": "baeume",
        "_weiter": True,
    }


@given(
    st.dictionaries(
        st.sampled_from(["ernte", "art", "name", "seit", "seit_tag", "iban", "presse"]), st.lists(st.text())
    )
)
def test_nothing_typed_breaks_the_reader(raw: dict[str, list[str]]) -> None:
    answers = {"baeume": [{"id": "b2", "art": "apfel", "ernte": "200.00"}], "presse": True}
    for ref in (PageRef("ernte", "b2"), PageRef("baum", "b2"), PageRef("tag"), PageRef("saft"), PageRef("presse")):
        result = parse_page(Q, answers, ref, raw)
        assert result.errors or result.values


def test_a_date_that_is_not_whole_says_what_is_missing() -> None:
    with pytest.raises(Unusable, match="vier Ziffern"):
        read_date("14", "3", "95")
    with pytest.raises(Unusable, match="Tragen Sie auch den Tag ein"):
        read_date("", "6", "2026")
    with pytest.raises(Unusable, match="Wissen Sie nur den Monat, schreiben Sie 1"):
        read_date("", "6", "2026", roughly=True)


def test_an_area_may_carry_its_unit() -> None:
    assert read_integer("73 qm") == read_integer("73 m²") == read_integer("73m2") == 73
    with pytest.raises(Unusable):
        read_integer("qm")
