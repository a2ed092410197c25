"""§ 41a SGB II: provisional and final decisions."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nahbar.benefits.grundsicherungsgeld.calculation import calculate
from nahbar.law.parameter import statutory
from nahbar.law.rechtsstand import Rechtsstand
from nahbar.law.sgb2.vorlaeufig import (
    abgerechnet,
    bedarf_gilt_als_gedeckt,
    entscheidung_aus_anderem_grund_bis,
    fehlender_nachweis_hat_folgen,
    festgesetzt_nach_nachweis,
    fiktion_ab,
    gilt_als_abschliessend,
    jahr_nach_ende,
    nachweis_zu_spaet,
    vorlaeufig_wegen_rechtsfrage,
    vorlaeufig_zu_entscheiden,
    warnungen,
)


def recht(year: int = 2026, month: int = 11) -> Rechtsstand:
    return Rechtsstand(date(year, month, 1), date(year, month, 1), statutory())


def anspruch(gewinn: str) -> int:
    person = {"id": "p1", "rolle": "antragsteller", "geburtsdatum": "1980-01-01", "gewinn": gewinn}
    return calculate({"id": "u8", "wohnung": {"anerkannt": "480.00"}, "personen": [person]}, date(2026, 11, 1)).summe


def test_u8_provisional_with_500_final_with_775() -> None:
    """U8: 723.00 paid, 528.50 due, six months: 6 × 194.50 = 1,167.00 to be paid back."""
    gezahlt, zusteht = anspruch("500.00"), anspruch("775.00")
    assert (gezahlt, zusteht) == (72300, 52850)
    ergebnis = abgerechnet(recht(), {"p1": [gezahlt] * 6}, {"p1": [zusteht] * 6})
    assert (ergebnis.nachzahlung, ergebnis.erstattung) == ({}, {"p1": 116700})


def test_months_are_netted_for_each_person() -> None:
    """Abs. 6 S. 2: 300 too much and 250 too little leave 50 of one person; the other one's arrears are paid."""
    vorlaeufig = {"p1": [80000, 50000], "p2": [30000, 30000]}
    endgueltig = {"p1": [50000, 75000], "p2": [30000, 42000]}
    ergebnis = abgerechnet(recht(), vorlaeufig, endgueltig)
    assert ergebnis.erstattung == {"p1": 5000}
    assert ergebnis.nachzahlung == {"p2": 12000}


@pytest.mark.parametrize(("zuviel", "erstattung"), [(2499, {}), (2500, {"p1": 2500, "p2": 2500})])
def test_the_threshold_of_50_euro_is_for_all_members_together(zuviel: int, erstattung: dict[str, int]) -> None:
    """Abs. 6 S. 3: 49.98 are kept, 50.00 are paid back, each own part."""
    ergebnis = abgerechnet(recht(), {"p1": [zuviel], "p2": [2500]}, {"p1": [0], "p2": [2500 - zuviel]})
    assert ergebnis.erstattung == erstattung


@given(
    st.dictionaries(
        st.sampled_from(["p1", "p2", "p3"]),
        st.lists(st.tuples(st.integers(0, 90000), st.integers(0, 90000)), min_size=1, max_size=6),
        min_size=1,
    )
)
def test_netting_loses_no_cent(monate: dict[str, list[tuple[int, int]]]) -> None:
    """What is paid back and what is paid in addition is the difference of both decisions, unless under 50 euro."""
    vorlaeufig = {person: [paid for paid, _ in rows] for person, rows in monate.items()}
    endgueltig = {person: [due for _, due in rows] for person, rows in monate.items()}
    ergebnis = abgerechnet(recht(), vorlaeufig, endgueltig)
    for person, rows in monate.items():
        saldo = sum(due - paid for paid, due in rows)
        assert ergebnis.nachzahlung.get(person, 0) == max(0, saldo)
        assert ergebnis.erstattung.get(person, 0) in (0, max(0, -saldo))
    zuviel = sum(max(0, sum(paid - due for paid, due in rows)) for rows in monate.values())
    assert sum(ergebnis.erstattung.values()) == (zuviel if zuviel >= 5000 else 0)


def test_a_month_without_a_final_claim_is_repaid_in_full_and_new_members_are_paid() -> None:
    ergebnis = abgerechnet(recht(), {"p1": [52850]}, {"p1": [0], "p2": [10000]})
    assert (ergebnis.erstattung, ergebnis.nachzahlung) == ({"p1": 52850}, {"p2": 10000})


