"""`nahbar calculate`: cases on standard input, results on standard output; no database, no server."""

from __future__ import annotations

import argparse
import json
import re
import sys
from collections import Counter
from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from io import TextIOWrapper
from typing import Any, TextIO

from nahbar.benefits.base import FactsRefused
from nahbar.benefits.case_calculation import LAWS, calculate_case
from nahbar.benefits.case_format import read_case
from nahbar.law.parameter import UnknownParameter
from nahbar.surfaces.api.case_format import refusal_object, result_object, schema

OK, SOME_REFUSED, UNUSABLE = 0, 1, 2


class UnusableInput(Exception):
    """The input is no list of cases."""


def main(arguments: Sequence[str], stdin: TextIO | None = None, stdout: TextIO | None = None) -> int:
    """Calculate and give the exit status: 0 all calculated, 1 some refused, 2 unusable input."""
    source, target = stdin or _utf8(sys.stdin, "utf-8-sig"), stdout or _utf8(sys.stdout, "utf-8")
    options = _parser().parse_args(arguments)
    if options.schema:
        _write(schema(), target)
        return OK
    if options.month is None:
        sys.stderr.write("nahbar calculate: --month JJJJ-MM fehlt.\n")
        return UNUSABLE
    try:
        cases = read_cases(source)
    except UnusableInput as error:
        sys.stderr.write(f"nahbar calculate: {error}\n")
        return UNUSABLE
    results = calculate_all(cases, options.month, benefit=options.benefit, explain=options.explain)
    _write(results, target)
    return SOME_REFUSED if any("error" in result for result in results) else OK


def read_cases(source: TextIO) -> list[Any]:
    """The list of raw cases; raises UnusableInput. Amounts written as numbers keep every digit."""
    try:
        raw = json.load(source, parse_float=Decimal, parse_int=_whole, object_pairs_hook=_object)
    except (ValueError, RecursionError):
        raise UnusableInput("Die Eingabe ist kein gültiges JSON.") from None
    if not isinstance(raw, list):
        raise UnusableInput("Die Eingabe ist keine Liste von Fällen.")
    return raw


def calculate_all(
    cases: Sequence[Any], month: date, *, benefit: str = "auto", explain: bool = False
) -> list[dict[str, Any]]:
    """One result per case, in input order; refused cases carry `error`."""
    ids = Counter(_id(case) for case in cases)
    return [_one(case, ids, month, benefit, explain) for case in cases]


def _one(raw: Any, ids: Counter[str | None], month: date, benefit: str, explain: bool) -> dict[str, Any]:
    case_id, label = _id(raw), f"{month:%Y-%m}"
    try:
        if case_id is not None and ids[case_id] > 1:
            raise _refused("id", "doppelt", "Diese Kennung kommt in der Liste mehrfach vor.")
        case = read_case(raw)
        return result_object(case.id, calculate_case(case, month, law=benefit, explain=explain), explain=explain)
    except FactsRefused as refusal:
        return refusal_object(case_id, label, refusal.errors)
    except UnknownParameter as unknown:
        return refusal_object(
            case_id,
            label,
            [{"pfad": "monat", "code": "parameter_unbekannt", "text": str(unknown), "parameter": unknown.name}],
        )


def _refused(path: str, code: str, text: str) -> FactsRefused:
    return FactsRefused([{"pfad": path, "code": code, "text": text}])


def _id(raw: Any) -> str | None:
    value = raw.get("id") if isinstance(raw, dict) else None
    return value if isinstance(value, str) else None


def _whole(text: str) -> int | Decimal:
    """A whole number; one too long for any field stays a decimal, so that it is refused in its case by its path."""
    return int(text) if len(text) < 100 else Decimal(text)


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """An object whose doubled fields become unknown ones, so that they are refused instead of overwritten."""
    content: dict[str, Any] = {}
    for key, value in pairs:
        content[f"{key} (doppelt)" if key in content else key] = value
    return content


def _write(content: Any, target: TextIO) -> None:
    text = json.dumps(content, ensure_ascii=False, indent=1)
    if any("\ud800" <= character <= "\udfff" for character in text):
        text = json.dumps(content, indent=1)
    target.write(f"{text}\n")


def _utf8(stream: TextIO, encoding: str) -> TextIO:
    """The stream as UTF-8, whatever the locale says."""
    if isinstance(stream, TextIOWrapper):
        stream.reconfigure(encoding=encoding)
    return stream


def _month(text: str) -> date:
    if not re.fullmatch(r"\d{4}-(0[1-9]|1[0-2])", text, re.ASCII) or text < "1900":
        raise argparse.ArgumentTypeError("Geben Sie den Monat in der Form 2026-11 an.")
    return date(int(text[:4]), int(text[5:]), 1)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="nahbar calculate",
        description="Fälle berechnen: JSON von der Standardeingabe, JSON auf die Standardausgabe.",
    )
    parser.add_argument("--month", type=_month, metavar="JJJJ-MM", help="der Monat, der berechnet wird")
    parser.add_argument("--benefit", choices=LAWS, default="auto")
    parser.add_argument("--explain", action="store_true", help="mit den angewandten Normen")
    parser.add_argument("--schema", action="store_true", help="das JSON Schema der Eingabe ausgeben")
    return parser
