"""»Was wäre, wenn«: the same month with other facts."""

from __future__ import annotations

from copy import deepcopy
from datetime import date

import pytest

from nahbar.benefits.base import FactsRefused
from nahbar.benefits.grundsicherungsgeld.calculation import calculate
from nahbar.benefits.what_if import what_if, with_changes
from nahbar.law.parameter import UnknownParameter
from tests.law.test_difference import DECEMBER, demir

MINIJOB = {"personen": {"aylin": {"brutto": "603", "netto": "603"}}}


def test_the_minijob_of_J5() -> None:
    facts = demir()
    untouched = deepcopy(facts)
    change = what_if(calculate, facts, MINIJOB, DECEMBER)
    assert (change.vorher, change.nachher, change.cents) == (137_368, 97_958, -39_410)
    assert facts == untouched


def test_the_dwelling_and_fields_of_the_case_change_too() -> None:
    change = what_if(calculate, demir(), {"wohnung": {"heizkosten": "125"}}, DECEMBER)
    assert (change.cents, {p.posten for p in change.teile}) == (3_000, {"kdu"})
    half = what_if(calculate, demir(), {"von": "2026-12-16"}, DECEMBER)
    assert {p.posten for p in half.teile} == {"tage"} and half.cents < 0


def test_none_takes_a_field_away() -> None:
    working = with_changes(demir(), MINIJOB)
    assert with_changes(working, {"personen": {"aylin": {"brutto": None, "netto": None}}}) == demir()


def test_what_cannot_be_calculated_is_refused() -> None:
    with pytest.raises(KeyError, match="niemand"):
        what_if(calculate, demir(), {"personen": {"niemand": {"brutto": "1"}}}, DECEMBER)
    with pytest.raises(FactsRefused):
        what_if(calculate, demir(), {"personen": {"aylin": {"brutto": "603"}}}, DECEMBER)
    with pytest.raises(UnknownParameter):
        what_if(calculate, demir(), MINIJOB, date(2027, 1, 1))
    assert what_if(calculate, demir(), MINIJOB, date(2027, 1, 1), DECEMBER).cents < 0
