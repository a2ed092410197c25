"""A whole form of an office, from a folder: `form.yaml`, `questions.yaml`, and earlier versions in `earlier/`.

The same engine, the same pages and the same way as any application; what is different is that nothing is calculated.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

from nahbar.benefits import by_hand
from nahbar.benefits.base import Benefit, EvidenceNeed
from nahbar.benefits.own_forms.questions import KEYS, QUESTIONNAIRE
from nahbar.benefits.own_forms.shape import FormFile, Paper, read_form
from nahbar.questionnaire.checks import check, check_shape, unknown_paths
from nahbar.questionnaire.conditions import holds
from nahbar.questionnaire.flow import effective
from nahbar.questionnaire.load import DefinitionError, from_mapping
from nahbar.questionnaire.model import Answers, Questionnaire
from nahbar.questionnaire.place import located, read_located

FORM, QUESTIONS, EARLIER, TRANSLATIONS = "form.yaml", "questions.yaml", "earlier", "translations"
HOUSE = frozenset(("konto", "iban", "kontoinhaber", "bescheid_weg", "notlage", "aufenthaltsort", "personen"))
"""Answers that the house itself acts on: a form asks for such things under a key of its own."""
KEEP_ALL = 30
KEY = re.compile(r"[a-z][a-z0-9_]{2,39}")
_ABOUT = re.compile(r"(?:(?P<kind>page|question|option|group) )?(?P<path>[\w.]+): ")


def load_form(folder: Path, taken: Collection[str] = (), *, thorough: bool = False) -> Benefit:
    """The form in this folder; its key is the folder's name, none of `taken`.

    Raises DefinitionError with file, line and place. `thorough`: also whether answers lead to each question.
    """
    key = folder.name
    if not KEY.fullmatch(key):
        raise DefinitionError(f"{folder}: a form is called by small letters, digits and _, 3 to 40 of them")
    if key in taken:
        raise DefinitionError(f"{folder}: {key} is the key of something that is there already")
    form = _form(folder / FORM)
    versions = (*_earlier(folder, key), _questions(folder / QUESTIONS, key, thorough=thorough))
    _in_a_row(folder, versions)
    _papers_fit(folder / FORM, form, versions[-1])
    return _benefit(key, form, versions)


def _needed(path: Path) -> Path:
    if not path.is_file():
        raise DefinitionError(f"{path}: is missing")
    return path


def _form(path: Path) -> FormFile:
    data = read_located(_needed(path))
    try:
        return read_form(data)
    except DefinitionError as error:
        raise located(path, error) from error


def _earlier(folder: Path, key: str) -> tuple[Questionnaire, ...]:
    found = (_questions(path, key) for path in (folder / EARLIER).glob("*.yaml"))
    return tuple(sorted(found, key=lambda one: one.version))


def _questions(path: Path, key: str, *, thorough: bool = False) -> Questionnaire:
    data = read_located(_needed(path))
    try:
        own = from_mapping(data)
        if own.key != key:
            raise DefinitionError(f"key: expects {key}, the name of the folder")
        _no_clash(own)
    except DefinitionError as error:
        raise located(path, error) from error
    whole = replace(own, pages=(*QUESTIONNAIRE.pages, *own.pages))
    for wrong in (check if thorough else check_shape)(whole):
        raise located(path, DefinitionError(f"{_place(own, wrong)}: {wrong}"))
    return whole


def _no_clash(own: Questionnaire) -> None:
    theirs = set(KEYS) | HOUSE
    for number, page in enumerate(own.pages):
        if page.key in {one.key for one in QUESTIONNAIRE.pages}:
            raise DefinitionError(f"pages[{number}].key: {page.key} is asked by the house already")
        for nr, question in enumerate(page.questions):
            if question.key in theirs and not page.group:
                raise DefinitionError(f"pages[{number}].questions[{nr}].key: {question.key} is a key of the house")
    for number, group in enumerate(own.groups):
        if group.key in theirs:
            raise DefinitionError(f"groups[{number}].key: {group.key} is a key of the house")


def _place(own: Questionnaire, wrong: str) -> str:
    """Where in the file a sentence of the checks belongs."""
    said = _ABOUT.match(wrong)
    kind, path = (said["kind"] or "question", said["path"]) if said else ("", "")
    for number, page in enumerate(own.pages):
        if kind == "page" and page.key == path:
            return f"pages[{number}].when" if page.when is not None else f"pages[{number}]"
        for nr, question in enumerate(page.questions):
            full = f"{page.group}.{question.key}" if page.group else question.key
            if kind in ("question", "option") and (path == full or path.startswith(f"{full}.")):
                return f"pages[{number}].questions[{nr}]"
    for number, group in enumerate(own.groups):
        if kind == "group" and group.key == path:
            return f"groups[{number}]"
    return "pages"


def _in_a_row(folder: Path, versions: tuple[Questionnaire, ...]) -> None:
    for number, one in enumerate(versions, start=1):
        if one.version != number:
            raise DefinitionError(f"{folder / EARLIER}: version {number} is missing")
        if number > 1 and one.changes is None:
            raise DefinitionError(f"{folder / QUESTIONS}: version {number} says nothing about its changes")


def _papers_fit(path: Path, form: FormFile, questionnaire: Questionnaire) -> None:
    for number, paper in enumerate(form.papers):
        for unknown in unknown_paths(questionnaire, paper.when):
            raise located(path, DefinitionError(f"evidence[{number}].when: there is no question {unknown}"))


def _benefit(key: str, form: FormFile, versions: tuple[Questionnaire, ...]) -> Benefit:
    newest = versions[-1]

    def public_name(day: date) -> str:
        return form.title

    def evidence(answers: Answers, month: date) -> tuple[EvidenceNeed, ...]:
        return tuple(_due(form.papers, effective(newest, answers)))

    return Benefit(
        key=key,
        norm=form.norm,
        public_name=public_name,
        traeger_kinds=frozenset(),
        questionnaire=newest,
        earlier_questionnaires=versions[:-1],
        facts_from_answers=by_hand.no_facts,
        evidence=evidence,
        calculate=by_hand.no_calculation,
        effect_from=by_hand.same_day,
        effect_text="Es zählt der Tag, an dem Sie beginnen.",
        effect_norm=form.norm,
        period_months=by_hand.a_year,
        checks=by_hand.no_checks,
        short=replace(form.short, person=KEYS),
    )


def _due(papers: tuple[Paper, ...], counted: dict[str, Any]) -> Iterator[EvidenceNeed]:
    for paper in papers:
        if holds(paper.when, counted):
            yield EvidenceNeed(paper.key, paper.title, paper.reason, paper.norm, required=paper.required)


def closed_form(folder: Path, reason: str) -> Benefit:
    """In place of a form whose files cannot be read: nobody begins it, what was sent stays where it is.

    Its questions are unknown, so answers are not shown until the files are mended.
    """
    try:
        form = _form(folder / FORM)
    except (DefinitionError, OSError):
        form = read_form({
            "title": folder.name.replace("_", " ").capitalize(), "lead": "Das können wir gerade nicht zeigen.",
            "norm": "SGB I § 60", "team": "leistung", "sign": "klick", "keep_years": KEEP_ALL, "alone": True,
        })  # fmt: skip
    empty = Questionnaire(folder.name, 0, form.title, ())
    return _benefit(folder.name, replace(form, short=replace(form.short, closed=reason), papers=()), (empty,))
