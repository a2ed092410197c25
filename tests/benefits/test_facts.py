from __future__ import annotations

import copy
from datetime import date
from typing import Any

import pytest

from nahbar.benefits.grundsicherungsgeld.facts import facts_from_answers
from nahbar.questionnaire.model import Answers
from tests.benefits import aylin, timo


def facts(answers: Answers) -> dict[str, Any]:
    return facts_from_answers(answers, aylin.MONTH)


def with_partner(**partner: Any) -> Answers:
    person = {
        "id": "p4", "vorname": "Jan", "nachname": "Maas", "geburtsdatum": "1990-01-02", "rolle": "partner",
        "arbeitsfaehig": True, "einkommen_arten": ["keine"],
    } | partner  # fmt: skip
    answers = aylin.answers()
    for child, eltern in zip(answers["personen"], ("beide", "nur_partner"), strict=True):
        child["eltern"] = eltern
    answers["personen"].append(person)
    return answers


def person(case: dict[str, Any], person_id: str) -> dict[str, Any]:
    return next(p for p in case["personen"] if p["id"] == person_id)


def test_aylins_answers_become_her_case() -> None:
    """J1: the facts of the first journey, from nothing but her answers."""
    assert facts(aylin.answers()) == aylin.FACTS


def test_timos_answers_become_his_case() -> None:
    """J8: alone, warm rent 430."""
    assert facts(timo.answers()) == timo.FACTS


def test_answers_are_not_changed() -> None:
    answers = aylin.answers()
    before = copy.deepcopy(answers)
    facts(answers)
    assert answers == before


def test_unknown_amounts_are_left_out_and_named() -> None:
    answers = aylin.answers(_weiss_nicht=["heizkosten", "personen.p2.kindergeld", "vermoegen", "warmwasser"])
    for key in ("heizkosten", "vermoegen", "warmwasser"):
        del answers[key]
    del answers["personen"][0]["kindergeld"]
    case = facts(answers)
    assert "heizkosten" not in case["wohnung"] and "kindergeld" not in person(case, "p2")
    assert case["_offen"] == ["p2.kindergeld", "p1.vermoegen", "wohnung.heizkosten", "wohnung.warmwasser_dezentral"]


def test_the_known_part_of_the_rent_counts_while_the_rest_is_open() -> None:
    answers = timo.answers(_weiss_nicht=["nebenkosten"])
    del answers["nebenkosten"]
    case = facts(answers)
    assert case["wohnung"]["bruttokaltmiete"] == "300.00" and case["_offen"] == ["wohnung.bruttokaltmiete"]
    both = timo.answers(_weiss_nicht=["grundmiete", "nebenkosten"])
    case = facts(both)
    assert "bruttokaltmiete" not in case["wohnung"] and case["_offen"] == ["wohnung.bruttokaltmiete"]


def test_parents_follow_from_whose_child_it_is() -> None:
    case = facts(with_partner())
    assert person(case, "p2")["elternteile"] == ["p1", "p4"]
    assert "unterhaltsvorschuss" not in person(case, "p2")  # both parents live here, it is no longer asked
    assert person(case, "p3")["elternteile"] == ["p4"] and person(case, "p3")["kindergeld_empfaenger"] == "p4"
    assert person(case, "p4")["rolle"] == "partner"


def test_flatmates_and_parents_are_heads_of_the_dwelling_only() -> None:
    for rolle in ("mitbewohner", "elternteil"):
        case = facts(with_partner(rolle=rolle, einkommen_arten=["lohn"], lohn_netto="900.00"))
        assert person(case, "p4") == {
            "id": "p4", "rolle": "haushaltsmitglied", "geburtsdatum": "1990-01-02", "_name": "Jan Maas",
        }  # fmt: skip


