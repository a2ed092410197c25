"""The Berechnungsbogen: per person amount, norm, and what went into it."""

from __future__ import annotations

from collections.abc import Iterator

from nahbar.benefits.base import MonthResult, PersonResult
from nahbar.benefits.calculation_sheet import Line, lines
from nahbar.benefits.grundsicherungsgeld.letters import trace
from nahbar.benefits.grundsicherungsgeld.letters.model import BescheidData, BescheidPerson, Zeitraum
from nahbar.law.explain import Step
from nahbar.platform.letters import blocks, words
from nahbar.platform.letters.blocks import Block

Row = tuple[str, str, str]


def berechnungsbogen(data: BescheidData, zeitraum: Zeitraum) -> list[Block]:
    """All tables for months with equal amounts."""
    month = zeitraum.erster
    found: list[Block] = []
    for person in month.personen:
        named = data.person(person.id)
        title = f"{named.name}, geboren am {words.day(named.geburtsdatum)}"
        found.append(
            blocks.table(
                [
                    blocks.column("Was", width=5),
                    blocks.column("Grundlage", width=4),
                    blocks.column("Betrag", number=True),
                ],
                rows(named, person, month.schritte),
                total=("Das bekommt diese Person im Monat", "", words.amount(person.anspruch + person.sofortzuschlag)),
                title=title,
                together=True,
            )
        )
    found += rechenweg(data, month)
    return found


def rows(named: BescheidPerson, person: PersonResult, steps: tuple[Step, ...]) -> list[Row]:
    """Need, income, distribution, claim and Sofortzuschlag of one person, each with its paragraph."""
    found: list[Row] = []
    if person.regelbedarf:
        stufe = named.stufe or trace.stufe(steps, person.id)
        label = f"Regelbedarf: {stufe}" if stufe else "Regelbedarf"
        found.append((label, "§§ 20, 23 SGB II", words.amount(person.regelbedarf)))
    if person.mehrbedarf:
        each = trace.mehrbedarfe(steps, person.id, person.mehrbedarf)
        each = each or [(named.mehrbedarf or "Mehrbedarf", "§ 21 SGB II", person.mehrbedarf)]
        found += [(label, norm, words.amount(cents)) for label, norm, cents in each]
    if person.kdu:
        found.append(("Anteil an Miete und Heizung", "§ 22 Absatz 1 SGB II", words.amount(person.kdu)))
    found.append(("Bedarf zusammen", "§ 19 Absatz 1 SGB II", words.amount(person.bedarf)))
    found += _income(person)
    if not person.in_bg:
        note = "Der eigene Bedarf ist gedeckt: nicht Teil der Bedarfsgemeinschaft"
        found.append((note, "§ 7 Absatz 3 Nummer 4 SGB II", words.amount(0)))
    else:
        found.append(("Anspruch", "§ 19 Absatz 1 SGB II", words.amount(person.anspruch)))
    if person.sofortzuschlag:
        found.append(("Sofortzuschlag", "§ 72 SGB II", words.amount(person.sofortzuschlag)))
    return found


def _income(person: PersonResult) -> Iterator[Row]:
    """Own income is taken off directly only from a child; an adult's is pooled and comes back as a share."""
    pooled = person.einkommen and person.anspruch == max(0, person.bedarf - person.einkommen_zugeteilt)
    if person.einkommen and pooled:
        yield (
            "Eigenes Einkommen nach Abzügen (wird auf alle verteilt)",
            "§§ 11 bis 11b, § 9 Absatz 2 SGB II",
            words.amount(person.einkommen),
        )
    elif person.einkommen:
        yield "Eigenes Einkommen nach Abzügen", "§§ 11 bis 11b SGB II", words.amount(-person.einkommen)
    if person.einkommen_zugeteilt:
        yield (
            "Anteil am Einkommen der Bedarfsgemeinschaft",
            "§ 9 Absatz 2 Satz 3 SGB II",
            words.amount(-person.einkommen_zugeteilt),
        )
    full = person.bedarf - person.einkommen_zugeteilt - (0 if pooled else person.einkommen)
    if person.in_bg and 0 < full != person.anspruch:
        yield "Anpassung für diesen Monat", "§ 41 Absatz 1, §§ 31a, 32 SGB II", words.amount(person.anspruch - full)


def rechenweg(data: BescheidData, month: MonthResult) -> list[Block]:
    """The applied norms one by one, with inputs, parameters and their source; nothing if the month has no trace."""
    names = {person.id: person.name for person in data.personen}
    rows = [
        (_named(line), line.grundlage, trace.inputs(line), line.result)
        for top in lines(month.schritte, names)
        for line in top.walk()
        if not line.empty
    ]
    if not rows:
        return []
    columns = [
        blocks.column("Schritt", width=4),
        blocks.column("Grundlage", width=4),
        blocks.column("Eingesetzt", width=5),
        blocks.column("Ergebnis", number=True),
    ]
    return [blocks.table(columns, rows, title="Der Rechenweg im Einzelnen")]


def _named(line: Line) -> str:
    return f"{line.label} ({line.person})" if line.person else line.label
