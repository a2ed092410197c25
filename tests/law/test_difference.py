"""The difference of two months: its parts add up to the cent, and it names what caused it."""

from __future__ import annotations

import json
from copy import deepcopy
from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nahbar.benefits.base import FactsRefused, MonthResult
from nahbar.benefits.case_calculation import calculate_case
from nahbar.benefits.case_format import read_case
from nahbar.benefits.grundsicherungsgeld.calculation import calculate
from nahbar.domain.decisions.freeze import frozen_month, frozen_trace, with_steps
from nahbar.law.catalogue import translation
from nahbar.law.difference import POSTEN, Difference, difference
from nahbar.law.difference_words import (
    EASY_REASONS,
    EASY_SAME,
    LABELS,
    LESS,
    REASONS,
    leicht,
    part,
    sentences,
    summary,
)
from tests.law.test_leicht import problems
from tests.law.test_properties import MONTH, households

DECEMBER = date(2026, 12, 1)
NAMES = {"aylin": "Aylin", "mert": "Mert", "lara": "Lara"}


def demir() -> dict[str, Any]:
    """J1: Aylin Demir with Mert and Lara."""
    return {
        "id": "J1",
        "bewilligungszeitraum_beginn": "2026-11-01",
        "wohnung": {"bruttokaltmiete": "760", "heizkosten": "95"},
        "personen": [
            {"id": "aylin", "rolle": "antragsteller", "geburtsdatum": "1995-03-14", "vermoegen": "3400"},
            {"id": "mert", "rolle": "kind", "geburtsdatum": "2021-02-09", "kindergeld": "259",
             "unterhaltsvorschuss": "227"},
            {"id": "lara", "rolle": "kind", "geburtsdatum": "2017-05-30", "kindergeld": "259",
             "unterhaltsvorschuss": "299"},
        ],
    }  # fmt: skip


def with_minijob() -> dict[str, Any]:
    facts = demir()
    facts["personen"][0].update(brutto="603", netto="603")
    return facts


def single(birth: str = "1985-03-14", rent: str = "500", **more: Any) -> dict[str, Any]:
    person = {"id": "a", "rolle": "antragsteller", "geburtsdatum": birth} | more
    return {"id": "x", "wohnung": {"bruttokaltmiete": rent}, "personen": [person]}


def month(facts: dict[str, Any], day: date = DECEMBER) -> MonthResult:
    return calculate(facts, day, explain=True)


def compared(before: dict[str, Any], after: dict[str, Any], day: date = DECEMBER) -> Difference:
    return difference(month(before, day), month(after, day))


def test_the_minijob_of_J5_to_the_cent() -> None:
    """J5: 603 gross, 208.90 stay, 394.10 count: 929.58 + 50.00 instead of 1,323.68 + 50.00."""
    after = month(with_minijob())
    change = difference(month(demir()), after)
    assert (after.summe, after.sofortzuschlag) == (92_958, 5_000)
    assert (change.vorher, change.nachher, change.cents) == (137_368, 97_958, -39_410)
    assert [(p.person, p.posten, p.norm, p.cents) for p in change.teile] == [
        ("aylin", "einkommen_zugeteilt", "SGB II § 9 Abs. 2 S. 3", -31_282),
        ("mert", "einkommen_zugeteilt", "SGB II § 9 Abs. 2 S. 3", -4_645),
        ("lara", "einkommen_zugeteilt", "SGB II § 9 Abs. 2 S. 3", -3_483),
    ]
    assert [(g.art, g.person, g.name, g.vorher, g.nachher) for g in change.gruende] == [
        ("eingabe", "aylin", "netto", None, 60_300),
        ("eingabe", "aylin", "brutto", None, 60_300),
    ]
    assert all(p.gruende == change.gruende for p in change.teile)


