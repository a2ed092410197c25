"""The Bewilligungsbescheid: J1, J8, forty children; what domain law demands is in it, and what lacks is stopped."""

import re
from dataclasses import replace
from datetime import date

import pytest

from nahbar.benefits.base import MonthResult
from nahbar.benefits.calculation_sheet import line, shown
from nahbar.benefits.grundsicherungsgeld.letters import (
    BescheidData,
    BescheidPerson,
    Payee,
    as_data,
    bescheid_required_items,
    check_bescheid,
    render_bescheid,
)
from nahbar.benefits.grundsicherungsgeld.letters.model import gesamt
from nahbar.benefits.grundsicherungsgeld.letters.trace import inputs, mehrbedarfe, stufe
from nahbar.law.explain import Step, UsedParameter
from nahbar.platform.letters import LetterRefused, Signature, words
from nahbar.platform.letters.preflight import check_letter
from tests.platform import letter_cases as cases


def test_j1_total_stands_on_page_one_and_every_person_has_an_amount() -> None:
    """J1 step 8: 1.11.2026 to 31.10.2027, each member own amount, total on page 1."""
    data = cases.j1()
    pdf = render_bescheid(data)
    assert check_bescheid(data, pdf) == []
    first = [
        "Sie bekommen ab 1. November 2026 jeden Monat 1.373,68 Euro.",
        "vom 1. November 2026 bis 31. Oktober 2027",
        "Aylin Demir 03.05.1995 1.050,68 € 0,00 € 1.050,68 €",
        "Mert Demir 09.02.2021 156,00 € 25,00 € 181,00 €",
        "Lara Demir 30.06.2017 117,00 € 25,00 € 142,00 €",
        "Zusammen 1.323,68 € 50,00 € 1.373,68 €",
        "Januar 2027 bis Oktober 2027 (werden von selbst angepasst)",
        "Für November 2026 zahlen wir 1.373,68 € sofort nach.",
    ]
    assert check_letter(pdf, address_lines=data.letter.address.lines, first_page=first) == []
    assert render_bescheid(data) == pdf


def test_j8_single_person_gets_993() -> None:
    data = cases.j8()
    pdf = render_bescheid(data)
    assert check_bescheid(data, pdf) == []
    assert check_letter(pdf, address_lines=data.letter.address.lines, required=["Jede dieser Personen"]) == [
        "Im Brief fehlt: Jede dieser Personen"
    ]
    assert as_data(data)["leitsatz"] == words_of("Sie bekommen ab 1. November 2026 jeden Monat 993,00 Euro.")


def words_of(text: str) -> str:
    """The sentence with the no-break spaces that letters use."""
    return re.sub(r"(\d\.|\d\d) (November|Euro)", "\\1\xa0\\2", text)


def test_forty_children_and_the_longest_names_break_over_pages() -> None:
    data = cases.forty_children()
    pdf = render_bescheid(data)
    assert check_bescheid(data, pdf) == []
    keys = {key for key, _, _ in bescheid_required_items(data)}
    assert {"vorlaeufig", "kdu", "anpassung", "but", "zahlung"} <= keys
    assert [len(z.monate) for z in data.zeitraeume()] == [2, 4, 6]
    assert [len(z.monate) for z in data.rechnungen()] == [6, 6]


EXPECTED = {
    "behoerde", "name", "adressat", "verfuegung", "zeitraum", "personen", "berechnung", "zahlung", "gruende",
    "but", "anpassung", "mitteilung", "verstaendlich", "rechtsbehelf",
}  # fmt: skip


def test_every_mandatory_content_is_looked_for() -> None:
    items = bescheid_required_items(cases.j1())
    assert {key for key, _, _ in items} == EXPECTED
    assert all(norm.startswith("§ ") and text for _, norm, text in items)


@pytest.mark.parametrize(
    ("change", "norm"),
    [
        ({"signature": Signature("Herr Maier")}, "§ 33 Abs. 3 SGB X"),
        ({"vorlaeufig_grund": "Das Einkommen steht nicht fest."}, "§ 41a Abs. 2 SGB II"),
        ({"kdu_hinweis": ("Die Wohnung ist zu teuer.",)}, "§ 22 Abs. 1a SGB II"),
        ({"gruende": ("Ein anderer Grund.",)}, "§ 35 Abs. 1 SGB X"),
        ({"zahlungen": (Payee("Vermieterin", "auf das Konto", 137_368),)}, "§ 47 SGB I"),
    ],
)
def test_a_letter_that_lacks_something_is_stopped_with_its_paragraph(change: dict[str, object], norm: str) -> None:
    pdf = render_bescheid(cases.j1())
    problems = check_bescheid(replace(cases.j1(), **change), pdf)  # type: ignore[arg-type]  # one field at a time
    assert any(f"({norm})" in problem for problem in problems)


def test_a_wrong_amount_is_stopped() -> None:
    higher = replace(cases.AYLIN, anspruch=cases.AYLIN.anspruch + 1)
    other = replace(
        cases.j1(),
        monate=cases.year((higher, cases.MERT, cases.LARA)),
        zahlungen=(Payee("Aylin Demir", "auf das Konto DE89 … 3000", 137_369),),
    )
    problems = check_bescheid(other, render_bescheid(cases.j1()))
    assert any(p.startswith("Auf Seite 1 fehlt") for p in problems)
    assert any("1.050,69" in p and "§ 33 Abs. 1 SGB X" in p for p in problems)


