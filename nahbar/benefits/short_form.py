"""What is asked for with a short form of its own: a person decides it, nothing is calculated month by month."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from nahbar.questionnaire.model import Answers


@dataclass(frozen=True)
class NeedLine:
    """One need that was applied for beside the living costs: what was said, and what the law gives for it."""

    key: str
    title: str
    norm: str
    said: str
    """What was said, in words."""
    law: str
    """What counts by law, in words for the desk."""
    cents: int | None = None
    """The amount that the norm gives for what was said; None where it cannot be said yet."""
    per: str = ""
    """`im Monat`, or empty for once."""


def no_lines(answers: Answers, day: date) -> tuple[NeedLine, ...]:
    """The house knows no rule about it."""
    return ()


def nothing_by_itself(day: date) -> tuple[tuple[date, int, bool], ...]:
    """Everything has to be applied for."""
    return ()


@dataclass(frozen=True)
class ShortForm:
    """Who may ask with a short form, beside what, and who looks at it.

    Bildung und Teilhabe is one, and so is each form that an office adds in a folder (docs/questions.md).
    """

    title: str
    """What the portal calls it."""
    beside: frozenset[str] = frozenset()
    """The codes of law beside whose benefits it may be asked for, e.g. `SGB II`."""
    alone: bool = False
    """True: also without any application; it is secured as one of its own, with code and PIN."""
    child: Callable[[str, str, str], Answers] | None = None
    """Set: it is asked for each child. First name, last name, birthday (ISO) of one that the file knows, as answers."""
    person: tuple[str, ...] = ()
    """Questions about the person herself that an application has answered already: nobody is asked twice."""
    lines: Callable[[Answers, date], tuple[NeedLine, ...]] = no_lines
    """Answers and the day from which they count to one line a need, where the law says what it gives."""
    by_itself: Callable[[date], tuple[tuple[date, int, bool], ...]] = nothing_by_itself
    """What needs no application after this day: due day, cents, and False where it is the amount of the year before."""
    lead: str = ""
    """What it is about, in one or two sentences."""
    offices: frozenset[str] = frozenset()
    """The offices (`Traeger.kuerzel`) that offer it; empty: every office of this installation."""
    team: str = "leistung"
    """The role whose task it becomes."""
    within_days: int = 7
    """Days in which it is looked at."""
    confirm: str = ""
    """What is confirmed before sending, beside that everything is right; empty: nothing more."""
    keep_years: int = 0
    """How many years after its end it is kept; 0: as long as the file that it is in."""
    papers: tuple[tuple[str, str], ...] = ()
    """Title and reason of each paper that may be asked for, told before somebody begins."""
    own: bool = False
    """True: an office's own form, which the office ends with a sentence of its own."""
    closed: str = ""
    """Why nobody can begin it at present; empty: it is open."""
