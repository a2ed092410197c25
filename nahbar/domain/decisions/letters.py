"""A decision on paper: Bewilligung and Ablehnung, set from what was frozen, checked before they leave."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from nahbar.benefits import registry
from nahbar.benefits.base import MonthResult
from nahbar.benefits.grundsicherungsgeld import letters as sgb2
from nahbar.domain.applications.models import Antrag
from nahbar.domain.decisions.errors import DecisionError
from nahbar.domain.decisions.facts import KORREKTUREN, names
from nahbar.domain.decisions.fields import label, shown
from nahbar.domain.decisions.freeze import with_steps
from nahbar.domain.decisions.models import Entscheidung
from nahbar.law.explain import Step, walk
from nahbar.platform import clock
from nahbar.platform.accounts.models import Account
from nahbar.platform.letters import (
    Ablehnung,
    Address,
    Ground,
    InfoBlock,
    Letter,
    Letterhead,
    Rechtsbehelf,
    Signature,
    check_letter,
    render,
    words,
)
from nahbar.platform.letters.coverage import showable
from nahbar.platform.tenancy.models import Traeger
from nahbar.platform.zone import BERLIN

ROLES = {
    "antragsteller": "Antrag stellende Person",
    "partner": "Partnerin oder Partner",
    "kind": "Kind",
    "haushaltsmitglied": "Mitglied des Haushalts",
}
STUFEN = {
    "regelbedarf_alleinstehend": "Regelbedarfsstufe 1",
    "regelbedarf_partner": "Regelbedarfsstufe 2",
    "regelbedarf_junge_erwachsene": "Regelbedarfsstufe 3",
    "regelbedarf_ohne_zusicherung": "Regelbedarfsstufe 3",
    "regelbedarf_jugendliche": "Regelbedarfsstufe 4",
}
MEHRBEDARFE = {
    "mehrbedarf_schwangerschaft": "Schwangerschaft, § 21 Absatz 2 SGB II",
    "mehrbedarf_alleinerziehend": "Alleinerziehende, § 21 Absatz 3 SGB II",
    "mehrbedarf_teilhabe": "Teilhabe, § 21 Absatz 4 SGB II",
    "mehrbedarf_ernaehrung": "kostenaufwändige Ernährung, § 21 Absatz 5 SGB II",
    "mehrbedarf_unabweisbar": "unabweisbarer Bedarf, § 21 Absatz 6 SGB II",
    "mehrbedarf_warmwasser": "Warmwasser in der Wohnung, § 21 Absatz 7 SGB II",
    "mehrbedarf_merkzeichen_g": "Merkzeichen G, § 23 Nummer 4 SGB II",
}


FOR_THE_OFFICE = ("zu prüfen", "noch nicht aufgefordert")
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


def letterhead(traeger: Traeger) -> Letterhead:
    """The head of the Träger's letters."""
    return Letterhead(
        name=traeger.name,
        address_lines=(traeger.strasse, f"{traeger.plz} {traeger.ort}"),
        return_line=f"{traeger.name} · {traeger.strasse} · {traeger.plz} {traeger.ort}",
        phone=traeger.telefon,
        opening_hours=(traeger.oeffnungszeiten,),
    )


def letter_for(antrag: Antrag, contact: Account | None) -> Letter:
    """Head, address and info block of a letter about an application, with the person to ask."""
    assert antrag.person is not None and antrag.akte is not None
    traeger = antrag.traeger
    lines = antrag.person.anschrift
    if len(lines) < 2:  # without a dwelling the letter waits at the office
        lines = [*lines, f"Abholung: {traeger.name}", traeger.strasse, f"{traeger.plz} {traeger.ort}"]
    return Letter(
        head=letterhead(traeger),
        address=Address(tuple(lines[:6])),
        info=InfoBlock(
            aktenzeichen=antrag.akte.aktenzeichen,
            date=clock.today(),
            contact=contact.name if contact else "",
            phone=(contact.telefon if contact else "") or traeger.telefon,
            room=contact.zimmer if contact else "",
            extra=(("Antrag", antrag.nummer),),
        ),
        salutation=f"Guten Tag {antrag.person},",
    )


def decision_letter(entscheidung: Entscheidung, goes: Goes) -> tuple[bytes, list[str]]:
    """The PDF of a decision and what stops it (sentences; empty if it may be sent).

    Amounts, facts and trace come from the frozen decision. Before release the caseworker's name stands below.
    """
    if entscheidung.art == Entscheidung.Art.ABLEHNUNG:
        return _refusal(entscheidung)
    data = _grant(entscheidung, goes)
    pdf = sgb2.render_bescheid(data)
    return pdf, sgb2.check_bescheid(data, pdf)


def _signature(row: Entscheidung) -> Signature:
    who = row.freigegeben_by or row.vorgelegt_by or row.created_by
    return Signature(name=who.name, role=who.role_label)


def _rechtsbehelf(traeger: Traeger) -> Rechtsbehelf:
    return Rechtsbehelf(stelle=traeger.name, sitz=f"{traeger.strasse}, {traeger.plz} {traeger.ort}")


def _contact(row: Entscheidung) -> Account:
    return row.vorgelegt_by or row.created_by


