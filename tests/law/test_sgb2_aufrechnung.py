"""§ 43 SGB II: set-off, its limits and its end."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nahbar.law.parameter import statutory
from nahbar.law.rechtsstand import Rechtsstand
from nahbar.law.sgb2.aufrechnung import (
    Grund,
    Laufend,
    aufrechnung_der_sozialhilfe_endet,
    aufrechnung_endet,
    aufrechnung_ist_pflicht,
    aufrechnung_satz,
    monatliche_aufrechnung,
)

RBS_1 = 56300


def recht(year: int = 2026, month: int = 11) -> Rechtsstand:
    return Rechtsstand(date(year, month, 1), date(year, month, 1), statutory())


def rate(grund: Grund, laufend: Laufend, **facts: int) -> int:
    return monatliche_aufrechnung(
        recht(), "p1", regelbedarf=RBS_1, grund=grund, laufend=laufend, offen=facts.pop("offen", 100000), **facts
    )


@pytest.mark.parametrize(
    ("grund", "cents"), [(Grund.ABSCHLIESSEND, 5630), (Grund.EINKOMMEN, 5630), (Grund.ANDERER, 16890)]
)
def test_ten_or_thirty_per_cent(grund: Grund, cents: int) -> None:
    assert rate(grund, Laufend()) == cents


def test_u28_what_would_exceed_thirty_per_cent_is_inadmissible_not_cut() -> None:
    """U28: 10 % set-off and 5 % loan run, 84.45 of 168.90; another 30 % is refused, another 10 % is allowed: 140.75."""
    laufend = Laufend(aufrechnungen=(1000,), darlehen=500)
    assert laufend.summe * RBS_1 // 10000 == 8445
    assert rate(Grund.ANDERER, laufend) == 0
    assert rate(Grund.EINKOMMEN, laufend) == 5630
    assert 8445 + 5630 == 14075 <= 16890


@pytest.mark.parametrize(
    ("laufend", "cents"),
    [
        (Laufend((1000, 1000)), 5630),  # exactly 30 per cent with the new one
        (Laufend((1000, 1000), 500), 0),  # 35 per cent
        (Laufend((3000,)), 0),
        (Laufend((), 1000), 5630),
    ],
)
def test_border_of_thirty_per_cent(laufend: Laufend, cents: int) -> None:
    assert rate(Grund.EINKOMMEN, laufend) == cents


@given(
    regelbedarf=st.integers(0, 60000),
    claims=st.lists(st.sampled_from(Grund), max_size=6),
    darlehen=st.sampled_from([0, 500]),
    minderung=st.integers(0, 20000),
)
def test_all_together_never_take_more_than_thirty_per_cent(
    regelbedarf: int, claims: list[Grund], darlehen: int, minderung: int
) -> None:
    """Claims that come one after the other, each set off only if it may be; a cent of rounding for each."""
    laufend, summe = Laufend((), darlehen), regelbedarf * darlehen // 10000
    for grund in claims:
        betrag = monatliche_aufrechnung(
            recht(), "p1", regelbedarf=regelbedarf, grund=grund, offen=10**7, laufend=laufend, minderung=minderung
        )
        if betrag:
            summe += betrag
            laufend = Laufend((*laufend.aufrechnungen, aufrechnung_satz(recht(), grund)), darlehen)
    assert summe <= regelbedarf * 3000 // 10000 + len(claims) + 1
    assert laufend.summe <= 3000


def test_the_last_instalment_is_what_is_still_owed() -> None:
    assert rate(Grund.ANDERER, Laufend(), offen=4210) == 4210


@pytest.mark.parametrize(
    ("minderung", "laufend", "cents"),
    [
        (16890, Laufend(), 0),  # reduced by 30 per cent
        (56300, Laufend(), 0),  # the whole Regelbedarf fell away
        (5630, Laufend(), 11260),  # first step of the law until June 2026: 20 per cent are left
        (11260, Laufend(), 5630),
        (11260, Laufend((1000,)), 0),  # nothing is left beside the running one
        (16889, Laufend(), 1),
    ],
)
def test_beside_a_reduction(minderung: int, laufend: Laufend, cents: int) -> None:
    """§ 43 Abs. 3."""
    grund = Grund.EINKOMMEN if laufend.summe else Grund.ANDERER
    assert rate(grund, laufend, minderung=minderung) == cents


@pytest.mark.parametrize(
    ("year", "month", "forderung", "leistung", "pflicht"),
    [
        (2026, 6, 1000, 99300, False), (2026, 7, 6999, 99300, True), (2026, 7, 7000, 99300, False),
        (2026, 11, 50000, 6999, True),
    ],
)  # fmt: skip
def test_small_claims_must_be_set_off_since_july_2026(
    year: int, month: int, forderung: int, leistung: int, pflicht: bool
) -> None:
    """§ 43 Abs. 1 S. 2 with § 24 Abs. 2 Nr. 7 SGB X: with or against claims under 70 euro."""
    assert aufrechnung_ist_pflicht(recht(year, month), forderung, leistung) is pflicht


def test_the_end_of_a_set_off() -> None:
    """Abs. 4: final on 30 December 2026, three years after January 2027; 40 days without enforceability prolong it."""
    assert aufrechnung_endet(date(2026, 12, 30), 0) == date(2030, 1, 31)
    assert aufrechnung_endet(date(2026, 12, 1), 40) == date(2030, 3, 12)
    assert aufrechnung_endet(date(2025, 1, 31), 0) == date(2028, 2, 29)


def test_claims_of_the_sozialhilfe_only_in_the_first_two_years() -> None:
    assert aufrechnung_der_sozialhilfe_endet(date(2025, 3, 1)) == date(2027, 2, 28)
