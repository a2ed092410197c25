"""Lines of the caseworker's check list that every benefit of a household shares."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from nahbar.benefits.base import Check, Facts, MonthResult
from nahbar.benefits.household_evidence import foreign_holder
from nahbar.benefits.household_facts import GROUP
from nahbar.questionnaire.flow import items
from nahbar.questionnaire.model import Answers, Questionnaire
from nahbar.questionnaire.summary import open_unknowns

GREEN, YELLOW, RED = "green", "yellow", "red"
NEAR_PERCENT = 80
"""From this share of the allowance on the rough sum is worth a look."""
_EMERGENCY = {"essen": "kein Geld für Essen", "strom": "Strom oder Heizung", "wohnung": "Wohnung in Gefahr"}


def identity(facts: Facts) -> Check:
    """Name and birthday of everybody."""
    lacking = [p.get("_name") or p["id"] for p in facts["personen"] if not p.get("_name") or not p.get("geburtsdatum")]
    if lacking:
        return Check("identitaet", RED, f"Name oder Geburtsdatum fehlt: {', '.join(lacking)}.", "SGB I § 60 Abs. 1")
    return Check("identitaet", GREEN, "Name und Geburtsdatum liegen für alle Personen vor.", "SGB I § 60 Abs. 1")


def emergency(counted: Answers) -> Iterator[Check]:
    """What cannot wait."""
    stated = [n for n in counted.get("notlage") or () if n != "keine"]
    if stated:
        text = f"Notlage angegeben: {', '.join(_EMERGENCY[n] for n in stated)}. Vorschuss heute prüfen."
        yield Check("notlage", YELLOW, text, "SGB I § 42")


def income_kinds(counted: Answers) -> set[str]:
    """The kinds of income that anybody of the household named."""
    kinds = set(counted.get("einkommen_arten") or ())
    for member in items(counted, GROUP):
        kinds |= set(member.get("einkommen_arten") or ())
    return kinds


def income_unknown(facts: Facts, of_income: Iterable[str], norm: str) -> Check | None:
    """An amount of income is not known yet; `of_income` are the facts that count as income."""
    known = frozenset(of_income)
    if any(not p.startswith("wohnung.") and p.split(".")[1] in known for p in facts.get("_offen", ())):
        return Check("einkommen", YELLOW, "Ein Betrag fehlt. Er zählt bis dahin nicht mit.", norm)
    return None


def bank(counted: Answers) -> Check:
    """Where the money goes."""
    norm = "SGB I § 47 Abs. 1"
    if counted.get("konto") is False:
        return Check("auszahlung", YELLOW, "Kein Konto: Weg der Auszahlung klären, ohne Kosten.", norm)
    if not counted.get("iban"):
        return Check("auszahlung", YELLOW, "Die IBAN fehlt noch.", norm)
    if holder := foreign_holder(counted):
        return Check("auszahlung", YELLOW, f"Das Konto gehört {holder}. Einverständnis prüfen.", norm)
    return Check("auszahlung", GREEN, "Die IBAN ist angegeben und formal richtig.", norm)


def still_open(questionnaire: Questionnaire, answers: Answers) -> Check:
    """What was answered with «weiß ich nicht»."""
    unknown = open_unknowns(questionnaire, answers)
    if unknown:
        labels = "; ".join(u.label for u in unknown)
        return Check("offene_angaben", YELLOW, f"Noch nicht bekannt: {labels}.", "SGB I § 60 Abs. 1")
    return Check("offene_angaben", GREEN, "Alle Fragen sind beantwortet.", "SGB I § 60 Abs. 1")


def result(months: Sequence[MonthResult], norm: str, none_norm: str) -> Iterator[Check]:
    """What the months come to; `none_norm` is cited where they come to nothing."""
    if not months:
        return
    if all(month.summe + month.sofortzuschlag == 0 for month in months):
        yield Check("ergebnis", RED, "In keinem Monat ergibt sich ein Anspruch.", none_norm)
    elif any((m.summe, m.sofortzuschlag) != (months[0].summe, months[0].sofortzuschlag) for m in months):
        yield Check("ergebnis", GREEN, "Anspruch besteht, die Höhe ändert sich im Zeitraum.", norm)
    else:
        yield Check("ergebnis", GREEN, "Anspruch besteht, in jedem Monat gleich hoch.", norm)
