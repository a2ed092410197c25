"""A decision on paper: Bewilligung and Ablehnung, set from what was frozen, checked before they leave."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from nahbar.benefits import registry
from nahbar.benefits.base import MonthResult
from nahbar.benefits.change_letter import Change, change_bescheid
from nahbar.benefits.grant import Grant
from nahbar.benefits.plain_letter import plain_bescheid
from nahbar.domain.applications.aenderung import kinds_of
from nahbar.domain.applications.models import Antrag
from nahbar.domain.applications.vertretung_queries import empfaenger
from nahbar.domain.decisions.errors import DecisionError
from nahbar.domain.decisions.facts import KORREKTUREN, names
from nahbar.domain.decisions.fields import label, shown
from nahbar.domain.decisions.freeze import with_steps
from nahbar.domain.decisions.models import Entscheidung
from nahbar.domain.rollout.heads import letterhead as letterhead  # for letters beside decisions too
from nahbar.law.difference import difference
from nahbar.platform import clock
from nahbar.platform.accounts.models import Account
from nahbar.platform.letters import (
    Ablehnung,
    Address,
    Ground,
    InfoBlock,
    Letter,
    Rechtsbehelf,
    Signature,
    check_letter,
    render,
)
from nahbar.platform.letters.coverage import showable
from nahbar.platform.tenancy.models import Traeger
from nahbar.platform.zone import BERLIN

DISCRETION = "§ 66"
"""Reasons of this paragraph leave a choice: the reasoning shows what was weighed (§ 35 Abs. 1 S. 3 SGB X)."""


class BescheidIncomplete(DecisionError):
    """A mandatory content is missing or the file is not sound: the letter does not leave."""

    def __init__(self, problems: Sequence[str]) -> None:
        super().__init__("Der Bescheid darf so nicht hinaus: " + " ".join(problems))
        self.problems = tuple(problems)


@dataclass(frozen=True)
class Goes:
    """Where the money goes, for the Bescheid: name, and IBAN or nothing (§ 47 SGB I)."""

    name: str
    iban: str
    paid: Mapping[date, int] = field(default_factory=dict)
    """Cents of each month that an earlier decision has ordered already."""


def letter_for(antrag: Antrag, contact: Account | None, *, to_person: bool = False, shown: bool = False) -> Letter:
    """Head, address and info block of a letter about an application, with the person to ask.

    It goes to whoever represents the applicant (§ 13 Abs. 3, § 37 Abs. 1 S. 2 SGB X), or (`to_person`) to herself.
    `shown`: for a page or a copy, where a protected address never stands (U11); a letter's window needs it.
    """
    assert antrag.person is not None and antrag.akte is not None
    traeger, norm = antrag.traeger, registry.get(antrag.leistung).norm
    lines = antrag.person.anschrift if shown else antrag.person.anschrift_im_fenster
    if len(lines) < 2:  # without a dwelling the letter waits at the office
        lines = [*lines, f"Abholung: {traeger.behoerde(norm)}", traeger.strasse, f"{traeger.plz} {traeger.ort}"]
    salutation = f"Guten Tag {antrag.person},"
    if not to_person:
        lines, salutation = to_whom(antrag, lines, salutation)
    return Letter(
        head=letterhead(traeger, antrag.akte.gemeinde, norm),
        address=Address(tuple(lines[:6])),
        info=InfoBlock(
            aktenzeichen=antrag.akte.aktenzeichen,
            date=clock.today(),
            contact=contact.name if contact else "",
            phone=(contact.telefon if contact else "") or traeger.telefon,
            room=contact.zimmer if contact else "",
            extra=(("Antrag", antrag.nummer),),
        ),
        salutation=salutation,
    )


def to_whom(antrag: Antrag, lines: list[str], salutation: str) -> tuple[list[str], str]:
    """Address and salutation of whoever represents her today; as given where nobody does (§ 13 Abs. 3 SGB X)."""
    to = empfaenger(antrag)
    if to is None:
        return lines, salutation
    about = f"Guten Tag {to.name}, Sie bekommen diesen Brief für {antrag.person}. „Sie“ meint darin diese Person."
    return [*to.lines[:-2], to.als, *to.lines[-2:]], about


def decision_letter(entscheidung: Entscheidung, goes: Goes, *, to_person: bool = False) -> tuple[bytes, list[str]]:
    """The PDF of a decision and what stops it (sentences; empty if it may be sent).

    Amounts, facts and trace come from the frozen decision. Before release the caseworker's name stands below.
    `to_person`: the copy to the applicant, where the letter itself goes to a representative.
    """
    if entscheidung.art == Entscheidung.Art.ABLEHNUNG:
        return _refusal(entscheidung, to_person=to_person)
    if entscheidung.aendert is not None:
        change = _change(entscheidung, entscheidung.aendert)
        return change_bescheid(_grant(entscheidung, goes, to_person=to_person), change)
    letter = registry.get(entscheidung.antrag.leistung).grant_letter or plain_bescheid
    return letter(_grant(entscheidung, goes, to_person=to_person))


def _signature(row: Entscheidung) -> Signature:
    who = row.freigegeben_by or row.vorgelegt_by or row.created_by
    if who is None:  # only a preview: nothing leaves before a person has released it
        return Signature(name=row.urheber)
    return Signature(name=who.name, role=who.role_label)


def _rechtsbehelf(antrag: Antrag) -> Rechtsbehelf:
    traeger: Traeger = antrag.traeger
    stelle = traeger.behoerde(registry.get(antrag.leistung).norm)
    return Rechtsbehelf(stelle=stelle, sitz=f"{traeger.strasse}, {traeger.plz} {traeger.ort}")


def _contact(row: Entscheidung) -> Account | None:
    return row.vorgelegt_by or row.created_by


def _received(antrag: Antrag) -> date:
    return antrag.gesichert_at.astimezone(BERLIN).date()


def _grant(row: Entscheidung, goes: Goes, *, to_person: bool) -> Grant:
    months = with_steps(row.monate, row.trace)
    if not months:
        raise BescheidIncomplete(["Mit den Angaben kann noch nicht gerechnet werden."])
    return Grant(
        letter=letter_for(row.antrag, _contact(row), to_person=to_person),
        leistung=registry.get(row.antrag.leistung).public_name(clock.today()),
        antrag_vom=_received(row.antrag),
        facts=row.fakten,
        names=names(row.fakten),
        months=months,
        payee=goes.name,
        way=_way(goes),
        rechtsbehelf=_rechtsbehelf(row.antrag),
        signature=_signature(row),
        today=clock.today(),
        gruende=tuple(_reasons(row)),
        paid=dict(goes.paid),
    )


def _change(row: Entscheidung, old: Entscheidung) -> Change:
    months = with_steps(row.monate, row.trace)
    before = {month.monat: month for month in with_steps(old.monate, old.trace)}
    if not months or months[0].monat not in before:
        raise BescheidIncomplete(["Der Bescheid, der geändert wird, kennt diesen Monat nicht."])
    was = before[months[0].monat]
    lesser = all(_paid(month) <= _paid(before.get(month.monat, month)) for month in months)
    issued = old.freigegeben_at or clock.now()
    return Change(
        bescheid_vom=issued.astimezone(BERLIN).date(),
        mitgeteilt_am=_received(row.antrag),
        was=tuple(kind.label for kind in kinds_of(row.antrag)),
        vorher=was,
        unterschied=difference(was, months[0]),
        future_only=lesser or months[0].monat > clock.today(),
    )


def _paid(month: MonthResult) -> int:
    return month.summe + month.sofortzuschlag


def _way(goes: Goes) -> str:
    if not goes.iban:
        return "als Zahlungsanweisung, die Sie ohne Konto einlösen können"
    return f"auf das Konto {goes.iban[:4]} … {goes.iban[-4:]}"


def _reasons(row: Entscheidung) -> Iterator[str]:
    """Where the office decided on other facts than were declared, it says so and why (§ 35 Abs. 1 SGB X)."""
    called = names(row.fakten)
    for k in row.fakten.get(KORREKTUREN, ()):
        path = k["pfad"]
        yield (
            f"{label(path, called)}: Wir rechnen mit {shown(path, k['neu'])} statt mit {shown(path, k['alt'])}. "
            f"Grund: {k['grund']}"
        )
    if row.begruendung:
        yield row.begruendung


def _refusal(row: Entscheidung, *, to_person: bool) -> tuple[bytes, list[str]]:
    called = names(row.fakten)
    letter = letter_for(row.antrag, _contact(row), to_person=to_person)
    lines = letter.address.lines
    stated = [Ground(reason["text"], reason["norm"]) for reason in row.ablehnungsgruende]
    weighed = any(DISCRETION in ground.norm for ground in stated)
    data = Ablehnung(
        letter=letter,
        leistung=registry.get(row.antrag.leistung).public_name(clock.today()),
        antrag_vom=_received(row.antrag),
        persons=tuple(called.values()) or (str(row.antrag.person),),
        grounds=(*stated, *(() if weighed else (Ground(row.begruendung, "SGB X § 35 Abs. 1"),))),
        rechtsbehelf=_rechtsbehelf(row.antrag),
        signature=_signature(row),
        weighing=(row.begruendung,) if weighed else (),
    )
    pdf = render("bescheid_ablehnung", data.as_data())
    required = [
        letter.head.name,
        data.signature.name,
        *data.persons,
        *(reason["text"] for reason in row.ablehnungsgruende),
        row.begruendung,
        "innerhalb eines Monats nach der Bekanntgabe Widerspruch erheben",
        f"{data.rechtsbehelf.stelle}, {data.rechtsbehelf.sitz}",
    ]
    problems = check_letter(
        pdf, address_lines=[showable(line) for line in lines], required=[showable(text) for text in required]
    )
    return pdf, problems
