"""§ 40 SGB II, §§ 45, 48, 50 SGB X: overpayments, thresholds, death, minors, instalments."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from nahbar.benefits.grundsicherungsgeld.calculation import calculate
from nahbar.benefits.parameters import calculated_with
from nahbar.law.parameter import Parameters, UnknownParameter, statutory
from nahbar.law.rechtsstand import Rechtsstand
from nahbar.law.sgb2.aufrechnung import Grund, Laufend, monatliche_aufrechnung
from nahbar.law.sgb2.erstattung import (
    Anlass,
    Monat,
    Rechtsgrundlage,
    aenderung_durch_tod_ab,
    aufrechnungsgrund,
    bildung_erstatten,
    erstattungen,
    fuer_die_zukunft_aufzuheben,
    gutschein_in_geld,
    haftung_nach_volljaehrigkeit,
    rate_nach_arbeitsaufnahme,
    rechtsgrundlage,
    ruecknahme_nach_rechtsprechung_ab,
    sofortzuschlag_bleibt,
    zahlung_nach_tod_unter_vorbehalt,
)

DEZEMBER, JANUAR = date(2026, 12, 1), date(2027, 1, 1)
NAMEN = ("p1", "p2", "p3")


def recht(year: int = 2026, month: int = 11) -> Rechtsstand:
    return Rechtsstand(date(year, month, 1), date(year, month, 1), statutory())


def assumed() -> Parameters:
    """The last values go on for ever: nobody but this test assumes that of 2027."""
    return Parameters(
        replace(parameter, entries=(*parameter.entries[:-1], replace(parameter.entries[-1], bis=None)))
        for parameter in statutory()
    )


def ansprueche(month: date, lohn: str) -> dict[str, int]:
    """Aylin Demir's family."""
    case = {
        "id": "H1",
        "wohnung": {"anerkannt": "855.00"},
        "personen": [
            {"id": "p1", "rolle": "antragsteller", "geburtsdatum": "1995-04-12", "brutto": lohn, "netto": lohn},
            {"id": "p2", "rolle": "kind", "geburtsdatum": "2021-06-03", "kindergeld": "259.00",
             "unterhaltsvorschuss": "227.00"},
            {"id": "p3", "rolle": "kind", "geburtsdatum": "2017-03-20", "kindergeld": "259.00",
             "unterhaltsvorschuss": "299.00"},
        ],
    }  # fmt: skip
    result = calculate(case, month)
    return {person.id: person.anspruch for person in result.personen}


def vergleich(month: date, gezahlt: str, verdient: str) -> list[Monat]:
    paid, due = ansprueche(month, gezahlt), ansprueche(month, verdient)
    return [Monat(name, month, paid[name], due[name]) for name in NAMEN]


def test_j5_3_wages_reported_late() -> None:
    """J5.3: December and January paid in full, 603 earned in each: 788.20 = 625.64 + 92.90 + 69.66; 56.30 a month."""
    with pytest.raises(UnknownParameter):
        ansprueche(JANUAR, "603.00")
    with calculated_with(assumed()):
        monate = vergleich(DEZEMBER, "0.00", "603.00") + vergleich(JANUAR, "0.00", "603.00")
    zurueck = erstattungen(recht(2026, 12), monate)
    assert zurueck == {"p1": 62564, "p2": 9290, "p3": 6966}
    assert sum(zurueck.values()) == 78820
    grundlage = rechtsgrundlage(recht(2026, 12), Anlass(einkommen_danach=True, mitteilung_unterlassen=True))
    assert grundlage is Rechtsgrundlage.EINKOMMEN
    grund = aufrechnungsgrund(grundlage)
    rate = monatliche_aufrechnung(
        recht(2026, 12), "p1", regelbedarf=56300, grund=grund, offen=zurueck["p1"], laufend=Laufend()
    )
    assert rate == 5630


def test_j5_4_seven_euro_are_not_revoked_for_the_past() -> None:
    """J5.4: 613 instead of 603 counts 7.00 more, under 50 euro: nothing, and later not added to anything (S. 4)."""
    monate = vergleich(DEZEMBER, "603.00", "613.00")
    assert sum(m.erbracht - m.zustehend for m in monate) == 700
    assert erstattungen(recht(2026, 12), monate) == {}
    geprueft = [Monat(m.person, m.monat, m.erbracht, m.zustehend, geprueft=True) for m in monate]
    spaeter = [Monat("p1", JANUAR, 10000, 5500)]
    assert erstattungen(recht(2026, 12), geprueft + spaeter) == {}
    assert sum(erstattungen(recht(2026, 12), monate + spaeter).values()) == 5200


@pytest.mark.parametrize(("cents", "erstattung"), [(4999, {}), (5000, {"p1": 4000, "p2": 1000})])
def test_u27_the_threshold_of_50_euro(cents: int, erstattung: dict[str, int]) -> None:
    """U27: 49.99 for the whole Bedarfsgemeinschaft none, 50.00 yes."""
    monate = [Monat("p1", DEZEMBER, 90000, 91000 - cents), Monat("p2", DEZEMBER, 30000, 29000)]
    assert erstattungen(recht(2026, 12), monate) == erstattung