def test_income_of_the_partner_and_of_a_child() -> None:
    answers = with_partner(
        einkommen_arten=["lohn", "rente"], lohn_brutto="1200.00", lohn_netto="996.00", rente_art="privat",
        rente_netto="80.00",
    )  # fmt: skip
    answers["personen"][1] |= {
        "anderes_geld": True, "taetigkeit": "ausbildung", "eigener_lohn_brutto": "700.00",
        "eigener_lohn_netto": "560.00", "eigenes_geld": "0.00",
    }  # fmt: skip
    case = facts(answers)
    jan, lara = person(case, "p4"), person(case, "p3")
    assert (jan["brutto"], jan["netto"], jan["private_rente"]) == ("1200.00", "996.00", "80.00")
    assert (lara["brutto"], lara["netto"], lara["ausbildung"]) == ("700.00", "560.00", "ausbildung")
    assert "sonstiges" not in lara


def test_wages_with_an_unknown_half_are_open_as_a_whole() -> None:
    answers = timo.answers(einkommen_arten=["lohn"], lohn_brutto="603.00", _weiss_nicht=["lohn_netto"])
    case = facts(answers)
    assert "brutto" not in case["personen"][0] and case["_offen"] == ["p1.netto"]


def test_amounts_of_a_kind_that_is_no_longer_chosen_do_not_count() -> None:
    assert facts(timo.answers(alg1="700.00", lohn_netto="1.00")) == timo.FACTS


@pytest.mark.parametrize("kind", ["gewinn", "alg1", "elterngeld", "sonstiges"])
def test_other_income(kind: str) -> None:
    chosen = {"gewinn": "selbst"}.get(kind, kind)
    assert facts(timo.answers(**{"einkommen_arten": [chosen], kind: "123.45"}))["personen"][0][kind] == "123.45"


def test_no_dwelling_no_costs() -> None:
    """U12: without a dwelling there are no costs of one, everything else stays."""
    case = facts(timo.answers(wohnsituation="ohne", aufenthaltsort="Borken", bescheid_weg="abholen"))
    assert "wohnung" not in case and case["personen"] == timo.FACTS["personen"]


def test_own_home_and_warm_water() -> None:
    case = facts(
        timo.answers(
            wohnform="eigentum", eigenheim_zinsen="200.00", eigenheim_nebenkosten="110.50",
            eigenheim_heizkosten="90.00", warmwasser="dezentral",
        )
    )  # fmt: skip
    assert case["wohnung"] == {
        "bruttokaltmiete": "310.50", "heizkosten": "90.00", "eigentum": True, "warmwasser_dezentral": True,
        "flaeche_qm": 42,
    }  # fmt: skip


def test_pregnancy_goes_to_the_person_or_stays_open() -> None:
    assert (
        facts(aylin.answers(schwanger="ich", schwanger_et="2027-03-01"))["personen"][0]["schwanger_et"] == "2027-03-01"
    )
    case = facts(with_partner() | {"schwanger": "partner", "schwanger_et": "2027-03-01"})
    assert person(case, "p4")["schwanger_et"] == "2027-03-01"
    case = facts(aylin.answers(schwanger="andere", schwanger_et="2027-03-01"))
    assert case["_offen"] == ["personen.schwanger_et"]


def test_amounts_that_a_certificate_fixes_stay_open() -> None:
    case = facts(timo.answers(mehrbedarf=["ernaehrung", "teilhabe"]))
    assert case["personen"][0]["teilhabe_leistung"] is True and case["_offen"] == ["p1.ernaehrung_aufwand"]


def test_the_period_begins_with_the_given_month() -> None:
    case = facts_from_answers(timo.answers(arbeitsfaehig=False), date(2027, 2, 1))
    assert case["bewilligungszeitraum_beginn"] == "2027-02-01" and case["personen"][0]["erwerbsfaehig"] is False


def test_single_parent_is_asked_only_where_it_is_not_plain() -> None:
    answers = with_partner(rolle="mitbewohner") | {"allein_erziehend": False}
    assert facts(answers)["personen"][0]["alleinerziehend"] is False
    assert "alleinerziehend" not in facts(aylin.answers(allein_erziehend=False))["personen"][0]
