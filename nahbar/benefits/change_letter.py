"""The Bescheid on a change of circumstances (§ 48 SGB X): what was, what is, from when, and why line by line."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from nahbar.benefits import plain_letter as plain
from nahbar.benefits.base import MonthResult
from nahbar.benefits.calculation_sheet import line
from nahbar.benefits.grant import Grant, total
from nahbar.law.difference import Difference
from nahbar.law.difference_words import LABELS, sentences
from nahbar.law.explain import Step, walk
from nahbar.platform.letters import Section, blocks, words
from nahbar.platform.letters.blocks import Block

FUTURE = "§ 48 Abs. 1 Satz 1 SGB X"
IN_FAVOUR = "§ 48 Abs. 1 Satz 2 Nr. 1 SGB X"


@dataclass(frozen=True)
class Change:
    """What the letter says beside the grant: the old Bescheid, what was told and when, and the difference."""

    bescheid_vom: date
    mitgeteilt_am: date
    was: tuple[str, ...]
    """Kinds of change in words."""
    vorher: MonthResult
    """The first month as it was granted."""
    unterschied: Difference
    future_only: bool
    """False: months that have begun get more, from the day of the change on."""


def change_bescheid(grant: Grant, change: Change) -> tuple[bytes, list[str]]:
    """Set and check the letter: the PDF, and sentences on what stops it (none: it may leave)."""
    return plain.set_letter(
        grant, f"Änderungsbescheid: {grant.leistung}", _lead(grant, change), _first_page(grant, change),
        _sections(grant, change), _required(grant, change),
    )  # fmt: skip


def _lead(grant: Grant, change: Change) -> str:
    start = words.day(grant.months[0].monat)
    now, was = words.amount_in_words(total(grant.months[0])), words.amount(total(change.vorher))
    if not total(grant.months[0]):
        return f"Ab {start} bekommen Sie kein {grant.leistung} mehr. Bisher waren es {was} im Monat."
    return f"Sie bekommen ab {start} {now} im Monat. Bisher waren es {was}."


def _ground(change: Change) -> str:
    return FUTURE if change.future_only else IN_FAVOUR


def _lifted(grant: Grant, change: Change) -> str:
    return (
        f"Unseren Bescheid vom {words.day(change.bescheid_vom)} heben wir ab {words.day(grant.months[0].monat)} auf, "
        f"soweit er etwas anderes bewilligt ({_ground(change)})."
    )


def _first_page(grant: Grant, change: Change) -> Iterator[Block]:
    what = ", ".join(change.was) or "Ihre Verhältnisse haben sich geändert"
    yield blocks.paragraph(f"Sie haben uns am {words.day(change.mitgeteilt_am)} eine Änderung mitgeteilt: {what}.")
    yield blocks.paragraph(f"{_lifted(grant, change)} Im Übrigen gilt er weiter.")
    yield blocks.paragraph(f"Wir zahlen {plain.paid(grant)}.")
    for run in plain.ranges(grant.months):
        columns = [blocks.column("Person"), blocks.column(grant.leistung, number=True)]
        rows = [plain.row(grant, member) for member in run[0].personen]
        yield blocks.table(
            columns, rows, total=("Zusammen", words.amount(total(run[0]))), title=plain.span(run),
            together=len(rows) < 10,
        )  # fmt: skip


def _sections(grant: Grant, change: Change) -> Iterator[Section]:
    told = [blocks.paragraph(text) for text in sentences(change.unterschied, grant.names)]
    parts = [
        f"{grant.names.get(part.person, part.person)}: {LABELS[part.posten]} {words.amount(part.nachher)} statt "
        f"{words.amount(part.vorher)} ({_cited(part.norm)})"
        for part in change.unterschied.teile
    ]
    reasons = [*told, *([blocks.points(parts)] if parts else []), *(blocks.paragraph(text) for text in grant.gruende)]
    remarks = dict.fromkeys(f"{h.text} ({h.norm})" for m in grant.months for h in m.hinweise if not h.fuer_amt)
    reasons += [blocks.paragraph(text) for text in remarks]
    for run in plain.ranges(grant.months):
        lines = [_reckoned(grant, step) for step in walk(run[0].schritte) if step.ergebnis]
        if lines:
            reasons += [blocks.paragraph(f"So haben wir für {plain.span(run)} gerechnet:"), blocks.points(lines)]
    yield Section("Warum wir so entscheiden", tuple(reasons))
    yield Section("Was Sie jetzt tun müssen", (blocks.paragraph(plain.CHANGES),))


def _reckoned(grant: Grant, step: Step) -> str:
    said = line(step, grant.names)
    return f"{said.person + ': ' if said.person else ''}{said.text} ({said.grundlage})"


def _cited(norm: str) -> str:
    code, _, place = norm.partition(" § ")
    return f"§ {place} {code}" if place else norm or "§ 9 SGB II"


def _required(grant: Grant, change: Change) -> Iterator[str]:
    """The mandatory contents (§§ 33, 35, 36, 37, 48 SGB X, § 47 SGB I)."""
    yield grant.letter.head.name
    yield grant.signature.name
    yield _lifted(grant, change)
    yield plain.paid(grant)
    for run in plain.ranges(grant.months):
        yield plain.span(run)
        for member in run[0].personen:
            yield " ".join(plain.row(grant, member))
    yield "Warum wir so entscheiden"
    yield from grant.gruende
    yield plain.CHANGES
    yield from plain.APPEAL
    yield f"{grant.rechtsbehelf.stelle}, {grant.rechtsbehelf.sitz}"