def test_the_threshold_protects_only_where_nothing_is_paid_in_addition() -> None:
    """§ 40 Abs. 1 S. 3: »ausschließlich Erstattungsforderungen«; arrears are no counterpart of a claim."""
    monate = [Monat("p1", DEZEMBER, 90000, 88000), Monat("p1", JANUAR, 90000, 93000)]
    assert erstattungen(recht(2026, 12), monate) == {"p1": 2000}
    unveraendert = [monate[0], Monat("p1", JANUAR, 90000, 90000)]
    assert erstattungen(recht(2026, 12), unveraendert) == {}


@pytest.mark.parametrize(
    ("anlass", "grundlage", "grund"),
    [
        (Anlass(einkommen_danach=True), Rechtsgrundlage.EINKOMMEN, Grund.EINKOMMEN),
        (Anlass(mitteilung_unterlassen=True), Rechtsgrundlage.MITTEILUNG, Grund.ANDERER),
        (Anlass(wegfall_bekannt=True), Rechtsgrundlage.WEGFALL_BEKANNT, Grund.ANDERER),
        (Anlass(zugunsten=True), Rechtsgrundlage.ZUGUNSTEN, Grund.ANDERER),
        (Anlass(), Rechtsgrundlage.NUR_ZUKUNFT, Grund.ANDERER),
        (Anlass(von_anfang_an_falsch=True, einkommen_danach=True), Rechtsgrundlage.NUR_ZUKUNFT, Grund.ANDERER),
        (Anlass(von_anfang_an_falsch=True, falsche_angaben=True), Rechtsgrundlage.FALSCHE_ANGABEN, Grund.ANDERER),
        (Anlass(von_anfang_an_falsch=True, taeuschung=True), Rechtsgrundlage.TAEUSCHUNG, Grund.ANDERER),
        (Anlass(von_anfang_an_falsch=True, rechtswidrigkeit_bekannt=True), Rechtsgrundlage.KENNTNIS, Grund.ANDERER),
    ],
)
def test_the_legal_ground_and_the_share_of_set_off(anlass: Anlass, grundlage: Rechtsgrundlage, grund: Grund) -> None:
    assert rechtsgrundlage(recht(), anlass) is grundlage
    assert aufrechnungsgrund(grundlage) is grund


@pytest.mark.parametrize(
    ("tod", "ab"), [(date(2026, 11, 12), date(2026, 12, 1)), (date(2026, 11, 1), date(2026, 12, 1)),
                    (date(2026, 12, 31), date(2027, 1, 1))]
)  # fmt: skip
def test_u34_the_month_of_death_stays_as_it_is(tod: date, ab: date) -> None:
    """U34: dies on the 12th, November stays; money for later months is paid with reservation (§ 40 Abs. 5)."""
    assert aenderung_durch_tod_ab(tod) == ab
    assert not zahlung_nach_tod_unter_vorbehalt(tod.replace(day=1), tod)
    assert zahlung_nach_tod_unter_vorbehalt(ab, tod)


def test_vouchers_and_education() -> None:
    """§ 40 Abs. 6."""
    assert gutschein_in_geld(recht(), "p3", 6000, 2500) == 3500
    assert gutschein_in_geld(recht(), "p3", 6000, 6500) == 0
    assert bildung_erstatten(recht(), "p3", 6000, True, False) == 0
    assert bildung_erstatten(recht(), "p3", 6000, True, True) == 6000
    assert bildung_erstatten(recht(), "p3", 6000, False, False) == 6000


@pytest.mark.parametrize(
    ("vermoegen", "cents"), [(1500000, 0), (1500001, 1), (1540000, 40000), (9000000, 62000), (0, 0)]
)
def test_u6_liability_of_who_was_a_minor(vermoegen: int, cents: int) -> None:
    """§ 40 Abs. 9: 620 owed, liable with what exceeded 15,000 on the 18th birthday."""
    assert haftung_nach_volljaehrigkeit(recht(), "p4", 62000, vermoegen) == cents


def test_instalments_after_taking_up_work() -> None:
    """§ 40 Abs. 10."""
    assert rate_nach_arbeitsaufnahme(recht(), "p1", 56300, 62564, False) == 5630
    assert rate_nach_arbeitsaufnahme(recht(), "p1", 56300, 1000, False) == 1000
    assert rate_nach_arbeitsaufnahme(recht(), "p1", 56300, 62564, True) == 0


def test_what_stays() -> None:
    """§§ 40 Abs. 3, 4, 72 Abs. 2."""
    assert ruecknahme_nach_rechtsprechung_ab(date(2026, 1, 1), date(2026, 3, 10)) == date(2026, 3, 10)
    assert ruecknahme_nach_rechtsprechung_ab(date(2026, 5, 1), date(2026, 3, 10)) == date(2026, 5, 1)
    assert sofortzuschlag_bleibt(recht(), "p2", 2500) == 2500
    assert fuer_die_zukunft_aufzuheben(recht(), True, True) and not fuer_die_zukunft_aufzuheben(recht(), False, True)
