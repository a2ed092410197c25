"""Which papers the answers make necessary in the SGB XII: few, each with its reason."""

from __future__ import annotations

from collections.abc import Iterator

from nahbar.benefits import household_evidence as shared
from nahbar.benefits.base import EvidenceNeed
from nahbar.benefits.household_evidence import DUTY
from nahbar.benefits.household_facts import APPLICANT, GROUP
from nahbar.questionnaire.flow import effective, items
from nahbar.questionnaire.model import Answers, Questionnaire

_INCOME = (
    ("rente", "rentenbescheid", "Rentenbescheid", "Er zeigt Art und Höhe der Rente."),
    ("rente_privat", "private_rente", "Nachweis über Betriebsrente oder private Rente", "Er zeigt, wie hoch sie ist."),
    ("lohn", "lohnabrechnung", "Lohnabrechnungen der letzten drei Monate", "Sie zeigen, wie hoch der Lohn ist."),
    ("werkstatt", "werkstatt", "Abrechnung der Werkstatt", "Sie zeigt, wie viel Geld von dort kommt."),
    ("selbst", "gewinn", "Einnahmen und Ausgaben der Firma", "Sie zeigen, wie viel davon übrig bleibt."),
    ("alg1", "alg_bescheid", "Bescheid der Agentur für Arbeit", "Er zeigt, wie viel Arbeitslosengeld kommt."),
    ("elterngeld", "elterngeld_bescheid", "Bescheid über Elterngeld", "Er zeigt, wie viel Elterngeld kommt."),
    ("kapital", "kapital", "Bescheinigung der Bank über Zinsen", "Sie zeigt, wie viel Geld daraus kommt."),
    ("sonstiges", "anderes_geld", "Nachweis über anderes Geld", "Er zeigt, welches Geld noch kommt."),
)


def needed_papers(questionnaire: Questionnaire, answers: Answers) -> tuple[EvidenceNeed, ...]:
    """The papers that both benefits of the SGB XII need; `required` ones keep the decision waiting.

    Not asked for: birth certificates, proof of marriage, papers on the income of children (§ 94 Abs. 1a S. 3).
    """
    counted = effective(questionnaire, answers)
    return tuple(
        [
            *shared.dwelling(counted),
            *shared.accounts(counted),
            *shared.income(_INCOME, counted, APPLICANT),
            *_members(counted),
            *_health(counted),
            *_assets(counted),
            *_residence(counted),
            shared.IDENTITY,
        ]
    )


def _members(counted: Answers) -> Iterator[EvidenceNeed]:
    members = items(counted, GROUP)
    for member in members:
        name = shared.name_of(member)
        if member.get("rolle") == "partner":
            yield from shared.income(_INCOME, member, member["id"], name)
            if member.get("merkzeichen_g"):
                yield _badge(f"schwerbehindertenausweis:{member['id']}", name, member["id"])
        elif member.get("rolle") == "kind" and shared.given(counted, member, "eigenes_geld"):
            reason = f"Er zeigt, welches Geld {name} selbst hat."
            title = "Nachweis über eigenes Geld"
            yield EvidenceNeed(f"kind_einkommen:{member['id']}", title, reason, DUTY, member["id"])
    if any(shared.given(counted, member, "unterhaltsvorschuss") for member in members):
        reason = "Er zeigt, was das Jugendamt zahlt."
        yield EvidenceNeed("unterhaltsvorschuss", "Bescheid über Unterhaltsvorschuss", reason, DUTY)


def _health(counted: Answers) -> Iterator[EvidenceNeed]:
    if counted.get("ausweis_merkzeichen") == "g":
        yield _badge("schwerbehindertenausweis", "", APPLICANT)
    if counted.get("schwanger") in ("ich", "partner", "andere"):
        yield EvidenceNeed("mutterpass", "Mutterpass", "Er zeigt, wann das Kind kommt.", "SGB XII § 30 Abs. 2")
    chosen = counted.get("mehrbedarf") or ()
    if "ernaehrung" in chosen:
        reason = "Der Arzt schreibt auf, welches Essen nötig ist."
        yield EvidenceNeed("ernaehrung", "Zeugnis vom Arzt über teures Essen", reason, "SGB XII § 30 Abs. 5")
    if "mittagessen" in chosen:
        reason = "Sie zeigt, an wie vielen Tagen Sie dort essen."
        yield EvidenceNeed("mittagessen", "Bestätigung der Werkstatt über das Mittagessen", reason, "SGB XII § 42b")
    if "teilhabe" in chosen:
        reason = "Er zeigt, welche Hilfe Sie bekommen."
        yield EvidenceNeed("teilhabe", "Bescheid über die Eingliederungshilfe", reason, "SGB XII § 42b Abs. 3")
    if "besonders" in chosen:
        reason = "Sie zeigen, wie hoch die Kosten sind."
        yield EvidenceNeed("besondere_kosten", "Belege über Ihre hohen Kosten", reason, "SGB XII § 27a Abs. 4")
    if counted.get("kv_selbst"):
        reason = "Er zeigt, wie hoch Ihr Beitrag ist."
        yield EvidenceNeed(
            "kv_beitrag", "Bescheid der Krankenkasse über den Beitrag", reason, "SGB XII § 32", APPLICANT
        )


def _assets(counted: Answers) -> Iterator[EvidenceNeed]:
    if counted.get("bestattung"):
        reason = "Er zeigt, dass das Geld für die Beerdigung gebunden ist."
        yield EvidenceNeed("bestattung", "Vertrag über die Vorsorge für die Beerdigung", reason, "SGB XII § 90 Abs. 3")
    if counted.get("verschenkt"):
        reason = "Er zeigt, was Sie wem wann gegeben haben."
        yield EvidenceNeed("verschenkt", "Vertrag über das Geschenk oder die Übertragung", reason, DUTY)
    if "wohnrecht" in (counted.get("ansprueche") or ()):
        yield EvidenceNeed("wohnrecht", "Vertrag über Ihr Recht", "Er zeigt, was Ihnen zusteht.", "SGB XII § 2 Abs. 1")


def _residence(counted: Answers) -> Iterator[EvidenceNeed]:
    if counted.get("staatsangehoerigkeit") == "andere":
        reason = "Er zeigt, welches Gesetz für Sie gilt."
        yield EvidenceNeed("aufenthaltstitel", "Papier zu Ihrem Aufenthalt", reason, "SGB XII § 23", APPLICANT)


def _badge(key: str, name: str, person: str) -> EvidenceNeed:
    """`name` is empty for the applicant."""
    title = "Ausweis für Schwerbehinderte, beide Seiten"
    if name:
        title = f"Ausweis für Schwerbehinderte von {name}, beide Seiten"
    return EvidenceNeed(key, title, "Mit G oder aG gibt es mehr Geld.", "SGB XII § 30 Abs. 1", person)
