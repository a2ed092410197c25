"""The Berechnungsbogen as data: per person and month each amount with its norm, inputs, parameters and papers.

The desk, the Bescheid and the portal's »Warum?« show the same lines, built here from one trace.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from nahbar.benefits.base import MonthResult, PersonResult
from nahbar.law.begriffe import german, input_label, is_number, parameter_label, parameter_unit, step_label
from nahbar.law.catalogue import GERMAN, Catalogue
from nahbar.law.causes import ZUSAMMEN
from nahbar.law.difference import BEITRAG, POSTEN
from nahbar.law.explain import Step, Value
from nahbar.law.leicht import LEICHT, leicht
from nahbar.law.phrase import Told, word
from nahbar.law.sentences import SENTENCES, told

PaperOf = Callable[[str | None, str], tuple[str, ...]]
"""The titles of the papers that show an input (person, name of the input); empty where it comes from the answers."""

AMOUNTS = (
    "regelbedarf", "mehrbedarf", "kdu", "bedarf", "einkommen", "einkommen_zugeteilt", "anspruch", "sofortzuschlag",
)  # fmt: skip


@dataclass(frozen=True)
class Input:
    """What was put into a norm."""

    label: str
    value: str
    papers: tuple[str, ...] = ()


@dataclass(frozen=True)
class Source:
    """A parameter that was read, and where it was published."""

    label: str
    value: str
    published: str


@dataclass(frozen=True)
class Line:
    """One applied norm: what it is called, what it says, what went in and what came out."""

    person: str
    """The name; empty for the household."""
    label: str
    text: str
    language: str
    """The language of `text`: German where the catalogue has no other."""
    leicht: str
    norm: str
    """As cited: `SGB II § 21 Abs. 3`."""
    grundlage: str
    """As a letter writes it: `§ 21 Abs. 3 SGB II`."""
    result: str
    cents: int | None
    empty: bool
    """Whether it came to nothing: 0, no."""
    inputs: tuple[Input, ...]
    sources: tuple[Source, ...]
    children: tuple[Line, ...]

    def walk(self) -> Iterator[Line]:
        """This line and all below it."""
        yield self
        for child in self.children:
            yield from child.walk()


@dataclass(frozen=True)
class Amount:
    """One amount of a person with the norms that made it."""

    key: str
    cents: int
    lines: tuple[Line, ...]


@dataclass(frozen=True)
class PersonSheet:
    """One person in the month."""

    id: str
    name: str
    in_bg: bool
    amounts: tuple[Amount, ...]


@dataclass(frozen=True)
class Sheet:
    """The month: each person, and the norms that concern all of them."""

    monat: date
    persons: tuple[PersonSheet, ...]
    together: tuple[Line, ...]


def sheet(
    month: MonthResult, names: Mapping[str, str], words: Catalogue = GERMAN, paper_of: PaperOf | None = None
) -> Sheet:
    """The Berechnungsbogen of a month that was calculated with its explanation."""

    def built(step: Step) -> Line:
        return line(step, names, words, paper_of)

    persons = tuple(
        PersonSheet(
            person.id, names.get(person.id, person.id), person.in_bg,
            tuple(
                Amount(key, cents, tuple(built(step) for step in _made_of(month.schritte, person.id, key)))
                for key in AMOUNTS
                if (cents := _cents(person, key)) or key in ("regelbedarf", "bedarf", "anspruch")
            ),
        )
        for person in month.personen
    )  # fmt: skip
    return Sheet(month.monat, persons, tuple(built(step) for step in month.schritte if step.person is None))


def lines(
    steps: Sequence[Step], names: Mapping[str, str], words: Catalogue = GERMAN, paper_of: PaperOf | None = None
) -> tuple[Line, ...]:
    """Every step of a trace with what it called."""
    return tuple(line(step, names, words, paper_of) for step in steps)


def line(
    step: Step, names: Mapping[str, str], words: Catalogue = GERMAN, paper_of: PaperOf | None = None
) -> Line:
    """One step in words."""
    says = spoken(step, words)
    return Line(
        person=names.get(step.person, step.person) if step.person else "",
        label=step_label(step.name),
        text=says.text,
        language=says.language,
        leicht=unbroken(leicht(step)) if step.name in LEICHT else "",
        norm=step.norm,
        grundlage=german(step.norm),
        result=shown(step.ergebnis, in_cents=step.einheit == "cent", words=words),
        cents=step.ergebnis if step.einheit == "cent" and isinstance(step.ergebnis, int) else None,
        empty=step.ergebnis in (0, None, ""),
        inputs=tuple(_inputs(step, words, paper_of)),
        sources=tuple(Source(parameter_label(p.name), _parameter(p.name, p.wert), p.quelle) for p in step.parameter),
        children=lines(step.kinder, names, words, paper_of),
    )


def spoken(step: Step, words: Catalogue = GERMAN) -> Told:
    """The sentence of a step with its language, no amount parted by a line break; without one its label."""
    if step.name not in SENTENCES:
        return Told(step_label(step.name), "de")
    says = told(step, words)
    return Told(unbroken(says.text), says.language)


def shown(value: Value, *, in_cents: bool, words: Catalogue = GERMAN) -> str:
    """A value of the trace for readers; nothing is a dash."""
    return "–" if value is None else unbroken(word(value, "cent" if in_cents else "anzahl", words))


def _made_of(steps: Sequence[Step], person: str, key: str) -> Iterator[Step]:
    """The topmost steps of this person that make an amount, also from below a step of the household."""
    beginnings = next((posten.schritte for posten in POSTEN if posten.key == key), (key,))
    if key == "einkommen_zugeteilt":
        beginnings = BEITRAG[key]
    for step in steps:
        shared = key == "einkommen" and step.name.startswith(BEITRAG["einkommen_zugeteilt"])
        if step.person == person and step.name.startswith(beginnings) and not shared:
            yield step
        else:
            yield from _made_of(step.kinder, person, key)


def _inputs(step: Step, words: Catalogue, paper_of: PaperOf | None) -> Iterator[Input]:
    for name, value in step.eingaben.items():
        if value is None or value == "" or value is False:
            continue
        papers = paper_of(step.person, name) if paper_of and value and step.name not in ZUSAMMEN else ()
        in_cents = step.einheit in ("cent", "ja/nein") and not is_number(name)
        yield Input(input_label(name), shown(value, in_cents=in_cents, words=words), papers)


def _parameter(name: str, wert: str) -> str:
    """`563,00 €` for an amount, `0,36` for a share."""
    text = wert.replace(".", ",")
    return f"{text}\u00a0€" if parameter_unit(name) == "euro" else text


def _cents(person: PersonResult, key: str) -> int:
    return int(getattr(person, key))


def unbroken(text: str) -> str:
    """The text with amounts and paragraphs that no line break parts."""
    return text.replace(" €", "\u00a0€").replace(" Euro", "\u00a0Euro").replace("§ ", "§\u00a0")
