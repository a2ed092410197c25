"""§ 12a SGB II: three months in a row, all members, by Wohngeld and Kinderzuschlag; no early pension until 2026."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nahbar.benefits.base import Hinweis
from nahbar.benefits.case_format import read_case
from nahbar.benefits.case_sgb2 import facts_of
from nahbar.benefits.grundsicherungsgeld.calculation import calculate
from nahbar.law.bkgg.familie import Familie, Kind
from nahbar.law.calendar import plus_monate
from nahbar.law.explain import explain, walk
from nahbar.law.parameter import UnknownParameter, statutory
from nahbar.law.rechtsstand import Rechtsstand
from nahbar.law.sentences import sentence
from nahbar.law.sgb2.hinweise import (
    GEHEN_VOR,
    KOENNEN_BEIDE,
    MIETENSTUFE_ENTSCHEIDET,
    MIETENSTUFE_ENTSCHEIDET_ALLEIN,
)
from nahbar.law.sgb2.monat import monat
from nahbar.law.vorrang import (
    Lage,
    Wodurch,
    monate_ohne_hilfebeduerftigkeit,
    vorrang_bei_gleichen_verhaeltnissen,
    vorrang_monat,
    vorrang_pruefung,
    vorzeitige_rente,
)
from nahbar.law.wogg.aus_sgb2 import lage_aus, wohngeldhaushalt
from nahbar.law.wogg.haushalt import Mitglied, Wohngeldhaushalt
from nahbar.law.wogg.wohngeld import wohngeld


def recht(month: date) -> Rechtsstand:
    return Rechtsstand(month, month, statutory())


JUNE = date(2026, 6, 1)
HOME = Wohngeldhaushalt(
    (
        Mitglied("a", arbeitslohn=2_400_000, steuern=True, krankenversicherung=True, rentenversicherung=True),
        Mitglied("b"), Mitglied("k0"), Mitglied("k1"),
    ),
    85_000, 3,
)  # fmt: skip
FAMILY = Familie(
    alleinstehend=False, einnahmen_eltern=200_000, erwerbseinkommen=122_200, anderes_einkommen=0,
    bedarf_eltern=101_200, unterkunft=95_000, kinder=(Kind("k0"), Kind("k1")), kinder_in_wohnung=2, mitglieder=4,
)  # fmt: skip
OFFEN = 76_700 + 59_400
"""Wohngeld and Kinderzuschlag of this family: what they can cover together."""


def month(n: int, offen: int = OFFEN, **changed: Any) -> Lage:
    """The n-th month from June with so much missing."""
    facts: dict[str, Any] = {"haushalt": HOME, "familie": FAMILY, "offen_je_kind": (62_750, 62_750)} | changed
    return Lage(recht(plus_monate(JUNE, n)), 300_000, 300_000 - offen, **facts)


def test_the_amounts_of_the_example() -> None:
    """Wohngeld: 24 000 less 1 230 less 30 % = 15 939, 1 328,25 a month; M = min(850; 766 + 34,40) + 197,80 = 998,20;
    z1 = 0,01 + 0,0002163 · 998,20 + 0,0000176 · 1328,25 = 0,24928786; z2 = 331,1166; 1,15 · 667,0834 = 767,15."""
    found = vorrang_monat(month(0))
    assert wohngeld(recht(JUNE), HOME) == 76_700
    assert (found.wohngeld, found.kinderzuschlag, found.kinderzuschlag_zaehlt) == (76_700, 59_400, 59_400)


@pytest.mark.parametrize(
    ("gaps", "duty", "months"),
    [
        ([136_100] * 3, True, 3),
        ([136_101] * 3, False, 0),
        ([136_100, 136_100, 136_101, 136_100, 136_100], False, 2),
        ([136_101, 136_100, 136_100, 136_100], True, 3),
        ([136_100] * 2, False, 2),
        ([136_100] * 7, True, 7),
        ([0, 0, 0], False, 0),
        ([], False, 0),
    ],
)
def test_three_months_in_a_row_without_need_of_help(gaps: list[int], duty: bool, months: int) -> None:
    """767 + 594 = 1 361 euro cover a gap of exactly this much, not a cent more; a month that fails breaks the run."""
    verdict = vorrang_pruefung([month(n, gap) for n, gap in enumerate(gaps)])
    assert (verdict.pflicht, verdict.monate) == (duty, months)
    assert verdict.wodurch is (Wodurch.BEIDE_ZUSAMMEN if duty else Wodurch.KEINES)


@pytest.mark.parametrize(
    ("gap", "by"),
    [
        (59_400, Wodurch.EINES_VON_BEIDEN),
        (59_401, Wodurch.WOHNGELD),
        (76_700, Wodurch.WOHNGELD),
        (76_701, Wodurch.BEIDE_ZUSAMMEN),
    ],
)
def test_which_of_the_two_is_enough(gap: int, by: Wodurch) -> None:
    assert vorrang_bei_gleichen_verhaeltnissen(month(0, gap)).wodurch is by


def test_only_one_of_them_known() -> None:
    only_kiz = vorrang_bei_gleichen_verhaeltnissen(month(0, 59_400, haushalt=None))
    assert only_kiz.wodurch is Wodurch.KINDERZUSCHLAG and only_kiz.je_monat[0].wohngeld == 0
    only_wg = vorrang_bei_gleichen_verhaeltnissen(month(0, 76_700, familie=None, offen_je_kind=()))
    assert only_wg.wodurch is Wodurch.WOHNGELD
    assert not vorrang_bei_gleichen_verhaeltnissen(month(0, 1, haushalt=None, familie=None)).pflicht


def test_kinderzuschlag_counts_up_to_the_childs_need() -> None:
    """§ 11 Abs. 1 S. 4: a child that needs 200 takes 200 of its 297; the rest helps nobody else."""
    found = vorrang_monat(month(0, offen_je_kind=(20_000, 62_750)))
    assert (found.kinderzuschlag, found.kinderzuschlag_zaehlt) == (59_400, 20_000 + 29_700)
    assert vorrang_monat(month(0, offen_je_kind=(-5_000, 62_750))).kinderzuschlag_zaehlt == 29_700


def test_the_lump_sum_for_insurance_comes_off_wohngeld_once() -> None:
    found = vorrang_monat(month(0, 133_100, pauschale_offen=3_000))
    assert (found.wohngeld, found.wohngeld_zaehlt, found.entfaellt) == (76_700, 73_700, True)
    assert not vorrang_monat(month(0, 133_101, pauschale_offen=3_000)).entfaellt


def test_the_check_explains_itself() -> None:
    """Every amount of the verdict is in the tree, with a norm of the WoGG, the BKGG or the SGB II and a sentence."""
    with explain() as steps:
        verdict = vorrang_pruefung([month(n, 136_100) for n in range(3)])
    flat = list(walk(steps))
    assert {step.norm.split(" §")[0] for step in flat} == {"WoGG", "EStG", "BKGG", "SGB II"}
    results = {(step.name, step.ergebnis) for step in flat}
    assert {("wohngeld", 76_700), ("kinderzuschlag", 59_400), ("offener_bedarf", 136_100)} <= results
    assert steps[-1].norm == "SGB II § 12a S. 2" and steps[-1].ergebnis is verdict.pflicht is True
    assert all(sentence(step).endswith(".") for step in flat)


def test_months_have_to_follow_one_another() -> None:
    with pytest.raises(ValueError, match="folgen nicht"):
        vorrang_pruefung([month(0), month(2)])


def test_a_forecast_over_the_end_of_known_values_takes_those_of_its_first_month() -> None:
    december = replace(month(0, 136_100), recht=recht(date(2026, 12, 1)))
    assert vorrang_bei_gleichen_verhaeltnissen(december).pflicht
    with pytest.raises(UnknownParameter):
        vorrang_pruefung([replace(december, recht=recht(date(2027, 1, 1)))])


def test_the_longest_run() -> None:
    assert monate_ohne_hilfebeduerftigkeit([True, True, False, True]) == 2
    assert monate_ohne_hilfebeduerftigkeit([False]) == 0


@pytest.mark.parametrize(
    ("day", "born", "duty"),
    [
        (date(2022, 12, 1), date(1959, 12, 1), True),
        (date(2022, 12, 1), date(1959, 12, 2), False),
        (date(2023, 1, 1), date(1958, 1, 1), False),
        (date(2026, 12, 1), date(1960, 1, 1), False),
        (date(2027, 1, 1), date(1964, 1, 1), True),
        (date(2027, 1, 1), date(1964, 1, 2), False),
    ],
)
def test_nobody_has_to_claim_a_pension_early_until_the_end_of_2026(day: date, born: date, duty: bool) -> None:
    """§ 12a S. 3: from 1 January 2023 to 31 December 2026; before and after from the 63rd birthday on (S. 2 Nr. 1)."""
    assert vorzeitige_rente(recht(day), "p1", born) is duty


ALLEIN = (
    "Mit dem Einkommen und Kinderzuschlag reicht das Geld voraussichtlich für alle. "
    "Bleibt das drei Monate so, geht Kinderzuschlag vor."
)


def case(net: int, gross: int, children: int = 2, **dwelling: str) -> dict[str, Any]:
    persons: list[dict[str, Any]] = [
        {"id": "a", "rolle": "antragsteller", "geburtsdatum": "1986-01-01", "brutto": f"{gross}", "netto": f"{net}"},
    ]
    if children:
        persons.append({"id": "b", "rolle": "partner", "geburtsdatum": "1986-01-01"})
    for n in range(children):
        persons.append(
            {"id": f"k{n}", "rolle": "kind", "geburtsdatum": f"{2016 + n}-02-01", "kindergeld": "259.00"}
        )
    home = {"bruttokaltmiete": "850.00", "heizkosten": "100.00"} | dwelling
    return {"id": "x", "wohnung": home, "personen": persons}


def remarks(facts: dict[str, Any], month: date = date(2026, 11, 1)) -> tuple[Hinweis, ...]:
    return tuple(h for h in calculate(facts, month).hinweise if h.norm == "SGB II § 12a")


@pytest.mark.parametrize(
    ("facts", "texts"),
    [
        (case(500, 500), []),
        (case(1200, 1500), [(MIETENSTUFE_ENTSCHEIDET, True)]),
        (case(2050, 2700), [(GEHEN_VOR, False)]),
        (case(3000, 4200), [(KOENNEN_BEIDE, False)]),
        (case(900, 1100, 0, bruttokaltmiete="500.00"), []),
        (case(1250, 1600, 0, bruttokaltmiete="500.00"), [(MIETENSTUFE_ENTSCHEIDET_ALLEIN, True)]),
        (case(1650, 2200, 0, bruttokaltmiete="500.00"), [("Wohngeld kann infrage kommen.", False)]),
        (case(5000, 8000, 0, bruttokaltmiete="500.00"), []),
        (case(1900, 2500, eigentum=True), []),  # type: ignore[arg-type]  # a yes among amounts
        (case(2400, 3200, eigentum=True), [(ALLEIN, False)]),  # type: ignore[arg-type]  # as above
        (case(3000, 4200, eigentum=True), [(KOENNEN_BEIDE, False)]),  # type: ignore[arg-type]  # as above
    ],
    ids=["too-little", "town-decides", "come-first", "no-need", "single-too-little", "single-town", "single-no-need",
         "rich", "owner", "owner-kinderzuschlag", "owner-no-need"],
)  # fmt: skip
def test_the_remark_says_what_is_certain(facts: dict[str, Any], texts: list[tuple[str, bool]]) -> None:
    """Certain only where it holds for every Mietenstufe and every share of taxes and contributions."""
    assert [(h.text, h.fuer_amt) for h in remarks(facts)] == texts


def test_the_remark_changes_no_amount_and_no_step() -> None:
    facts = case(2050, 2700)
    result = calculate(facts, date(2026, 11, 1), explain=True)
    assert result.summe == calculate(facts, date(2026, 11, 1)).summe
    assert not {"wohngeld", "kinderzuschlag"} & {step.name for step in walk(result.schritte)}


def calculated(facts: dict[str, Any], month: date, stage: int) -> Lage:
    """A month of the SGB II as it was calculated, with the Mietenstufe of the town."""
    law = recht(month)
    sv = facts_of(read_case(facts), month)
    home = wohngeldhaushalt(sv, law, guenstig=False, mietenstufe=stage)
    return lage_aus(sv, law, monat(sv, law), home)


def test_three_calculated_months_and_one_with_less_pay() -> None:
    """Couple, two children, net 1 300: 1 302 are open. Mietenstufe II brings 683 - 30 + 594 = 1 247, III 747 - 30 + 594
    = 1 311 and is enough; a month with less pay breaks the run."""
    more, less = case(1300, 1650), case(900, 1100)
    months = [date(2026, n, 1) for n in (9, 10, 11)]
    assert [calculated(more, day, 3).bedarf - calculated(more, day, 3).einkommen for day in months] == [
        calculate(more, day).summe for day in months
    ]
    assert not vorrang_pruefung([calculated(more, day, 2) for day in months]).pflicht
    verdict = vorrang_pruefung([calculated(more, day, 3) for day in months])
    assert verdict.pflicht and verdict.wodurch is Wodurch.BEIDE_ZUSAMMEN
    broken = [calculated(facts, day, 3) for facts, day in zip((more, less, more), months, strict=True)]
    assert (vorrang_pruefung(broken).pflicht, vorrang_pruefung(broken).monate) == (False, 1)


pays = st.integers(0, 400_000)


@settings(max_examples=100, deadline=None)
@given(
    st.tuples(pays, st.integers(0, 100)), st.integers(0, 3), st.integers(1, 150_000), st.integers(1, 7),
    st.tuples(st.booleans(), st.booleans(), st.booleans()),
)  # fmt: skip
def test_the_real_wohngeld_lies_between_the_two_households(
    pay: tuple[int, int], children: int, rent: int, stage: int, flags: tuple[bool, bool, bool]
) -> None:
    """Whatever the Mietenstufe and whatever is paid of taxes and contributions; at least one of them if net < gross."""
    gross, share = pay
    facts = case(0, 0, children, bruttokaltmiete=f"{rent // 100}.{rent % 100:02d}")
    net = gross * share // 100
    facts["personen"][0] |= {
        "brutto": f"{gross // 100}.{gross % 100:02d}", "netto": f"{net // 100}.{net % 100:02d}"
    }  # fmt: skip
    law = recht(date(2026, 11, 1))
    sv = facts_of(read_case(facts), law.monat)
    least, most = (wohngeldhaushalt(sv, law, guenstig=best) for best in (False, True))
    assert least is not None and most is not None
    deducted = flags if any(flags) or net == gross else (False, True, False)
    real = replace(most, mietenstufe=stage, mitglieder=tuple(
        replace(m, steuern=deducted[0], krankenversicherung=deducted[1], rentenversicherung=deducted[2],
                schwerbehindert=False)
        for m in most.mitglieder
    ))  # fmt: skip
    assert wohngeld(law, least) <= wohngeld(law, real) <= wohngeld(law, most)
    assert wohngeldhaushalt(sv, law, guenstig=False, mietenstufe=stage).mietenstufe == stage  # type: ignore[union-attr]  # known