def test_the_minijob_of_J5_in_sentences() -> None:
    change = compared(demir(), with_minijob())
    told = sentences(change, NAMES)
    assert told[:3] == (
        "Ab 1. Dezember 2026 sind es 394,10 € weniger, weil mehr Einkommen zählt.",
        "Zusammen sind es 979,58 € im Monat statt 1.373,68 €.",
        "Aylin: 312,82 € weniger (Anteil am Einkommen der Erwachsenen, § 9 Abs. 2 S. 3 SGB II).",
    )
    assert told[-2:] == ("Aylin, Nettolohn: 603,00 € statt nichts.", "Aylin, Bruttolohn: 603,00 € statt nichts.")
    assert leicht(change) == (
        "Sie bekommen ab 1. Dezember 2026 weniger Geld. Es sind 394,10 Euro weniger im Monat. "
        "Es zählt mehr Ein·kommen. Zusammen sind es 979,58 Euro."
    )
    back = compared(with_minijob(), demir())
    assert summary(back) == "Ab 1. Dezember 2026 sind es 394,10 € mehr, weil weniger Einkommen zählt."
    arabic = translation("ar", {LESS: "{tag}|{betrag}|{grund}", "mehr Einkommen zählt": "?"}, right_to_left=True)
    assert part(change.teile[0], NAMES, arabic).startswith("\u2066Aylin\u2069")
    assert "\u2066§ 9 Abs. 2 S. 3 SGB II\u2069" in part(change.teile[0], NAMES, arabic)
    assert summary(change, arabic) == "\u206601.12.2026\u2069|\u2066394,10 €\u2069|?"


def test_nothing_changed_gives_nothing() -> None:
    change = compared(demir(), demir())
    assert (change.teile, change.gruende, change.cents) == ((), (), 0)
    assert sentences(change, NAMES) == ("Es ändert sich nichts.",)
    assert leicht(change) == EASY_SAME


def test_a_law_change_is_caused_by_the_wording() -> None:
    """U27: from July 2026 the Karenzzeit covers at most one and a half times the limit: 800 × 1.5 = 1,200."""
    facts = single() | {"bewilligungszeitraum_beginn": "2026-02-01"}
    facts["wohnung"] = {"bruttokaltmiete": "1460", "angemessen_bruttokalt": "800"}
    change = difference(month(facts, date(2026, 6, 1)), month(facts, date(2026, 7, 1)))
    assert change.cents == 120_000 - 146_000
    (kdu,) = change.teile
    assert kdu.posten == "kdu"
    (cause,) = kdu.gruende
    assert (cause.art, cause.name) == ("vorschrift", "unterkunft_in_der_karenzzeit")
    assert sentences(change, {"a": "Kim"})[-1] == "Jetzt gilt § 22 Abs. 1 S. 6 SGB II statt § 22 Abs. 1 S. 3 SGB II."


def test_a_new_value_is_caused_by_the_parameter_with_its_source() -> None:
    """Regelbedarfsstufe 1: 502 until December 2023, 563 since January 2024."""
    change = difference(month(single(), date(2023, 12, 1)), month(single(), date(2024, 1, 1)))
    (teil,) = change.teile
    assert (teil.posten, teil.norm, teil.cents) == ("regelbedarf", "SGB II § 20 Abs. 2 S. 1", 6_100)
    (cause,) = teil.gruende
    assert (cause.art, cause.name, cause.vorher, cause.nachher) == (
        "parameter", "regelbedarfsstufe_1", "502.00", "563.00",
    )  # fmt: skip
    assert cause.quelle and cause.quelle in sentences(change, {})[-1]


def test_a_birthday_replaces_one_norm_by_another() -> None:
    """§ 23 Nr. 1: from the sixth birthday Regelbedarfsstufe 5; at fifteen § 20 Abs. 2 S. 2 Nr. 1 answers."""
    facts = demir()
    facts["personen"][1]["geburtsdatum"] = "2020-09-01"
    facts["bewilligungszeitraum_beginn"] = "2026-08-01"
    change = difference(month(facts, date(2026, 8, 1)), month(facts, date(2026, 9, 1)))
    teil = next(p for p in change.teile if p.posten == "regelbedarf")
    assert (teil.person, teil.cents) == ("mert", 39_000 - 35_700)
    assert [(g.name, g.vorher, g.nachher) for g in teil.gruende] == [("stufe", 6, 5)]
    facts["personen"][1]["geburtsdatum"] = "2011-09-01"
    same = difference(month(facts, date(2026, 8, 1)), month(facts, date(2026, 9, 1)))
    assert "vorschrift" in {g.art for g in same.gruende if g.person == "mert"}


