"""§§ 22 Abs. 6, 8, 24, 26, 27, 42 Abs. 2, 42a SGB II: grants, loans and their repayment."""

from __future__ import annotations

from datetime import date

import pytest

from nahbar.law.parameter import statutory
from nahbar.law.rechtsstand import Rechtsstand
from nahbar.law.sgb2.beitragszuschuss import (
    empfaenger_des_zuschusses,
    zuschuss_gegen_hilfebeduerftigkeit,
    zuschuss_gesetzliche_krankenversicherung,
    zuschuss_private_krankenversicherung,
    zuschuss_private_pflegeversicherung,
    zuschuss_soziale_pflegeversicherung,
)
from nahbar.law.sgb2.darlehen import (
    Darlehensart,
    Ereignisse,
    darlehen_hoechstens,
    faelliger_rest,
    monatliche_tilgung,
    nach_vorzeitiger_leistung,
    vorzeitige_leistung,
    vorzeitige_leistung_moeglich,
    zahlung_angerechnet,
)
from nahbar.law.sgb2.einmalig import (
    Form,
    darlehen_bei_erwarteten_einnahmen,
    darlehen_bei_nicht_verwertbarem_vermoegen,
    darlehen_fuer_unabweisbares,
    einmalige_leistung,
    einmalige_leistung_ohne_laufende,
    erstausstattung_nach_auszug,
    haertefall_auszubildende,
    leistungen_fuer_auszubildende,
    mietkaution,
    mietschulden,
    mietschulden_sollen,
    sachleistung_hoechstens,
    umzugskosten,
)


def recht(year: int = 2026, month: int = 11) -> Rechtsstand:
    return Rechtsstand(date(year, month, 1), date(year, month, 1), statutory())


def test_a_loan_for_what_cannot_wait() -> None:
    """§ 24 Abs. 1: a broken washing machine of 340, 100 of it from protected assets."""
    assert darlehen_fuer_unabweisbares(recht(), "p1", 34000, 10000, True, True) == 24000
    assert darlehen_fuer_unabweisbares(recht(), "p1", 34000, 40000, True, True) == 0
    assert darlehen_fuer_unabweisbares(recht(), "p1", 34000, 0, False, True) == 0
    assert darlehen_fuer_unabweisbares(recht(), "p1", 34000, 0, True, False) == 0
    assert sachleistung_hoechstens(recht(), "p1", 56300, True) == 56300
    assert sachleistung_hoechstens(recht(), "p1", 56300, False) == 0


@pytest.mark.parametrize(("monate", "cents"), [(0, 65000), (3, 50000), (6, 35000), (12, 35000), (-1, 65000)])
def test_one_off_needs_without_monthly_benefits(monate: int, cents: int) -> None:
    """§ 24 Abs. 3 S. 4: 700 for the first child, 50 above the own needs: this month and at most six more."""
    assert einmalige_leistung_ohne_laufende(recht(), "p1", 70000, 5000, monate) == cents


def test_who_lacks_income_for_living_lacks_it_for_one_off_needs_too() -> None:
    assert einmalige_leistung_ohne_laufende(recht(), "p1", 70000, -5000, 3) == 70000
    assert einmalige_leistung_ohne_laufende(recht(), "p1", 10000, 5000, 3) == 0


def test_one_off_needs_are_granted_beside_the_regelbedarf() -> None:
    assert [einmalige_leistung(recht(), "p1", 70000, nummer) for nummer in (1, 2, 3, 4)] == [70000, 70000, 70000, 0]
    assert erstausstattung_nach_auszug(recht(), "p1", False, False, False)
    assert not erstausstattung_nach_auszug(recht(), "p1", True, False, False)
    assert erstausstattung_nach_auszug(recht(), "p1", True, False, True)


def test_loans_for_expected_income_and_for_assets_that_cannot_be_used() -> None:
    """§ 24 Abs. 4, 5: as far as the income or the assets go, never more than the claim."""
    assert darlehen_bei_erwarteten_einnahmen(recht(), "p1", 99300, 60000) == 60000
    assert darlehen_bei_erwarteten_einnahmen(recht(), "p1", 99300, 120000) == 99300
    assert darlehen_bei_erwarteten_einnahmen(recht(), "p1", 99300, -1) == 0
    assert darlehen_bei_nicht_verwertbarem_vermoegen(recht(), "p1", 99300, -1) == 0
    assert darlehen_bei_nicht_verwertbarem_vermoegen(recht(), "p1", 99300, 50000) == 50000
    assert darlehen_bei_nicht_verwertbarem_vermoegen(recht(), "p1", 99300, 800000) == 99300