@pytest.mark.parametrize(
    ("grunde", "wahrscheinlich", "laenger", "verschuldet", "vorlaeufig"),
    [
        (True, False, True, False, True), (False, True, True, False, True), (False, False, True, False, False),
        (True, True, False, False, False), (True, True, True, True, False),
    ],
)  # fmt: skip
def test_when_to_decide_provisionally(
    grunde: bool, wahrscheinlich: bool, laenger: bool, verschuldet: bool, vorlaeufig: bool
) -> None:
    """Abs. 1."""
    assert vorlaeufig_zu_entscheiden(recht(), grunde, wahrscheinlich, laenger, verschuldet) is vorlaeufig


def test_open_questions_of_law_allow_a_provisional_decision() -> None:
    """Abs. 7."""
    assert vorlaeufig_wegen_rechtsfrage(recht(), True, False) and vorlaeufig_wegen_rechtsfrage(recht(), False, True)
    assert not vorlaeufig_wegen_rechtsfrage(recht(), False, False)


@pytest.mark.parametrize(
    ("angesetzt", "gedeckt"), [(77500 + 26050, True), (77500 + 26051, False), (50000, False), (60000, True)]
)
def test_the_provisional_income_may_differ_by_the_allowance(angesetzt: int, gedeckt: bool) -> None:
    """Abs. 2 S. 2."""
    assert bedarf_gilt_als_gedeckt(recht(), "p1", angesetzt, 77500, 26050) is gedeckt


def test_missing_proofs() -> None:
    """Abs. 3 S. 3, 4: only what is proven, but only after a deadline and written instruction."""
    assert fehlender_nachweis_hat_folgen(recht(), True, True)
    assert not fehlender_nachweis_hat_folgen(recht(), True, False)
    assert festgesetzt_nach_nachweis(recht(), "p1", 52850, 0, True) == 0
    assert festgesetzt_nach_nachweis(recht(), "p1", 52850, 30000, True) == 30000
    assert festgesetzt_nach_nachweis(recht(), "p1", 52850, 0, False) == 52850


@pytest.mark.parametrize(
    ("year", "month", "zugang", "zu_spaet"),
    [
        (2026, 6, date(2026, 6, 29), False),
        (2026, 11, date(2026, 6, 9), False),
        (2026, 11, date(2026, 6, 10), True),  # the day after the Widerspruchsbescheid was made known
    ],
)
def test_late_proofs_are_excluded_since_july_2026(year: int, month: int, zugang: date, zu_spaet: bool) -> None:
    """U8, Abs. 3 S. 5."""
    assert nachweis_zu_spaet(recht(year, month), zugang, date(2026, 6, 9)) is zu_spaet


def test_u9_the_fiction_after_a_year_and_its_warnings() -> None:
    """U9: a period until 31 May 2026 becomes final with 1 June 2027; reminders after nine and eleven months."""
    endet = jahr_nach_ende(date(2026, 5, 31))
    assert endet == date(2027, 5, 31)
    assert not gilt_als_abschliessend(recht(), date(2027, 5, 31), endet, False, False)
    assert gilt_als_abschliessend(recht(), date(2027, 6, 1), endet, False, False)
    assert not gilt_als_abschliessend(recht(), date(2027, 6, 1), endet, True, False)
    assert not gilt_als_abschliessend(recht(), date(2027, 6, 1), endet, False, True)
    assert fiktion_ab(date(2026, 5, 31)) == date(2027, 6, 1)
    assert warnungen(date(2026, 5, 31)) == (date(2027, 3, 1), date(2027, 5, 1))


@pytest.mark.parametrize(
    ("ende", "letzter_tag"),
    [
        (date(2026, 10, 31), date(2027, 10, 31)),
        (date(2027, 2, 28), date(2028, 2, 29)),  # the year begins with 1 March
        (date(2028, 2, 29), date(2029, 2, 28)),
    ],
)
def test_the_year_after_the_period(ende: date, letzter_tag: date) -> None:
    """Abs. 5 S. 1 with § 187 Abs. 2, § 188 Abs. 2 BGB."""
    assert jahr_nach_ende(ende) == letzter_tag


def test_another_reason_can_be_decided_on_for_longer() -> None:
    """Abs. 5 S. 2 Nr. 2: a year since knowing it, ten years since the provisional decision at most."""
    assert entscheidung_aus_anderem_grund_bis(date(2028, 3, 15), date(2026, 1, 10)) == date(2029, 3, 15)
    assert entscheidung_aus_anderem_grund_bis(date(2035, 6, 1), date(2026, 1, 10)) == date(2036, 1, 10)
