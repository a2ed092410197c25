from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from nahbar.benefits.base import MonthResult
from nahbar.benefits.grundsicherungsgeld.checks import checks
from nahbar.benefits.grundsicherungsgeld.evidence import evidence
from nahbar.benefits.grundsicherungsgeld.facts import facts_from_answers
from nahbar.questionnaire.model import Answers
from tests.benefits import aylin, timo

SOME = MonthResult(date(2026, 11, 1), "", date(2026, 7, 1), 99300, 0, ())
NONE = MonthResult(date(2026, 11, 1), "", date(2026, 7, 1), 0, 0, ())


def colours(answers: Answers, *months: MonthResult) -> dict[str, str]:
    found = checks(answers, facts_from_answers(answers, aylin.MONTH), months or (SOME,))
    assert len({c.key for c in found}) == len(found)
    assert all(c.text.endswith(".") and c.norm.startswith("SGB ") for c in found)
    return {c.key: c.colour for c in found}


@pytest.mark.parametrize("person", [aylin.answers, timo.answers])
def test_complete_applications_are_all_green(person: Callable[[], Answers]) -> None:
    """J8.1: the check list of a simple complete case has nothing to ask."""
    assert set(colours(person()).values()) == {"green"}


@pytest.mark.parametrize(
    ("changes", "key", "colour"),
    [
        ({"geburtsdatum": None}, "identitaet", "red"),
        ({"geburtsdatum": None}, "erwerbsfaehigkeit", "red"),
        ({"geburtsdatum": "2012-01-01"}, "erwerbsfaehigkeit", "red"),
        ({"geburtsdatum": "1955-01-01"}, "erwerbsfaehigkeit", "red"),
        ({"arbeitsfaehig": False}, "erwerbsfaehigkeit", "yellow"),
        ({"_weiss_nicht": ["arbeitsfaehig"]}, "erwerbsfaehigkeit", "yellow"),
        ({"einkommen_arten": ["rente"], "rente_art": "alter", "rente_netto": "500.00"}, "erwerbsfaehigkeit", "red"),
        ({"staatsangehoerigkeit": "eu"}, "aufenthalt", "yellow"),
        ({"staatsangehoerigkeit": "andere", "aufenthaltstitel": "duldung"}, "aufenthalt", "red"),
        ({"wohnsituation": "ohne", "aufenthaltsort": "Borken"}, "aufenthalt", "green"),
        ({"wohnsituation": "einrichtung"}, "aufenthalt", "yellow"),
        ({"familienstand": "verheiratet"}, "haushalt", "yellow"),
        ({"_fertig": []}, "haushalt", "yellow"),
        ({"einkommen_arten": ["selbst"], "gewinn": "300.00"}, "einkommen", "yellow"),
        ({"einkommen_arten": ["alg1"], "_weiss_nicht": ["alg1"]}, "einkommen", "yellow"),
        ({"einkommen_arten": ["lohn"], "lohn_brutto": "5.00", "lohn_netto": "50.00"}, "einkommen", "yellow"),
        ({"_weiss_nicht": ["heizkosten"]}, "wohnung", "yellow"),
        ({"grundmiete": "0.00", "nebenkosten": "0.00"}, "wohnung", "yellow"),
        ({"heizkosten": "900.00"}, "wohnung", "yellow"),
        ({"frueher_leistung": True}, "karenzzeit", "yellow"),
        ({"vermoegen": "9999.99"}, "vermoegen", "green"),
        ({"vermoegen": "10000.00"}, "vermoegen", "yellow"),
        ({"vermoegen": "12500.00"}, "vermoegen", "yellow"),
        ({"vermoegen": "12500.01"}, "vermoegen", "red"),
        ({"auto": "mehr"}, "vermoegen", "yellow"),
        ({"_weiss_nicht": ["vermoegen"]}, "vermoegen", "yellow"),
        ({"konto": False}, "auszahlung", "yellow"),
        ({"_weiss_nicht": ["iban"], "iban": None}, "auszahlung", "yellow"),
        ({"kontoinhaber": "Vera Krüger"}, "auszahlung", "yellow"),
        ({"kontoinhaber": "timo krüger"}, "auszahlung", "green"),
        ({"_weiss_nicht": ["warmwasser"]}, "offene_angaben", "yellow"),
        ({"notlage": ["essen", "strom"]}, "notlage", "yellow"),
    ],
)
def test_each_doubt_has_its_colour(changes: dict[str, Any], key: str, colour: str) -> None:
    """Timo is 44: his allowance is 12,500 (§ 12 Abs. 2 SGB II); U12, U13, U15 among the rest."""
    assert colours(timo.answers(**changes))[key] == colour


def test_u15_a_foreign_account_is_allowed_with_a_warning_and_needs_consent() -> None:
    """The person learns who gets at the money, the desk has to look at the consent; one's own name asks nothing."""
    answers = timo.answers(kontoinhaber="Vera Krüger")
    paper = next(need for need in evidence(answers, aylin.MONTH) if need.key == "kontoinhaber")
    assert "Nur diese Person kommt an Ihr Geld" in paper.reason and paper.required
    found = checks(answers, facts_from_answers(answers, aylin.MONTH), (SOME,))
    check = next(one for one in found if one.key == "auszahlung")
    assert check.colour == "yellow" and "Vera Krüger" in check.text
    for own in ("timo krüger", None, ""):
        assert "kontoinhaber" not in {need.key for need in evidence(timo.answers(kontoinhaber=own), aylin.MONTH)}
    without = timo.answers(konto=False, kontoinhaber="Vera Krüger")
    assert "kontoinhaber" not in {need.key for need in evidence(without, aylin.MONTH)}


def test_a_missing_name_is_red() -> None:
    assert colours(timo.answers(vorname=None, nachname=None))["identitaet"] == "red"


def test_allowances_of_all_members_add_up() -> None:
    """§ 12 Abs. 2: Aylin (31) 10,000 and two children 5,000 each; unused ones are transferred."""
    assert colours(aylin.answers(vermoegen="20000.00"))["vermoegen"] == "yellow"
    assert colours(aylin.answers(vermoegen="20000.01"))["vermoegen"] == "red"


def test_no_claim_in_any_month_stops_the_grant() -> None:
    assert colours(timo.answers(), NONE, NONE)["ergebnis"] == "red"
    assert colours(timo.answers(), NONE, SOME)["ergebnis"] == "green"


def test_children_without_maintenance_point_to_the_jugendamt() -> None:
    answers = aylin.answers()
    answers["personen"][0]["unterhaltsvorschuss"] = "0.00"
    assert colours(answers)["vorrang"] == "yellow"
    assert "vorrang" not in colours(aylin.answers())


def test_young_people_at_their_parents_are_stopped() -> None:
    mother = {"id": "p2", "vorname": "Eva", "nachname": "Krüger", "geburtsdatum": "1980-01-01", "rolle": "elternteil"}
    answers = timo.answers(personen=[mother])
    assert colours(answers | {"geburtsdatum": "2004-01-01"})["haushalt"] == "red"
    assert colours(answers)["haushalt"] == "green"
