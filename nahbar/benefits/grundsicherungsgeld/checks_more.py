"""Lines of the check list that the less usual answers bring: protection, exclusions, household, prior claims."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from nahbar.benefits.base import Check
from nahbar.questionnaire.flow import items
from nahbar.questionnaire.summary import amount_text

YELLOW = "yellow"
ALG_MONTHS = 30
"""So many months back counts work for Arbeitslosengeld (§ 143 SGB III)."""


def more_checks(counted: Mapping[str, Any], month: date) -> Iterator[Check]:
    """Yellow lines only: each wants an eye, none of them stops a grant by itself."""
    yield from _protection(counted)
    yield from _exclusions(counted)
    yield from _household(counted)
    yield from _prior(counted, month)
    yield from _money(counted)


def _protection(counted: Mapping[str, Any]) -> Iterator[Check]:
    """Danger comes first, and names nobody."""
    keys = ("ex_kontakt", "eltern_wo", "kindsvater")
    said = any(counted.get(key) == "schutz" for key in keys)
    if said or any(member.get("elternteil") == "schutz" for member in items(counted, "personen")):
        text = "Schutz: Kontakt wegen Unterhalt wäre gefährlich. Niemanden anschreiben, Anschrift nicht nennen."
        yield Check("schutz", YELLOW, text, "SGB X § 67a Abs. 2")


def _exclusions(counted: Mapping[str, Any]) -> Iterator[Check]:
    art = counted.get("ausbildung_art")
    if art == "studium" or counted.get("internat"):
        text = "Studium oder auswärtige Ausbildung: Ausschluss und Ausnahmen prüfen."
        yield Check("ausbildung", YELLOW, text, "SGB II § 7 Abs. 5 und 6")
    elif art:
        yield Check("ausbildung", YELLOW, "Schule oder Ausbildung: Förderung prüfen.", "SGB II § 7 Abs. 6")
    if counted.get("einrichtung_art") in ("klinik", "heim", "haft"):
        words = {"klinik": "Klinik", "heim": "Heim", "haft": "Haft"}[str(counted["einrichtung_art"])]
        text = f"Aufenthalt: {words}. Dauer und Ausschluss prüfen, ab sechs Monaten Krankenhaus ausgeschlossen."
        yield Check("einrichtung", YELLOW, text, "SGB II § 7 Abs. 4")
    if counted.get("eu_grund") == "suche":
        text = "Nur zur Arbeitsuche hier: Ausschluss prüfen, nach fünf Jahren Aufenthalt gilt er nicht."
        yield Check("arbeitsuche", YELLOW, text, "SGB II § 7 Abs. 1 Satz 2 Nr. 2 und Satz 4")
    if counted.get("asyl_geld"):
        text = "Bezieht Leistungen für Asylsuchende: Ende abstimmen."
        yield Check("asyl", YELLOW, text, "SGB II § 7 Abs. 1 Satz 2 Nr. 3")
    if counted.get("verpflichtung"):
        yield Check("verpflichtung", YELLOW, "Jemand hat sich verpflichtet: Erklärung ansehen.", "SGB II § 9 Abs. 1")
    for member in items(counted, "personen"):
        if member.get("aufenthaltstitel") in ("gestattung", "duldung") or "klinik" in (member.get("lage") or ()):
            text = f"{member.get('vorname')}: Aufenthalt oder Unterbringung prüfen."
            yield Check(f"person:{member['id']}", YELLOW, text, "SGB II § 7 Abs. 1 und 4")


def _household(counted: Mapping[str, Any]) -> Iterator[Check]:
    for member in items(counted, "personen"):
        shared = [word for word in member.get("gemeinsam") or () if word != "keine"]
        if shared:
            text = f"{member.get('vorname')}: Angaben sprechen für eine Gemeinschaft mit Verantwortung füreinander."
            yield Check(f"gemeinsam:{member['id']}", YELLOW, text, "SGB II § 7 Abs. 3 Nr. 3, Abs. 3a")
        if member.get("hilfe") and Decimal(str(member["hilfe"])) > 0:
            text = f"{member.get('vorname')} gibt {amount_text(str(member['hilfe']))} im Monat."
            yield Check(f"hilfe:{member['id']}", YELLOW, text, "SGB II § 9 Abs. 5")


def _prior(counted: Mapping[str, Any], month: date) -> Iterator[Check]:
    """Claims that come first (§ 12a SGB II) or go over (§ 33 SGB II, §§ 115, 116 SGB X)."""
    ended = counted.get("arbeit_bis")
    if ended and "alg1" not in (counted.get("einkommen_arten") or ()):
        day = date.fromisoformat(str(ended))
        if (month.year - day.year) * 12 + month.month - day.month <= ALG_MONTHS:
            yield Check("arbeitslosengeld", YELLOW, "Gearbeitet: Arbeitslosengeld prüfen.", "SGB II § 12a")
    if counted.get("amt_antrag"):
        text = "Bei einem anderen Amt beantragt: Erstattung anmelden."
        yield Check("andere_leistung", YELLOW, text, "SGB X § 104")
    if counted.get("lohn_offen_firma"):
        yield Check("lohn_offen", YELLOW, f"Offener Lohn: {counted['lohn_offen_firma']}.", "SGB X § 115")
    if counted.get("unfall_art"):
        yield Check("schaden", YELLOW, "Schaden durch andere: Übergang des Anspruchs prüfen.", "SGB X § 116")
    if counted.get("dritte_was") or counted.get("schenkung_was"):
        yield Check("dritte", YELLOW, "Ansprüche gegen andere oder Schenkung: ansehen.", "SGB II § 33 Abs. 1")
    if counted.get("kindsvater") in ("offen", "anerkannt"):
        yield Check("betreuungsunterhalt", YELLOW, "Unterhalt rund um die Geburt prüfen.", "SGB II § 33 Abs. 1")


def _money(counted: Mapping[str, Any]) -> Iterator[Check]:
    kinds = counted.get("einkommen_arten") or ()
    if "bafoeg" in kinds:
        yield Check("foerderung", YELLOW, "Geld für die Ausbildung: Absetzungen prüfen.", "SGB II § 11b Abs. 2b")
    if "ehrenamt" in kinds:
        text = "Geld aus Ehrenamt zählt bisher nicht mit: steuerfreien Teil prüfen."
        yield Check("ehrenamt", YELLOW, text, "SGB II § 11a Abs. 1 Nr. 5")
    if counted.get("lohn_wann") == "folgemonat":
        yield Check("zufluss", YELLOW, "Der Lohn kommt im Folgemonat: ersten Monat ansehen.", "SGB II § 11 Abs. 2")
    if any(piece.get("wert_art") == "alter" for piece in items(counted, "werte")):
        text = "Etwas ist für das Alter gedacht und zählt nicht mit: Vertrag ansehen."
        yield Check("altersvorsorge", YELLOW, text, "SGB II § 12 Abs. 1 Satz 2 Nr. 3 und 4")
    if counted.get("miete_direkt"):
        text = f"Miete direkt an den Vermieter: {counted.get('vermieter_name') or 'Angaben fehlen'}."
        yield Check("miete_direkt", YELLOW, text, "SGB II § 22 Abs. 7")
    if counted.get("betrieb_zuhause"):
        yield Check("raum", YELLOW, "Ein Raum gehört zur Firma: Teil der Miete abziehen.", "SGB II § 22 Abs. 1")
    if counted.get("eigenheim_weitere"):
        yield Check("haus", YELLOW, "Noch eine Wohnung im Haus: nur der eigene Teil zählt.", "SGB II § 22 Abs. 1")
