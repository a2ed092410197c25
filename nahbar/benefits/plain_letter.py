"""The Bescheid of a grant for a benefit without a letter of its own: total, months, persons, way of reckoning."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from itertools import groupby

from nahbar.benefits.base import MonthResult, PersonResult
from nahbar.benefits.grant import Grant, total
from nahbar.law.calendar import letzter
from nahbar.law.explain import Step, walk
from nahbar.platform.letters import Bescheid, Section, blocks, check_letter, render, words
from nahbar.platform.letters.blocks import Block
from nahbar.platform.letters.coverage import showable

CHANGES = "Teilen Sie uns bitte jede Änderung sofort mit, die für die Leistung wichtig ist (§ 60 SGB I)."
APPEAL = (
    "innerhalb eines Monats nach der Bekanntgabe Widerspruch erheben",
    "schriftlich, mit Ihrer Unterschrift",
    "zur Niederschrift",
    "in elektronischer Form nach § 36a Absatz 2",
)
"""Words of the Rechtsbehelfsbelehrung that must be there (§ 36 SGB X, § 84 Abs. 1 SGG)."""


def plain_bescheid(grant: Grant) -> tuple[bytes, list[str]]:
    """Set and check the letter (`GrantLetter`)."""
    return set_letter(
        grant, f"Bescheid: Ihr Antrag auf {grant.leistung} ist bewilligt", _lead(grant), _first_page(grant),
        _sections(grant), _required(grant), also_first=words.amount_in_words(total(grant.months[0])),
    )  # fmt: skip


def set_letter(
    grant: Grant, title: str, lead: str, first_page: Iterable[Block], sections: Iterable[Section],
    required: Iterable[str], *, also_first: str = "",
) -> tuple[bytes, list[str]]:
    """Set a Bescheid and check it: the PDF, and sentences on what stops it (none: it may leave).

    `lead` and `also_first` must stand on the first page.
    """  # fmt: skip
    data = Bescheid(
        letter=grant.letter, title=title, lead=lead, first_page=tuple(first_page), sections=tuple(sections),
        rechtsbehelf=grant.rechtsbehelf, signature=grant.signature,
    )  # fmt: skip
    pdf = render("bescheid", data.as_data())
    problems = check_letter(
        pdf,
        address_lines=[showable(line) for line in grant.letter.address.lines],
        required=[showable(text) for text in required],
        first_page=[showable(text) for text in (lead, also_first) if text],
    )
    return pdf, problems


def ranges(months: tuple[MonthResult, ...]) -> list[list[MonthResult]]:
    """Months in a row with equal amounts."""
    return [list(run) for _, run in groupby(months, key=lambda month: (month.personen, month.werte_stand is None))]


def span(run: list[MonthResult]) -> str:
    """The months of a run in words, with the values that were used where newer ones are not known."""
    text = words.months(run[0].monat, run[-1].monat)
    return text if run[0].werte_stand is None else f"{text} (mit den Werten von {words.month(run[0].werte_stand)})"


def _lead(grant: Grant) -> str:
    start, cents = words.day(grant.months[0].monat), words.amount_in_words(total(grant.months[0]))
    if len({total(month) for month in grant.months}) == 1:
        return f"Sie bekommen ab {start} jeden Monat {cents}."
    return f"Sie bekommen ab {start} {cents} im Monat. Der Betrag ändert sich später; die Tabelle zeigt jeden Monat."


def _period(grant: Grant) -> str:
    return f"vom {words.day(grant.months[0].monat)} bis {words.day(letzter(grant.months[-1].monat))}"


def paid(grant: Grant) -> str:
    """To whom and on which way the money goes."""
    return f"an {grant.payee}, {grant.way}"


def _first_page(grant: Grant) -> Iterator[Block]:
    asked = f"Sie haben am {words.day(grant.antrag_vom)} {grant.leistung} beantragt."
    yield blocks.paragraph(f"{asked} Wir bewilligen die Leistung {_period(grant)}.")
    sentence = f"Wir zahlen {paid(grant)}."
    if grant.back_pay:
        begun, cents = grant.begun, words.amount(grant.back_pay)
        sentence += f" Für {words.months(begun[0].monat, begun[-1].monat)} zahlen wir {cents} sofort nach."
    yield blocks.paragraph(sentence)
    for run in ranges(grant.months):
        columns = [blocks.column("Person"), blocks.column(grant.leistung, number=True)]
        rows = [row(grant, member) for member in run[0].personen]
        together = ("Zusammen", words.amount(total(run[0])))
        yield blocks.table(columns, rows, total=together, title=span(run), together=len(rows) < 10)


def row(grant: Grant, member: PersonResult) -> tuple[str, str]:
    """Name and amount of one member."""
    return grant.names[member.id], words.amount(member.anspruch + member.sofortzuschlag)


def _sections(grant: Grant) -> Iterator[Section]:
    remarks = dict.fromkeys(f"{h.text} ({h.norm})" for m in grant.months for h in m.hinweise if not h.fuer_amt)
    reasons = [blocks.paragraph(text) for text in (*grant.gruende, *remarks)]
    for run in ranges(grant.months):
        lines = [reckoning(grant, step) for step in walk(run[0].schritte)]
        if lines:
            reasons += [blocks.paragraph(f"So haben wir für {span(run)} gerechnet:"), blocks.points(lines)]
    yield Section("Warum wir so entscheiden", tuple(reasons or [blocks.paragraph("Wie Sie es beantragt haben.")]))
    yield Section("Was Sie jetzt tun müssen", (blocks.paragraph(CHANGES),))


def reckoning(grant: Grant, step: Step) -> str:
    """One applied norm: whose, what, by which paragraph, with what result."""
    code, _, place = step.norm.partition(" § ")
    who = f"{grant.names[step.person]}: " if step.person in grant.names else ""
    used = "".join(f"; {p.name.replace('_', ' ')} {p.wert.replace('.', ',')} ({p.quelle})" for p in step.parameter)
    return f"{who}{step.name.replace('_', ' ').capitalize()}, § {place} {code}: {_result(step)}{used}"


def _result(step: Step) -> str:
    value = step.ergebnis
    if isinstance(value, bool):
        return "ja" if value else "nein"
    if isinstance(value, int):
        return words.amount(value) if step.einheit == "cent" else str(value)
    try:
        return words.day(date.fromisoformat(str(value)))
    except ValueError:
        return "–" if value is None else value or "–"


def _required(grant: Grant) -> Iterator[str]:
    """The mandatory contents (§§ 33, 35, 36, 37 SGB X, § 47 SGB I)."""
    yield grant.letter.head.name
    yield grant.signature.name
    yield _period(grant)
    yield paid(grant)
    for run in ranges(grant.months):
        yield span(run)
        for member in run[0].personen:
            yield " ".join(row(grant, member))
    yield "Warum wir so entscheiden"
    yield from grant.gruende
    yield CHANGES
    yield from APPEAL
    yield f"{grant.rechtsbehelf.stelle}, {grant.rechtsbehelf.sitz}"
