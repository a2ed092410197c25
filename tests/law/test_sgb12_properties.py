"""What holds for every household with the SGB XII in it: sums, signs, order, the same with and without explanation."""

from __future__ import annotations

from datetime import date
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from nahbar.benefits.base import MonthResult
from nahbar.benefits.case_calculation import calculate_case
from nahbar.benefits.case_format import read_case
from nahbar.law.sgb2.sachverhalt import Rolle
from nahbar.law.sgb12.sachverhalt import Leistung
from nahbar.law.zuordnung import Mitglied, zuordnen

MONTHS = st.sampled_from([date(2023, 1, 1), date(2023, 7, 1), date(2024, 5, 1), date(2025, 2, 1), date(2026, 11, 1)])
amounts = st.integers(0, 150_000).map(lambda cents: f"{cents // 100}.{cents % 100:02d}")
INCOME = ("rente", "private_rente", "sonstiges", "alg1", "gewinn", "kapitalertraege", "werkstatt_entgelt")


@st.composite
def adults(draw: st.DrawFn, key: str, role: str) -> dict[str, Any]:
    person: dict[str, Any] = {"id": key, "rolle": role}
    kind = draw(st.sampled_from(["alt", "gemindert", "auf_zeit", "arbeitet"]))
    old = kind == "alt"
    person["geburtsdatum"] = draw(st.dates(*((date(1935, 1, 1), date(1955, 1, 1)) if old else
                                             (date(1970, 1, 1), date(1995, 1, 1))))).isoformat()  # fmt: skip
    if kind == "gemindert":
        person["erwerbsgemindert_dauerhaft"] = True
    if kind == "auf_zeit":
        person["erwerbsfaehig"] = False
    for field in draw(st.sets(st.sampled_from(INCOME[:6]), max_size=3)):
        person[field] = draw(amounts)
    if kind == "gemindert" and draw(st.booleans()):
        person["werkstatt_entgelt"] = draw(amounts)
    if draw(st.booleans()):
        gross = draw(st.integers(0, 200_000))
        person["brutto"], person["netto"] = f"{gross / 100:.2f}", f"{draw(st.integers(0, gross)) / 100:.2f}"
    for flag in ("merkzeichen_g", "grundrentenzeiten_33", "teilhabe_leistung"):
        person[flag] = draw(st.booleans())
    person["vermoegen"] = draw(st.sampled_from(["0", "10000.00", "10000.50", "31000"]))
    return person


@st.composite
def households(draw: st.DrawFn) -> dict[str, Any]:
    persons = [draw(adults("a", "antragsteller"))]
    if draw(st.booleans()):
        persons.append(draw(adults("b", "partner")))
    for number in range(draw(st.integers(0, 3))):
        birth = draw(st.dates(date(2010, 6, 1), date(2022, 12, 31))).isoformat()
        child = {"id": f"k{number}", "rolle": "kind", "geburtsdatum": birth, "unterhalt": draw(amounts)}
        persons.append(child | {"kindergeld": draw(st.sampled_from(["0", "255.00"]))})
    if draw(st.booleans()):
        persons.append({"id": "h", "rolle": "haushaltsmitglied", "geburtsdatum": "1950-01-01"})
    dwelling = {"bruttokaltmiete": draw(amounts), "heizkosten": draw(amounts),
                "warmwasser_dezentral": draw(st.booleans())}  # fmt: skip
    return {"id": "x", "wohnung": dwelling, "personen": persons}


def compute(case: dict[str, Any], month: date, **options: Any) -> MonthResult:
    return calculate_case(read_case(case), month, **options)


def cents(text: str) -> int:
    whole, _, rest = text.partition(".")
    return int(whole) * 100 + int(rest.ljust(2, "0"))


