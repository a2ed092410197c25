"""What every Leistung offers to the house: questions, facts, evidence, calculation, the words of its letters."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Any, Protocol

from nahbar.benefits.choice import Situation
from nahbar.benefits.short_form import ShortForm
from nahbar.law.explain import Step
from nahbar.questionnaire.model import Answers, Questionnaire

if TYPE_CHECKING:  # letters bring the typesetter with them; who only calculates does not wait for it
    from nahbar.benefits.grant import GrantLetter

Facts = dict[str, Any]
"""One case of the public case format (docs/case-format.md): JSON-ready, amounts as decimal strings in euro."""


@dataclass(frozen=True)
class Hinweis:
    """A remark of the calculation: norm and sentence."""

    norm: str
    text: str
    fuer_amt: bool = False
    """True: for the desk alone, what the office has to look at; letters and portal leave it out."""


@dataclass(frozen=True)
class PersonResult:
    """What one person gets in one month; all amounts in cents."""

    id: str
    in_bg: bool
    regelbedarf: int
    mehrbedarf: int
    kdu: int
    bedarf: int
    einkommen: int
    einkommen_zugeteilt: int
    anspruch: int
    sofortzuschlag: int


@dataclass(frozen=True)
class MonthResult:
    """One month of one case; `summe` and `sofortzuschlag` in cents, `monat` is the first of the month."""

    monat: date
    leistung: str
    rechtsstand: date
    summe: int
    sofortzuschlag: int
    personen: tuple[PersonResult, ...]
    hinweise: tuple[Hinweis, ...] = ()
    schritte: tuple[Step, ...] = ()
    werte_stand: date | None = None
    """Set when the month lies beyond the last known parameters and was computed with those of this earlier month."""


@dataclass(frozen=True)
class EvidenceNeed:
    """One paper that the facts make necessary."""

    key: str
    """Stable within an application, e.g. `mietvertrag`, `geburtsurkunde:kind1`."""
    title: str
    reason: str
    """One plain sentence why it is needed."""
    norm: str
    person: str | None = None
    required: bool = True
    """False: helpful, but the decision does not wait for it."""


@dataclass(frozen=True)
class Check:
    """One line of the caseworker's check list."""

    key: str
    colour: str
    """`green`, `yellow` or `red`; red stops a grant."""
    text: str
    norm: str = ""


@dataclass(frozen=True)
class EstimateLine:
    """One line of the estimate for a person: a field of PersonResult in plain words."""

    key: str
    label: str
    steps: tuple[str, ...]
    """Beginnings of the names of the norms that explain it; an empty one means all."""
    section: str = ""
    """The section of the questionnaire in which its facts were asked."""
    own_page: str = "first"
    """Which of the person's own pages corrects it: `first`, `last`, or `none` (a page of the section)."""
    always: bool = False
    """Shown also with 0."""


SUM_LINE = EstimateLine("anspruch", "Das bekommen Sie", ("",), always=True)


@dataclass(frozen=True)
class RefusalReason:
    """A reason to refuse that the caseworker can choose, with the sentence of the Bescheid and its norms."""

    key: str
    title: str
    text: str
    norm: str


class Calculate(Protocol):
    """Compute one month from facts; raises `FactsRefused` naming every unusable fact, `UnknownParameter` for a month.

    With `values_of` the amounts of that earlier month count, while ages and birthdays stay those of `month`; the result
    is marked by `werte_stand`. Only a Bescheid that reaches beyond the published values asks for that.
    """

    def __call__(
        self, facts: Facts, month: date, *, explain: bool = False, values_of: date | None = None
    ) -> MonthResult: ...


PapersOf = Callable[[str | None, str, Mapping[str, str]], tuple[str, ...]]
"""Person, name of an input, papers at hand (titles by key): the titles of those that show this input."""


class FactsRefused(Exception):
    """Facts that are unusable or not yet covered; `errors` holds path, code and sentence of each."""

    def __init__(self, errors: Sequence[Mapping[str, str]]) -> None:
        super().__init__("; ".join(f"{e['pfad']}: {e['text']}" for e in errors))
        self.errors = [dict(e) for e in errors]


@dataclass(frozen=True)
class Benefit:
    """One Leistung as the house sees it; registered once by `nahbar.benefits.registry.register`."""

    key: str
    norm: str
    """The code of law, e.g. `SGB II`."""
    public_name: Callable[[date], str]
    """The name that people know, by date (C27)."""
    traeger_kinds: frozenset[str]
    questionnaire: Questionnaire
    """The newest version."""
    facts_from_answers: Callable[[Answers, date], Facts]
    """Answers and the day on which the period begins (as `effect_from` gives it) to the facts of the case."""
    evidence: Callable[[Answers, date], tuple[EvidenceNeed, ...]]
    calculate: Calculate
    effect_from: Callable[[date], date]
    """The day from which an application secured on this day takes effect (§ 37 Abs. 2 SGB II: the 1st of the month)."""
    effect_text: str = field(default="", kw_only=True)
    """Why the day counts, in plain words, for whoever is about to secure it."""
    effect_norm: str = field(default="", kw_only=True)
    period_months: Callable[[Answers, date], int]
    checks: Callable[[Answers, Facts, Sequence[MonthResult]], tuple[Check, ...]]
    refusal_reasons: tuple[RefusalReason, ...] = ()
    estimate_lines: tuple[EstimateLine, ...] = (SUM_LINE,)
    grant_letter: GrantLetter | None = None
    """Sets and checks the Bescheid of a grant in the benefit's own words; None: `plain_letter`."""
    papers_of: PapersOf | None = field(default=None, kw_only=True)
    """Which papers show an input of the calculation; None: nobody says."""
    earlier_questionnaires: tuple[Questionnaire, ...] = field(default=(), kw_only=True)
    """Versions before the newest, oldest first: what was submitted is shown as it was asked."""
    suits: Callable[[Situation, date], bool] | None = field(default=None, kw_only=True)
    """Whether it is the right benefit for somebody in this month; None: people choose it by its name."""
    known_from: Callable[[Situation, date], Answers] = field(default=lambda situation, month: {}, kw_only=True)
    """What the choice of the benefit has said already, as answers: nobody is asked the same thing twice."""
    short: ShortForm | None = field(default=None, kw_only=True)
    """Set: it is asked for with a short form of its own and decided by a person; nothing is calculated by itself."""
    rules: str = field(default="", kw_only=True)
    """By which rules it is calculated (`case_calculation.LAWS`); empty: by its own."""
    last_known_month: Callable[[], date] = field(default=lambda: date.max)
    """The last month for which every parameter is known; later ones are granted with its values and marked."""