def test_a_person_who_joins_or_leaves_is_a_part() -> None:
    without = demir()
    without["personen"].pop()
    change = compared(without, demir())
    mine = {p.posten: p.cents for p in change.teile if p.person == "lara"}
    assert mine == {"regelbedarf": 39_000, "kdu": 28_500, "einkommen": -55_800, "sofortzuschlag": 2_500}
    assert sum(p.cents for p in change.teile) == change.cents
    richer = demir()
    richer["personen"][2]["unterhalt"] = "700"
    gone = compared(demir(), richer)
    assert "bedarfsgemeinschaft" in {p.posten for p in gone.teile if p.person == "lara"}
    assert sum(p.cents for p in gone.teile) == gone.cents


def test_a_reduction_is_a_part_with_its_norm() -> None:
    reduced = single(minderungen=[{"grund": "pflichtverletzung", "ereignis": "2026-11-10", "monat_nr": 1}])
    change = compared(single(), reduced)
    (teil,) = change.teile
    assert (teil.posten, teil.cents) == ("minderung", -16_890)
    assert teil.norm == "SGB II § 31a Abs. 4 S. 2"
    assert summary(change) == "Ab 1. Dezember 2026 sind es 168,90 € weniger, weil eine Minderung größer ist."


def pensioner(**more: Any) -> dict[str, Any]:
    """J6: Elfriede Schulte, Grundsicherung im Alter."""
    person = {"id": "p1", "rolle": "antragsteller", "geburtsdatum": "1955-03-01", "rente": "612.40"} | more
    return {"id": "J6", "wohnung": {"anerkannt": "455.00"}, "personen": [person]}


@pytest.mark.parametrize(
    ("facts", "posten", "cents", "norm"),
    [
        (pensioner(rente="650.00"), "einkommen_zugeteilt", -3_760, "SGB XII § 27 Abs. 2 S. 2"),
        (pensioner(merkzeichen_g=True), "mehrbedarf", 9_571, "SGB XII § 30 Abs. 1"),
        (pensioner(vermoegen="10100.00"), "vermoegen", -10_000, "SGB XII § 27 Abs. 2 S. 2"),
        (pensioner() | {"bis": "2026-12-15"}, "tage", -20_280, "SGB XII § 27a Abs. 3 S. 3"),
    ],
)
def test_stages_of_the_SGB_XII(facts: dict[str, Any], posten: str, cents: int, norm: str) -> None:
    """J6: 563 + 455 - 612.40 = 405.60; each change is its own stage with the norm of the SGB XII."""
    before, after = (calculate_case(read_case(case), DECEMBER, explain=True) for case in (pensioner(), facts))
    change = difference(before, after)
    assert change.vorher == 40_560
    assert [(p.posten, p.cents, p.norm) for p in change.teile] == [(posten, cents, norm)]
    assert change.cents == cents and all(grund.person == "p1" for grund in change.gruende)


def test_a_pension_that_the_trace_does_not_name_is_caused_by_the_income() -> None:
    before, after = (
        calculate_case(read_case(pensioner(rente=rente)), DECEMBER, explain=True) for rente in ("612.40", "650.00")
    )
    told = sentences(difference(before, after), {"p1": "Elfriede"})
    assert told[0] == "Ab 1. Dezember 2026 sind es 37,60 € weniger, weil mehr Einkommen zählt."
    assert told[-1] == "Elfriede, Angerechnetes Einkommen: 650,00 € statt 612,40 €."


