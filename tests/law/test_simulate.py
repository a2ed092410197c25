"""Winners and losers of a stock (D03, J12): by hand, in parts, through Parquet, and what is refused."""

from __future__ import annotations

import sys
from collections import Counter
from contextlib import suppress
from datetime import date
from pathlib import Path
from random import Random
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from nahbar.benefits.base import FactsRefused
from nahbar.benefits.case_format import read_case
from nahbar.benefits.case_sgb2 import facts_of
from nahbar.law.batch import simulate as s
from nahbar.law.batch.columns import HOUSEHOLD_COLUMNS, HOUSEHOLDS, PERSON_COLUMNS, PERSONS
from nahbar.law.batch.draw import draw, drawn_parts
from nahbar.law.batch.plausible import StockUnusable
from nahbar.law.batch.sgb2 import stock_of
from nahbar.law.batch.tables import parts_of, write
from nahbar.law.parameter import Parameters, statutory
from nahbar.law.parameter_set import merged, read_set
from nahbar.law.rechtsstand import Rechtsstand
from nahbar.law.sgb2.monat import monat
from tests.law.households import random_case

CACHE = Path(sys.prefix) / "law-cache"
NOVEMBER, JUNE, JULY = date(2026, 11, 1), date(2026, 6, 1), date(2026, 7, 1)


def values(**euro: str) -> Parameters:
    """The values of November 2026 with these on top."""
    text = "".join(
        f'{name}:\n  werte:\n    - {{ab: 2026-11-01, bis: 2026-12-31, wert: "{wert}", quelle: "erfunden"}}\n'
        for name, wert in euro.items()
    )
    return merged(statutory(), read_set(text))


def household(dwelling: dict[str, Any], *persons: dict[str, Any], **more: Any) -> dict[str, Any]:
    roles = ("antragsteller", "partner") if len(persons) > 1 else ("antragsteller",)
    people = [
        {"id": f"p{index}", "rolle": role, "geburtsdatum": "1990-05-01", **person}
        for index, (role, person) in enumerate(zip(roles, persons, strict=True))
    ]
    return {"id": "x", "wohnung": dwelling, "personen": people, **more}


def batch(month: date, *cases: dict[str, Any]) -> s.Batch:
    stock, alone = stock_of([(facts_of(read_case(case), month), month) for case in cases])
    return s.Batch(stock, alone=len(alone))


def count(one: s.Batch, before: s.State, after: s.State) -> s.Tally:
    return s.tally([one], before, after, CACHE)


def same(one: s.Tally, two: s.Tally) -> bool:
    return one.alone == two.alone and one.groups.keys() == two.groups.keys() and all(
        (group.sums == two.groups[key].sums).all() and group.changes == two.groups[key].changes
        for key, group in one.groups.items()
    )


def test_winners_and_losers_by_hand() -> None:
    """Stufe 1 from 563 to 573, Stufe 2 from 506 to 500, nothing else.

    A, alone, 400 for the dwelling: 963 → 973. B, alone, earns 3000 net: 0 → 0. C, alone, as A with 1000
    Arbeitslosengeld less 30 (insurances): 970 covers 963, not 973: 0 → 3, all of it for the dwelling. D, a couple, 600
    for the dwelling: 1612 → 1600.
    """
    flat = {"anerkannt": "400.00"}
    stock = batch(
        NOVEMBER,
        household(flat, {}),
        household(flat, {"brutto": "4000.00", "netto": "3000.00"}),
        household(flat, {"alg1": "1000.00"}),
        household({"anerkannt": "600.00"}, {}, {}),
    )
    after = s.State(NOVEMBER, values(regelbedarfsstufe_1="573.00", regelbedarfsstufe_2="500.00"))
    found = count(stock, s.State(NOVEMBER, statutory()), after)
    everybody = found.groups[s.ALL, s.ALL]
    assert dict(zip(s.MEASURES, everybody.sums.tolist(), strict=True)) == {
        "haushalte": 4, "gewinner": 2, "verlierer": 1, "gleich": 1, "beginnt": 1, "endet": 0,
        "vorher": 257_500, "nachher": 257_600, "vorher_unterkunft": 100_000, "nachher_unterkunft": 100_300,
        "mehr": 1_300, "weniger": 1_200,
    }  # fmt: skip
    assert everybody.changes == Counter({10: 1, 3: 1, -12: 1})
    assert [everybody.quantile(percent) for percent in (10, 50, 90)] == [-12, 3, 10]
    rows = {(feature, name): group["haushalte"] for feature, name, group in found.rows()}
    assert rows == {
        (s.ALL, s.ALL): 4, (s.TYPE, "Alleinstehend"): 3, (s.TYPE, "Paar ohne Kinder"): 1, (s.SIZE, "1 Person"): 3,
        (s.SIZE, "2 Personen"): 1, (s.WORK, "ohne Erwerbseinkommen"): 3, (s.WORK, "mit Erwerbseinkommen"): 1,
    }  # fmt: skip


