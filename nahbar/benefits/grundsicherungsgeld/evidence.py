"""Which papers the answers make necessary: few, each with its reason."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from nahbar.benefits import household_evidence as shared
from nahbar.benefits.base import EvidenceNeed
from nahbar.benefits.grundsicherungsgeld.evidence_more import more_papers
from nahbar.benefits.grundsicherungsgeld.questions import counted as counted_answers
from nahbar.benefits.household_evidence import DUTY, name_of
from nahbar.benefits.household_facts import APPLICANT, GROUP
from nahbar.questionnaire.flow import items
from nahbar.questionnaire.model import Answers

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
            *shared.dwelling(counted),
            *shared.accounts(counted),
            *shared.income(_INCOME, counted, APPLICANT),
            *_members(counted),
            *_health(counted),
            *_residence(counted),
            *more_papers(counted),
            shared.IDENTITY,
        ]
    )


def _members(counted: Answers) -> Iterator[EvidenceNeed]:
    members = items(counted, GROUP)
    for member in members:
        if member.get("rolle") == "partner":
            yield from shared.income(_INCOME, member, member["id"], name_of(member))
        if member.get("anderes_geld"):
            reason = f"Er zeigt, welches Geld {name_of(member)} selbst hat."
            yield EvidenceNeed(
                f"kind_einkommen:{member['id']}", "Nachweis über eigenes Geld", reason, DUTY, member["id"]
            )
    paid = [name_of(m) for m in members if shared.given(counted, m, "unterhaltsvorschuss")]
    if paid:
        reason = f"Er zeigt, was das Jugendamt für {_and(paid)} zahlt."
        yield EvidenceNeed("unterhaltsvorschuss", "Bescheid über Unterhaltsvorschuss", reason, DUTY)
    supported = [name_of(m) for m in members if shared.given(counted, m, "unterhalt")]
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


def _and(names: list[str]) -> str:
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} und {names[-1]}"
