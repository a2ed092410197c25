"""Shapes of a questionnaire: pages, questions, options, conditions. Pure: no Django, no clock, no database."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

Answers = dict[str, Any]
"""JSON-ready: a plain question's key gives its value, a group's key gives a list of dicts, each with a stable `id`.
`unbekannt` questions stand in the list `_weiss_nicht` as paths (`heizkosten`, `personen.p2.kindergeld`). Amounts are
decimal strings in euro, dates ISO strings, yes/no are booleans, choices are option keys. None: seen and left empty.
`_fertig` lists the groups whose items are complete, `_zaehler` holds the last number given to an item of a group,
`_stichtag` is the day on which ages count."""

UNKNOWN = "_weiss_nicht"
DONE = "_fertig"
COUNTER = "_zaehler"
KEY_DATE = "_stichtag"
"""The day on which ages count (ISO): the day of the application. Without it no condition on an age holds."""
KINDS = frozenset(
    ("text", "name", "date", "amount", "integer", "bool", "choice", "choices", "iban", "plz", "phone", "rvnr",
     "textarea")
)  # fmt: skip

PICTURES = frozenset(
    ("person", "family", "child", "flat", "money", "work", "bank", "health", "papers", "photo", "phone", "letter",
     "calendar", "clock", "signature", "school", "help", "stop")
)  # fmt: skip
"""What a page can be about: names of the drawings that stand beside its heading."""


@dataclass(frozen=True)
class Option:
    """One choice of a question."""

    key: str
    label: str
    hint: str = ""
    when: Any = None
    """Condition under which this choice is offered; None: always."""


@dataclass(frozen=True)
class Doubt:
    """An answer that can be right but seldom is: asked back once («Stimmt das?»), never refused."""

    when: Any
    """Condition on the answers, the page's own included, under which it is asked."""
    text: str
    """What is unusual and what to look at, as a sentence."""


@dataclass(frozen=True)
class Question:
    """One question on a page.

    kind: `text`, `name`, `date`, `amount`, `integer`, `bool`, `choice`, `choices`, `iban`, `plz`, `phone`, `rvnr`,
    `textarea`.
    """

    key: str
    kind: str
    label: str
    why: str
    """One sentence: why this is asked."""
    norm: str
    """The § that makes it necessary; never empty."""
    hint: str = ""
    help: str = ""
    options: tuple[Option, ...] = ()
    required: bool = True
    unknown_allowed: bool = False
    """«Das weiß ich nicht» is a valid answer and becomes an open task."""
    when: Any = None
    """Condition on the answers (and on the item of the group, below `item.`); None: always."""
    error: str = ""
    """What to do when the answer is missing or unusable, as a sentence."""
    min: str = ""
    max: str = ""
    """Bounds of amounts, integers and dates (ISO); for a date also `heute`."""
    sample: str = ""
    """A usual value in the words of people, shown as an example and used by the static checks."""
    doubts: tuple[Doubt, ...] = ()
    """What to ask back about, the first that holds."""


@dataclass(frozen=True)
class Page:
    """One page: usually one question, at most a few that belong together."""

    key: str
    title: str
    section: str
    questions: tuple[Question, ...]
    intro: str = ""
    when: Any = None
    group: str = ""
    """Set: the page repeats for each item of this group (people, incomes)."""
    overview: str = ""
    """Set: the page lists the items of this group and asks whether another one is to be added."""
    picture: str = ""
    """One of PICTURES: a drawing beside the heading, for those who read little; empty: none."""


@dataclass(frozen=True)
class Group:
    """A registry that is entered once and shown for confirmation ever after: people, dwellings, incomes."""

    key: str
    title: str
    item_title: str
    """Template of an item's name, e.g. `{vorname} {nachname}`."""
    add_question: str
    """`Wohnt noch jemand bei Ihnen?`"""
    max_items: int = 40
    add_more_question: str = ""
    """`Wohnt noch eine Person bei Ihnen?`, asked as soon as there is an item; empty: `add_question` again."""
    why: str = ""
    norm: str = ""
    error: str = ""


@dataclass(frozen=True)
class Changes:
    """What differs from the version before, so that a draft can be carried over."""

    news: str
    """One sentence for the person whose draft was carried over."""
    rename: Mapping[str, str] = field(default_factory=dict)
    """Old path to new path of an answer: `kasse: krankenkasse`, `personen.art: personen.rolle`."""
    values: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    """For a path (its new name): old option to new option."""
    defaults: Mapping[str, Any] = field(default_factory=dict)
    """Answers that a draft gets where it has none, by path; only where the earlier questions already said so."""


@dataclass(frozen=True)
class Questionnaire:
    """A versioned definition; a draft is pinned to its version."""

    key: str
    version: int
    title: str
    pages: tuple[Page, ...]
    groups: tuple[Group, ...] = ()
    changes: Changes | None = None
    """What differs from the version before; None for the first."""

    def page(self, key: str) -> Page:
        """The page of this key; raises KeyError."""
        for page in self.pages:
            if page.key == key:
                return page
        raise KeyError(key)

    def group(self, key: str) -> Group:
        """The group of this key; raises KeyError."""
        for group in self.groups:
            if group.key == key:
                return group
        raise KeyError(key)


@dataclass(frozen=True)
class PageRef:
    """One page as one person meets it: the page's key and, in a group, the item's id (`PageRef("rolle", "p2")`)."""

    page: str
    item: str = ""
