"""What stands in `form.yaml`: read strictly, every mistake with the path of its place."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Any

from nahbar.benefits.short_form import ShortForm
from nahbar.questionnaire.conditions import ConditionError, validate
from nahbar.questionnaire.load import DefinitionError, unknown_field

CODES = frozenset(("SGB II", "SGB XII"))
TEAMS = frozenset(("leistung", "teamlead"))
"""Who can open the page on which answers and papers stand."""
SIGNS = frozenset(("klick", "papier"))
KEPT = range(1, 31)
WITHIN = range(61)
SIGNED = "unterschrift"
"""Key of the paper that a form with `sign: papier` asks for."""


@dataclass(frozen=True)
class Paper:
    """One paper that a form asks for; `when` is a condition on its answers."""

    key: str
    title: str
    reason: str
    norm: str
    required: bool = True
    when: Any = None


@dataclass(frozen=True)
class FormFile:
    """A form as its file describes it."""

    title: str
    norm: str
    short: ShortForm
    papers: tuple[Paper, ...]


TEXTS = ("title", "norm", "lead", "team", "sign", "confirm", "closed")
KNOWN = {*TEXTS, "alone", "beside", "offices", "within_days", "keep_years", "evidence"}
NEEDED = ("title", "norm", "lead", "team", "sign", "keep_years")
PRINTED = Paper(
    SIGNED,
    "Eingangsbestätigung mit Ihrer Unterschrift",
    "Drucken Sie die Eingangsbestätigung nach dem Abschicken, unterschreiben Sie und schicken Sie ein Foto davon.",
    "",
)
LONGEST = {"title": 60, "lead": 400, "norm": 80, "confirm": 300, "closed": 200}


def read_form(data: Any) -> FormFile:
    """The form of this mapping; raises DefinitionError naming the path."""
    form = _mapping(data, "form", KNOWN, NEEDED)
    for name in TEXTS:
        _text(form, name, LONGEST.get(name, 400))
    _one_of(form["team"], TEAMS, "team")
    _one_of(form["sign"], SIGNS, "sign")
    beside, offices = _names(form, "beside"), _names(form, "offices")
    for code in beside:
        _one_of(code, CODES, "beside")
    alone = form.get("alone", False)
    if not isinstance(alone, bool):
        raise DefinitionError("alone: expects true or false")
    if not alone and not beside:
        raise DefinitionError("alone: nobody could use it: neither alone nor beside an application")
    papers = tuple(_paper(raw, f"evidence[{n}]") for n, raw in enumerate(_listed(form, "evidence")))
    if form["sign"] == "papier":
        papers = (*papers, Paper(PRINTED.key, PRINTED.title, PRINTED.reason, form["norm"]))
    for number, paper in enumerate(papers):
        if paper.key in {other.key for other in papers[:number]}:
            raise DefinitionError(f"evidence[{number}].key: {paper.key} is used twice")
    short = ShortForm(
        title=form["title"],
        beside=frozenset(beside),
        alone=alone,
        lead=form["lead"],
        offices=frozenset(offices),
        team=form["team"],
        within_days=_number(form, "within_days", WITHIN, 7),
        confirm=form.get("confirm", ""),
        keep_years=_number(form, "keep_years", KEPT, 1),
        papers=tuple((paper.title, paper.reason) for paper in papers),
        own=True,
        closed=form.get("closed", ""),
    )
    return FormFile(form["title"], form["norm"], short, papers)


def _paper(raw: Any, where: str) -> Paper:
    names = {one.name for one in fields(Paper)}
    paper = _mapping(raw, where, names, ("key", "title", "reason", "norm"))
    for name, longest in (("key", 80), ("title", 160), ("reason", 300), ("norm", 80)):
        _text(paper, name, longest, f"{where}.")
    if paper["key"] in ("sonstiges", SIGNED):
        raise DefinitionError(f"{where}.key: {paper['key']} is a key of the house")
    if not isinstance(paper.get("required", True), bool):
        raise DefinitionError(f"{where}.required: expects true or false")
    try:
        validate(paper.get("when"), f"{where}.when")
    except ConditionError as error:
        raise DefinitionError(str(error)) from error
    return Paper(**paper)


def _mapping(data: Any, where: str, known: set[str], needed: tuple[str, ...]) -> dict[str, Any]:
    if not isinstance(data, dict):
        raise DefinitionError(f"{where}: expects names and values")
    inside = "" if where == "form" else f"{where}."
    for name in data:
        if name not in known:
            raise DefinitionError(f"{inside}{name}: {unknown_field(name)}")
    for name in needed:
        if data.get(name) in (None, ""):
            raise DefinitionError(f"{inside}{name}: is missing")
    return data


def _text(data: Mapping[str, Any], name: str, longest: int, inside: str = "") -> None:
    text = data.get(name, "")
    if not isinstance(text, str):
        raise DefinitionError(f"{inside}{name}: expects a text")
    if len(text) > longest:
        raise DefinitionError(f"{inside}{name}: is longer than {longest} letters")


def _one_of(value: str, allowed: frozenset[str], where: str) -> None:
    if value not in allowed:
        raise DefinitionError(f"{where}: {value} is none of {', '.join(sorted(allowed))}")


def _listed(form: Mapping[str, Any], name: str) -> list[Any]:
    found = form.get(name, [])
    if not isinstance(found, list):
        raise DefinitionError(f"{name}: expects a list")
    return found


def _names(form: Mapping[str, Any], name: str) -> list[str]:
    found = _listed(form, name)
    if not all(isinstance(one, str) for one in found):
        raise DefinitionError(f"{name}: expects a list of texts")
    return found


def _number(form: Mapping[str, Any], name: str, allowed: range, default: int) -> int:
    found = form.get(name, default)
    if not isinstance(found, int) or isinstance(found, bool) or found not in allowed:
        raise DefinitionError(f"{name}: expects a whole number from {allowed.start} to {allowed.stop - 1}")
    return found