def _received(antrag: Antrag) -> date:
    return antrag.gesichert_at.astimezone(BERLIN).date()


def _grant(row: Entscheidung, goes: Goes) -> sgb2.BescheidData:
    months = with_steps(row.monate, row.trace)
    if not months:
        raise BescheidIncomplete(["Mit den Angaben kann noch nicht gerechnet werden."])
    begun = [month for month in months if month.monat <= clock.today()]
    return sgb2.BescheidData(
        letter=letter_for(row.antrag, _contact(row)),
        leistung=registry.get(row.antrag.leistung).public_name(clock.today()),
        antrag_vom=_received(row.antrag),
        personen=tuple(_persons(row, months[0])),
        monate=tuple(_without_remarks(month) for month in months),
        zahlungen=(sgb2.Payee(goes.name, _way(goes), _total(months[0])),),
        rechtsbehelf=_rechtsbehelf(row.antrag.traeger),
        signature=_signature(row),
        gruende=tuple(_reasons(row)),
        nachzahlung_cents=sum(_total(month) for month in begun),
        nachzahlung_fuer=words.months(begun[0].monat, begun[-1].monat) if begun else "",
        vorlaeufig_grund=_provisional(row),
        kdu_hinweis=tuple(_dwelling(row)),
    )


def _without_remarks(month: MonthResult) -> MonthResult:
    """Remarks that tell the office to look at something stay at the desk."""
    said = tuple(h for h in month.hinweise if not any(mark in h.text for mark in FOR_THE_OFFICE))
    return replace(month, hinweise=said)


def _total(month: MonthResult) -> int:
    return month.summe + month.sofortzuschlag


def _way(goes: Goes) -> str:
    if not goes.iban:
        return "als Zahlungsanweisung, die Sie ohne Konto einlösen können"
    return f"auf das Konto {goes.iban[:4]} … {goes.iban[-4:]}"


def _persons(row: Entscheidung, first: MonthResult) -> Iterator[sgb2.BescheidPerson]:
    called = names(row.fakten)
    steps = [step for step in walk(first.schritte) if step.person]
    for person in row.fakten["personen"]:
        own = [step for step in steps if step.person == person["id"]]
        yield sgb2.BescheidPerson(
            id=person["id"],
            name=called[person["id"]],
            geburtsdatum=date.fromisoformat(person["geburtsdatum"]),
            rolle=ROLES.get(person["rolle"], ""),
            stufe=_stufe(own),
            mehrbedarf=_mehrbedarf(own),
        )


def _stufe(steps: Sequence[Step]) -> str:
    """The Regelbedarfsstufe as the trace names it; several on a birthday."""
    found = []
    for step in steps:
        if step.name in STUFEN:
            found.append(STUFEN[step.name])
        elif step.name == "regelbedarf_kind":
            found.append(f"Regelbedarfsstufe {step.eingaben.get('stufe')}")
    return " und ".join(dict.fromkeys(found))


def _mehrbedarf(steps: Sequence[Step]) -> str:
    found = [MEHRBEDARFE[step.name] for step in steps if step.name in MEHRBEDARFE and step.ergebnis]
    return found[0] if len(found) == 1 else "mehrere, § 21 SGB II" if found else ""


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


def _provisional(row: Entscheidung) -> str:
    if any(person.get("gewinn") is not None for person in row.fakten["personen"]):
        return (
            "Die Höhe Ihres Einkommens aus selbstständiger Arbeit steht erst am Ende des Zeitraums fest. "
            "Danach entscheiden wir endgültig."
        )
    return ""


def _dwelling(row: Entscheidung) -> Iterator[str]:
    wohnung = row.fakten.get("wohnung", {})
    limit, rent = wohnung.get("angemessen_bruttokalt"), wohnung.get("bruttokaltmiete")
    if limit is not None and rent is not None and Decimal(rent) > Decimal(limit):
        yield (
            f"Ihre Bruttokaltmiete ist mit {shown('bruttokaltmiete', rent)} höher als die angemessene von "
            f"{shown('angemessen_bruttokalt', limit)}. Im ersten Jahr des Bezugs (Karenzzeit) erkennen wir die Miete "
            "an, höchstens das Eineinhalbfache der angemessenen. Danach zahlen wir die höhere Miete nur weiter, "
            "solange Sie sie nicht senken können, in der Regel längstens sechs Monate nach unserer Aufforderung."
        )


def _refusal(row: Entscheidung) -> tuple[bytes, list[str]]:
    called = names(row.fakten)
    letter = letter_for(row.antrag, _contact(row))
    lines = letter.address.lines
    stated = [Ground(reason["text"], reason["norm"]) for reason in row.ablehnungsgruende]
    weighed = any(DISCRETION in ground.norm for ground in stated)
    data = Ablehnung(
        letter=letter,
        leistung=registry.get(row.antrag.leistung).public_name(clock.today()),
        antrag_vom=_received(row.antrag),
        persons=tuple(called.values()) or (str(row.antrag.person),),
        grounds=(*stated, *(() if weighed else (Ground(row.begruendung, "SGB X § 35 Abs. 1"),))),
        rechtsbehelf=_rechtsbehelf(row.antrag.traeger),
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
