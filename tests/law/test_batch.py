"""The law over columns gives the cents that the single case gives, with and without explanation."""

from __future__ import annotations

import os
import sys
from datetime import date, timedelta
from pathlib import Path
from random import Random

import numpy as np
import pytest

from nahbar.benefits.base import FactsRefused
from nahbar.benefits.case_format import read_case
from nahbar.benefits.case_sgb2 import facts_of
from nahbar.law import calendar
from nahbar.law.batch import days
from nahbar.law.batch import sgb2 as batch
from nahbar.law.batch.transcribe import NotTranscribable, Transcript, number
from nahbar.law.explain import explain
from nahbar.law.norm import norm
from nahbar.law.parameter import UnknownParameter, statutory
from nahbar.law.rechtsstand import Rechtsstand
from nahbar.law.sgb2 import monat as monat_modul
from nahbar.law.sgb2.monat import Ergebnis, monat
from nahbar.law.sgb2.sachverhalt import Person, Rolle, Sachverhalt, Wohnung
from tests.law.households import random_case

HOUSEHOLDS = int(os.environ.get("NAHBAR_TEST_HOUSEHOLDS", "1500"))
"""How many; the proof over 100,000 is the same test with a higher number (docs/law.md)."""
MONTHS = (date(2023, 3, 1), date(2024, 2, 1), date(2026, 6, 1), date(2026, 7, 1), date(2026, 11, 1))
CACHE = Path(sys.prefix) / "law-cache"
DAYS = [date(1900, 1, 1) + timedelta(days=index) for index in range((date(2101, 1, 1) - date(1900, 1, 1)).days)]


def test_the_calendar_of_the_columns_is_that_of_the_law() -> None:
    """Each function that exists twice, on each day from 1900 to 2100."""
    for day in DAYS:
        n = number(day)
        assert days.erster(n) == number(calendar.erster(day))
        assert days.letzter(n) == number(calendar.letzter(day))
        assert (days.jahr(n), days.tag_im_monat(n)) == (day.year, day.day)
        assert days.from_epoch((day - date(1970, 1, 1)).days) == n
        for years in (6, 15, 25, 65):
            assert days.vollendet(n, years) == number(calendar.vollendet(day, years))
        for months in (-13, 1, 12, 24):
            assert days.plus_monate(n, months) == number(calendar.plus_monate(day, months))
        for many in (-280, -196, -1, 1, 40):
            assert days.plus_tage(n, many) == number(calendar.plus_tage(day, many))
        month = calendar.erster(day)
        assert days.tage_vorher(n, number(month)) == calendar.tage_vorher(day, month)
        assert days.tage_vorher(n, number(date(1999, 12, 1))) == calendar.tage_vorher(day, date(1999, 12, 1))


def _households(month: date, count: int) -> list[tuple[Sachverhalt, date, Ergebnis]]:
    r = Random(f"{month} {os.environ.get('NAHBAR_TEST_SEED', '1')}")
    found: list[tuple[Sachverhalt, date, Ergebnis]] = []
    while len(found) < count:
        case = read_case(random_case(r, month))
        begin = case.bewilligungszeitraum_beginn or month
        try:
            facts = facts_of(case, month)
            found.append((facts, begin, monat(facts, Rechtsstand(month, begin, statutory()))))
        except FactsRefused:
            continue
    return found


@pytest.mark.parametrize("month", MONTHS, ids=str)
def test_decide_explain_and_batch_agree_to_the_cent(month: date) -> None:
    """Random households, birthdays and parts of the month, on both sides of every change of the law."""
    rows = _households(month, HOUSEHOLDS // len(MONTHS))
    stock, left_out = batch.stock_of([(facts, begin) for facts, begin, _ in rows])
    assert len(left_out) == 0
    columns = batch.calculate(stock, month, statutory(), cache_in=CACHE)
    for name in batch.RESULTS:
        alone = np.array([getattr(person, name) for _, _, result in rows for person in result.personen])
        different = np.flatnonzero(columns[name] != alone)
        assert len(different) == 0, (name, different[:3], columns[name][different[:3]], alone[different[:3]])
    for facts, begin, result in rows:
        with explain() as steps:
            explained = monat(facts, Rechtsstand(month, begin, statutory()))
        assert explained == result and steps


def test_the_comparison_without_kindergeld_is_spared_only_where_it_would_say_no(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """§ 72 Abs. 1 S. 2 Nr. 2: with and without the shortcut the same Sofortzuschläge."""
    for month in MONTHS:
        rows = _households(month, HOUSEHOLDS // len(MONTHS))
        with monkeypatch.context() as patch:
            patch.setattr(monat_modul, "_ohnehin_genug", lambda h, person: False)
            for facts, begin, result in rows:
                assert monat(facts, Rechtsstand(month, begin, statutory())) == result


def test_the_unused_allowance_of_a_child_that_joins_brings_a_sibling_back() -> None:
    """§ 12 Abs. 2, § 72: without its Kindergeld the youngest joins, and the 16-year-old's assets are covered again."""
    month = date(2026, 11, 1)
    facts = Sachverhalt(
        (
            Person("a", 0, Rolle.ANTRAGSTELLER, date(1997, 5, 1), sonstiges=452_08, vermoegen=6_008_83),
            Person("b", 1, Rolle.PARTNER, date(2001, 5, 12), brutto=520_00, netto=452_57, private_rente=709_63),
            Person(
                "k0", 2, Rolle.KIND, date(2023, 3, 31), eltern=3, kindergeld=259_00, unterhaltsvorschuss=210_54
            ),
            Person("k1", 3, Rolle.KIND, date(2009, 12, 13), eltern=3, kindergeld=259_00, vermoegen=12_516_61),
            Person(
                "k2", 4, Rolle.KIND, date(2010, 6, 23), eltern=3, brutto=391_98, netto=391_98,
                unterhaltsvorschuss=287_72,
            ),
        ),
        Wohnung(bruttokaltmiete=175_72),
        date(2026, 11, 1),
    )  # fmt: skip
    result = monat(facts, Rechtsstand(month, month, statutory()))
    assert [(p.id, p.in_bg, p.anspruch, p.sofortzuschlag) for p in result.personen] == [
        ("a", True, 0, 0), ("b", True, 0, 0), ("k0", False, 0, 25_00), ("k1", False, 0, 0), ("k2", False, 0, 0),
    ]  # fmt: skip


def test_a_month_without_values_is_refused_by_name() -> None:
    rows = _households(MONTHS[-1], 3)
    stock, _ = batch.stock_of([(facts, begin) for facts, begin, _ in rows])
    with pytest.raises(UnknownParameter) as refusal:
        batch.calculate(stock, date(2027, 1, 1), statutory(), cache_in=CACHE)
    assert refusal.value.label


def test_columns_that_cannot_be_are_refused() -> None:
    sizes = np.array([1])
    begin = np.array([20261101])
    for persons, word in (({"nettto": np.zeros(1)}, "nettto"), ({"netto": np.zeros(2, np.int32)}, "rows")):
        stock = batch.Stock(sizes, persons, {}, begin, begin)
        with pytest.raises(ValueError, match=word):
            batch.calculate(stock, MONTHS[-1], statutory(), cache_in=CACHE)


@norm("SGB II § 1")
def _fremd(recht: Rechtsstand, name: str) -> int:
    return recht.parameter(name)


def test_what_the_batch_does_not_know_is_refused_with_its_line() -> None:
    """A parameter by a name that is computed cannot be compiled; the message says where."""
    with pytest.raises(NotTranscribable, match=r"_fremd, line \d+: a parameter needs its name as a literal"):
        Transcript().add(_fremd)
