"""§§ 3, 5 GrusiGV: the income of self-employed people."""

from __future__ import annotations

from datetime import date

import pytest

from nahbar.benefits.grundsicherungsgeld.calculation import calculate
from nahbar.law.explain import explain, walk
from nahbar.law.parameter import statutory
from nahbar.law.rechtsstand import Rechtsstand
from nahbar.law.sgb2.selbstaendige import Ausgaben, Betrieb, fahrzeugkosten, gewinn_im_monat

EINNAHMEN = (90000, 210000, 30000, 0, 150000, 120000)
AUSGABEN = tuple(Ausgaben(cents) for cents in (20000, 40000, 15000, 5000, 30000, 25000))


def recht(year: int = 2026, month: int = 11) -> Rechtsstand:
    return Rechtsstand(date(year, month, 1), date(year, month, 1), statutory())


def test_u8_the_average_of_six_months() -> None:
    """U8: 6,000 less 1,350 is 4,650, a sixth is 775.00; with rent 480 there remain 528.50."""
    gewinn = gewinn_im_monat(recht(), "p1", {"gewerbe": Betrieb(EINNAHMEN, AUSGABEN)}, 6)
    assert gewinn == 77500
    person = {"id": "p1", "rolle": "antragsteller", "geburtsdatum": "1980-01-01", "gewinn": "775.00"}
    case = {"id": "u8", "wohnung": {"anerkannt": "480.00"}, "personen": [person]}
    result = calculate(case, date(2026, 11, 1))
    assert (result.personen[0].einkommen, result.summe) == (51450, 52850)


def test_a_business_of_a_part_of_the_period_counts_in_its_months() -> None:
    """§ 3 Abs. 1 S. 3, Abs. 4 S. 2: two months of 600 each, not a third of it in six."""
    betrieb = Betrieb((60000, 60000), (Ausgaben(), Ausgaben()))
    assert gewinn_im_monat(recht(), "p1", {"gewerbe": betrieb}, 2) == 60000


def test_a_loss_is_nothing_and_makes_no_other_income_smaller() -> None:
    """§ 5: costs up to the earnings of the same kind; a month's loss counts inside the period."""
    verlust = Betrieb((10000,), (Ausgaben(90000),))
    plus = Betrieb((60000,), (Ausgaben(12000),))
    assert gewinn_im_monat(recht(), "p1", {"gewerbe": verlust}, 6) == 0
    assert gewinn_im_monat(recht(), "p1", {"gewerbe": verlust, "selbstaendige_arbeit": plus}, 6) == 8000


def test_costs_that_are_not_taken_off() -> None:
    """§ 3 Abs. 3: 300 paid, of which 50 avoidable, 30 out of proportion, 100 from a loan; 40 earnings estimated."""
    betrieb = Betrieb((100000,), (Ausgaben(30000, 5000, 3000, 10000),), hinzugeschaetzt=4000)
    assert gewinn_im_monat(recht(), "p1", {"gewerbe": betrieb}, 1) == 104000 - 12000


def test_costs_that_nobody_needs_never_raise_the_income() -> None:
    betrieb = Betrieb((100000,), (Ausgaben(5000, vermeidbar=5000, im_missverhaeltnis=3000),))
    assert gewinn_im_monat(recht(), "p1", {"gewerbe": betrieb}, 1) == 100000


def test_the_part_of_a_month_is_rounded_half_up() -> None:
    for cents, expected in ((100, 17), (99, 17), (98, 16), (3, 1), (2, 0)):
        betrieb = Betrieb((cents,), ())
        assert gewinn_im_monat(recht(), "p1", {"gewerbe": betrieb}, 6) == expected


@pytest.mark.parametrize(
    ("betrieblich", "privat", "kraftstoff", "cents"),
    [
        (500, 500, 0, 15000),  # half of the way is enough: 200 less 500 × 0.10
        (499, 501, 0, 4990),  # mostly private: 0.10 for each kilometre of the business
        (499, 501, 8000, 8000),  # higher fuel is proven
        (10, 5000, 0, 100),
        (2500, 2400, 0, 0),  # private kilometres above the costs: never negative
    ],
)
def test_cars(betrieblich: int, privat: int, kraftstoff: int, cents: int) -> None:
    """§ 3 Abs. 7."""
    assert fahrzeugkosten(recht(), "p1", 20000, betrieblich, privat, kraftstoff) == cents


def test_the_ordinance_has_its_name_of_the_month() -> None:
    names = []
    for month in (6, 7):
        with explain() as steps:
            gewinn_im_monat(recht(2026, month), "p1", {"gewerbe": Betrieb(EINNAHMEN, AUSGABEN)}, 6)
        names.append({step.norm.split(" §")[0] for step in walk(steps) if not step.norm.startswith("SGB")})
    assert names == [{"Bürgergeld-V"}, {"GrusiGV"}]
