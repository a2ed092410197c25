"""Which papers the answers make necessary: few, each with its reason."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import Any

from nahbar.benefits.base import EvidenceNeed
from nahbar.benefits.grundsicherungsgeld.evidence_more import more_papers
from nahbar.benefits.grundsicherungsgeld.facts import GROUP
from nahbar.benefits.grundsicherungsgeld.facts_income import APPLICANT
from nahbar.benefits.grundsicherungsgeld.questions import counted as counted_answers
from nahbar.questionnaire.flow import items
from nahbar.questionnaire.model import UNKNOWN, Answers

DUTY = "SGB I § 60 Abs. 1 Nr. 3"
_INCOME = (
    ("lohn", "lohnabrechnung", "Lohnabrechnungen der letzten drei Monate", "Sie zeigen, wie hoch der Lohn ist."),
    ("selbst", "gewinn", "Einnahmen und Ausgaben der Firma", "Sie zeigen, wie viel davon übrig bleibt."),
    ("alg1", "alg_bescheid", "Bescheid der Agentur für Arbeit", "Er zeigt, wie viel Arbeitslosengeld kommt."),
    ("rente", "rentenbescheid", "Rentenbescheid", "Er zeigt Art und Höhe der Rente."),
    ("elterngeld", "elterngeld_bescheid", "Bescheid über Elterngeld", "Er zeigt, wie viel Elterngeld kommt."),
    ("krankengeld", "krankengeld_bescheid", "Bescheid über Krankengeld", "Er zeigt, wie viel davon kommt."),
    ("bafoeg", "bafoeg_bescheid", "Bescheid über BAföG oder andere Förderung", "Er zeigt, wie viel davon kommt."),
    ("unterhalt", "unterhalt_eigener", "Urkunde oder Urteil zum Unterhalt", "Sie zeigen, was Ihnen zusteht."),
    ("miete", "vermietung", "Vertrag über die Vermietung", "Er zeigt, was sie einbringt und kostet."),
    ("ehrenamt", "ehrenamt", "Nachweis über das Ehrenamt", "Er zeigt, ob das Geld mitzählt."),
    ("sonstiges", "anderes_geld", "Nachweis über anderes Geld", "Er zeigt, welches Geld noch kommt."),
)


def evidence(answers: Answers, month: date) -> tuple[EvidenceNeed, ...]:
    """The papers for a period that begins with `month`; `required` ones keep the decision waiting.

    Not asked for: birth certificates, proof of Kindergeld (the bank statements show it), papers of separation.
    """
    counted = counted_answers(answers)
    return tuple(
        [
            *_dwelling(counted),
            *_accounts(counted),
            *_applicant_income(counted),
            *_members(counted),
            *_health(counted),
            *_residence(counted),
            *more_papers(counted),
            EvidenceNeed(
                "ausweis",
                "Ausweis oder Pass",
                "Er zeigt, wer Sie sind. Sie können ihn auch beim Amt vorzeigen.",
                "SGB I § 60 Abs. 1",
                APPLICANT,
                required=False,
            ),
        ]
    )


def _dwelling(counted: Answers) -> Iterator[EvidenceNeed]:
    form = counted.get("wohnform")
    if form == "miete":
        yield EvidenceNeed("mietvertrag", "Mietvertrag", "Er zeigt, was Ihre Wohnung kostet.", DUTY)
    elif form == "eigentum":
        yield EvidenceNeed("eigenheim_kosten", "Belege zu Ihrem Zuhause", "Sie zeigen Zinsen, Steuer und Kosten.", DUTY)
    unknown = counted.get(UNKNOWN, ())
    if form == "miete" and {"nebenkosten", "heizkosten"} & set(unknown):
        reason = "Sie zeigt, was Heizung und Wasser kosten."
        yield EvidenceNeed("nebenkosten", "Letzte Abrechnung über Nebenkosten und Heizung", reason, DUTY)


def _accounts(counted: Answers) -> Iterator[EvidenceNeed]:
    if counted.get("konto") is False:
        return
    yield EvidenceNeed(
        "kontoauszuege",
        "Kontoauszüge der letzten drei Monate",
        "Sie zeigen, welches Geld kommt und was Sie haben. Ausgaben dürfen Sie zum Teil schwärzen.",
        DUTY,
    )


def _applicant_income(counted: Answers) -> Iterator[EvidenceNeed]:
    yield from _income(counted, "", "", APPLICANT)


def _members(counted: Answers) -> Iterator[EvidenceNeed]:
    members = items(counted, GROUP)
    for member in members:
        if member.get("rolle") == "partner":
            yield from _income(member, f":{member['id']}", _name(member), member["id"])
        if member.get("anderes_geld"):
            reason = f"Er zeigt, welches Geld {_name(member)} selbst hat."
            yield EvidenceNeed(
                f"kind_einkommen:{member['id']}", "Nachweis über eigenes Geld", reason, DUTY, member["id"]
            )
    paid = [_name(m) for m in members if _given(counted, m, "unterhaltsvorschuss")]
    if paid:
        reason = f"Er zeigt, was das Jugendamt für {_and(paid)} zahlt."
        yield EvidenceNeed("unterhaltsvorschuss", "Bescheid über Unterhaltsvorschuss", reason, DUTY)
    supported = [_name(m) for m in members if _given(counted, m, "unterhalt")]
    if supported:
        reason = f"Er zeigt, wie viel Unterhalt {_and(supported)} zusteht."
        yield EvidenceNeed(
            "unterhaltstitel", "Urkunde oder Urteil zum Unterhalt", reason, "SGB II § 33", required=False
        )


def _health(counted: Answers) -> Iterator[EvidenceNeed]:
    if counted.get("schwanger") in ("ich", "partner", "andere"):
        yield EvidenceNeed("mutterpass", "Mutterpass", "Er zeigt, wann das Kind kommt.", "SGB II § 21 Abs. 2")
    chosen = counted.get("mehrbedarf") or ()
    if "ernaehrung" in chosen:
        reason = "Der Arzt schreibt auf, welches Essen nötig ist."
        yield EvidenceNeed("ernaehrung", "Zeugnis vom Arzt über teures Essen", reason, "SGB II § 21 Abs. 5")
    if "teilhabe" in chosen:
        reason = "Er zeigt, welche Hilfe Sie bekommen."
        yield EvidenceNeed("teilhabe", "Bescheid über die Hilfe zur Arbeit", reason, "SGB II § 21 Abs. 4")
    if "besonders" in chosen:
        reason = "Sie zeigen, wie hoch die Kosten sind."
        yield EvidenceNeed("besondere_kosten", "Belege über Ihre hohen Kosten", reason, "SGB II § 21 Abs. 6")
    if counted.get("kv_art") in ("privat", "freiwillig"):
        reason = "Er zeigt, wie hoch Ihr Beitrag ist."
        yield EvidenceNeed("krankenversicherung", "Beitrag zur Versicherung", reason, "SGB II § 26", APPLICANT)
    elif counted.get("kv_art") != "keine":
        reason = "Mit der Karte melden wir Sie bei der richtigen Kasse an."
        yield EvidenceNeed("krankenversicherung", "Karte der Krankenkasse", reason, "SGB II § 26", APPLICANT, False)


def _residence(counted: Answers) -> Iterator[EvidenceNeed]:
    if counted.get("staatsangehoerigkeit") == "andere":
        reason = "Er zeigt, ob Sie hier leben und arbeiten dürfen."
        yield EvidenceNeed("aufenthaltstitel", "Papier zu Ihrem Aufenthalt", reason, "SGB II § 7 Abs. 1", APPLICANT)


def _income(scope: dict[str, Any], suffix: str, name: str, person: str) -> Iterator[EvidenceNeed]:
    for kind, key, title, reason in _INCOME:
        if kind in (scope.get("einkommen_arten") or ()):
            yield EvidenceNeed(key + suffix, f"{title} von {name}" if name else title, reason, DUTY, person)


def _given(counted: Answers, member: dict[str, Any], key: str) -> bool:
    """An amount above zero, or not known."""
    amount = member.get(key)
    return (amount is not None and Decimal(amount) > 0) or f"{GROUP}.{member['id']}.{key}" in counted.get(UNKNOWN, ())


def _name(member: dict[str, Any]) -> str:
    return str(member.get("vorname") or "diese Person")


def _and(names: list[str]) -> str:
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} und {names[-1]}"
