"""What holds for every household: sums, signs, order, and the same amounts with and without explanation."""

from __future__ import annotations

from datetime import date
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from nahbar.benefits.grundsicherungsgeld.calculation import calculate
from nahbar.law.parameter import statutory
from nahbar.law.rechtsstand import Rechtsstand
from nahbar.law.sgb2.bedarfsgemeinschaft import Haushalt, PersonenErgebnis
from nahbar.law.sgb2.berechnung import (
    MONATSTAGE,
    anteil_am_offenen,
    gerundet,
    kopfteil,
    naechster_schnitt,
    verteilt,
)
from nahbar.law.sgb2.sachverhalt import Person, Rolle, Wohnung

MONTH = date(2026, 11, 1)
amounts = st.integers(0, 300_000).map(lambda cents: f"{cents // 100}.{cents % 100:02d}")
births = st.dates(date(1962, 1, 1), date(2005, 1, 1)).map(date.isoformat)
child_births = st.dates(date(2001, 6, 1), date(2026, 10, 31)).map(date.isoformat)


@st.composite
def households(draw: st.DrawFn) -> dict[str, Any]:
    persons: list[dict[str, Any]] = [{"id": "a", "rolle": "antragsteller", "geburtsdatum": draw(births)}]
    if draw(st.booleans()):
        persons.append({"id": "b", "rolle": "partner", "geburtsdatum": draw(births)})
    for person in persons:
        gross = draw(st.integers(0, 300_000))
        person["brutto"] = f"{gross / 100:.2f}"
        person["netto"] = f"{draw(st.integers(0, gross)) / 100:.2f}"
        person["alg1"] = draw(amounts)
        person["unterhalt"] = draw(st.sampled_from(["0", "120.50"]))
    oldest_parent = min(person["geburtsdatum"] for person in persons)
    for number in range(draw(st.integers(0, 4))):
        birth = draw(child_births.filter(lambda born: born > oldest_parent))
        child = {"id": f"k{number}", "rolle": "kind", "geburtsdatum": birth, "unterhalt": draw(amounts)}
        persons.append(child | {"kindergeld": draw(st.sampled_from(["0", "259.00"]))})
    if draw(st.booleans()):
        persons.append({"id": "h", "rolle": "haushaltsmitglied", "geburtsdatum": "1950-01-01"})
    dwelling = {
        "bruttokaltmiete": draw(amounts),
        "heizkosten": draw(amounts),
        "warmwasser_dezentral": draw(st.booleans()),
    }
    case: dict[str, Any] = {"id": "x", "wohnung": dwelling, "personen": persons}
    if draw(st.booleans()):
        case["von"] = f"2026-11-{draw(st.integers(1, 30)):02d}"
    return case


def cents(text: str) -> int:
    whole, _, rest = text.partition(".")
    return int(whole) * 100 + int(rest.ljust(2, "0"))


@settings(max_examples=150, deadline=None)
@given(households())
def test_every_month_adds_up(case: dict[str, Any]) -> None:
    """summe = Σ anspruch, Σ shares = amount, no negative amount, explanation changes nothing."""
    result = calculate(case, MONTH)
    people = result.personen
    assert result.summe == sum(p.anspruch for p in people)
    assert result.sofortzuschlag == sum(p.sofortzuschlag for p in people)
    dwelling = case["wohnung"]
    assert sum(p.kdu for p in people) == cents(dwelling["bruttokaltmiete"]) + cents(dwelling["heizkosten"])
    adults = {p["id"] for p in case["personen"] if p["rolle"] in ("antragsteller", "partner")}
    assert sum(p.einkommen_zugeteilt for p in people) == sum(p.einkommen for p in people if p.id in adults)
    for person in people:
        assert person.bedarf == person.regelbedarf + person.mehrbedarf + person.kdu
        assert min(person.anspruch, person.einkommen, person.einkommen_zugeteilt, person.sofortzuschlag) >= 0
        if not person.in_bg:
            assert person.anspruch == 0
    explained = calculate(case, MONTH, explain=True)
    assert (explained.personen, explained.summe, explained.hinweise) == (people, result.summe, result.hinweise)
    assert explained.schritte and not result.schritte


@settings(max_examples=100, deadline=None)
@given(st.integers(0, 300_000), st.integers(1, 50_000), births)
def test_more_income_never_gives_a_single_more(income: int, more: int, birth: str) -> None:
    def claim(field: str, amount: int) -> int:
        person = {"id": "a", "rolle": "antragsteller", "geburtsdatum": birth, field: f"{amount / 100:.2f}"}
        if field == "brutto":
            person["netto"] = person["brutto"]
        return calculate({"id": "x", "wohnung": {"anerkannt": "500"}, "personen": [person]}, MONTH).summe

    for field in ("brutto", "gewinn", "alg1", "sonstiges"):
        assert claim(field, income + more) <= claim(field, income)


@given(st.integers(0, 10**9), st.dictionaries(st.text(max_size=3), st.integers(0, 10**6), max_size=8))
def test_shares_always_add_up_and_stay_next_to_the_exact_share(amount: int, weights: dict[str, int]) -> None:
    shares = verteilt(amount, weights)
    total = sum(weights.values())
    assert list(shares) == list(weights)
    assert sum(shares.values()) == (amount if total else 0)
    for key, weight in weights.items():
        if total:
            assert abs(shares[key] * total - amount * weight) < total


def test_leftover_cents_go_to_the_largest_fraction_and_ties_to_the_last() -> None:
    """U40: 100.00 for three gives the last the cent; unequal fractions come first."""
    assert verteilt(10_000, {"a": 1, "b": 1, "c": 1}) == {"a": 3333, "b": 3333, "c": 3334}
    assert verteilt(10_001, {"a": 1, "b": 1, "c": 1}) == {"a": 3333, "b": 3334, "c": 3334}
    assert verteilt(100, {"a": 3, "b": 2, "c": 2}) == {"a": 43, "b": 28, "c": 29}


def test_rounding_is_half_up() -> None:
    """§ 41 Abs. 2 SGB II."""
    assert [gerundet(n, 10) for n in (14, 15, 24, 25, 0)] == [1, 2, 2, 3, 0]


@given(st.sets(st.integers(1, MONATSTAGE - 1)))
def test_the_days_of_change_are_met_one_after_the_other(days: set[int]) -> None:
    schnitte = sum(1 << day for day in days)
    met, davor = [], 0
    while (davor := naechster_schnitt(schnitte, davor)) < MONATSTAGE:
        met.append(davor)
    assert met == sorted(days)


@given(st.integers(0, 10_000_000), st.lists(st.integers(0, 500_000), min_size=1, max_size=12))
def test_shares_are_those_of_the_whole_distribution(amount: int, weights: list[int]) -> None:
    """U40: the share of one person alone is the one that the distribution to all gives it; heads likewise."""
    by_key = {str(nr): weight for nr, weight in enumerate(weights)}
    people = [Person(key, nr, Rolle.KIND, MONTH) for nr, key in enumerate(by_key)]
    results = [PersonenErgebnis(key, in_bg=True, offen=weight) for key, weight in by_key.items()]
    h = Haushalt(Rechtsstand(MONTH, MONTH, statutory()), people, results, Wohnung(), MONTH, 0, -1, False)
    total = sum(weights)
    assert {p.id: anteil_am_offenen(h, p, amount, total) for p in people} == verteilt(amount, by_key)
    equal = dict.fromkeys(by_key, 1)
    assert {p.id: kopfteil(amount, len(people), p.nr) for p in people} == verteilt(amount, equal)
