"""§§ 7, 7b, 8, 9 SGB II: who can claim, and transitions that move a date."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from nahbar.law.parameter import statutory
from nahbar.law.rechtsstand import Rechtsstand
from nahbar.law.sgb2.aufenthaltsrecht import Aufenthalt, Zweck, ausgeschlossen
from nahbar.law.sgb2.auszubildende import Ausbildungslage, BafoegAntrag, ausgeschlossen_als_auszubildende
from nahbar.law.sgb2.erreichbarkeit import (
    Abwesenheit,
    anspruch_entfaellt_ab,
    drei_wochen_ausgeschoepft,
    durchgehend_erreichbar,
    erhaelt_leistungen,
    nicht_erreichbar_bis,
    zustimmung_ist_zu_erteilen,
)
from nahbar.law.sgb2.leistungsberechtigt import (
    Einrichtung,
    Lage,
    erwerbsfaehige_leistungsberechtigte,
    hilfebeduerftig,
)
from nahbar.law.sgb2.temporaer import Anteile, anteile, tage_im_haushalt
from nahbar.law.sgb2.uebergang import (
    karenzzeit_ausgeschlossen,
    karenzzeit_zaehlt_ab,
    pflicht_nach_alter_belehrung,
    vermoegen_nach_altem_recht,
    werte_des_jahres,
)
from nahbar.law.sgb2.verwandte import Verwandte, einstehen_wird_vermutet, unterhaltsvermutung, vermutet

TAG = date(2026, 11, 23)
LAGE = Lage("p1", date(1995, 4, 12))


def recht(year: int = 2026, month: int = 11, beginn: date | None = None) -> Rechtsstand:
    day = date(year, month, 1)
    return Rechtsstand(day, beginn or day, statutory())


@pytest.mark.parametrize(
    ("lage", "grund"),
    [
        (LAGE, None),
        (replace(LAGE, geburtsdatum=date(2011, 11, 23)), None),  # 15 today
        (replace(LAGE, geburtsdatum=date(2011, 11, 24)), "im_erwerbsalter"),
        (replace(LAGE, geburtsdatum=date(1960, 7, 2)), None),  # 66 years and 4 months on 1 November, until its end
        (replace(LAGE, geburtsdatum=date(1960, 7, 1)), "im_erwerbsalter"),  # completed on 31 October
        (replace(LAGE, stunden_taeglich=3, auf_absehbare_zeit=True), None),
        (replace(LAGE, stunden_taeglich=2, auf_absehbare_zeit=True), "drei_stunden_taeglich"),
        (replace(LAGE, stunden_taeglich=0, auf_absehbare_zeit=False), None),
        (replace(LAGE, auslaender_ohne_arbeitserlaubnis=True), "arbeit_erlaubt"),
        (replace(LAGE, auslaender_ohne_arbeitserlaubnis=True, erlaubnis_moeglich=True), None),
        (replace(LAGE, gewoehnlicher_aufenthalt=False), "aufenthalt_in_deutschland"),
        (replace(LAGE, gewoehnlicher_aufenthalt=False, auslaender_ohne_arbeitserlaubnis=True,
                 fiktionsbescheinigung_24=True), None),  # § 74 Abs. 1 S. 2
        (replace(LAGE, altersrente=True), "altersrente_schliesst_aus"),
        (replace(LAGE, leistungen_sgb_xiv=True), "leistungen_nach_sgb_xiv_schliessen_aus"),
        (replace(LAGE, hilfebeduerftig=False), "hilfebeduerftig"),
    ],
)  # fmt: skip
def test_who_can_claim(lage: Lage, grund: str | None) -> None:
    """§ 7 Abs. 1 S. 1, Abs. 4, 4a, § 8."""
    answer = erwerbsfaehige_leistungsberechtigte(recht(), lage, TAG)
    assert (answer.berechtigt, answer.grund) == (grund is None, grund)


def test_the_last_day_before_the_altersgrenze() -> None:
    """§ 7a: born on 2 July 1960, 66 years and 4 months on 1 November 2026, reached with the end of that month."""
    lage = replace(LAGE, geburtsdatum=date(1960, 7, 2))
    assert erwerbsfaehige_leistungsberechtigte(recht(), lage, date(2026, 11, 30)).berechtigt
    assert not erwerbsfaehige_leistungsberechtigte(recht(2026, 12), lage, date(2026, 12, 1)).berechtigt


def test_soziale_entschaedigung_excludes_since_2024() -> None:
    lage = replace(LAGE, leistungen_sgb_xiv=True)
    assert erwerbsfaehige_leistungsberechtigte(recht(2023, 12), lage, date(2023, 12, 1)).berechtigt
    assert not erwerbsfaehige_leistungsberechtigte(recht(2024, 1), lage, date(2024, 1, 1)).berechtigt


@pytest.mark.parametrize(
    ("einrichtung", "berechtigt"),
    [
        (Einrichtung(date(2026, 10, 1), date(2027, 3, 31), krankenhaus=True), True),
        (Einrichtung(date(2026, 10, 1), date(2027, 4, 1), krankenhaus=True), False),  # six months are not less than six
        (Einrichtung(date(2026, 10, 1), None, krankenhaus=True), False),
        (Einrichtung(date(2026, 10, 1), date(2026, 12, 1)), False),
        (Einrichtung(date(2026, 10, 1), arbeitsstunden_woche=15), True),
        (Einrichtung(date(2026, 10, 1), arbeitsstunden_woche=14), False),
        (Einrichtung(date(2026, 10, 1), date(2026, 10, 20), freiheitsentziehung=True), False),
        (Einrichtung(date(2026, 10, 1), freiheitsentziehung=True, arbeitsstunden_woche=38), False),
    ],
)
def test_institutions(einrichtung: Einrichtung, berechtigt: bool) -> None:
    """§ 7 Abs. 4 S. 1 to 3."""
    answer = erwerbsfaehige_leistungsberechtigte(recht(), replace(LAGE, einrichtung=einrichtung), TAG)
    assert answer.berechtigt is berechtigt


def test_need() -> None:
    """§ 9 Abs. 1: own means and what others really give against the need; equal is enough."""
    assert hilfebeduerftig(recht(), "p1", 99300, 90000, 9299)
    assert not hilfebeduerftig(recht(), "p1", 99300, 90000, 9300)


AUFENTHALT = Aufenthalt("p1", date(2026, 9, 10))


@pytest.mark.parametrize(
    ("aufenthalt", "tag", "grund"),
    [
        (AUFENTHALT, date(2026, 12, 9), "in_den_ersten_drei_monaten"),
        (AUFENTHALT, date(2026, 12, 10), None),
        (replace(AUFENTHALT, erwerbstaetig=True), TAG, None),
        (replace(AUFENTHALT, freizuegig_paragraf_2_abs_3=True), TAG, None),
        (replace(AUFENTHALT, titel_humanitaer=True), TAG, None),
        (replace(AUFENTHALT, fiktionsbescheinigung_24=True), TAG, None),
        (replace(AUFENTHALT, asylbewerberleistungen=True, erwerbstaetig=True), TAG,
         "asylbewerberleistungen_schliessen_aus"),
        (Aufenthalt("p1", date(2025, 1, 1), Zweck.ARBEITSUCHE), TAG, "ohne_ausreichendes_aufenthaltsrecht"),
        (Aufenthalt("p1", date(2025, 1, 1), Zweck.KEINES), TAG, "ohne_ausreichendes_aufenthaltsrecht"),
        (Aufenthalt("p1", date(2021, 1, 1), Zweck.ARBEITSUCHE, anmeldung=date(2021, 11, 23)), TAG, None),
        (Aufenthalt("p1", date(2021, 1, 1), Zweck.ARBEITSUCHE, anmeldung=date(2021, 11, 24)), TAG,
         "ohne_ausreichendes_aufenthaltsrecht"),
        (Aufenthalt("p1", date(2021, 1, 1), Zweck.KEINES, anmeldung=date(2021, 11, 23), tage_ausreisepflicht=1), TAG,
         "ohne_ausreichendes_aufenthaltsrecht"),
        (Aufenthalt("p1", date(2015, 1, 1), Zweck.KEINES, anmeldung=date(2015, 1, 1), verlust_festgestellt=True), TAG,
         "ohne_ausreichendes_aufenthaltsrecht"),
    ],
)  # fmt: skip
def test_foreigners(aufenthalt: Aufenthalt, tag: date, grund: str | None) -> None:
    """§ 7 Abs. 1 S. 2 to 6, § 74."""
    assert ausgeschlossen(recht(), aufenthalt, tag) == grund


@pytest.mark.parametrize("zweck", [Zweck.AUSBILDUNGSSUCHE, Zweck.CHANCENKARTE])
def test_looking_for_training_excludes_since_june_2024(zweck: Zweck) -> None:
    aufenthalt = Aufenthalt("p1", date(2023, 1, 1), zweck)
    assert ausgeschlossen(recht(2024, 5), aufenthalt, date(2024, 5, 31)) is None
    assert ausgeschlossen(recht(2024, 6), aufenthalt, date(2024, 6, 1)) == "ohne_ausreichendes_aufenthaltsrecht"


@pytest.mark.parametrize(
    ("abwesenheit", "leistungen"),
    [
        (Abwesenheit("p1", im_naeheren_bereich=True, mitteilungen_werktaeglich=True), True),
        (Abwesenheit("p1", im_naeheren_bereich=True), False),
        (Abwesenheit("p1", zugestimmt=True), True),
        (Abwesenheit("p1", zugestimmt=True, eingliederung_beeintraechtigt=True), False),
        (Abwesenheit("p1", zugestimmt=True, eingliederung_beeintraechtigt=True, wichtiger_grund=True), True),
        (Abwesenheit("p1", wichtiger_grund=True), False),
        (Abwesenheit("p1", wegen_erwerbstaetigkeit=True), True),
    ],
)
def test_reachability(abwesenheit: Abwesenheit, leistungen: bool) -> None:
    """§ 7b Abs. 1 to 3."""
    assert erhaelt_leistungen(recht(), abwesenheit) is leistungen


def test_reachability_until_june_2023_needs_consent_in_any_case() -> None:
    away = Abwesenheit("p1", wegen_erwerbstaetigkeit=True)
    assert not erhaelt_leistungen(recht(2023, 6), away)
    assert erhaelt_leistungen(recht(2023, 7), away)


def test_dates_of_not_being_reachable() -> None:
    """§ 7b Abs. 3, 4: third missed date established on 9 November; the person comes on the last day of December."""
    assert anspruch_entfaellt_ab(date(2026, 11, 9)) == date(2026, 12, 1)
    assert nicht_erreichbar_bis(date(2027, 4, 30), None) == date(2027, 4, 30)
    assert nicht_erreichbar_bis(date(2027, 4, 30), date(2027, 1, 4)) == date(2027, 1, 4)
    assert durchgehend_erreichbar(recht(), "p1", date(2026, 12, 1), date(2026, 12, 31))
    assert not durchgehend_erreichbar(recht(), "p1", date(2026, 12, 1), date(2027, 1, 1))
    assert [drei_wochen_ausgeschoepft(recht(), "p1", days) for days in (21, 22)] == [False, True]
    assert zustimmung_ist_zu_erteilen(recht(), "p1", False, False)
    assert not zustimmung_ist_zu_erteilen(recht(), "p1", True, False)


BAFOEG = Ausbildungslage("p1", bafoeg_dem_grunde_nach=True)
ABGELEHNT = replace(BAFOEG, bedarf_der_nummer_2=True, antrag=BafoegAntrag.ABGELEHNT)


@pytest.mark.parametrize(
    ("lage", "ausgeschlossen_ist"),
    [
        (Ausbildungslage("p1"), False),
        (BAFOEG, True),
        (Ausbildungslage("p1", sgb3_im_wohnheim=True), True),
        (Ausbildungslage("p1", sgb3_im_wohnheim=True, bedarf_der_nummer_2=True, antrag=BafoegAntrag.BEWILLIGT), True),
        (replace(BAFOEG, kein_anspruch_nach_paragraf_2_abs_1a=True), False),
        (replace(BAFOEG, bedarf_der_nummer_2=True), True),  # not applied for
        (replace(BAFOEG, bedarf_der_nummer_2=True, antrag=BafoegAntrag.OFFEN), False),
        (replace(BAFOEG, bedarf_der_nummer_2=True, antrag=BafoegAntrag.BEWILLIGT), False),
        (replace(BAFOEG, bedarf_der_nummer_2=True, antrag=BafoegAntrag.NUR_WEGEN_EINKOMMEN_ABGELEHNT), False),
        (replace(ABGELEHNT, abgelehnt_am=date(2026, 11, 2)), False),
        (replace(ABGELEHNT, abgelehnt_am=date(2026, 10, 30)), True),
        (ABGELEHNT, True),  # the day of the refusal is not stated
        (replace(BAFOEG, antrag=BafoegAntrag.BEWILLIGT), True),  # a student in an own flat
        (replace(BAFOEG, abendschule_ueber_altersgrenze=True), False),
    ],
)
def test_apprentices_and_students(lage: Ausbildungslage, ausgeschlossen_ist: bool) -> None:
    """§ 7 Abs. 5, 6."""
    assert ausgeschlossen_als_auszubildende(recht(), lage, TAG) is ausgeschlossen_ist


def test_a_refusal_excludes_from_the_first_of_the_next_month() -> None:
    """§ 7 Abs. 6 Nr. 2 Buchst. b."""
    lage = replace(ABGELEHNT, abgelehnt_am=date(2026, 11, 2))
    days = (date(2026, 11, 30), date(2026, 12, 1))
    assert [ausgeschlossen_als_auszubildende(recht(), lage, day) for day in days] == [False, True]


@pytest.mark.parametrize(("einkommen", "cents"), [(152600, 0), (152500, 0), (152601, 0), (152602, 1), (252600, 50000)])
def test_what_relatives_are_presumed_to_give(einkommen: int, cents: int) -> None:
    """§ 9 Abs. 5, § 1 Abs. 2 GrusiGV: 2 × 563 and 400 for the own share of the dwelling are free, and half above."""
    assert vermutet(recht(), "p1", Verwandte(einkommen, 40000)) == cents
    assert unterhaltsvermutung(recht(), "p1", True, True) and not unterhaltsvermutung(recht(), "p1", False, True)


def test_partners_are_presumed_to_stand_in_for_each_other() -> None:
    """§ 7 Abs. 3a: each of the four cases is enough."""
    for case in range(4):
        assert einstehen_wird_vermutet(recht(), *(number == case for number in range(4)))
    assert not einstehen_wird_vermutet(recht(), False, False, False, False)


def test_a_child_with_both_parents() -> None:
    """RBS 5, ten days with the father: 130 and 260; if he receives nothing the whole amount stays with the mother."""
    days = tage_im_haushalt(recht(), "p3", [24 * 60] * 9 + [12 * 60 + 1] + [12 * 60] + [11 * 60])
    assert days == 10
    assert anteile(recht(), "p3", 39000, days, beide_beziehen=True) == Anteile(13000, 26000)
    assert anteile(recht(), "p3", 39000, days, beide_beziehen=False) == Anteile(0, 39000)
    assert anteile(recht(), "p3", 35700, 7, beide_beziehen=True) == Anteile(8330, 27370)
    assert tage_im_haushalt(recht(), "p3", [24 * 60] * 31) == 30


def test_transitions_that_move_a_date() -> None:
    """§§ 20 Abs. 1a S. 3, 65 Abs. 2 to 4, 65a Abs. 1, 3."""
    assert karenzzeit_zaehlt_ab(date(2021, 5, 1)) == date(2023, 1, 1)
    assert karenzzeit_zaehlt_ab(date(2024, 5, 1)) == date(2024, 5, 1)
    assert karenzzeit_ausgeschlossen(recht(), True)
    assert "§ 134" in werte_des_jahres(recht(2023, 12)) and "Fortschreibung" in werte_des_jahres(recht(2024, 1))
    assert vermoegen_nach_altem_recht(recht(2026, 11, date(2026, 6, 30)))
    assert not vermoegen_nach_altem_recht(recht(2026, 11, date(2026, 7, 1)))
    assert pflicht_nach_alter_belehrung(recht(), True)
