"""Answers to facts: one case of the public case format. What is unknown is left out and named in `_offen`."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from nahbar.benefits.base import Facts
from nahbar.benefits.grundsicherungsgeld.facts_income import assets, income
from nahbar.benefits.grundsicherungsgeld.questions import counted as counted_answers
from nahbar.benefits.household_facts import APPLICANT, GROUP, Reader, base, child, dwelling, pregnancy, put, wages
from nahbar.questionnaire.flow import items
from nahbar.questionnaire.model import UNKNOWN, Answers

_AUSBILDUNG = {"schule": "schueler", "lehre": "ausbildung", "studium": "ausbildung"}


def facts_from_answers(answers: Answers, month: date) -> Facts:
    """The case for the period that begins with `month` (a first of the month), in the public case format.

    Keys with an underscore are not calculated: `_name`, `_offen` (paths of facts that are still unknown, like
    `wohnung.heizkosten` or `p2.kindergeld`). Zero amounts are left out; an amount is never guessed.
    """
    counted = counted_answers(answers)
    unknown = counted.get(UNKNOWN, ())
    open_paths: list[str] = []
    members = items(counted, GROUP)
    partner = next((m["id"] for m in members if m.get("rolle") == "partner"), None)

    applicant = Reader(counted, unknown, "", APPLICANT)
    jobs = [Reader(job, unknown, f"jobs.{job['id']}.", APPLICANT) for job in items(counted, "jobs")]
    persons = [_applicant(counted, applicant, jobs)]
    open_paths += applicant.open_paths
    for member in members:
        reader = Reader(member, unknown, f"{GROUP}.{member['id']}.", member["id"])
        persons.append(_member(member, reader, partner))
        open_paths += reader.open_paths
    pregnancy(counted, persons, partner, open_paths)
    open_paths += assets(counted, persons, partner, unknown)

    facts: Facts = {
        "id": str(answers.get("_id", "antrag")),
        "bewilligungszeitraum_beginn": month.isoformat(),
        "personen": persons,
    }
    home = Reader(counted, unknown, "", "wohnung")
    if wohnung := dwelling(counted, home):
        facts["wohnung"] = wohnung
    open_paths += home.open_paths
    if open_paths:
        facts["_offen"] = open_paths
    return facts


def _applicant(counted: Answers, reader: Reader, jobs: Iterable[Reader]) -> dict[str, Any]:
    person = base(counted, APPLICANT, "antragsteller")
    _ability(person, reader)
    income(person, reader, jobs)
    learns = _AUSBILDUNG.get(str(counted.get("ausbildung_art")))
    if learns:
        person["ausbildung"] = learns
    if counted.get("kind_woanders"):
        person["minderjaehriges_kind_ausserhalb"] = True
    if "teilhabe" in (counted.get("mehrbedarf") or ()):
        person["teilhabe_leistung"] = True
    for choice, fact in (("ernaehrung", "ernaehrung_aufwand"), ("besonders", "mehrbedarf_unabweisbar")):
        if choice in (counted.get("mehrbedarf") or ()):
            reader.open_paths.append(f"{APPLICANT}.{fact}")  # the amount follows from a certificate, nobody guesses it
    if counted.get("allein_erziehend") is not None:
        person["alleinerziehend"] = counted["allein_erziehend"]
    return person


def _member(member: Mapping[str, Any], reader: Reader, partner: str | None) -> dict[str, Any]:
    person = base(member, member["id"])
    if person["rolle"] == "partner":
        _ability(person, reader)
        income(person, reader)
    elif person["rolle"] == "kind":
        _child(person, member, reader, partner)
    return person


def _ability(person: dict[str, Any], reader: Reader) -> None:
    if reader.prefix + "arbeitsfaehig" in reader.unknown:
        reader.open_paths.append(f"{reader.target}.erwerbsfaehig")
    elif reader.scope.get("arbeitsfaehig") is False:
        person["erwerbsfaehig"] = False
    if reader.prefix + "merkzeichen_g" in reader.unknown:
        reader.note("merkzeichen_g")
    elif reader.scope.get("merkzeichen_g"):
        person["merkzeichen_g"] = True


def _child(person: dict[str, Any], member: Mapping[str, Any], reader: Reader, partner: str | None) -> None:
    child(person, member, reader, partner)
    if member.get("anderes_geld"):
        wages(person, reader, "eigener_lohn_brutto", "eigener_lohn_netto")
        put(person, "sonstiges", reader.amount("eigenes_geld", "sonstiges"))
        if member.get("taetigkeit") not in (None, "keine"):
            person["ausbildung"] = member["taetigkeit"]