def test_moving_and_debts() -> None:
    """§ 22 Abs. 6, 8: costs of moving are a grant, deposit and debts a loan; nothing without Zusicherung."""
    assert umzugskosten(recht(), "p1", 45000, True) == 45000
    assert mietkaution(recht(), "p1", 120000, True) == 120000
    assert umzugskosten(recht(), "p1", 45000, False) == mietkaution(recht(), "p1", 120000, False) == 0
    assert mietschulden(recht(), "p1", 150000, 40000, True) == 110000
    assert mietschulden(recht(), "p1", 150000, 160000, True) == 0
    assert mietschulden(recht(), "p1", 150000, 40000, False) == 0
    assert mietschulden_sollen(recht(), True, True, True) and not mietschulden_sollen(recht(), True, True, False)


def test_apprentices() -> None:
    """§ 27 Abs. 2: Mehrbedarfe less income, first clothing in full; Abs. 3: loan, in the case of S. 2 a grant."""
    assert leistungen_fuer_auszubildende(recht(), "p1", 20268, 30000, 5000) == 45268
    assert leistungen_fuer_auszubildende(recht(), "p1", 20268, 30000, 99900) == 30000
    assert leistungen_fuer_auszubildende(recht(), "p1", 20268, 0, -5000) == 20268
    assert haertefall_auszubildende(recht(), "p1", True, False, False, False) == Form.DARLEHEN
    assert haertefall_auszubildende(recht(), "p1", False, True, True, True) == Form.ZUSCHUSS
    assert haertefall_auszubildende(recht(), "p1", False, True, True, False) == Form.KEINE


def test_contributions_to_insurance() -> None:
    """§ 26: what is needed, up to the limit of private insurance; paid to the insurer."""
    assert zuschuss_private_krankenversicherung(recht(), "p1", 39000, 47112) == 39000
    assert zuschuss_private_krankenversicherung(recht(), "p1", 52000, 47112) == 47112
    assert zuschuss_gesetzliche_krankenversicherung(recht(), "p1", 22000, 5000, False) == 17000
    assert zuschuss_gesetzliche_krankenversicherung(recht(), "p1", 22000, 5000, True) == 0
    assert zuschuss_gesetzliche_krankenversicherung(recht(), "p1", 22000, 22001, False) == 0
    assert zuschuss_soziale_pflegeversicherung(recht(), "p1", 4200, 4201, False) == 0
    assert zuschuss_private_pflegeversicherung(recht(), "p1", 12000, 10462) == 10462
    assert zuschuss_soziale_pflegeversicherung(recht(), "p1", 4200, 1200, False) == 3000
    assert zuschuss_soziale_pflegeversicherung(recht(), "p1", 4200, 0, True) == 0
    assert empfaenger_des_zuschusses(recht(), True).endswith("Versicherungsunternehmen")


@pytest.mark.parametrize(
    ("einkommen", "cents"), [(99299, 0), (99300, 20000), (109300, 10000), (119299, 1), (119300, 0), (150000, 0)]
)
def test_a_grant_that_avoids_need(einkommen: int, cents: int) -> None:
    """§ 26 Abs. 2: need 993, contribution 200: who is needy without it, or never, gets nothing by this rule."""
    assert zuschuss_gegen_hilfebeduerftigkeit(recht(), "p1", 20000, 99300, einkommen, 20000) == cents


@pytest.mark.parametrize(
    ("year", "month", "cents"), [(2023, 1, 5020), (2023, 6, 5020), (2023, 7, 2510), (2026, 11, 2815)]
)
def test_repayment_of_loans(year: int, month: int, cents: int) -> None:
    """§ 42a Abs. 2: 10 per cent until June 2023, 5 per cent since; Regelbedarfsstufe 1 is 502, then 563."""
    regelbedarf = 50200 if year == 2023 else 56300
    law, paid_out = recht(year, month), date(2022, 12, 20)
    assert monatliche_tilgung(law, "p1", regelbedarf=regelbedarf, offen=90000, auszahlung=paid_out) == cents


