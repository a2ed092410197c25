"""What an office changes in its questions without code: words, and questions of its own, in a YAML file beside ours.

    texts:                                # page.field, page.question.field, page.question.option.field
      bescheid_weg.title: Wie sollen wir Ihnen schreiben?
      telefon.telefon.hint: Freiwillig. Wir rufen nie wegen Geld an.
    pages:                                # like the pages of a definition, with `after`: the page before it
      - {after: telefon, key: lokal_pass, title: Haben Sie den Stadtpass?, section: Über Sie, questions: [...]}

Keys of its own begin with `lokal_`, so that no later version of ours can take them. Such answers stand in the
declaration, the receipt and the file; facts are read by our own keys, so they never enter a calculation.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

from nahbar.questionnaire.checks import quick_check
from nahbar.questionnaire.load import DefinitionError, read_page
from nahbar.questionnaire.model import Option, Page, Question, Questionnaire
from nahbar.questionnaire.place import located, read_located

OWN = "lokal_"
TEXTS = {
    Page: frozenset(("title", "intro")),
    Question: frozenset(("label", "why", "hint", "help", "error")),
    Option: frozenset(("label", "hint")),
}


def with_overlay(questionnaire: Questionnaire, path: Path) -> Questionnaire:
    """The questionnaire with the changes of this file; raises DefinitionError naming file, line and place."""
    data = read_located(path) or {}
    try:
        return _changed(questionnaire, data)
    except DefinitionError as error:
        raise located(path, error) from error


def _changed(questionnaire: Questionnaire, data: Any) -> Questionnaire:
    if not isinstance(data, dict) or not data.keys() <= {"texts", "pages"}:
        raise DefinitionError("texts: expects texts and pages, and nothing else")
    texts, added = data.get("texts") or {}, data.get("pages") or []
    if not isinstance(texts, dict) or not isinstance(added, list):
        raise DefinitionError("texts: expects texts as names and values, and pages as a list")
    pages = [*questionnaire.pages]
    for place, text in texts.items():
        _set_text(pages, str(place), text)
    for number, raw in enumerate(added):
        _add_page(questionnaire, pages, raw, f"pages[{number}]")
    changed = replace(questionnaire, pages=tuple(pages))
    for wrong in quick_check(changed):
        own = next((n for n, raw in enumerate(added) if f"{raw['key']}" in wrong or _asks(raw, wrong)), None)
        raise DefinitionError(f"pages[{own}]: {wrong}" if own is not None else f"pages: {wrong}")
    return changed


def _asks(raw: dict[str, Any], wrong: str) -> bool:
    return any(str(question["key"]) in wrong for question in raw["questions"])


def _set_text(pages: list[Page], place: str, text: Any) -> None:
    *steps, name = place.split(".")
    where = f"texts.{place}"
    if not isinstance(text, str) or not text.strip():
        raise DefinitionError(f"{where}: expects a text")
    number = next((n for n, page in enumerate(pages) if steps and page.key == steps[0]), None)
    if number is None:
        raise DefinitionError(f"{where}: there is no page {steps[0] if steps else place}")
    pages[number] = _with_text(pages[number], steps[1:], name, text, where)


def _with_text(scope: Any, steps: list[str], name: str, text: str, where: str) -> Any:
    if not steps:
        if name not in TEXTS[type(scope)]:
            raise DefinitionError(f"{where}: {name} cannot be changed here")
        return replace(scope, **{name: text})
    inside = {Page: "questions", Question: "options"}.get(type(scope), "")
    listed = getattr(scope, inside, ())
    if steps[0] not in {one.key for one in listed}:
        raise DefinitionError(f"{where}: there is no {steps[0]}")
    new = tuple(_with_text(one, steps[1:], name, text, where) if one.key == steps[0] else one for one in listed)
    return replace(scope, **{inside: new})


def _add_page(questionnaire: Questionnaire, pages: list[Page], raw: Any, where: str) -> None:
    if not isinstance(raw, dict) or "after" not in raw:
        raise DefinitionError(f"{where}.after: is missing")
    page = read_page({key: value for key, value in raw.items() if key != "after"}, where, questionnaire.groups)
    for at, key in _keys(page, where):
        if not key.startswith(OWN):
            raise DefinitionError(f"{at}: {key} has to begin with {OWN}")
    if page.overview:
        raise DefinitionError(f"{where}.overview: groups cannot be added here")
    place = next((n for n, one in enumerate(pages) if one.key == raw["after"]), None)
    if place is None:
        raise DefinitionError(f"{where}.after: there is no page {raw['after']}")
    pages.insert(place + 1, page)


def _keys(page: Page, where: str) -> Iterator[tuple[str, str]]:
    yield f"{where}.key", page.key
    for number, question in enumerate(page.questions):
        yield f"{where}.questions[{number}].key", question.key