def _months(data: BescheidData, **change: int) -> tuple[MonthResult, ...]:
    return tuple(replace(m, **change) for m in data.monate)  # type: ignore[arg-type]  # sums only


def test_sums_that_do_not_add_up_are_refused() -> None:
    """Σ member amounts = total = Σ payees, or there is no letter."""
    data = cases.j1()
    with pytest.raises(LetterRefused, match="Summe"):
        replace(data, monate=_months(data, summe=1))
    with pytest.raises(LetterRefused, match="Zahlungen"):
        replace(data, zahlungen=(Payee("Aylin Demir", "bar", 1),))
    with pytest.raises(LetterRefused, match="Ohne Namen"):
        replace(data, personen=cases.DEMIR[:2])
    with pytest.raises(LetterRefused, match="braucht"):
        replace(data, monate=())


def test_a_change_inside_the_period_is_said_in_the_first_sentence() -> None:
    data = cases.j1()
    less = cases.year((replace(cases.AYLIN, einkommen_zugeteilt=39_410, anspruch=65_658), cases.MERT, cases.LARA))
    two = replace(data, monate=(data.monate[0], *less[1:]))
    assert as_data(two)["leitsatz"].replace("\xa0", " ") == (
        "Sie bekommen ab 1. November 2026 1.373,68 Euro im Monat, ab 1. Dezember 2026 979,58 Euro."
    )
    assert as_data(two)["zahlungen"][0].startswith("1.373,68\xa0€ im November 2026 an Aylin Demir")
    three = replace(data, monate=(*two.monate[:3], *data.monate[3:]))
    assert "die Tabelle zeigt jeden Monat" in as_data(three)["leitsatz"]
    assert check_bescheid(three, render_bescheid(three)) == []


def test_j5_pooled_income_is_shown_as_share_and_not_taken_off_twice() -> None:
    aylin = replace(cases.AYLIN, einkommen=39_410, einkommen_zugeteilt=31_282, anspruch=cases.AYLIN.anspruch - 31_282)
    data = replace(
        cases.j1(),
        monate=cases.year((aylin, cases.MERT, cases.LARA)),
        zahlungen=(Payee("Aylin Demir", "auf das Konto", 137_368 - 31_282),),
    )
    sheet = as_data(data)["rechnungen"][0]["bloecke"][0]
    values = {row[0]: row[2].replace("\xa0", " ") for row in sheet["zeilen"]}
    assert values["Eigenes Einkommen nach Abzügen (wird auf alle verteilt)"] == "394,10 €"
    assert values["Anteil am Einkommen der Bedarfsgemeinschaft"] == "−312,82 €"
    assert values["Anspruch"] == "737,86 €"
    assert "Anpassung für diesen Monat" not in values


def test_a_child_outside_and_a_partial_month_are_explained() -> None:
    outside = replace(cases.LARA, in_bg=False, anspruch=0, sofortzuschlag=0, einkommen=90_000)
    part = replace(cases.AYLIN, anspruch=52_534)
    data = replace(
        cases.j1(),
        monate=(cases.month(date(2026, 11, 1), (part, cases.MERT, outside)),),
        zahlungen=(Payee("Aylin Demir", "auf das Konto", 52_534 + 18_100),),
    )
    first, _, third = as_data(data)["rechnungen"][0]["bloecke"][:3]
    assert "Anpassung für diesen Monat" in [row[0] for row in first["zeilen"]]
    assert [row[1] for row in third["zeilen"] if "gedeckt" in row[0]] == ["§ 7 Absatz 3 Nummer 4 SGB II"]
    assert as_data(data)["bis"] == "30.\xa0November 2026"
    assert gesamt(data.monate[0]) == 70_634


def test_trace_gives_stage_mehrbedarf_and_inputs_in_german() -> None:
    inner = Step("SGB II § 23 Nr. 1", "regelbedarf_kind", "k", 39_000, "cent", {"stufe": 5, "bedarf": 100})
    inner.parameter.append(UsedParameter("regelbedarfsstufe_5", "390.00", "RBSFV 2026"))
    extra = Step("SGB II § 21 Abs. 7 S. 2", "mehrbedarf_warmwasser", "k", 468, "cent")
    steps = (Step("SGB II § 20 Abs. 1a", "regelbedarf", "k", 39_000, "cent", kinder=[inner]), extra)
    assert stufe(steps, "k") == "Regelbedarfsstufe 5"
    assert stufe(steps, "x") == ""
    assert mehrbedarfe(steps, "k", 468) == [("Mehrbedarf für Warmwasser", "§ 21 Abs. 7 S. 2 SGB II", 468)]
    assert mehrbedarfe(steps, "k", 469) == []
    assert inputs(line(inner, {})) == "Stufe: 5; Bedarf: 1,00\xa0€; Regelbedarfsstufe 5: 390,00\xa0€ (RBSFV 2026)"
    assert shown("2026-11-01", in_cents=False) == "01.11.2026"
    assert shown(True, in_cents=True) == "ja"


def test_two_persons_of_one_name_stay_two() -> None:
    """The rows of a table are told apart by birthday."""
    data = cases.j1()
    twins = (data.personen[0], *(replace(p, name="Mert Demir") for p in data.personen[1:]))
    same = replace(data, personen=twins)
    assert check_bescheid(same, render_bescheid(same)) == []
    assert isinstance(twins[1], BescheidPerson) and words.numeric_day(twins[1].geburtsdatum) == "09.02.2021"
