"""From a grant as the house knows it to the Bewilligungsbescheid: roles, stages, Mehrbedarfe, dwelling."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from nahbar.benefits.grant import Grant, total
from nahbar.benefits.grant_words import PROVISIONAL, own_firm, rent_above
from nahbar.benefits.grundsicherungsgeld.letters.check import check_bescheid
from nahbar.benefits.grundsicherungsgeld.letters.model import BescheidData, BescheidPerson, Payee
from nahbar.benefits.grundsicherungsgeld.letters.template import render_bescheid
from nahbar.law.explain import Step, walk
from nahbar.platform.letters import words

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


def grant_letter(grant: Grant) -> tuple[bytes, list[str]]:
    """The Bewilligungsbescheid with its Berechnungsbogen, and what stops it (`GrantLetter`)."""
    data = bescheid_data(grant)
    pdf = render_bescheid(data)
    return pdf, check_bescheid(data, pdf)


def bescheid_data(grant: Grant) -> BescheidData:
    """The letter as data."""
    first, begun = grant.months[0], grant.begun
    return BescheidData(
        letter=grant.letter,
        leistung=grant.leistung,
        antrag_vom=grant.antrag_vom,
        personen=tuple(_persons(grant)),
        monate=grant.months,
        zahlungen=(Payee(grant.payee, grant.way, total(first)),),
        rechtsbehelf=grant.rechtsbehelf,
        signature=grant.signature,
        gruende=grant.gruende,
        nachzahlung_cents=grant.back_pay,
        nachzahlung_fuer=words.months(begun[0].monat, begun[-1].monat) if begun else "",
        vorlaeufig_grund=_provisional(grant),
        kdu_hinweis=tuple(rent_above(grant.facts)),
    )


def _persons(grant: Grant) -> Iterator[BescheidPerson]:
    steps = [step for step in walk(grant.months[0].schritte) if step.person]
    for person in grant.facts["personen"]:
        own = [step for step in steps if step.person == person["id"]]
        yield BescheidPerson(
            id=person["id"],
            name=grant.names[person["id"]],
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


def _provisional(grant: Grant) -> str:
    return PROVISIONAL if own_firm(grant.facts) else ""