def stored(result: MonthResult) -> MonthResult:
    """A month as a decision keeps it: through JSON and back."""
    frozen = json.loads(json.dumps([frozen_month(result), frozen_trace(result)]))
    return with_steps([frozen[0]], [frozen[1]])[0]


def test_a_stored_trace_gives_the_same_difference() -> None:
    before, after = month(demir()), month(with_minijob())
    assert difference(stored(before), stored(after)) == difference(before, after)


def test_without_traces_the_parts_still_add_up() -> None:
    before, after = calculate(demir(), DECEMBER), calculate(with_minijob(), DECEMBER)
    change = difference(before, after)
    assert sum(p.cents for p in change.teile) == change.cents == -39_410
    assert {p.norm for p in change.teile} == {""} and change.gruende == ()
    assert part(change.teile[0], NAMES) == "Aylin: 312,82 € weniger (Anteil am Einkommen der Erwachsenen)."


@st.composite
def changed(draw: st.DrawFn, facts: dict[str, Any]) -> dict[str, Any]:
    """The same household after one to three changes."""
    after = deepcopy(facts)
    for _ in range(draw(st.integers(1, 3))):
        person = draw(st.sampled_from(after["personen"]))
        amount = f"{draw(st.integers(0, 300_000)) / 100:.2f}"
        kind = draw(st.sampled_from(["wage", "alg1", "kindergeld", "vermoegen", "rent", "leaves", "minderung"]))
        if kind == "wage":
            person |= {"brutto": amount, "netto": amount}
        elif kind == "rent":
            after["wohnung"]["bruttokaltmiete"] = amount
        elif kind == "leaves" and person["rolle"] != "antragsteller":
            after["personen"].remove(person)
        elif kind == "minderung" and person["rolle"] in ("antragsteller", "partner"):
            person["minderungen"] = [{"grund": "arbeitsverweigerung", "ereignis": "2026-09-10", "monat_nr": 1}]
        elif kind in ("alg1", "kindergeld", "vermoegen"):
            person[kind] = amount
    return after


@settings(max_examples=120, deadline=None)
@given(st.data())
def test_parts_add_up_for_every_change(data: st.DataObject) -> None:
    """Σ of the parts = change of the total, per person and together; what moved has a cause and a norm."""
    facts = data.draw(households())
    after = data.draw(st.one_of(changed(facts), households()))
    try:
        old, new = month(facts, MONTH), month(after, MONTH)
    except FactsRefused:
        return
    change = difference(old, new)
    assert change.cents == new.summe + new.sofortzuschlag - old.summe - old.sofortzuschlag
    assert sum(p.cents for p in change.teile) == change.cents
    paid = [{p.id: p.anspruch + p.sofortzuschlag for p in result.personen} for result in (old, new)]
    for person in paid[0] | paid[1]:
        moved = sum(p.cents for p in change.teile if p.person == person)
        assert moved == paid[1].get(person, 0) - paid[0].get(person, 0)
    for teil in change.teile:
        assert teil.cents and teil.norm, teil
    assert all(sentence.endswith(".") for sentence in sentences(change, {}))
    assert problems(leicht(change)) == []
    assert not compared(facts, facts, MONTH).teile


def test_every_stage_has_its_words() -> None:
    keys = {posten.key for posten in POSTEN}
    assert set(LABELS) == set(REASONS) == set(EASY_REASONS) == keys
    for pair in EASY_REASONS.values():
        assert [problems(text) for text in pair] == [[], []]


@pytest.mark.parametrize("cents", ["0.01", "100.00", "100.01", "520.00", "1500.00"])
def test_borders_of_the_allowance(cents: str) -> None:
    """§ 11b Abs. 3: on and over each border the parts are the counted earnings."""
    change = compared(single(rent="3000"), single(rent="3000", brutto=cents, netto=cents))
    counted = month(single(brutto=cents, netto=cents)).personen[0].einkommen
    assert change.cents == -counted == sum(p.cents for p in change.teile)
