"""What the Anlagen of the paper form ask, as conditions: asked when due, counted by the law, proved by a paper."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from nahbar.benefits.grundsicherungsgeld.calculation import calculate
from nahbar.benefits.grundsicherungsgeld.checks import checks
from nahbar.benefits.grundsicherungsgeld.evidence import evidence
from nahbar.benefits.grundsicherungsgeld.facts import facts_from_answers
from nahbar.benefits.grundsicherungsgeld.questions import QUESTIONNAIRE as Q
from nahbar.config.demo.rest import with_the_rest
from nahbar.questionnaire.engine import Answers, first_open_page, open_unknowns, reachable_pages
from nahbar.questionnaire.model import UNKNOWN
from tests.benefits import timo

DAY = date(2026, 11, 23)


def complete(**changes: Any) -> Answers:
    """Timo with these answers, the rest as people without peculiarities answer."""
    full = with_the_rest(Q, timo.answers(**changes), DAY)
    assert first_open_page(Q, full) is None
    return full


def pages(answers: Answers) -> set[str]:
    return {ref.page for ref in reachable_pages(Q, answers)}


def person(answers: Answers, nr: int = 0) -> dict[str, Any]:
    found: dict[str, Any] = facts_from_answers(answers, timo.MONTH)["personen"][nr]
    return found


def papers(answers: Answers) -> set[str]:
    return {need.key for need in evidence(answers, timo.MONTH)}


def colours(answers: Answers) -> dict[str, str]:
    facts = facts_from_answers(answers, timo.MONTH)
    return {line.key: line.colour for line in checks(answers, facts, [calculate(facts, timo.MONTH)])}


@pytest.mark.parametrize(
    ("changes", "due"),
    [
        ({"familienstand": "geschieden"}, {"trennung"}),
        ({"geburtsdatum": "2004-01-01"}, {"eltern"}),
        ({"arbeitsfaehig": False}, {"merkzeichen"}),
        ({"kv_art": "privat"}, {"kv_beitrag"}),
        ({"lage": ["ausbildung", "klinik", "betreuung"]}, {"ausbildung", "einrichtung", "betreuung"}),
        ({"wohnsituation": "einrichtung"}, {"einrichtung"}),
        ({"staatsangehoerigkeit": "andere"}, {"asyl", "in_deutschland", "aufenthaltstitel"}),
        ({"staatsangehoerigkeit": "eu"}, {"eu", "in_deutschland"}),
        ({"mehrbedarf": ["ernaehrung", "besonders"]}, {"ernaehrung", "besonderes"}),
        ({"schwanger": "ich"}, {"geburtstermin", "kindsvater"}),
        ({"heizung": "oel"}, {"brennstoff"}),
        ({"frueher_leistung": True}, {"frueher_stelle"}),
        ({"notlage": ["wohnung"], "miete_direkt": True}, {"miete_direkt", "vermieter"}),
        ({"einkommen_arten": ["selbst"], "gewinn_bekannt": False}, {"einkommen_betrieb", "einkommen_eks_einnahmen"}),
        ({"ansprueche": ["amt", "lohn", "unfall", "dritte"]}, {"amt_antrag", "lohn_offen", "unfall", "dritte"}),
        ({"bisher": ["arbeit", "ersatz", "anderes"]}, {"bisher_arbeit", "bisher_ersatz", "bisher_anderes"}),
        ({"besitz": ["konto", "haus", "verschenkt"]}, {"konten", "werte", "schenkung"}),
        ({"vermoegen": "9000.00", "bisher": ["selbst"]}, {"werte", "vorsorge"}),
        ({"konto": False}, {"kein_konto"}),
    ],
)  # fmt: skip
def test_an_annex_is_asked_exactly_when_it_is_due(changes: dict[str, Any], due: set[str]) -> None:
    plain = pages(complete())
    assert not due & plain
    assert due <= pages(complete(**changes))


def test_the_second_person_is_asked_like_the_first_and_flatmates_hardly() -> None:
    """WEP, HG, VE: the partner is asked the same, relatives and flatmates one thing, children under 15 nothing."""
    people = [
        {"id": "p2", "vorname": "Mia", "nachname": "A", "geburtsdatum": "1990-01-01", "rolle": "partner"},
        {"id": "p3", "vorname": "Opa", "nachname": "A", "geburtsdatum": "1950-01-01", "rolle": "verwandt"},
        {"id": "p4", "vorname": "Ali", "nachname": "A", "geburtsdatum": "1991-01-01", "rolle": "mitbewohner"},
        {"id": "p5", "vorname": "Jo", "nachname": "A", "geburtsdatum": "2010-01-01", "rolle": "kind"},
        {"id": "p6", "vorname": "Pia", "nachname": "A", "geburtsdatum": "2016-01-01", "rolle": "kind"},
    ]
    answers = complete(personen=people)
    of = {
        item: {r.page for r in reachable_pages(Q, answers) if r.item == item} for item in ("p2", "p3", "p4", "p5", "p6")
    }
    assert {"partner_pass", "partner_kv", "partner_lage", "partner_bisher"} <= of["p2"]
    assert of["p3"] == {"person", "person_rolle", "verwandt_hilfe"}
    assert of["p4"] == {"person", "person_rolle", "gemeinsam"}
    assert "kind_taetigkeit" in of["p5"] and "kind_taetigkeit" not in of["p6"]


def test_a_profit_that_nobody_knows_follows_from_its_lines() -> None:
    """EKS: earnings minus costs; one unknown line leaves it open and makes a task."""
    answers = complete(
        einkommen_arten=["selbst"], gewinn_bekannt=False, eks_umsatz="900.00", eks_waren="250.00", eks_fahrten="50.00"
    )
    assert person(answers)["gewinn"] == "600.00"
    assert person(answers | {"eks_waren": "2000.00"}).get("gewinn") is None
    unknown = {k: v for k, v in answers.items() if k != "eks_waren"} | {UNKNOWN: ["eks_waren"]}
    assert "p1.gewinn" in facts_from_answers(unknown, timo.MONTH)["_offen"]
    assert [u.path for u in open_unknowns(Q, unknown)] == ["eks_waren"]
    assert "gewinn" in papers(answers)


def test_wages_of_several_jobs_and_what_may_be_taken_off() -> None:
    """EK: two employers, the way by car (0.20 for each kilometre there and working day), insurance, maintenance."""
    answers = complete(
        einkommen_arten=["lohn"], lohn_brutto="800.00", lohn_netto="700.00", arbeitsweg="auto", weg_km=30, weg_tage=20,
        kfz_haftpflicht="40.00", unterhalt_zahlen="100.00",
        jobs=[{"id": "j2", "arbeitgeber": "Kiosk", "job_brutto": "200.00", "job_netto": "200.00"}],
    )  # fmt: skip
    found = person(answers)
    assert (found["brutto"], found["netto"]) == ("1000.00", "900.00")
    assert {a["art"]: a["betrag"] for a in found["absetzungen"]} == {
        "fahrtkosten": "120.00", "versicherung": "40.00", "unterhalt_titel": "100.00",
    }  # fmt: skip
    assert {"lohn:j2", "arbeitskosten", "unterhalt_gezahlt"} <= papers(answers)
    without = dict(answers, jobs=[], weg_km=0, kfz_haftpflicht="0.00", unterhalt_zahlen="0.00")
    more = calculate(facts_from_answers(without, timo.MONTH), timo.MONTH)
    assert calculate(facts_from_answers(answers, timo.MONTH), timo.MONTH).summe != more.summe


def test_other_income_is_summed_and_rent_comes_after_its_costs() -> None:
    answers = complete(
        einkommen_arten=["krankengeld", "miete", "unterhalt"], krankengeld="400.00", eigener_unterhalt="100.00",
        mieteinnahmen="250.00", mietkosten="90.00",
    )  # fmt: skip
    assert person(answers)["sonstiges"] == "660.00"
    assert {"krankengeld_bescheid", "vermietung", "unterhalt_eigener"} <= papers(answers)
    assert "p1.ausbildungsgeld" in facts_from_answers(complete(einkommen_arten=["bafoeg"]), timo.MONTH)["_offen"]


def test_assets_piece_by_piece_leave_out_what_is_for_old_age() -> None:
    """VM: § 12 Abs. 1 Satz 2 Nr. 3; the sum that was named counts unless the money is listed itself."""
    pieces = [
        {"id": "w2", "wert_name": "Sparbuch", "wert_art": "geld", "wert_betrag": "6000.00", "wert_wem": "ich"},
        {"id": "w3", "wert_name": "Riester", "wert_art": "alter", "wert_betrag": "9000.00", "wert_wem": "ich"},
        {"id": "w4", "wert_name": "Garten", "wert_art": "haus", "wert_betrag": "4000.00", "wert_wem": "ich"},
    ]
    answers = complete(vermoegen="6100.00", besitz=["haus", "alter"], werte=pieces)
    assert person(answers)["vermoegen"] == "10000.00"
    assert person(complete(vermoegen="6100.00", werte=pieces[1:]))["vermoegen"] == "10100.00"
    assert {"wert:w2", "wert:w3", "wert:w4"} <= papers(answers)
    assert colours(answers)["altersvorsorge"] == "yellow"


def test_danger_is_told_to_the_office_without_a_paper_from_the_other_side() -> None:
    """UH4: contact would be dangerous; the office sees it first and asks for nothing about the other person."""
    answers = complete(familienstand="getrennt", ex_kontakt="schutz")
    assert colours(answers)["schutz"] == "yellow"
    assert not any("unterhalt" in key for key in papers(answers))


def test_the_office_sees_what_may_exclude_or_come_first() -> None:
    found = colours(
        complete(
            staatsangehoerigkeit="eu", eu_grund="suche", lage=["ausbildung"], ausbildung_art="studium",
            bisher=["arbeit"], arbeit_bis="2026-06-30", ansprueche=["amt", "lohn"], amt_antrag=["rente"],
        )
    )  # fmt: skip
    assert {"arbeitsuche", "ausbildung", "arbeitslosengeld", "andere_leistung", "lohn_offen"} <= set(found)
    assert "arbeitslosengeld" not in colours(complete(bisher=["arbeit"], arbeit_bis="2019-06-30"))


def test_every_paper_says_why_in_one_short_sentence_with_its_paragraph() -> None:
    answers = complete(
        lage=["ausbildung", "klinik", "betreuung"], besitz=["konto", "haus"], ansprueche=["amt", "lohn", "dritte"],
        einkommen_arten=["lohn", "krankengeld", "ehrenamt"], lohn_brutto="900.00", heizung="oel",
        brennstoff_selbst=True, konten=[{"id": "k2", "bank": "N" * 190, "konto_wem": "ich"}],
    )  # fmt: skip
    for need in evidence(answers, timo.MONTH):
        assert len(need.key) <= 80 and len(need.title) <= 160 and need.norm.startswith("SGB"), need
        assert need.reason.endswith(".") and len(need.reason.split()) <= 16, need
