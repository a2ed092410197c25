"""From a grant as the house knows it to the Bewilligungsbescheid of a chapter of the SGB XII."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from nahbar.benefits.base import Facts, MonthResult
from nahbar.benefits.grant import Grant, GrantLetter, total
from nahbar.benefits.grant_words import PROVISIONAL, own_firm, problems, rent_above
from nahbar.benefits.sozialhilfe.letters.sheet import berechnungsbogen, sheet_rows
from nahbar.law.calendar import letzter
from nahbar.platform.letters import blocks, render, words
from nahbar.platform.letters.blocks import Block

TEMPLATE = Path(__file__).with_name("bescheid_bewilligung.typ")
ANGEPASST = "(werden von selbst angepasst)"
Item = tuple[str, str]
"""Paragraph, and text that must occur."""


@dataclass(frozen=True)
class Words:
    """What one chapter says in its Bescheid."""

    kapitel: str
    """E.g. `Vierten Kapitel`."""
    wirkung: str
    """From when, and for how long, with the paragraphs."""
    grund: Callable[[Facts], str]
    """Why this person is entitled, with the paragraph."""
    angehoerige: str
    """Whether children and parents have to pay (§ 94 Abs. 1a)."""
    ausland: str
    """What to tell about a stay abroad."""
    vorlaeufig_norm: str = ""
    """The paragraph of provisional decisions; empty: this chapter has none."""


def grant_letter(chapter: Words) -> GrantLetter:
    """The letter of this chapter (`GrantLetter`): sets it, and says what stops it."""

    def letter(grant: Grant) -> tuple[bytes, list[str]]:
        pdf = render(TEMPLATE, as_data(chapter, grant))
        return pdf, problems(pdf, grant.letter, _required(chapter, grant), _on_first_page(grant))

    return letter


def begin(grant: Grant) -> date:
    """The first day that is granted: inside the first month where the period begins there (§ 18 Abs. 1)."""
    stated = date.fromisoformat(str(grant.facts["bewilligungszeitraum_beginn"]))
    return max(grant.months[0].monat, stated)


def as_data(chapter: Words, grant: Grant) -> dict[str, Any]:
    """The data of the template."""
    provisional = _provisional(chapter, grant)
    kinds = "vorläufig bewilligt" if provisional else "bewilligt"
    return {
        **grant.letter.as_data(f"Bescheid: Ihr Antrag auf {grant.leistung} ist {kinds}"),
        "leistung": grant.leistung,
        "kapitel": chapter.kapitel,
        "mehrere": len(_entitled(grant.months[0])) > 1,
        "leitsatz": leitsatz(grant),
        "antrag_vom": words.day(grant.antrag_vom),
        "von": words.day(begin(grant)),
        "bis": words.day(letzter(grant.months[-1].monat)),
        "zahlung": _paid(grant),
        "nachzahlung": _at_once(grant),
        "je_person": list(_per_person(grant)),
        "angepasst": any(month.werte_stand for month in grant.months),
        "werte_stand": next((words.month(m.werte_stand) for m in grant.months if m.werte_stand), ""),
        "vorlaeufig_grund": provisional,
        "vorlaeufig_norm": chapter.vorlaeufig_norm,
        "grund": chapter.grund(grant.facts),
        "wirkung": chapter.wirkung,
        "angehoerige": chapter.angehoerige,
        "ausland": chapter.ausland,
        "gruende": list(grant.gruende),
        "hinweise": _remarks(grant),
        "kdu_hinweis": list(rent_above(grant.facts)),
        "rechnungen": [
            {"titel": f"Berechnungsbogen für {_span(run)}", "bloecke": berechnungsbogen(grant, run[0])}
            for run in _runs(grant, with_values=False)
        ],
        "rechtsbehelf": grant.rechtsbehelf.as_data(),
        **grant.signature.as_data(),
    }


def leitsatz(grant: Grant) -> str:
    """The total first; where the first month is only a part of one, both."""
    start, totals = words.day(begin(grant)), [total(month) for month in grant.months]
    first = words.amount_in_words(totals[0])
    if len(set(totals)) == 1:
        return f"Sie bekommen ab {start} jeden Monat {first}."
    change = next(number for number, cents in enumerate(totals) if cents != totals[0])
    if len(set(totals[change:])) == 1:
        later = f"ab {words.day(grant.months[change].monat)} jeden Monat {words.amount_in_words(totals[change])}"
        if change == 1 and begin(grant).day > 1:
            return f"Sie bekommen für {words.month(grant.months[0].monat)} {first}, {later}."
        return f"Sie bekommen ab {start} {first} im Monat, {later}."
    return f"Sie bekommen ab {start} {first} im Monat. Der Betrag ändert sich später; die Tabelle zeigt jeden Monat."


def _entitled(month: MonthResult) -> list[str]:
    return [person.id for person in month.personen if person.in_bg]


def _runs(grant: Grant, *, with_values: bool) -> Iterator[list[MonthResult]]:
    """Months in a row with equal amounts; those with values that will be replaced apart where asked for."""
    run: list[MonthResult] = []
    for month in grant.months:
        if run and not (
            run[-1].personen == month.personen
            and (not with_values or (run[-1].werte_stand is None) == (month.werte_stand is None))
        ):
            yield run
            run = []
        run.append(month)
    yield run


def _span(run: list[MonthResult]) -> str:
    return words.months(run[0].monat, run[-1].monat)


def _title(run: list[MonthResult]) -> str:
    return f"{_span(run)} {ANGEPASST}" if run[0].werte_stand else _span(run)


def _paid(grant: Grant) -> str:
    return f"an {grant.payee}, {grant.way}"


def _at_once(grant: Grant) -> str:
    if not grant.back_pay:
        return ""
    span = words.months(grant.begun[0].monat, grant.begun[-1].monat)
    return f"Für {span} zahlen wir {words.amount(grant.back_pay)} sofort nach."


def _per_person(grant: Grant) -> Iterator[Block]:
    """One person: one table with a row for each time. Several: a table for each time."""
    if _alone(grant):
        columns = [blocks.column("Zeit", width=3), blocks.column("im Monat", number=True)]
        yield blocks.table(columns, [_time_row(run) for run in _runs(grant, with_values=True)], together=True)
        return
    extra = any(month.sofortzuschlag for month in grant.months)
    columns = [blocks.column("Person", width=3), blocks.column("geboren am", width=0)]
    if extra:
        columns += [blocks.column("Leistung", number=True), blocks.column("Sofortzuschlag", number=True)]
    columns.append(blocks.column("im Monat", number=True))
    for run in _runs(grant, with_values=True):
        month = run[0]
        rows = [_person_row(grant, month, person, extra=extra) for person in _entitled(month)]
        cells = (words.amount(month.summe), words.amount(month.sofortzuschlag)) if extra else ()
        together = ("Zusammen", "", *cells, words.amount(total(month)))
        yield blocks.table(columns, rows, total=together if len(rows) > 1 else (), title=_title(run), together=True)


def _alone(grant: Grant) -> bool:
    return len(grant.facts["personen"]) == 1


def _time_row(run: list[MonthResult]) -> tuple[str, str]:
    return _title(run), words.amount(total(run[0]))


def _person_row(grant: Grant, month: MonthResult, person_id: str, *, extra: bool) -> tuple[str, ...]:
    person = next(p for p in month.personen if p.id == person_id)
    stated = next(p for p in grant.facts["personen"] if p["id"] == person_id)
    born = words.numeric_day(date.fromisoformat(stated["geburtsdatum"]))
    cells = (person.anspruch, person.sofortzuschlag) if extra else ()
    amounts = (*cells, person.anspruch + person.sofortzuschlag)
    return (grant.names[person_id], born, *(words.amount(cents) for cents in amounts))


def _provisional(chapter: Words, grant: Grant) -> str:
    return PROVISIONAL if chapter.vorlaeufig_norm and own_firm(grant.facts) else ""


def _remarks(grant: Grant) -> list[str]:
    lines = [f"{h.text} ({h.norm})" for month in grant.months for h in month.hinweise if not h.fuer_amt]
    return list(dict.fromkeys(lines))


def _on_first_page(grant: Grant) -> Iterator[Item]:
    yield "§ 33 Abs. 1 SGB X", leitsatz(grant)
    yield "§ 33 Abs. 1 SGB X", words.amount_in_words(total(grant.months[0]))


def _required(chapter: Words, grant: Grant) -> Iterator[Item]:
    """The mandatory contents (§§ 33, 35, 36, 37 SGB X, § 44 SGB XII)."""
    yield "§ 33 Abs. 3 SGB X", grant.letter.head.name
    yield "§ 33 Abs. 3 SGB X", grant.signature.name
    yield from _on_first_page(grant)
    yield "§ 33 Abs. 1 SGB X", f"vom {words.day(begin(grant))} bis {words.day(letzter(grant.months[-1].monat))}"
    extra = any(month.sofortzuschlag for month in grant.months)
    for run in _runs(grant, with_values=True):
        if _alone(grant):
            yield "§ 33 Abs. 1 SGB X", " ".join(_time_row(run))
            continue
        yield "§ 33 Abs. 1 SGB X", _title(run)
        for person in _entitled(run[0]):
            yield "§ 33 Abs. 1 SGB X", " ".join(_person_row(grant, run[0], person, extra=extra))
    for run in _runs(grant, with_values=False):
        yield "§ 35 Abs. 1 SGB X", f"Berechnungsbogen für {_span(run)}"
        for member in run[0].personen:
            if member.in_bg:
                for row in sheet_rows(member, run[0].schritte):
                    yield "§ 35 Abs. 1 SGB X", " ".join(row)
    yield "§ 47 SGB I", _paid(grant)
    if _provisional(chapter, grant):
        yield chapter.vorlaeufig_norm, "Diese Entscheidung ist vorläufig"
    yield "§ 35 Abs. 1 SGB X", "Warum wir so entscheiden"
    yield "§ 35 Abs. 1 SGB X", chapter.grund(grant.facts)
    for reason in grant.gruende:
        yield "§ 35 Abs. 1 SGB X", reason
    yield "§ 60 Abs. 1 SGB I", "Teilen Sie uns bitte jede Änderung sofort mit"
    yield "§ 19 Abs. 1a SGB X", "in einfacher und verständlicher Sprache erklären"
    yield "§ 36 SGB X", "innerhalb eines Monats nach der Bekanntgabe Widerspruch erheben"
    yield "§ 36 SGB X", f"{grant.rechtsbehelf.stelle}, {grant.rechtsbehelf.sitz}"
    yield "§ 84 Abs. 1 SGG", "schriftlich, mit Ihrer Unterschrift"
    yield "§ 84 Abs. 1 SGG", "zur Niederschrift"
    yield "§ 84 Abs. 1 SGG", "in elektronischer Form nach § 36a Absatz 2"
    for way in grant.rechtsbehelf.wege:
        yield "§ 84 Abs. 1 SGG", way
