"""The benefits check: a few answers, the same rules, ranges instead of guesses."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from nahbar.benefits.base import FactsRefused
from nahbar.benefits.benefits_check import Adult, Answers, Child, Result, born, check, values_of
from nahbar.benefits.benefits_check_results import LIKELY, POSSIBLE, UNLIKELY

TODAY = date(2026, 11, 23)
AYLIN = Answers(
    Adult(date(1995, 5, 14)),
    kinder=(Child(born(5, TODAY), 22_700), Child(born(9, TODAY), 29_900)),
    miete=76_000, heizkosten=9_500, kindergeld=25_900, vermoegen=340_000,
)  # fmt: skip
"""Aylin Demir of the first journey (tests/benefits/aylin.py), with ages instead of birthdays of the children."""
PENSIONER = Answers(Adult(date(1955, 3, 1), rente=70_000), miete=42_000, heizkosten=8_000)
FAMILY = Answers(
    Adult(date(1988, 3, 1), brutto=340_000, netto=260_000), Adult(date(1990, 3, 1)),
    (Child(born(5, TODAY)), Child(born(9, TODAY))), miete=90_000, heizkosten=12_000, kindergeld=25_900,
)  # fmt: skip
WELL_OFF = Answers(Adult(date(1988, 3, 1), brutto=600_000, netto=400_000), miete=90_000, heizkosten=10_000)
ALONE = Answers(Adult(date(1995, 5, 14)), miete=40_000, heizkosten=8_000)


def of(answers: Answers, today: date = TODAY) -> dict[str, Result]:
    return {one.leistung: one for one in check(answers, today)}


def verdicts(answers: Answers) -> dict[str, str]:
    return {key: one.stand for key, one in of(answers).items() if one.stand != UNLIKELY}


def test_aylin_gets_what_the_estimate_says_J1() -> None:
    """1,373.68 as in the estimate; no Wohngeld beside it, no Kinderzuschlag without earnings."""
    assert verdicts(AYLIN) == {"sgb2": LIKELY}
    found = of(AYLIN)["sgb2"]
    assert (found.mindestens, found.hoechstens, found.haengt_ab) == (137_368, 137_368, ())
    assert found.norm == "SGB II § 19 Abs. 1" and found.schritte


def test_a_pensioner_may_choose() -> None:
    """563 + 500 - 700 = 363 of chapter 4; Wohngeld can be enough instead, depending on the town."""
    assert verdicts(PENSIONER) == {"sgb12-4": LIKELY, "wohngeld": POSSIBLE}
    found = of(PENSIONER)
    assert (found["sgb12-4"].mindestens, found["sgb12-4"].hoechstens) == (36_300, 36_300)
    low, high = found["wohngeld"].mindestens, found["wohngeld"].hoechstens
    assert low and high and low < 36_300 <= high and "Mietenstufe Ihres Ortes" in found["wohngeld"].haengt_ab
    assert found["sgb2"].stand == UNLIKELY and "Rentenalter" in found["sgb2"].warum


def test_a_family_with_wages_is_sent_to_wohngeld_and_kinderzuschlag() -> None:
    """§ 12a SGB II: with both, even in Mietenstufe I, nobody needs help any more."""
    assert verdicts(FAMILY) == {"wohngeld": LIKELY, "kinderzuschlag": LIKELY}
    found = of(FAMILY)
    assert found["sgb2"].norm == "SGB II § 12a"
    low, high = found["wohngeld"].mindestens, found["wohngeld"].hoechstens
    assert low and high and low < high
    assert found["kinderzuschlag"].mindestens == found["kinderzuschlag"].hoechstens == 37_600
    assert [one.leistung for one in check(FAMILY, TODAY)][:2] == ["wohngeld", "kinderzuschlag"], "likely ones first"


def test_a_small_gap_leaves_the_choice_of_kinderzuschlag() -> None:
    """§ 6a Abs. 1a BKGG: with 594 and the highest Wohngeld 914 of 1,551 at most 100 are missing.

    In Mietenstufe I the gap is larger, so nothing is certain; with 900 net it is too large everywhere.
    """
    found = of(replace(FAMILY, antragsteller=Adult(date(1988, 3, 1), brutto=112_000, netto=105_000)))
    choice = found["kinderzuschlag"]
    assert (choice.stand, choice.mindestens, choice.hoechstens, choice.norm) == (
        POSSIBLE, 0, 59_400, "BKGG § 6a Abs. 1a",
    )  # fmt: skip
    assert found["sgb2"].stand == LIKELY
    less = of(replace(FAMILY, antragsteller=Adult(date(1988, 3, 1), brutto=95_000, netto=90_000)))
    assert less["kinderzuschlag"].stand == UNLIKELY


def test_nobody_is_entitled() -> None:
    assert verdicts(WELL_OFF) == {}
    assert all(one.hoechstens is None and one.warum and one.norm for one in check(WELL_OFF, TODAY))


def test_an_unknown_rent_leaves_the_upper_bound_open() -> None:
    """Nothing is guessed: at least what is due without a rent; where the rent decides, no amount at all."""
    found = of(replace(AYLIN, miete=None))
    assert (found["sgb2"].stand, found["sgb2"].mindestens, found["sgb2"].hoechstens) == (LIKELY, 64_368, None)
    assert found["sgb2"].haengt_ab == ("Miete",)
    assert found["wohngeld"].stand == UNLIKELY, "she has nothing to live on but benefits: Wohngeld cannot be enough"
    family = of(replace(FAMILY, miete=None))
    for key in ("sgb2", "wohngeld", "kinderzuschlag"):
        assert (family[key].stand, family[key].mindestens, family[key].hoechstens) == (POSSIBLE, None, None)
        assert family[key].haengt_ab == ("Miete",)


def test_unknown_heating_does_not_change_the_amount_of_wohngeld() -> None:
    known, unknown = of(FAMILY)["wohngeld"], of(replace(FAMILY, heizkosten=None))["wohngeld"]
    assert unknown.stand == POSSIBLE and "Heizkosten" in unknown.haengt_ab
    assert (unknown.mindestens, unknown.hoechstens) == (known.mindestens, known.hoechstens)


def test_an_unknown_wage_leaves_the_lower_bound_open() -> None:
    found = of(replace(ALONE, antragsteller=Adult(date(1995, 5, 14), brutto=None, netto=None)))
    assert (found["sgb2"].stand, found["sgb2"].mindestens, found["sgb2"].hoechstens) == (POSSIBLE, None, 104_300)
    assert found["sgb2"].haengt_ab == ("Lohn",) and found["wohngeld"].hoechstens is None
    assert found["kinderzuschlag"].stand == UNLIKELY, "without children no wage changes that"


def test_unknown_savings_can_only_take_away() -> None:
    found = of(replace(ALONE, vermoegen=None))["sgb2"]
    assert (found.stand, found.hoechstens, found.haengt_ab) == (POSSIBLE, 104_300, ("Erspartes",))


@pytest.mark.parametrize(
    ("able", "likely"),
    [("ja", {"sgb2": LIKELY}), ("nein", {"sgb12-3": LIKELY}), ("dauerhaft_nein", {"sgb12-4": LIKELY}),
     ("unbekannt", {"sgb2": POSSIBLE, "sgb12-3": POSSIBLE})],
)  # fmt: skip
def test_ability_to_work_chooses_the_law(able: str, likely: dict[str, str]) -> None:
    answers = replace(ALONE, antragsteller=Adult(date(1995, 5, 14), able))  # type: ignore[arg-type]  # one of Able
    assert verdicts(answers) == likely
    assert {of(answers)[key].hoechstens for key in likely} == {104_300}
    assert all(("ob Sie arbeiten können" in of(answers)[key].haengt_ab) == (able == "unbekannt") for key in likely)


def test_a_couple_under_two_laws_gets_two_amounts() -> None:
    """The older one has reached the Altersgrenze, the younger one is able to work."""
    both = replace(ALONE, partner=Adult(date(1955, 5, 1), rente=60_000))
    assert verdicts(both) == {"sgb2": LIKELY, "sgb12-4": LIKELY}


def test_savings_that_are_too_high_here_may_be_low_enough_for_wohngeld() -> None:
    found = of(replace(AYLIN, vermoegen=9_000_000))
    assert found["sgb2"].stand == UNLIKELY and found["wohngeld"].stand == POSSIBLE
    assert "Erspartes" in found["wohngeld"].warum


def test_without_any_rent_there_is_no_wohngeld() -> None:
    found = of(replace(ALONE, miete=0, heizkosten=0))
    assert found["wohngeld"].stand == UNLIKELY and found["sgb2"].hoechstens == 56_300


def test_what_cannot_be_true_is_refused() -> None:
    with pytest.raises(FactsRefused, match="in der Zukunft|nach dem berechneten Monat"):
        check(replace(ALONE, antragsteller=Adult(date(2027, 1, 1))), TODAY)
    with pytest.raises(FactsRefused, match="älter als die Erwachsenen"):
        check(replace(AYLIN, antragsteller=Adult(date(2025, 1, 1), "nein")), TODAY)


def test_a_month_without_published_values_says_whose_values_count() -> None:
    assert values_of(date(2026, 11, 1)) is None
    assert values_of(date(2027, 2, 1)) == date(2026, 12, 1)
    assert of(ALONE, date(2027, 2, 10))["sgb2"].hoechstens == 104_300
