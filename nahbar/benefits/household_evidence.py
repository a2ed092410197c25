"""Papers that every benefit of a household asks for in the same words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from typing import Any

from nahbar.benefits.base import EvidenceNeed
from nahbar.benefits.household_facts import APPLICANT, GROUP
from nahbar.questionnaire.model import UNKNOWN, Answers

DUTY = "SGB I § 60 Abs. 1 Nr. 3"
IncomePaper = tuple[str, str, str, str]
"""Kind of income, key of the paper, its title, why it is needed."""
IDENTITY = EvidenceNeed(
    "ausweis", "Ausweis oder Pass", "Er zeigt, wer Sie sind. Sie können ihn auch beim Amt vorzeigen.",
    "SGB I § 60 Abs. 1", APPLICANT, required=False,
)  # fmt: skip


def dwelling(counted: Answers) -> Iterator[EvidenceNeed]:
    """The contract, or what the own home costs; the last bill where a part is not known."""
    form = counted.get("wohnform")
    if form == "miete":
        yield EvidenceNeed("mietvertrag", "Mietvertrag", "Er zeigt, was Ihre Wohnung kostet.", DUTY)
    elif form == "eigentum":
        yield EvidenceNeed("eigenheim_kosten", "Belege zu Ihrem Zuhause", "Sie zeigen Zinsen, Steuer und Kosten.", DUTY)
    if form == "miete" and {"nebenkosten", "heizkosten"} & set(counted.get(UNKNOWN, ())):
        reason = "Sie zeigt, was Heizung und Wasser kosten."
        yield EvidenceNeed("nebenkosten", "Letzte Abrechnung über Nebenkosten und Heizung", reason, DUTY)


def accounts(counted: Answers) -> Iterator[EvidenceNeed]:
    """Bank statements of whoever has an account."""
    if counted.get("konto") is not False:
        yield EvidenceNeed(
            "kontoauszuege", "Kontoauszüge der letzten drei Monate",
            "Sie zeigen, welches Geld kommt und was Sie haben. Ausgaben dürfen Sie zum Teil schwärzen.", DUTY,
        )  # fmt: skip
    if foreign_holder(counted):
        yield EvidenceNeed(
            "kontoinhaber", "Zustimmung zum fremden Konto",
            "Das Konto gehört jemand anderem. Nur diese Person kommt an Ihr Geld. Sie schreibt auf ein Blatt, dass sie "
            "einverstanden ist. Sie beide unterschreiben.", "SGB I § 47 Abs. 1",
        )  # fmt: skip


def foreign_holder(counted: Answers) -> str:
    """The name on the account, where it is not the applicant's own; empty otherwise (U15)."""
    holder = str(counted.get("kontoinhaber") or "").strip() if counted.get("konto") else ""
    own = " ".join(str(counted.get(key, "")) for key in ("vorname", "nachname"))
    return "" if holder.casefold() == own.casefold() else holder


def income(
    papers: Iterable[IncomePaper], scope: Mapping[str, Any], person: str, name: str = ""
) -> Iterator[EvidenceNeed]:
    """The papers of the kinds of income that one person named; `name` is empty for the applicant."""
    suffix = f":{person}" if name else ""
    for kind, key, title, reason in papers:
        if kind in (scope.get("einkommen_arten") or ()):
            yield EvidenceNeed(key + suffix, f"{title} von {name}" if name else title, reason, DUTY, person)


def given(counted: Answers, member: Mapping[str, Any], key: str) -> bool:
    """An amount above zero, or not known."""
    amount = member.get(key)
    return (amount is not None and Decimal(amount) > 0) or f"{GROUP}.{member['id']}.{key}" in counted.get(UNKNOWN, ())


def name_of(member: Mapping[str, Any]) -> str:
    """The first name, or words in its place."""
    return str(member.get("vorname") or "diese Person")
