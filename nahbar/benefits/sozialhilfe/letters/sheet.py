"""The Berechnungsbogen by the SGB XII: per person amount, norm, and what went into it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from nahbar.benefits.base import MonthResult, PersonResult
from nahbar.benefits.calculation_sheet import Line, lines
from nahbar.benefits.grant import Grant
from nahbar.law.begriffe import german, input_label, step_label
from nahbar.law.explain import Step, walk
from nahbar.platform.letters import blocks, words
from nahbar.platform.letters.blocks import Block

Row = tuple[str, str, str]
_DAYS = 30
_PLACE, _NOTHING = input_label("platz"), ("0", "0,00\u00a0€", "nein", "–")
"""The place in the list of persons and what is nothing tell a reader nothing."""
_TWIN = "ende_der_altersgrenze"
"""The twin of § 41 Abs. 2 in the SGB II, which says the same once more."""


def berechnungsbogen(grant: Grant, month: MonthResult) -> list[Block]:
    """One table for each person with a claim, then the applied norms one by one."""
    found = [_person(grant, person, month) for person in month.personen if person.in_bg]
    return [*found, *_rechenweg(grant, month)]


def _person(grant: Grant, person: PersonResult, month: MonthResult) -> Block:
    stated = next(p for p in grant.facts["personen"] if p["id"] == person.id)
    born = words.day(date.fromisoformat(stated["geburtsdatum"]))
    columns = [blocks.column("Was", width=5), blocks.column("Grundlage", width=4), blocks.column("Betrag", number=True)]
    paid = words.amount(person.anspruch + person.sofortzuschlag)
    total = ("Das bekommt diese Person im Monat", "", paid)
    rows = sheet_rows(person, month.schritte)
    return blocks.table(columns, rows, total=total, title=f"{grant.names[person.id]}, geboren am {born}", together=True)


def sheet_rows(person: PersonResult, steps: tuple[Step, ...]) -> list[Row]:
    """Need, income that counts, claim and Sofortzuschlag of one person, each with its paragraph."""
    own = [step for step in walk(steps) if step.person == person.id]
    found: list[Row] = []
    if person.regelbedarf:
        label = f"Regelbedarf: {stufe}" if (stufe := _stufe(own)) else "Regelbedarf"
        found.append((label, "§§ 27a, 28 SGB XII", words.amount(person.regelbedarf)))
    if person.mehrbedarf:
        found += _mehrbedarfe(own, person.mehrbedarf)
    if person.kdu:
        found.append(("Anteil an Miete und Heizung", "§§ 35, 42a SGB XII", words.amount(person.kdu)))
    found.append(("Bedarf zusammen", "§§ 27a, 43a SGB XII", words.amount(person.bedarf)))
    found += _means(person, own)
    found.append(("Anspruch", "§ 43a Absatz 2 SGB XII", words.amount(person.anspruch)))
    if person.sofortzuschlag:
        found.append(("Sofortzuschlag", "§ 145 SGB XII", words.amount(person.sofortzuschlag)))
    return found


def _means(person: PersonResult, own: list[Step]) -> Iterator[Row]:
    """Income, assets above the allowance, and the part of a month; what is left over is named as an adjustment."""
    rest = person.bedarf - person.einkommen_zugeteilt
    if person.einkommen_zugeteilt:
        label = "Einkommen, das für diese Person zählt"
        yield label, "§§ 43, 82 SGB XII", words.amount(-person.einkommen_zugeteilt)
    claim = next((step for step in own if step.name == "anspruch"), None)
    given = claim.eingaben if claim else {}
    own_income, assets, days = (given.get(key) for key in ("eigenes_einkommen", "vermoegen", "tage"))
    if isinstance(own_income, int) and own_income:
        rest -= own_income
        yield "Eigenes Einkommen", "§ 82 SGB XII", words.amount(-own_income)
    if isinstance(assets, int) and assets:
        rest -= assets
        yield "Vermögen über dem Freibetrag", "§ 90 SGB XII", words.amount(-assets)
    rest = max(0, rest)
    if rest != person.anspruch:
        part = isinstance(days, int) and 0 < days < _DAYS
        label = f"Anteil für {days} von {_DAYS} Tagen" if part else "Anpassung für diesen Monat"
        yield label, "§ 27a Absatz 3 Satz 3 SGB XII", words.amount(person.anspruch - rest)


def _stufe(own: list[Step]) -> str:
    found = [str(step.eingaben["stufe"]) for step in own if step.name == "regelbedarfsstufe"]
    return f"Regelbedarfsstufe {words.enumeration(list(dict.fromkeys(found)))}" if found else ""


def _mehrbedarfe(own: list[Step], total: int) -> list[Row]:
    """Each Mehrbedarf by its paragraph; one line where they do not add up to the total."""
    found = [
        (step_label(step.name), german(step.norm), step.ergebnis)
        for step in own
        if step.name.startswith("mehrbedarf_") and isinstance(step.ergebnis, int) and step.ergebnis
    ]
    if sum(cents for _, _, cents in found) != total:
        return [("Mehrbedarf", "§§ 30, 42b SGB XII", words.amount(total))]
    return [(label, norm, words.amount(cents)) for label, norm, cents in found]


def _rechenweg(grant: Grant, month: MonthResult) -> list[Block]:
    several = len(grant.facts["personen"]) > 1
    rows = [
        (
            f"{line.label} ({line.person})" if several and line.person else line.label,
            line.grundlage,
            _inputs(line),
            line.result,
        )
        for step in month.schritte
        for top in lines((step,), grant.names)
        for line in top.walk()
        if not line.empty and step.name != _TWIN
    ]
    if not rows:
        return []
    columns = [
        blocks.column("Schritt", width=4), blocks.column("Grundlage", width=4), blocks.column("Eingesetzt", width=5),
        blocks.column("Ergebnis", number=True),
    ]  # fmt: skip
    return [blocks.table(columns, rows, title="Der Rechenweg im Einzelnen")]


def _inputs(line: Line) -> str:
    given = [f"{g.label}: {g.value}" for g in line.inputs if g.label != _PLACE and g.value not in _NOTHING]
    used = [f"{source.label}: {source.value} ({source.published})" for source in line.sources]
    return "; ".join([*given, *used])
