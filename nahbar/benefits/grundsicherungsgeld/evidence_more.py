"""Papers of the less usual cases: what the Anlagen of the paper form ask for, one plain reason each."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from nahbar.benefits.base import EvidenceNeed
from nahbar.benefits.household_facts import APPLICANT
from nahbar.questionnaire.flow import items

DUTY = "SGB I § 60 Abs. 1 Nr. 3"
_PIECES = {
    "geld": ("Auszug über »{name}«", "Er zeigt, was heute darauf ist."),
    "papiere": ("Auszug über »{name}«", "Er zeigt, was es heute wert ist."),
    "alter": ("Vertrag und Stand von »{name}«", "Sie zeigen, ob es für das Alter gedacht ist."),
    "haus": ("Nachweis zum Wert von »{name}«", "Er zeigt, was es wert ist."),
    "wert": ("Nachweis zum Wert von »{name}«", "Er zeigt, was es wert ist."),
    "anderes": ("Nachweis zum Wert von »{name}«", "Er zeigt, was es wert ist."),
}


def more_papers(counted: Mapping[str, Any]) -> Iterator[EvidenceNeed]:
    """The papers in the order of the questions; what the office can do without is not required."""
    yield from _person(counted)
    yield from _partner(counted)
    yield from _dwelling(counted)
    yield from _work(counted)
    yield from _claims(counted)
    yield from _assets(counted)


def _person(counted: Mapping[str, Any]) -> Iterator[EvidenceNeed]:
    lage = counted.get("lage") or ()
    if counted.get("asyl_geld"):
        reason = "Er zeigt, bis wann das andere Geld kommt."
        yield EvidenceNeed("asyl_bescheid", "Bescheid über Geld wegen Asyl", reason, "SGB II § 7 Abs. 1", APPLICANT)
    if counted.get("verpflichtung"):
        reason = "Sie zeigt, wer für Sie zahlen wollte und wie lange."
        yield EvidenceNeed(
            "verpflichtung", "Erklärung, dass jemand für Sie zahlt", reason, "SGB II § 9 Abs. 1", required=False
        )
    if counted.get("eu_grund") == "arbeit":
        reason = "Er zeigt, dass Sie hier arbeiten oder gearbeitet haben."
        yield EvidenceNeed("eu_arbeit", "Arbeitsvertrag oder Kündigung", reason, "SGB II § 7 Abs. 1 Satz 2", APPLICANT)
    if counted.get("merkzeichen_g"):
        reason = "Mit dem Zeichen G gibt es mehr Geld."
        yield EvidenceNeed("merkzeichen", "Ausweis für Schwerbehinderte", reason, "SGB II § 23 Nr. 4", APPLICANT)
    if "ausbildung" in lage:
        reason = "Er zeigt, was Sie lernen."
        title = "Nachweis der Schule, Firma oder Hochschule"
        yield EvidenceNeed("ausbildung", title, reason, "SGB II § 7 Abs. 5", APPLICANT)
    if counted.get("foerderung") in ("abgelehnt", "beantragt"):
        reason = "Er zeigt, welches Amt für Sie da ist."
        title = "Antrag oder Bescheid zur Förderung"
        yield EvidenceNeed("foerderung", title, reason, "SGB II § 7 Abs. 6", APPLICANT)
    if counted.get("schulbuecher"):
        reason = "Sie zeigt, was die Bücher kosten."
        yield EvidenceNeed("schulbuecher", "Rechnung der Bücher", reason, "SGB II § 21 Abs. 6a", APPLICANT, False)
    if counted.get("einrichtung_art"):
        reason = "Sie zeigt, seit wann und wie lange Sie dort sind."
        yield EvidenceNeed("einrichtung", "Bescheinigung des Hauses", reason, "SGB II § 7 Abs. 4", APPLICANT)
    if counted.get("betreuung_art"):
        reason = "Er zeigt, wer für Sie entscheiden darf."
        yield EvidenceNeed("betreuung", "Ausweis der Betreuung oder Vollmacht", reason, "SGB X § 13 Abs. 1", APPLICANT)
    if counted.get("kindsvater") == "anerkannt":
        reason = "Sie zeigt, wer der Vater ist."
        yield EvidenceNeed(
            "vaterschaft", "Urkunde über die Vaterschaft", reason, "SGB II § 33", APPLICANT, required=False
        )


def _partner(counted: Mapping[str, Any]) -> Iterator[EvidenceNeed]:
    for member in items(counted, "personen"):
        who, name = str(member["id"]), str(member.get("vorname") or "diese Person")
        if member.get("staatsangehoerigkeit") == "andere":
            reason = f"Er zeigt, ob {name} hier leben und arbeiten darf."
            title = f"Papier zum Aufenthalt von {name}"
            yield EvidenceNeed(f"aufenthaltstitel:{who}", title, reason, "SGB II § 7 Abs. 1", who)
        if member.get("merkzeichen_g"):
            title = f"Ausweis für Schwerbehinderte von {name}"
            yield EvidenceNeed(
                f"merkzeichen:{who}", title, "Mit dem Zeichen G gibt es mehr Geld.", "SGB II § 23 Nr. 4", who
            )
        if member.get("taetigkeit") in ("schueler", "ausbildung", "freiwilligendienst"):
            title = f"Nachweis der Schule oder Stelle von {name}"
            yield EvidenceNeed(
                f"taetigkeit:{who}", title, f"Er zeigt, was {name} macht.", "SGB II § 11b Abs. 2b", who, required=False
            )


def _dwelling(counted: Mapping[str, Any]) -> Iterator[EvidenceNeed]:
    if counted.get("brennstoff_selbst"):
        reason = "Wir zahlen, was Sie zum Heizen brauchen."
        yield EvidenceNeed("brennstoff", "Rechnung für Öl oder Holz", reason, "SGB II § 22 Abs. 1", None, False)
    if "wohnung" in (counted.get("notlage") or ()):
        reason = "Er zeigt, wie schnell wir helfen müssen."
        yield EvidenceNeed("wohnung_gefahr", "Brief des Vermieters", reason, "SGB II § 22 Abs. 8", None, False)


def _work(counted: Mapping[str, Any]) -> Iterator[EvidenceNeed]:
    for job in items(counted, "jobs"):
        title = f"Lohnabrechnungen von {_short(job, 'arbeitgeber', 'der anderen Arbeit')}"
        yield EvidenceNeed(f"lohn:{job['id']}", title, "Sie zeigen, wie hoch der Lohn ist.", DUTY, APPLICANT)
    costs = ("weg_ticket", "kfz_haftpflicht", "riester", "arbeitsmittel")
    if any(str(counted.get(key) or "0.00") not in ("0.00", "0") for key in costs):
        reason = "Sie senken, was vom Lohn zählt."
        yield EvidenceNeed(
            "arbeitskosten", "Belege über Ticket, Versicherung und Arbeitskosten", reason,
            "SGB II § 11b Abs. 1 Nr. 3 bis 5", APPLICANT,
        )  # fmt: skip
    if str(counted.get("unterhalt_zahlen") or "0.00") != "0.00":
        reason = "Sie zeigt, wie viel Unterhalt Sie zahlen müssen."
        yield EvidenceNeed(
            "unterhalt_gezahlt", "Urkunde und Belege zum Unterhalt", reason, "SGB II § 11b Abs. 1 Nr. 7", APPLICANT
        )
    if counted.get("arbeit_bis"):
        reason = "Sie zeigt, ob Ihnen Arbeitslosengeld zusteht."
        yield EvidenceNeed("kuendigung", "Kündigung oder Ende des Vertrags", reason, "SGB II § 12a", APPLICANT, False)


def _claims(counted: Mapping[str, Any]) -> Iterator[EvidenceNeed]:
    if counted.get("amt_antrag"):
        reason = "Er zeigt, welches Geld noch kommen kann."
        yield EvidenceNeed("amt_antrag", "Antrag oder Bescheid des anderen Amts", reason, "SGB II § 12a", APPLICANT)
    if counted.get("lohn_offen_firma"):
        reason = "Er zeigt, welcher Lohn noch fehlt."
        yield EvidenceNeed("lohn_offen", "Vertrag und letzte Abrechnung", reason, "SGB X § 115", APPLICANT, False)
    if counted.get("dritte_was"):
        reason = "Er zeigt, welches Geld noch kommt."
        yield EvidenceNeed("dritte", "Nachweis über das Geld von anderen", reason, "SGB II § 33", APPLICANT, False)


def _assets(counted: Mapping[str, Any]) -> Iterator[EvidenceNeed]:
    for konto in items(counted, "konten"):
        title = f"Kontoauszüge der letzten drei Monate: {_short(konto, 'bank', 'weiteres Konto')}"
        yield EvidenceNeed(f"konto:{konto['id']}", title, "Sie zeigen, was auf diesem Konto ist.", DUTY)
    for piece in items(counted, "werte"):
        if piece.get("wert_art") in _PIECES:
            title, reason = _PIECES[piece["wert_art"]]
            name = _short(piece, "wert_name", "das Stück")
            yield EvidenceNeed(f"wert:{piece['id']}", title.format(name=name), reason, "SGB II § 12")


def _short(scope: Mapping[str, Any], key: str, otherwise: str) -> str:
    """What the person wrote, short enough for a title."""
    return str(scope.get(key) or otherwise)[:60]
