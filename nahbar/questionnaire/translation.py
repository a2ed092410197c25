"""The words of a questionnaire in another language or in Leichte Sprache: data beside the German text that binds.

A file holds, for each key of a text, the words, a mark of the German text they were made from, and how far they are:

    language: tr
    status: machine
    texts:
      page.name.title: {of: 1a2b3c4d, text: "Siz kimsiniz?"}
      page.name.vorname.label: {of: 5e6f7a8b, text: "Adınız", status: reviewed}

A key is `page.<page>.<field>`, `page.<page>.<question>.<field>`, `page.<page>.<question>.<option>.<field>`,
`group.<group>.<field>`, `section.<mark>` or `word.person`. The same German text needs its words only once: what has no
entry of its own takes those of an entry with the same mark. When the German text changes, its mark does, and the words
no longer count. A page is shown in the other language when all its words are there, else it stays German: a page never
mixes languages (B05).
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, TypeVar

import yaml

from nahbar.questionnaire.model import Group, Option, Page, Question, Questionnaire

STATUSES = ("draft", "machine", "reviewed")
"""How far words are: begun by hand, made by a machine, read by somebody who knows the language and the matter."""
LEICHT = "leicht"
"""Name of the variant in Leichte Sprache: German in other words, so its pages say lang="de"."""
PERSON = "word.person"
PERSON_TEXT = "diese Person"
"""What stands for a name that is not known (yet)."""

_PAGE = ("title", "intro")
_QUESTION = ("label", "why", "hint", "help", "error")
_OPTION = ("label", "hint")
_GROUP = ("title", "add_question", "add_more_question", "why", "error")
_PLACE = re.compile(r"\{\w+\}")


T = TypeVar("T", Page, Question, Option, Group)


class TranslationError(ValueError):
    """A file of words that cannot be used; the text begins with the key."""


@dataclass(frozen=True)
class Words:
    """The words of one text, the mark of the German they were made from, and their status."""

    text: str
    of: str
    status: str


@dataclass(frozen=True)
class Translation:
    """All words in one language; `texts` by key, `by_mark` by the German text."""

    language: str
    texts: Mapping[str, Words] = field(default_factory=dict)
    by_mark: Mapping[str, Words] = field(default_factory=dict)

    def find(self, key: str, german: str) -> Words | None:
        """The words for this text as long as they were made from this very German; None if there are none."""
        now = mark(german)
        own = self.texts.get(key)
        return own if own and own.of == now else self.by_mark.get(now)


@dataclass(frozen=True)
class Translated:
    """A questionnaire with the words that are there; `pages` maps the keys of whole pages to their status."""

    questionnaire: Questionnaire
    language: str
    pages: Mapping[str, str]
    person: str = PERSON_TEXT
    """What is said for a name that is not known."""


def mark(german: str) -> str:
    """Eight letters that change with the text."""
    return hashlib.sha256(" ".join(german.split()).encode()).hexdigest()[:8]


def texts(questionnaire: Questionnaire) -> dict[str, str]:
    """Key → German text of everything that is asked, in the order of the pages."""
    found = {PERSON: PERSON_TEXT}
    for group in questionnaire.groups:
        found |= dict(_group_texts(group))
    for page in questionnaire.pages:
        found |= dict(page_texts(page))
    return found


def page_texts(page: Page) -> Iterator[tuple[str, str]]:
    """Key and German text of everything on one page."""
    yield f"section.{mark(page.section)}", page.section
    where = f"page.{page.key}"
    yield from _fields(where, page, _PAGE)
    for question in page.questions:
        yield from _fields(f"{where}.{question.key}", question, _QUESTION)
        for option in question.options:
            yield from _fields(f"{where}.{question.key}.{option.key}", option, _OPTION)


def _group_texts(group: Group) -> Iterator[tuple[str, str]]:
    yield from _fields(f"group.{group.key}", group, _GROUP)


def _fields(where: str, shape: Page | Question | Option | Group, names: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    for name in names:
        if german := getattr(shape, name):
            yield f"{where}.{name}", german


def load(path: Path) -> Translation:
    """The words in this YAML file; raises TranslationError."""
    return from_mapping(yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader))


def from_mapping(data: Any) -> Translation:
    """The words in this mapping; raises TranslationError naming the key."""
    if not isinstance(data, dict) or not isinstance(data.get("texts"), dict) or not data.get("language"):
        raise TranslationError("language, status and texts are needed")
    found = {}
    for key, entry in data["texts"].items():
        if not isinstance(entry, dict) or not entry.get("text") or not isinstance(entry.get("of"), str):
            raise TranslationError(f"{key}: expects text and of (in quotes)")
        status = entry.get("status", data.get("status"))
        if status not in STATUSES:
            raise TranslationError(f"{key}: status is one of {', '.join(STATUSES)}")
        found[str(key)] = Words(str(entry["text"]), entry["of"], status)
    return _indexed(str(data["language"]), found)


def merged(language: str, parts: Iterable[Translation]) -> Translation:
    """Several files as one: an earlier one counts before a later one, so an office's own words come first."""
    found: dict[str, Words] = {}
    by_mark: dict[str, Words] = {}
    for part in parts:
        found = {**part.texts, **found}
        by_mark = {**part.by_mark, **by_mark}
    return Translation(language, found, by_mark)


