"""The coverage of the law is whole (D03): page up to date, a norm for each place of the scope, cases, sources."""

from __future__ import annotations

import ast
import re
import sys
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from nahbar.law import zuordnung
from nahbar.law.citation import Citation
from nahbar.law.parameter import statutory
from nahbar.law.sgb2 import monat as sgb2
from nahbar.law.sgb12 import monat as sgb12

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "scripts"))
import law_coverage

HERE = Path(__file__).parent
_SCOPE = law_coverage.scope()
_AMOUNTS = [(name, row) for name, rows in law_coverage.amounts().items() for row in rows]

WITHOUT_CASE = {
    "sgb12_erwerbsfreibetrag_pflege": "no field for Hilfe zur Pflege",
    "zweckbestimmte_leistung": "no field: callers leave it out",
    "mehrbedarf_mittagessen": "no field for days in a Werkstatt",
    "mehrbedarf_schulbuecher": "no field",
    "tage_im_ausland": "no field for days abroad",
    "unterkunft_bei_angehoerigen": "no field for the limit of a household with one person less",
    "unterkunft_besondere_wohnform": "no field for the kind of home",
    "unterkunft_einrichtung": "no field for the kind of home",
    "vermoegen_geschont": "no field for assets that hardship spares",
}
"""Norms of a month that the public case format cannot reach; test_sgb12.py tries them with the facts of the law."""


@cache
def coverage() -> law_coverage.Coverage:
    return law_coverage.collect()


def _of_a_month() -> frozenset[str]:
    starts = (sgb2.monat, sgb12.monat, zuordnung.zuordnen)
    return frozenset[str]().union(*(coverage().code.reached(start) for start in starts))


def test_the_page_is_up_to_date() -> None:
    """scripts/law-coverage writes it anew."""
    assert law_coverage.PAGE.read_text(encoding="utf-8") == law_coverage.page(coverage()), "run scripts/law-coverage"


@pytest.mark.parametrize("entry", _SCOPE, ids=lambda entry: f"{entry.law} {entry.stelle}")
def test_every_place_of_the_scope_has_a_norm_or_a_reason(entry: law_coverage.Place) -> None:
    known = {info.name for info in coverage().code.norms.values()}
    assert set(entry.durch) <= known
    assert bool(entry.norms(coverage().code)) != bool(entry.ausgelassen)
    assert entry.inhalt


def test_the_scope_names_each_place_once() -> None:
    places = [(entry.law, entry.stelle) for entry in _SCOPE]
    assert len(set(places)) == len(places) > 150


def test_every_norm_of_a_month_stands_in_the_trace_of_a_case() -> None:
    norms = coverage().code.norms
    of_a_month = _of_a_month()
    assert len(of_a_month) > 120
    lacking = {norms[key].name for key in of_a_month if key not in coverage().cases}
    assert lacking == set(WITHOUT_CASE)


def test_every_norm_beside_the_month_is_used_by_a_test() -> None:
    tests, norms = coverage().tests, coverage().code.norms
    tried = coverage().cases.keys() | tests.direct.keys() | tests.through.keys()
    assert {key for key in norms if key not in tried} == set()


def test_the_reach_of_a_norm_follows_its_calls() -> None:
    """The search itself: wordings, helpers and parameters behind a helper are found, an unrelated norm is not."""
    code = coverage().code
    reached = {code.norms[key].name for key in code.reached(sgb2.monat)}
    assert {"erwerbsfreibetrag", "mehrbedarf_hoechstens", "minderung_meldeversaeumnis"} <= reached
    assert not {"zinsen", "aufrechnung", "unterkunft_einrichtung"} & reached
    info = next(info for info in code.norms.values() if info.name == "versicherungspauschale")
    assert code.parameters(info) == {"versicherungspauschale"}


def test_the_page_for_readers_shows_the_code_that_runs() -> None:
    """docs/law.md: the norm of § 11b Abs. 2 S. 2 as it stands in the source, functions and files that exist."""
    text = (law_coverage.ROOT / "docs" / "law.md").read_text(encoding="utf-8")
    shown = text.partition("```python\n")[2].partition("```")[0]
    source = (law_coverage.ROOT / "nahbar" / "law" / "sgb2" / "absetzbetraege.py").read_text(encoding="utf-8")
    assert shown and shown in source
    names = {info.name for info in coverage().code.norms.values()} | {parameter.name for parameter in statutory()}
    assert {"grundabsetzungsbetrag", "absetzbetrag_erwerb", "erwerbsfreibetrag", "erwerbsfreibetrag_ab"} <= names
    for path in re.findall(r"`((?:scripts|tests|nahbar)/[\w/.-]+\.(?:py|yaml))`", text):
        assert (law_coverage.ROOT / path).is_file(), path


def test_every_norm_cites_and_every_parameter_has_a_source() -> None:
    for info in coverage().code.norms.values():
        assert Citation.parse(str(info.citation)) == info.citation
    for parameter in statutory():
        Citation.parse(parameter.norm)
        for entry in parameter.entries:
            assert len(entry.quelle) > 5, (parameter.name, entry.ab)


@pytest.mark.parametrize(("name", "row"), _AMOUNTS, ids=lambda value: value if isinstance(value, str) else value["was"])
def test_every_promised_amount_is_tested(name: str, row: dict[str, Any]) -> None:
    """J1 to J9, U4 to U9, U27 to U31, U37 to U40, worked examples, parameters: the named place says it."""
    assert ("test" in row or "werte" in row) != ("ausgelassen" in row)
    for test in row.get("test", ()):
        if test.startswith("cases/"):
            case = (HERE / f"{test}.yaml").read_text(encoding="utf-8")
            assert row.get("betrag", "") in case.partition("output:")[2], test
        else:
            file, _, function = test.partition("::")
            tree = ast.parse((HERE / file).read_text(encoding="utf-8"))
            assert function in {node.name for node in tree.body if isinstance(node, ast.FunctionDef)}, test
    for parameter, values in row.get("werte", {}).items():
        for month, value in values.items():
            assert statutory().at(parameter, date.fromisoformat(f"{month}-01")).text == value, (parameter, month)