def test_july_2026_by_hand() -> None:
    """In the first year until June the whole rent, from July at most one and a half limits (§ 22 Abs. 1 S. 6): −250.

    With the claim gone the household counts as ended: rent 1000, limit 500, other income 1313 + 30.
    """
    flat = {"bruttokaltmiete": "1000.00", "angemessen_bruttokalt": "500.00"}
    begun = {"leistungsbeginn": "2026-03-01"}
    stock = batch(
        JUNE, household(flat, {}, **begun), household(flat, {"alg1": "1343.00"}, **begun),
        household({"anerkannt": "500.00"}, {}),
    )  # fmt: skip
    found = count(stock, s.State(JUNE, statutory()), s.State(JULY, statutory())).groups[s.ALL, s.ALL]
    assert [found[name] for name in ("verlierer", "endet", "gleich", "weniger")] == [2, 1, 1, 50_000]
    assert found["vorher_unterkunft"] - found["nachher_unterkunft"] == 50_000
    assert found.quantile(50) == -250


def test_amounts_of_a_household_are_those_of_the_single_case() -> None:
    """Random households, also with parts of a month: everything, and what of it is for the dwelling (§ 19 Abs. 3)."""
    r, cases = Random("simulate"), []
    while len(cases) < 80:
        case = read_case(random_case(r, JULY))
        with suppress(FactsRefused):
            cases.append((facts_of(case, JULY), case.bewilligungszeitraum_beginn or JULY))
    alone = [monat(facts, Rechtsstand(JULY, begin, statutory())) for facts, begin in cases]
    state = s.State(JULY, statutory())
    _, found = s.compare(stock_of(cases)[0], state, state, CACHE)
    assert found.total.tolist() == [result.summe + result.sofortzuschlag for result in alone]
    assert found.dwelling.tolist() == [sum(min(p.anspruch, p.kdu * p.tage // 30) for p in r.personen) for r in alone]
    assert any(p.tage < 30 and p.anspruch for result in alone for p in result.personen)


def test_without_a_change_nobody_wins_or_loses() -> None:
    state = s.State(NOVEMBER, statutory())
    found = count(s.Batch(draw([7], 300, NOVEMBER)), state, state).groups[s.ALL, s.ALL]
    assert [found[name] for name in ("haushalte", "gewinner", "verlierer", "gleich")] == [300, 0, 0, 300]
    assert found["vorher"] == found["nachher"] > 0 and found.quantile(50) is None


def test_quantiles_beyond_the_last_step() -> None:
    group = s.Group(changes=Counter({-s.HIGHEST: 1, 0: 8, 40: 1}))
    assert [group.quantile(percent) for percent in (10, 11, 90, 91, 100)] == [-s.HIGHEST, 0, 0, 40, 40]


def test_groups_of_a_draw_add_up_and_are_all_there() -> None:
    """The groups of each feature together are everybody, in every measure; the draw has each kind of household."""
    places = np.array(["05315000", "", "05334002"])[np.arange(600) % 3]
    found = count(
        s.Batch(draw([1], 600, JUNE), places), s.State(JUNE, statutory()), s.State(JULY, statutory())
    )
    everybody = found.groups[s.ALL, s.ALL]
    for feature in s.FEATURES:
        groups = [group for (own, _), group in found.groups.items() if own == feature]
        assert (sum(group.sums for group in groups) == everybody.sums).all(), feature
        assert sum((group.changes for group in groups), Counter()) == everybody.changes
    named = [name for feature, name, _ in found.rows() if feature in (s.TYPE, s.PLACE)]
    assert named == [*s.TYPES, "05315000", "05334002", s.UNKNOWN_PLACE]


def test_parts_add_up_to_the_whole_and_a_seed_repeats() -> None:
    states = s.State(JUNE, statutory()), s.State(JULY, statutory())
    parts = drawn_parts(5, 250, JUNE, size=100)
    assert [part.households for part in parts] == [100, 100, 50]
    added = s.Tally()
    for part in parts:
        added.add(s.tally(part.batches(), *states, CACHE))
    again = [b for part in drawn_parts(5, 250, JUNE, size=100) for b in part.batches()]
    assert same(added, s.tally(again, *states, CACHE))
    assert added.groups[s.ALL, s.ALL]["haushalte"] == 250
    other = s.tally(drawn_parts(6, 250, JUNE)[0].batches(), *states, CACHE)
    assert not same(added, other)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A stock of 120 households in three row groups, every third with a Gemeinde."""
    places = np.array(["05315000", "", ""])[np.arange(40) % 3]
    written = write(tmp_path / "bestand", [s.Batch(draw([3, part], 40, JUNE), places) for part in range(3)])
    assert written == 120
    return tmp_path / "bestand"


def test_through_parquet_and_back_nothing_changes(folder: Path) -> None:
    """Also where the persons lie in other row groups than the households, and in folders of folders."""
    states = s.State(JUNE, statutory()), s.State(JULY, statutory())
    places = np.array(["05315000", "", ""])[np.arange(40) % 3]
    direct = s.tally([s.Batch(draw([3, part], 40, JUNE), places) for part in range(3)], *states, CACHE)
    parts = parts_of(folder)
    assert [part.households for part in parts] == [40, 40, 40]
    read = [b for part in parts for b in part.batches()]
    assert same(direct, s.tally(read, *states, CACHE))
    drawn = draw([3, 1], 40, JUNE)
    for name, column in drawn.persons.items():
        assert (read[1].stock.persons[name] == column).all(), name
    for name, column in drawn.dwellings.items():
        assert (read[1].stock.dwellings[name] == column).all(), name
    persons = pq.read_table(folder / PERSONS)
    pq.write_table(persons, folder / PERSONS, row_group_size=17)
    assert same(direct, s.tally((b for part in parts_of(folder) for b in part.batches()), *states, CACHE))
    folder.rename(folder.with_name("a"))
    assert len(parts_of(folder.parent)) == 3


def test_case_by_case_households_are_left_out_and_counted(folder: Path) -> None:
    households = pq.read_table(folder / HOUSEHOLDS)
    alone = pa.array([index % 10 == 0 for index in range(120)])
    at = households.schema.get_field_index("einzeln")
    pq.write_table(households.set_column(at, "einzeln", alone), folder / HOUSEHOLDS)
    [part] = parts_of(folder)
    found = s.tally(part.batches(), s.State(JUNE, statutory()), s.State(JULY, statutory()), CACHE)
    assert found.alone == 12 and found.groups[s.ALL, s.ALL]["haushalte"] == 108
    with_reduction = household({"anerkannt": "1.00"}, {"minderungen": [_REDUCTION]})
    assert batch(NOVEMBER, with_reduction, household({}, {})).alone == 1


_REDUCTION = {"grund": "meldeversaeumnis", "ereignis": "2026-10-05", "monat_nr": 1}


def test_only_the_needed_columns_are_enough(folder: Path) -> None:
    """What is missing has its default: no income, no rent, nobody's parents."""
    for file, known in ((HOUSEHOLDS, HOUSEHOLD_COLUMNS), (PERSONS, PERSON_COLUMNS)):
        needed = [name for name, column in known.items() if column.default is None]
        table = pq.read_table(folder / file).select(needed)
        pq.write_table(table, folder / file)
    [part] = parts_of(folder)
    [found] = part.batches()
    assert set(found.stock.persons) == {"rolle", "geburtsdatum"} and found.places is None
    state = s.State(JUNE, statutory())
    assert count(found, state, state).groups[s.ALL, s.ALL]["vorher_unterkunft"] == 0


def change(folder: Path, file: str, name: str, column: Any) -> None:
    table = pq.read_table(folder / file)
    at = table.schema.get_field_index(name)
    values = column(table) if callable(column) else column
    if at < 0:
        table = table.append_column(name, values)
    else:
        table = table.remove_column(at) if values is None else table.set_column(at, name, values)
    pq.write_table(table, folder / file)


def with_first(name: str, value: Any) -> Any:
    return lambda table: pa.array([value, *table[name].to_pylist()[1:]], table.schema.field(name).type)


@pytest.mark.parametrize(
    ("file", "name", "column", "words"),
    [
        (PERSONS, "nettto", lambda t: t["netto"], "Die Spalte »nettto« kennt das Format nicht."),
        (PERSONS, "minderungen", lambda t: t["netto"], "»minderungen« wird im Bestand nicht gerechnet."),
        (PERSONS, "geburtsdatum", None, "Die Spalte »geburtsdatum« fehlt."),
        (HOUSEHOLDS, "leistungsbeginn", None, "Die Spalte »leistungsbeginn« fehlt."),
        (PERSONS, "netto", lambda t: t["netto"].cast(pa.float64()), "Art double, erwartet ist eine ganze Zahl."),
        (PERSONS, "geburtsdatum", lambda t: t["netto"], "erwartet ist ein Tag"),
        (HOUSEHOLDS, "personen", with_first("personen", 60), "stehen"),
        (HOUSEHOLDS, "personen", with_first("personen", 61), "1 bis 60 Personen"),
        (HOUSEHOLDS, "personen", with_first("personen", 0), "1 bis 60 Personen"),
        (PERSONS, "haushalt", with_first("haushalt", 5), "Haushalt 0: Die Personen stehen nicht in der Reihenfolge"),
        (PERSONS, "geburtsdatum", with_first("geburtsdatum", None), "In der Spalte »geburtsdatum« fehlen Werte."),
        (PERSONS, "geburtsdatum", with_first("geburtsdatum", date(1899, 1, 1)), "Haushalt 0: Der Wert in »geburtsd"),
        (PERSONS, "rolle", with_first("rolle", 2), "genau eine Antragstellerin oder einen Antragsteller, hier 0"),
        (PERSONS, "rolle", with_first("rolle", 9), "Haushalt 0: Der Wert in »rolle« kann nicht sein."),
        (PERSONS, "netto", with_first("netto", -1), "Haushalt 0: Der Wert in »netto« kann nicht sein."),
        (PERSONS, "netto", lambda t: pa.array([2**40] * len(t)), "In der Spalte »netto« ist ein Wert zu groß."),
        (PERSONS, "kindergeld_empfaenger", with_first("kindergeld_empfaenger", 60), "kindergeld_empfaenger"),
        (PERSONS, "kindergeld_empfaenger", with_first("kindergeld_empfaenger", -1), "kindergeld_empfaenger"),
        (PERSONS, "eltern", with_first("eltern", 1 << 59), "eltern"),
        (HOUSEHOLDS, "anerkannt", with_first("anerkannt", -2), "anerkannt"),
        (HOUSEHOLDS, "leistungsbeginn", with_first("leistungsbeginn", date(9999, 12, 31)), "leistungsbeginn"),
    ],
)
def test_a_stock_that_cannot_be_is_refused_with_a_sentence(
    folder: Path, file: str, name: str, column: Any, words: str
) -> None:
    change(folder, file, name, column)
    with pytest.raises(StockUnusable) as refusal:
        for part in parts_of(folder):
            list(part.batches())
    assert words in str(refusal.value)


def test_two_partners_are_refused(folder: Path) -> None:
    roles = pq.read_table(folder / PERSONS)["rolle"].to_pylist()
    doubled = [1 if role == 2 else role for role in roles]
    assert doubled != roles
    change(folder, PERSONS, "rolle", pa.array(doubled, pa.int8()))
    with pytest.raises(StockUnusable, match="höchstens eine Partnerin"):
        list(parts_of(folder)[0].batches())


def test_no_stock_and_no_second_stock(folder: Path, tmp_path: Path) -> None:
    with pytest.raises(StockUnusable, match="liegt schon ein Bestand"):
        write(folder, [])
    with pytest.raises(StockUnusable, match="liegt keine Tabelle"):
        parts_of(tmp_path / "leer")
    (folder / PERSONS).write_bytes(b"kein Parquet")
    with pytest.raises(StockUnusable, match="nicht als Parquet lesen"):
        parts_of(folder)
