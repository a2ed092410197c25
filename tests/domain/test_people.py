"""Persons: names are sorted and found as people expect; bank details keep their history."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from nahbar.domain.people import actions, queries
from nahbar.domain.people.errors import WrongIban
from nahbar.domain.people.names import search_key, sort_key
from nahbar.platform.accounts.roles import MACHINE


@pytest.mark.parametrize(
    ("typed", "stored"),
    [("müller", "Mueller"), ("Muller", "Müller"), ("strasse", "Straße"), ("lukasik", "Łukasik"), ("oe", "Ö")],
)
def test_search_key_folds_what_people_type_differently(typed: str, stored: str) -> None:
    assert search_key(typed) == search_key(stored)


def test_sort_key_follows_din_5007() -> None:
    names = [("A", "Zabel"), ("A", "Öz"), ("A", "Ott"), ("B", "Äpfel"), ("A", "Apfel")]
    assert [n for _, n in sorted(names, key=lambda n: sort_key(*n))] == ["Apfel", "Äpfel", "Ott", "Öz", "Zabel"]


def test_a_person_is_found_by_parts_of_the_name_and_by_birth_date(traeger: Any) -> None:
    person = actions.create_person(
        acting=MACHINE, vorname="Şükriye", nachname="Öztürk-Weiß", geburtsdatum=date(1980, 2, 29)
    )
    actions.create_person(acting=MACHINE, vorname="Ann", nachname="Other")
    for text in ("oeztuerk", "weiss sukriye", "29.2.1980", "1980-02-29"):
        assert queries.find_persons(text) == [person], text
    assert queries.find_persons("  ") == []


def test_the_newest_valid_bank_details_count_and_wrong_ones_are_refused(traeger: Any) -> None:
    person = actions.create_person(acting=MACHINE, vorname="A", nachname="B")
    for iban, day in (("DE02120300000000202051", date(2026, 11, 1)), ("", date(2026, 12, 1))):
        actions.set_bankverbindung(acting=MACHINE, person=person, iban=iban, kontoinhaber="A B", gilt_ab=day)
    before, after = (queries.current_bank(person, day) for day in (date(2026, 11, 30), date(2026, 12, 1)))
    assert before is not None and before.iban == "DE02120300000000202051"
    assert after is not None and after.iban == ""
    assert queries.current_bank(person, date(2026, 10, 31)) is None
    with pytest.raises(WrongIban):
        actions.set_bankverbindung(
            acting=MACHINE, person=person, iban="DE03120300000000202051", kontoinhaber="", gilt_ab=date(2026, 1, 1)
        )
