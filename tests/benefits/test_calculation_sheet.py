"""The Berechnungsbogen as data: amount → norm → inputs → parameter with source → paper."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from nahbar.benefits import household_evidence
from nahbar.benefits.calculation_sheet import AMOUNTS, Line, lines, sheet, spoken
from nahbar.benefits.grundsicherungsgeld import evidence, papers
from nahbar.benefits.grundsicherungsgeld.facts import APPLICANT
from nahbar.benefits.grundsicherungsgeld.papers import papers_of
from nahbar.law.catalogue import translation
from nahbar.law.explain import Step, UsedParameter
from tests.law.test_difference import NAMES, demir, month, single, with_minijob

NOVEMBER = date(2026, 11, 1)


def found(all_lines: tuple[Line, ...], label: str, person: str) -> Line:
    return next(line for top in all_lines for line in top.walk() if (line.label, line.person) == (label, person))


def test_every_amount_of_J1_leads_to_its_norm_and_its_source() -> None:
    """J1, 35 SGB X: each amount of each person has a norm; those from a parameter name the source."""
    result = month(demir(), NOVEMBER)
    built = sheet(result, NAMES)
    assert [person.name for person in built.persons] == ["Aylin", "Mert", "Lara"]
    for person, shown in zip(result.personen, built.persons, strict=True):
        amounts = {amount.key: amount for amount in shown.amounts}
        assert list(amounts) == [key for key in AMOUNTS if key in amounts]
        for key, amount in amounts.items():
            assert amount.cents == getattr(person, key)
            made = [line for top in amount.lines for line in top.walk()]
            assert amount.cents in {line.cents for line in made}, (person.id, key)
            assert all(line.norm and line.grundlage.startswith("§") and line.text for line in made)
    regelbedarf = built.persons[0].amounts[0]
    (source,) = [source for top in regelbedarf.lines for line in top.walk() for source in line.sources]
    assert (source.label, source.value) == ("Regelbedarfsstufe 1", "563,00\xa0€") and source.published
    assert not [line for line in built.together if line.person]


def test_a_line_holds_the_step_in_words() -> None:
    aylin = found(lines(month(demir(), NOVEMBER).schritte, NAMES), "Mehrbedarf für Alleinerziehende", "Aylin")
    assert aylin.text == "Der Mehrbedarf für Alleinerziehende beträgt 202,68\xa0€."
    assert aylin.leicht == "Sie erziehen die Kinder allein. Der Mehr·bedarf ist 202,68\xa0Euro."
    assert (aylin.norm, aylin.grundlage) == ("SGB II § 21 Abs. 3", "§ 21 Abs. 3 SGB II")
    assert (aylin.result, aylin.cents, aylin.empty) == ("202,68\xa0€", 20_268, False)
    assert ("Regelbedarf", "563,00\xa0€") in [(given.label, given.value) for given in aylin.inputs]
    assert ("bei kleinen Kindern", "0,36") in [(source.label, source.value) for source in aylin.sources]


def test_inputs_name_the_papers_that_show_them() -> None:
    """From the wage back to the Lohnabrechnung, from the rent to the Mietvertrag; derived amounts name none."""
    facts = with_minijob()
    facts["personen"][0]["id"] = APPLICANT
    titles = {"lohnabrechnung": "Lohnabrechnung", "mietvertrag": "Mietvertrag", "kontoauszuege": "Kontoauszüge",
              "unterhaltsvorschuss": "Bescheid über Unterhaltsvorschuss"}  # fmt: skip
    built = lines(month(facts).schritte, {APPLICANT: "Aylin"} | NAMES, paper_of=lambda p, n: papers_of(p, n, titles))
    shown = {
        (line.label, line.person, given.label): given.papers
        for top in built
        for line in top.walk()
        for given in line.inputs
        if given.papers
    }
    assert shown["Angerechneter Verdienst", "Aylin", "Nettolohn"] == ("Lohnabrechnung",)
    other = shown["Anderes angerechnetes Einkommen", "Mert", "andere Einkünfte"]
    assert other == ("Bescheid über Unterhaltsvorschuss",)
    assert ("Mietvertrag",) in shown.values()
    assert ("Angerechnetes Einkommen des Kindes", "Mert", "Kindergeld") not in shown


def test_papers_of_a_partner_are_not_those_of_the_applicant() -> None:
    titles = {"lohnabrechnung": "Lohn", "lohnabrechnung:p2": "Lohn von Kim"}
    assert papers_of(APPLICANT, "netto", titles) == ("Lohn",)
    assert papers_of("p2", "netto", titles) == ("Lohn von Kim",)
    assert papers_of("p3", "netto", titles) == papers_of(None, "netto", titles) == ()


def test_every_paper_of_the_map_is_one_that_is_asked_for() -> None:
    asked = "".join(Path(module.__file__).read_text(encoding="utf-8") for module in (evidence, household_evidence))
    tables = (papers._OF_PERSON, papers._OF_HOUSEHOLD, papers._OF_CHILDREN)
    keys = {key for table in tables for row in table.values() for key in row}
    assert len(keys) > 10 and [key for key in keys if f'"{key}' not in asked] == []


def test_yes_and_no_money_and_nothing_are_written_for_readers() -> None:
    asked = Step("SGB II § 7 Abs. 3 Nr. 4", "deckt_eigenen_bedarf", "k", False, "ja/nein",
                 {"bedarf": 64_200, "einkommen": 48_600, "leer": None, "nein": False})  # fmt: skip
    (line,) = lines([asked], {})
    assert (line.result, line.empty, line.cents) == ("nein", True, None)
    assert [(given.label, given.value) for given in line.inputs] == [
        ("Bedarf", "642,00\xa0€"), ("Einkommen", "486,00\xa0€"),
    ]  # fmt: skip


def test_a_norm_without_sentence_says_what_it_is_called() -> None:
    used = [UsedParameter("erfunden", "0.36", "BGBl.")]
    step = Step("SGB II § 1", "erfundene_norm", "k", 100, "cent", parameter=used)
    assert spoken(step).text == "Erfundene norm"
    (line,) = lines([step], {"k": "Kim"})
    assert (line.person, line.leicht, line.sources[0].value) == ("Kim", "", "0,36")


def test_another_language_reaches_the_line() -> None:
    words = translation("ar", {"Der Bedarf beträgt {ergebnis}.": "الاحتياج {ergebnis}."}, right_to_left=True)
    built = lines(month(single()).schritte, {}, words)
    assert {line.language for top in built for line in top.walk()} == {"ar", "de"}
    assert "الاحتياج \u20661.063,00\xa0€\u2069." in [line.text for top in built for line in top.walk()]