def test_repayment_begins_the_month_after_and_ends_with_the_loan() -> None:
    def rate(**facts: object) -> int:
        given = {"regelbedarf": 56300, "offen": 90000, "auszahlung": date(2026, 10, 31)} | facts
        return monatliche_tilgung(recht(), "p1", **given)  # type: ignore[arg-type]

    assert rate() == 2815
    assert rate(auszahlung=date(2026, 11, 1)) == 0
    assert rate(offen=1200) == 1200
    assert rate(leistung_als_darlehen=True) == 0
    assert rate(aufrechnungen=(1000, 1000)) == 2815  # 20 per cent are not more than 20
    assert rate(aufrechnungen=(3000,)) == 0
    assert rate(minderung=16890) == 0  # reduced by 30 per cent: § 43 Abs. 3
    assert rate(minderung=15000) == 1890  # what is left up to 168.90
    assert rate(minderung=9000, aufrechnungen=(1000,)) == 2260  # 168.90 - 90.00 - 56.30


def test_loans_only_for_what_nothing_else_covers() -> None:
    assert darlehen_hoechstens(recht(2026, 6), "p1", 34000, 10000, 4000) == 20000
    assert darlehen_hoechstens(recht(2026, 7), "p1", 34000, 30000, 4000) == 0
    assert darlehen_hoechstens(recht(2026, 7), "p1", 34000, 30000, 9000) == 0


@pytest.mark.parametrize(
    ("art", "ereignisse", "cents"),
    [
        (Darlehensart.VERMOEGEN, Ereignisse(verwertet=True), 80000),
        (Darlehensart.KAUTION, Ereignisse(kaution_zurueck=True), 80000),
        (Darlehensart.KAUTION, Ereignisse(verwertet=True), 0),
        (Darlehensart.ANDERES, Ereignisse(bezug_beendet=True), 80000),
        (Darlehensart.AUSBILDUNG, Ereignisse(bezug_beendet=True), 0),
        (Darlehensart.AUSBILDUNG, Ereignisse(bezug_beendet=True, ausbildung_beendet=True), 80000),
        (Darlehensart.ANDERES, Ereignisse(), 0),
    ],
)
def test_when_loans_fall_due(art: Darlehensart, ereignisse: Ereignisse, cents: int) -> None:
    """§ 42a Abs. 3 to 5."""
    assert faelliger_rest(recht(), art, 80000, ereignisse) == cents


def test_payments_go_to_the_earliest_loan_first() -> None:
    """§ 42a Abs. 6."""
    loans = {"kaution": 20000, "waschmaschine": 15000, "strom": 9000}
    assert zahlung_angerechnet(recht(), 30000, loans) == {"kaution": 20000, "waschmaschine": 10000, "strom": 0}


@pytest.mark.parametrize(
    ("aufrechnung", "minderung", "zuletzt", "moeglich"),
    [
        (False, False, None, True), (True, False, None, False), (False, True, None, False),
        (False, False, date(2026, 10, 30), False), (False, False, date(2026, 9, 1), False),
        (False, False, date(2026, 8, 31), True),
    ],
)  # fmt: skip
def test_early_payment(aufrechnung: bool, minderung: bool, zuletzt: date | None, moeglich: bool) -> None:
    """§ 42 Abs. 2 S. 5: two calendar months before November are October and September."""
    assert vorzeitige_leistung_moeglich(recht(), aufrechnung, minderung, zuletzt) is moeglich


def test_early_payment_is_at_most_100_euro_and_lowers_the_next_month() -> None:
    assert [vorzeitige_leistung(recht(), "p1", cents, 99300) for cents in (5000, 10000, 10001)] == [5000, 10000, 10000]
    assert vorzeitige_leistung(recht(), "p1", 10000, 7000) == 7000
    assert nach_vorzeitiger_leistung(recht(), "p1", 10000, 99300, 99300) == (89300, 99300)
    assert nach_vorzeitiger_leistung(recht(), "p1", 10000, 4000, 99300) == (0, 93300)  # S. 4: the second month