def _indexed(language: str, found: dict[str, Words]) -> Translation:
    return Translation(language, found, {words.of: words for words in reversed(found.values())})


def translate(questionnaire: Questionnaire, translation: Translation) -> Translated:
    """The questionnaire in other words, and which pages are wholly in them; what is missing stays German."""
    pages = {}
    for page in questionnaire.pages:
        wanted = dict(page_texts(page))
        if page.overview:
            wanted |= dict(_group_texts(questionnaire.group(page.overview)))
        statuses = {words.status if (words := translation.find(k, german)) else "" for k, german in wanted.items()}
        if "" not in statuses:
            pages[page.key] = min(statuses, key=STATUSES.index)
    speaker = _Speaker(translation)
    return Translated(
        replace(
            questionnaire,
            pages=tuple(speaker.page(page) for page in questionnaire.pages),
            groups=tuple(speaker.shape(f"group.{group.key}", group, _GROUP) for group in questionnaire.groups),
        ),
        translation.language,
        pages,
        speaker.say(PERSON, PERSON_TEXT),
    )


class _Speaker:
    """Puts the words of one translation in the place of the German ones."""

    def __init__(self, translation: Translation) -> None:
        self.translation = translation

    def say(self, key: str, german: str) -> str:
        found = self.translation.find(key, german)
        return found.text if found else german

    def shape(self, where: str, shape: T, names: tuple[str, ...]) -> T:
        said: dict[str, Any] = {
            key.rpartition(".")[2]: self.say(key, german) for key, german in _fields(where, shape, names)
        }
        return replace(shape, **said)

    def page(self, page: Page) -> Page:
        where = f"page.{page.key}"
        said = self.shape(where, page, _PAGE)
        section = self.say(f"section.{mark(page.section)}", page.section)
        return replace(said, section=section, questions=tuple(self.question(where, q) for q in page.questions))

    def question(self, where: str, question: Question) -> Question:
        where = f"{where}.{question.key}"
        options = tuple(self.shape(f"{where}.{option.key}", option, _OPTION) for option in question.options)
        return replace(self.shape(where, question, _QUESTION), options=options)


def problems(questionnaire: Questionnaire, translation: Translation) -> list[str]:
    """What is wrong with the words: places for names that were lost or invented."""
    found = []
    for key, german in texts(questionnaire).items():
        words = translation.find(key, german)
        if words and sorted(_PLACE.findall(words.text)) != sorted(_PLACE.findall(german)):
            found.append(f"{translation.language} {key}: {words.text}")
    return found


def missing(questionnaire: Questionnaire, translation: Translation) -> dict[str, str]:
    """Key → German text of what has no words, or only old ones."""
    return {key: german for key, german in texts(questionnaire).items() if not translation.find(key, german)}
