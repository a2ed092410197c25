"""Answers to facts of the SGB XII: one case of the public case format; what is unknown is left out and named."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from nahbar.benefits.base import Facts
from nahbar.benefits.household_facts import (
    APPLICANT,
    GROUP,
    Reader,
    base,
    child,
    dwelling,
    positive,
    pregnancy,
    put,
    wages,
)
from nahbar.questionnaire.flow import effective, items
from nahbar.questionnaire.model import UNKNOWN, Answers, Questionnaire

_AMOUNTS = (
    ("private_rente", "rente_privat"), ("werkstatt_entgelt", "werkstatt"), ("gewinn", "selbst"), ("alg1", "alg1"),
    ("elterngeld", "elterngeld"), ("kapitalertraege", "kapital"), ("sonstiges", "sonstiges"),
)  # fmt: skip

Adult = Callable[[dict[str, Any], Mapping[str, Any], list[str]], None]
"""Adds to the facts of an adult what only one benefit asks: person, answers in scope, open paths."""


def case_facts(questionnaire: Questionnaire, answers: Answers, begin: date, applicant: Adult) -> Facts:
    """The case for the period that begins on `begin`; keys with an underscore as in the facts of the SGB II.

    `_name`, `_offen` (paths of facts that are still unknown). Zero amounts are left out; an amount is never guessed.
    `applicant` adds what only this benefit asks about the person who applies.
    """
    counted = effective(questionnaire, answers)
    unknown = counted.get(UNKNOWN, ())
    open_paths: list[str] = []
    members = items(counted, GROUP)
    partner = next((m["id"] for m in members if m.get("rolle") == "partner"), None)

    own = Reader(counted, unknown, "", APPLICANT)
    first = base(counted, APPLICANT, "antragsteller")
    _income(first, own)
    _own_needs(first, counted, own)
    applicant(first, counted, own.open_paths)
    if any(m.get("rolle") == "kind" for m in members) and counted.get("allein_erziehend") is not None:
        first["alleinerziehend"] = counted["allein_erziehend"]
    put(first, "vermoegen", own.amount("vermoegen", "vermoegen"))
    persons = [first]
    open_paths += own.open_paths
    for member in members:
        reader = Reader(member, unknown, f"{GROUP}.{member['id']}.", member["id"])
        persons.append(_member(member, reader, partner))
        open_paths += reader.open_paths
    pregnancy(counted, persons, partner, open_paths)

    facts: Facts = {
        "id": str(answers.get("_id", "antrag")),
        "bewilligungszeitraum_beginn": begin.isoformat(),
        "personen": persons,
    }
    home = Reader(counted, unknown, "", "wohnung")
    if wohnung := dwelling(counted, home):
        facts["wohnung"] = wohnung
    open_paths += home.open_paths
    if open_paths:
        facts["_offen"] = list(dict.fromkeys(open_paths))
    return facts


def _income(person: dict[str, Any], reader: Reader) -> None:
    if reader.has("rente"):
        put(person, "rente", reader.amount("rente_netto", "rente"))
        gross = reader.amount("rente_brutto", "rente_brutto")
        if gross is not None and Decimal(gross) >= Decimal(person.get("rente", "0")):
            put(person, "rente_brutto", gross)
        if reader.scope.get("grundrentenzeiten"):
            person["grundrentenzeiten_33"] = True
        elif reader.is_open("grundrentenzeiten"):
            reader.open_paths.append(f"{reader.target}.grundrentenzeiten_33")
    if reader.has("lohn"):
        wages(person, reader, "lohn_brutto", "lohn_netto")
    for fact, kind in _AMOUNTS:
        if reader.has(kind):
            put(person, fact, reader.amount(fact, fact))


def _own_needs(person: dict[str, Any], counted: Answers, reader: Reader) -> None:
    """Contributions that the person pays, Merkzeichen and other needs; amounts of certificates stay open."""
    paid = [reader.amount("kv_beitrag", "absetzungen"), reader.amount("versicherungen", "absetzungen")]
    listed = [{"art": "versicherung", "betrag": amount} for amount in paid if amount is not None and positive(amount)]
    if listed:
        person["absetzungen"] = listed
    if reader.is_open("kv_selbst"):
        reader.open_paths.append(f"{APPLICANT}.absetzungen")
    if counted.get("ausweis_merkzeichen") == "g":
        person["merkzeichen_g"] = True
    chosen = counted.get("mehrbedarf") or ()
    if "teilhabe" in chosen:
        person["teilhabe_leistung"] = True
    for choice, fact in (("ernaehrung", "ernaehrung_aufwand"), ("besonders", "mehrbedarf_unabweisbar")):
        if choice in chosen:
            reader.open_paths.append(f"{APPLICANT}.{fact}")


def _member(member: Mapping[str, Any], reader: Reader, partner: str | None) -> dict[str, Any]:
    person = base(member, member["id"])
    if person["rolle"] == "partner":
        if member.get("dauerhaft"):
            person["erwerbsgemindert_dauerhaft"] = True
        elif member.get("arbeitsfaehig") is not None:
            person["erwerbsfaehig"] = member["arbeitsfaehig"]
        elif reader.is_open("arbeitsfaehig"):
            reader.open_paths.append(f"{reader.target}.erwerbsfaehig")
        if member.get("merkzeichen_g"):
            person["merkzeichen_g"] = True
        _income(person, reader)
    elif person["rolle"] == "kind":
        child(person, member, reader, partner)
        put(person, "sonstiges", reader.amount("eigenes_geld", "sonstiges"))
    return person
