"""The coverage of the law as a page: § → norm → wordings → cases and tests → parameters, all found in the code.

Cases tell by their trace which norms they apply. What stands beside the month's amount is found in the tests by the
names they import. The scope is data (`tests/law/scope.yaml`): each entry has a norm, or the reason why not. So are the
amounts that were promised (`tests/law/amounts.yaml`), each with the place where it is tested.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

import yaml  # noqa: E402
from law_coverage_code import GESETZE, Code, Tests, place  # noqa: E402

from nahbar.benefits.case_calculation import calculate_case  # noqa: E402
from nahbar.benefits.case_format import read_case  # noqa: E402
from nahbar.law.citation import Citation  # noqa: E402
from nahbar.law.explain import walk  # noqa: E402
from nahbar.law.norm import NormInfo, Stichtag  # noqa: E402
from nahbar.law.parameter import Parameter, statutory  # noqa: E402

PAGE = ROOT / "docs" / "law-coverage.md"
CASES = ROOT / "tests" / "law" / "cases"
SCOPE = ROOT / "tests" / "law" / "scope.yaml"
AMOUNTS = ROOT / "tests" / "law" / "amounts.yaml"
SHOWN = 3
"""So many cases or test files are named."""


@dataclass
class Coverage:
    """Everything the page tells, by the key of a norm."""

    code: Code
    tests: Tests
    cases: dict[str, set[str]] = field(default_factory=dict)
    """Norm → the cases in whose trace it stands."""
    read: dict[str, set[str]] = field(default_factory=dict)
    """Norm → the parameters that a trace shows beside it."""


@dataclass(frozen=True)
class Place:
    """One entry of the scope: a place in the law with its norms, or why there is none."""

    law: str
    stelle: str
    inhalt: str
    durch: tuple[str, ...]
    ausgelassen: str

    @property
    def citation(self) -> Citation:
        return Citation.parse(f"{self.law} {self.stelle}")

    def norms(self, code: Code) -> list[NormInfo]:
        """The norms that cite this place, or those that the entry names."""
        if self.durch:
            return [info for info in code.norms.values() if info.name in self.durch]
        wanted = self.citation
        return [info for info in code.norms.values() if _within(info.citation, wanted)]


def collect() -> Coverage:
    """Run every case with explanation and read the tests."""
    code = Code()
    coverage = Coverage(code, Tests(ROOT / "tests", code))
    by_name: dict[tuple[str, str], list[NormInfo]] = {}
    for info in code.norms.values():
        by_name.setdefault((str(info.citation), info.name), []).append(info)
    for path in sorted(CASES.rglob("*.yaml")):
        content = yaml.safe_load(path.read_text(encoding="utf-8"))
        month = date.fromisoformat(f"{content['month']}-01")
        begin = content["input"].get("bewilligungszeitraum_beginn", month)
        dates = {Stichtag.MONAT: month, Stichtag.BEWILLIGUNG: date.fromisoformat(str(begin))}
        result = calculate_case(read_case(content["input"]), month, law=content.get("benefit", "auto"), explain=True)
        for step in walk(result.schritte):
            for info in _wording(by_name.get((step.norm, step.name), []), dates):
                coverage.cases.setdefault(info.key, set()).add(str(path.relative_to(CASES).with_suffix("")))
                coverage.read.setdefault(info.key, set()).update(used.name for used in step.parameter)
    return coverage


def scope() -> list[Place]:
    """The scope of the issue, by name."""
    content = yaml.safe_load(SCOPE.read_text(encoding="utf-8"))
    return [
        Place(law, row["stelle"], row["inhalt"], tuple(row.get("durch", ())), row.get("ausgelassen", ""))
        for law, rows in content.items()
        for row in rows
    ]


def amounts() -> dict[str, list[dict[str, Any]]]:
    """The amounts that journeys and the worked examples promise, each with the places of its tests."""
    content: dict[str, list[dict[str, Any]]] = yaml.safe_load(AMOUNTS.read_text(encoding="utf-8"))
    return content


def page(coverage: Coverage) -> str:
    """The whole page."""
    lines = [*_head(coverage), *_scope_table(coverage), *_amounts_table()]
    for law in GESETZE:
        infos = [info for info in coverage.code.norms.values() if info.citation.gesetz in law.names]
        lines += _law(coverage, law.title, infos)
    return "\n".join([*lines, *_parameters(statutory())]) + "\n"


def _head(coverage: Coverage) -> list[str]:
    norms, parameters = coverage.code.norms, list(statutory())
    applied = sum(1 for key in norms if key in coverage.cases)
    return [
        "# What of the law is here, and where it is tried",
        "",
        "Written by `scripts/law-coverage` from code, cases and tests; `tests/law/test_coverage.py` fails when it is",
        "old. How a norm is written: [law.md](law.md). What we take where the statute is open:",
        "[law-readings.md](law-readings.md).",
        "",
        f"{len(norms)} wordings of norms, {applied} of them in the trace of at least one case; {len(parameters)} "
        "parameters, each value with a source. A case is named by its file under `tests/law/cases/`, a test by its "
        "file under `tests/`; where there are many, the first are named.",
        "",
    ]


def _scope_table(coverage: Coverage) -> list[str]:
    places = scope()
    left_out = [place for place in places if place.ausgelassen]
    lines = ["## The scope, by name", "", "| § | what | norms, or why there is none |", "|---|---|---|"]
    for entry in places:
        infos = sorted(entry.norms(coverage.code), key=_order)
        names = ", ".join(f"`{name}`" for name in dict.fromkeys(info.name for info in infos))
        answer = f"left out: {entry.ausgelassen}" if entry.ausgelassen else names
        lines.append(f"| {entry.law} {entry.stelle} | {entry.inhalt} | {answer} |")
    return [*lines, "", f"{len(places)} places, {len(left_out)} of them left out.", ""]


def _amounts_table() -> list[str]:
    lines = ["## The promised amounts", "", "| what | amount | tested in |", "|---|---|---|"]
    for name, rows in amounts().items():
        for row in rows:
            tests = ", ".join(f"`{test}`" for test in row.get("test", ()))
            where = tests or f"left out: {row['ausgelassen']}"
            lines.append(f"| {name}: {row['was']} | {row.get('betrag', '')} | {where} |")
    return [*lines, ""]


def _law(coverage: Coverage, title: str, infos: list[NormInfo]) -> list[str]:
    lines = [f"## {title}", "", "| § | norm | gives | wording | cases and tests | parameters |", f"|{'---|' * 6}"]
    for info in sorted(infos, key=_order):
        file = info.module.replace(".", "/") + ".py"
        norm = f"[`{info.name}`](../{file})"
        seen = _seen(coverage, info)
        read = sorted(coverage.read.get(info.key, set()) | coverage.code.parameters(info))
        reads = ", ".join(f"`{name}`" for name in read)
        lines.append(f"| {place(info.citation)} | {norm} | {info.einheit} | {_dates(info)} | {seen} | {reads} |")
    return [*lines, ""]


def _seen(coverage: Coverage, info: NormInfo) -> str:
    other = "sgb12/" if info.citation.gesetz != "SGB XII" else "sgb2/"
    found = sorted(coverage.cases.get(info.key, ()), key=lambda name: (name.startswith(other), name))
    direct = sorted(coverage.tests.direct.get(info.key, ()))
    through = sorted(coverage.tests.through.get(info.key, ())) if not direct and not found else []
    parts = [_named(found), _named(direct), "by way of " + _named(through) if through else ""]
    return "; ".join(part for part in parts if part)


def _named(names: list[str]) -> str:
    return ", ".join(names[:SHOWN]) + (" and more" if len(names) > SHOWN else "")


def _dates(info: NormInfo) -> str:
    if info.ab is None and info.bis is None:
        return ""
    by = " (Bewilligungszeitraum)" if info.stichtag is Stichtag.BEWILLIGUNG else ""
    return " ".join(f"{word} {day}" for word, day in (("from", info.ab), ("to", info.bis)) if day) + by


def _parameters(parameters: Iterable[Parameter]) -> list[str]:
    lines = ["## Parameters", "", "| name | § | from | value | source |", "|---|---|---|---|---|"]
    for parameter in sorted(parameters, key=lambda p: (_order_of(Citation.parse(p.norm)), p.name)):
        for entry in parameter.entries:
            until = f" to {entry.bis}" if entry.bis else ""
            source = entry.quelle.replace("|", "/")
            lines.append(f"| `{parameter.name}` | {parameter.norm} | {entry.ab}{until} | {entry.text} | {source} |")
    return lines


def _within(citation: Citation, wanted: Citation) -> bool:
    parts = ("gesetz", "paragraph", "absatz", "satz", "nummer", "buchstabe")
    return all(getattr(wanted, part) in (None, getattr(citation, part)) for part in parts)


def _wording(infos: list[NormInfo], dates: Mapping[Stichtag, date]) -> Iterator[NormInfo]:
    """Which of several wordings with one citation was meant."""
    holding = [info for info in infos if (info.ab or date.min) <= dates[info.stichtag] <= (info.bis or date.max)]
    yield from holding or infos


def _order(info: NormInfo) -> tuple[Any, ...]:
    return (*_order_of(info.citation), str(info.ab or ""), info.name, info.key)


def _order_of(citation: Citation) -> tuple[Any, ...]:
    rank = next((nr for nr, law in enumerate(GESETZE) if citation.gesetz in law.names), len(GESETZE))
    parts = (citation.paragraph, citation.absatz, citation.satz, citation.nummer, citation.buchstabe)
    return (rank, *(_number(part) for part in parts), citation.gesetz)


def _number(part: str | None) -> tuple[int, str]:
    match = re.match(r"(\d+)(.*)", part or "")
    return (int(match[1]), match[2]) if match else (0, part or "")


def main() -> None:
    """Write the page, or with `--check` say whether it is old."""
    text = page(collect())
    if "--check" in sys.argv[1:]:
        if PAGE.read_text(encoding="utf-8") != text:
            sys.exit("docs/law-coverage.md ist veraltet: scripts/law-coverage schreibt die Seite neu.")
        return
    PAGE.write_text(text, encoding="utf-8")
    print(f"· {PAGE.relative_to(ROOT)}: {len(text.splitlines())} Zeilen")


if __name__ == "__main__":
    main()