@settings(max_examples=200, deadline=None)
@given(households(), MONTHS)
def test_every_month_adds_up(case: dict[str, Any], month: date) -> None:
    """A2: summe = Σ anspruch, shares of the dwelling add up, nothing is negative, explanation changes nothing."""
    result = compute(case, month)
    people = result.personen
    assert result.summe == sum(p.anspruch for p in people)
    assert result.sofortzuschlag == sum(p.sofortzuschlag for p in people)
    dwelling = case["wohnung"]
    assert sum(p.kdu for p in people) == cents(dwelling["bruttokaltmiete"]) + cents(dwelling["heizkosten"])
    for person in people:
        assert person.bedarf == person.regelbedarf + person.mehrbedarf + person.kdu
        assert min(person.anspruch, person.einkommen, person.einkommen_zugeteilt, person.sofortzuschlag) >= 0
        assert person.anspruch <= person.bedarf
        assert person.in_bg or person.anspruch == 0
    explained = compute(case, month, explain=True)
    assert (explained.personen, explained.summe, explained.hinweise) == (people, result.summe, result.hinweise)
    assert explained.schritte and not result.schritte


@settings(max_examples=200, deadline=None)
@given(households(), st.sampled_from(INCOME[:5]), st.integers(1, 60_000))
def test_more_income_of_an_adult_never_raises_the_claims_of_the_household(
    case: dict[str, Any], field: str, more: int
) -> None:
    """A2; the household as a whole: one person's claim may rise where the SGB II and the SGB XII share differently."""
    month = date(2026, 11, 1)
    richer = {**case, "personen": [dict(person) for person in case["personen"]]}
    first = richer["personen"][0]
    first[field] = f"{(cents(first.get(field, '0')) + more) / 100:.2f}"
    assert compute(richer, month).summe <= compute(case, month).summe


@settings(max_examples=100, deadline=None)
@given(st.integers(0, 150_000), st.integers(1, 50_000), st.sampled_from(INCOME), st.booleans())
def test_more_income_never_gives_a_single_more(income: int, more: int, field: str, years: bool) -> None:
    def claim(amount: int) -> int:
        person = {"id": "a", "rolle": "antragsteller", "geburtsdatum": "1950-05-01", field: f"{amount / 100:.2f}"}
        person |= {"grundrentenzeiten_33": years}
        return compute({"id": "x", "wohnung": {"anerkannt": "500"}, "personen": [person]}, date(2026, 11, 1)).summe

    assert claim(income + more) <= claim(income)


@settings(max_examples=60, deadline=None)
@given(households(), st.integers(2, 30))
def test_splitting_a_month_changes_nothing_but_cents(case: dict[str, Any], day: int) -> None:
    """A2: the parts before and from a day add up to the whole month, each person within one rounding."""
    month = date(2026, 11, 1)
    whole = compute(case, month).personen
    before = compute(case | {"bis": f"2026-11-{day - 1:02d}"}, month).personen
    after = compute(case | {"von": f"2026-11-{day:02d}"}, month).personen
    for full, one, two in zip(whole, before, after, strict=True):
        assert abs(one.anspruch + two.anspruch - full.anspruch) <= 1


@given(st.lists(st.tuples(st.sampled_from(list(Rolle)), st.dates(date(1930, 1, 1), date(2026, 10, 1)),
                          st.sampled_from([None, True, False]), st.booleans()), min_size=1, max_size=6))  # fmt: skip
def test_grouping_is_complete_and_never_mixes_the_third_chapter_with_the_sgb_ii(rows: list[Any]) -> None:
    """§ 21 SGB XII: with somebody able to work in the family nobody is left for chapter 3."""
    people = [Mitglied(f"p{n}", role, born, (0,) if role == Rolle.KIND and n else (), able, lasting)
              for n, (role, born, able, lasting) in enumerate(rows)]  # fmt: skip
    groups = zuordnen(people, date(2026, 11, 1))
    assert len(groups) == len(people)
    assert not (Leistung.SGB2 in groups and Leistung.KAPITEL_3 in groups)
    for person, group in zip(people, groups, strict=True):
        if person.rolle == Rolle.HAUSHALTSMITGLIED:
            assert group == Leistung.KEINE
