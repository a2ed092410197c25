"""Read a questionnaire from YAML; every mistake is refused with the path of its place."""

from __future__ import annotations

import hashlib
import itertools
import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, fields
from pathlib import Path
from typing import Any

import yaml

from nahbar.questionnaire.conditions import ConditionError, validate
from nahbar.questionnaire.model import KINDS, PICTURES, Changes, Doubt, Group, Option, Page, Question, Questionnaire

LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class DefinitionError(ValueError):
    """A definition that cannot be read; the text begins with the path (`pages[3].questions[0].kind: …`)."""


def load(path: Path) -> Questionnaire:
    """The questionnaire of this YAML file; raises DefinitionError."""
    return from_mapping(read_yaml(path))


def read_yaml(path: Path) -> Any:
    """The values of a YAML file; with the reader in C, where it is there (a tenth of the time)."""
    return yaml.load(path.read_text(encoding="utf-8"), Loader=LOADER)


def from_mapping(data: Any) -> Questionnaire:
    """The questionnaire of this mapping; raises DefinitionError naming the path."""
    _mapping(data, "questionnaire", _names(Questionnaire), {"key", "version", "title", "pages"})
    if not isinstance(data["version"], int) or data["version"] < 1:
        raise DefinitionError("version: a whole number from 1")
    groups = tuple(_group(g, f"groups[{n}]") for n, g in enumerate(_list(data.get("groups", []), "groups")))
    pages = tuple(
        _page(p, f"pages[{n}]", {g.key: g for g in groups}) for n, p in enumerate(_list(data["pages"], "pages"))
    )
    changes = _changes(data["changes"], data["version"]) if "changes" in data else None
    return Questionnaire(str(data["key"]), data["version"], str(data["title"]), pages, groups, changes)


def load_versions(folder: Path) -> tuple[Questionnaire, ...]:
    """All versions in a folder (`v1.yaml`, `v2.yaml` …), oldest first; raises DefinitionError for gaps."""
    found = tuple(sorted((load(path) for path in folder.glob("v*.yaml")), key=lambda q: q.version))
    if not found:
        raise DefinitionError(f"{folder}: there is no version")
    for before, one in itertools.pairwise(found):
        if one.version != before.version + 1 or one.key != before.key:
            raise DefinitionError(f"{folder}: {one.key} {one.version} does not follow the version before")
        if one.changes is None:
            raise DefinitionError(f"{folder}: version {one.version} says nothing about its changes")
    return found


def _changes(data: Any, version: int) -> Changes:
    _mapping(data, "changes", _names(Changes), {"news"})
    if version == 1:
        raise DefinitionError("changes: the first version has none")
    for name in ("rename", "values", "defaults"):
        if not isinstance(data.get(name, {}), dict):
            raise DefinitionError(f"changes.{name}: expects names and values")
    return Changes(**data)


def fingerprint(questionnaire: Questionnaire) -> str:
    """A hash of the whole definition: a changed text under the same version becomes visible."""
    text = json.dumps(asdict(questionnaire), ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def read_page(data: Any, where: str, groups: Sequence[Group]) -> Page:
    """One page of a mapping, for a definition that has these groups; raises DefinitionError naming the path."""
    return _page(data, where, {group.key: group for group in groups})


def _group(data: Any, where: str) -> Group:
    _mapping(data, where, _names(Group), {"key", "title", "item_title", "add_question", "why", "norm"})
    return Group(**data)


def _page(data: Any, where: str, groups: Mapping[str, Group]) -> Page:
    _mapping(data, where, _names(Page) | {"why", "norm"}, {"key", "title", "section"})
    for name in ("group", "overview"):
        if data.get(name) and data[name] not in groups:
            raise DefinitionError(f"{where}.{name}: unknown group {data[name]}")
    if data.get("picture") and data["picture"] not in PICTURES:
        raise DefinitionError(f"{where}.picture: unknown picture {data['picture']}")
    _condition(data.get("when"), f"{where}.when")
    listed = _list(data.get("questions", []), f"{where}.questions")
    if bool(listed) == bool(data.get("overview")):
        raise DefinitionError(f"{where}.questions: a page has questions, or it is the overview of a group")
    questions = tuple(_question(q, f"{where}.questions[{n}]", data) for n, q in enumerate(listed))
    plain = {k: v for k, v in data.items() if k not in ("questions", "why", "norm")}
    return Page(questions=questions, **plain)


def _question(data: Any, where: str, page: Mapping[str, Any]) -> Question:
    inherited = {"label": page["title"], **{k: page[k] for k in ("why", "norm") if k in page}}
    merged = {**inherited, **_mapping(data, where, _names(Question), {"key", "kind"})}
    for name in ("why", "norm"):
        if not merged.get(name):
            raise DefinitionError(f"{where}.{name}: is missing")
    if merged["kind"] not in KINDS:
        raise DefinitionError(f"{where}.kind: unknown kind {merged['kind']}")
    if str(merged["key"]).startswith("_") or "." in str(merged["key"]) or merged["key"] == "id":
        raise DefinitionError(f"{where}.key: reserved name {merged['key']}")
    _condition(merged.get("when"), f"{where}.when")
    options = _list(merged.pop("options", []), f"{where}.options")
    if bool(options) != (merged["kind"] in ("choice", "choices")):
        raise DefinitionError(f"{where}.options: belong to choice and choices, and to nothing else")
    doubts = _list(merged.pop("doubts", []), f"{where}.doubts")
    return Question(
        options=tuple(_option(o, f"{where}.options[{n}]") for n, o in enumerate(options)),
        doubts=tuple(_doubt(d, f"{where}.doubts[{n}]") for n, d in enumerate(doubts)),
        **merged,
    )


def _option(data: Any, where: str) -> Option:
    _mapping(data, where, _names(Option), {"key", "label"})
    _condition(data.get("when"), f"{where}.when")
    return Option(**data)


def _doubt(data: Any, where: str) -> Doubt:
    _mapping(data, where, _names(Doubt), {"when", "text"})
    _condition(data["when"], f"{where}.when")
    return Doubt(**data)


def _condition(tree: Any, where: str) -> None:
    try:
        validate(tree, where)
    except ConditionError as error:
        raise DefinitionError(str(error)) from error


def _names(shape: type[Any]) -> set[str]:
    return {f.name for f in fields(shape)}


def _mapping(data: Any, where: str, allowed: set[str], needed: set[str]) -> dict[str, Any]:
    if not isinstance(data, dict):
        raise DefinitionError(f"{where}: expects names and values")
    for name in data:
        if name not in allowed:
            raise DefinitionError(f"{where}.{name}: {unknown_field(name)}")
    for name in sorted(needed):
        if data.get(name) in (None, ""):
            raise DefinitionError(f"{where}.{name}: is missing")
    for name in allowed & {"key", "title", "label", "why", "norm", "min", "max", "sample", "error", "hint", "picture"}:
        if name in data and not isinstance(data[name], str):
            raise DefinitionError(f"{where}.{name}: expects a text")
    return data


def unknown_field(name: Any) -> str:
    """What to say of a name that is not known: with a space in it, it was the rest of a text."""
    return "unknown field" + (" (a text with a comma belongs in quotes)" if " " in str(name) else "")


def _list(data: Any, where: str) -> list[Any]:
    if not isinstance(data, list):
        raise DefinitionError(f"{where}: expects a list")
    return data
