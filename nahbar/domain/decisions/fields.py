"""How the facts of the case format are called, shown and typed in at the desk."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

from nahbar.domain.decisions.errors import CorrectionRefused
from nahbar.platform.letters import words

AMOUNT, FLAG, DAY, TEXT, NUMBER = "amount", "bool", "date", "text", "integer"

FIELDS: dict[str, tuple[str, str]] = {
    "bewilligungszeitraum_beginn": ("Beginn des Bewilligungszeitraums", DAY),
    "leistungsbeginn": ("Beginn der Leistung", DAY),
    "ort": ("Gemeindeschlüssel", TEXT),
    "von": ("Anspruch ab", DAY),
    "bis": ("Anspruch bis", DAY),
    "bruttokaltmiete": ("Bruttokaltmiete", AMOUNT),
    "heizkosten": ("Heizkosten", AMOUNT),
    "warmwasser_dezentral": ("Warmwasser wird in der Wohnung erzeugt", FLAG),
    "flaeche_qm": ("Wohnfläche in m²", NUMBER),
    "eigentum": ("Wohneigentum", FLAG),
    "anerkannt": ("Anerkannte Kosten der Unterkunft und Heizung", AMOUNT),
    "angemessen_bruttokalt": ("Angemessene Bruttokaltmiete", AMOUNT),
    "kostensenkung_ab": ("Aufforderung zur Kostensenkung", DAY),
    "rolle": ("Rolle im Haushalt", TEXT),
    "geburtsdatum": ("Geburtsdatum", DAY),
    "erwerbsfaehig": ("Erwerbsfähig", FLAG),
    "elternteile": ("Elternteile im Haushalt", TEXT),
    "kindergeld_empfaenger": ("Kindergeld bekommt", TEXT),
    "alleinerziehend": ("Alleinerziehend", FLAG),
    "brutto": ("Arbeitseinkommen brutto", AMOUNT),
    "netto": ("Arbeitseinkommen netto", AMOUNT),
    "gewinn": ("Gewinn aus Selbstständigkeit", AMOUNT),
    "rente": ("Rente (Auszahlung)", AMOUNT),
    "rente_brutto": ("Rente vor Abzügen", AMOUNT),
    "private_rente": ("Private Rente", AMOUNT),
    "alg1": ("Arbeitslosengeld", AMOUNT),
    "elterngeld": ("Elterngeld", AMOUNT),
    "kapitalertraege": ("Kapitalerträge", AMOUNT),
    "sonstiges": ("Sonstiges Einkommen", AMOUNT),
    "art": ("Art", TEXT),
    "betrag": ("Betrag", AMOUNT),
    "zufluss": ("Zugeflossen am", DAY),
    "kindergeld": ("Kindergeld", AMOUNT),
    "unterhalt": ("Unterhalt", AMOUNT),
    "unterhaltsvorschuss": ("Unterhaltsvorschuss", AMOUNT),
    "ausbildung": ("Ausbildung", TEXT),
    "minderjaehriges_kind_ausserhalb": ("Minderjähriges Kind außerhalb des Haushalts", FLAG),
    "vermoegen": ("Vermögen", AMOUNT),
    "schwanger_et": ("Voraussichtlicher Geburtstermin", DAY),
    "merkzeichen_g": ("Merkzeichen G", FLAG),
    "teilhabe_leistung": ("Leistung zur Teilhabe", FLAG),
    "ernaehrung_aufwand": ("Kostenaufwändige Ernährung", AMOUNT),
    "mehrbedarf_unabweisbar": ("Unabweisbarer besonderer Bedarf", AMOUNT),
    "umzug_ohne_zusicherung": ("Umzug ohne Zusicherung", FLAG),
    "erwerbsgemindert_dauerhaft": ("Dauerhaft voll erwerbsgemindert", FLAG),
    "altersgrenze_erreicht": ("Altersgrenze erreicht", FLAG),
    "werkstatt_entgelt": ("Werkstattentgelt", AMOUNT),
    "grundrentenzeiten_33": ("33 Jahre Grundrentenzeiten", FLAG),
    "grund": ("Grund", TEXT),
    "ereignis": ("Tag des Ereignisses", DAY),
    "monat_nr": ("Monat der Minderung", NUMBER),
}
"""Last part of a fact's path: name and kind. Places under `personen.…` and `wohnung.…` share it."""

GROUPS = {"absetzungen": "Absetzung", "nachzahlung": "Nachzahlung", "minderungen": "Minderung"}
_AMOUNT = re.compile(r"^-?\d{1,9}(\.\d{1,2})?$")


def label(pfad: str, names: dict[str, str] | None = None) -> str:
    """`personen.p2.kindergeld` as `Mert Demir: Kindergeld`; `names` gives the names of the persons by id."""
    parts = pfad.split(".")
    text = FIELDS.get(parts[-1], (parts[-1], TEXT))[0]
    group = next((GROUPS[part] for part in parts if part in GROUPS), "")
    if group and parts[-1] not in GROUPS:
        text = f"{group}, {text}"
    if parts[0] == "personen" and len(parts) > 2:
        return f"{(names or {}).get(parts[1], parts[1])}: {text}"
    return text


def field_of(pfad: str) -> str:
    """The field of a fact, on which rules of practice hang: `kindergeld` of `personen.p2.kindergeld`."""
    return pfad.rsplit(".", 1)[-1]


def kind(pfad: str) -> str:
    """`amount`, `bool`, `date`, `integer` or `text`."""
    return FIELDS.get(pfad.rsplit(".", 1)[-1], ("", TEXT))[1]


def shown(pfad: str, value: Any) -> str:
    """A fact's value as a person reads it; `–` where there is none."""
    if value is None:
        return "–"
    what = kind(pfad)
    if isinstance(value, bool):
        return "ja" if value else "nein"
    if isinstance(value, list):
        return ", ".join(str(item) for item in value)
    if what == AMOUNT and _AMOUNT.match(str(value)):
        whole, _, rest = str(value).lstrip("-").partition(".")
        cents = int(whole) * 100 + int((rest + "00")[:2])
        return words.amount(-cents if str(value).startswith("-") else cents)
    if what == DAY:
        return words.day(date.fromisoformat(str(value)))
    return str(value)


def parsed(pfad: str, value: str | int | bool | None) -> str | int | bool | None:
    """What somebody typed, in the form of the case format (`603,00` → `603.00`, `23.11.2026` → `2026-11-23`).

    Empty text takes the fact away. Raises CorrectionRefused with the sentence for the field.
    """
    if not isinstance(value, str):
        return value
    text = value.strip()
    if not text:
        return None
    what, name = kind(pfad), label(pfad)
    if what == AMOUNT:
        plain = text.removesuffix("€").strip().replace("\N{NO-BREAK SPACE}", "").replace(" ", "")
        plain = plain.replace(".", "").replace(",", ".") if "," in plain else plain
        if not _AMOUNT.match(plain):
            raise CorrectionRefused(f"{name}: Bitte geben Sie einen Betrag in Euro ein, zum Beispiel 603,00.")
        whole, _, rest = plain.partition(".")
        return f"{int(whole)}.{(rest + '00')[:2]}"
    if what == FLAG:
        if text.lower() not in {"ja", "nein", "true", "false"}:
            raise CorrectionRefused(f"{name}: Bitte wählen Sie ja oder nein.")
        return text.lower() in {"ja", "true"}
    if what == DAY:
        return _day(text, name)
    if what == NUMBER:
        if not text.isdecimal():
            raise CorrectionRefused(f"{name}: Bitte geben Sie eine ganze Zahl ein.")
        return int(text)
    return text


def _day(text: str, name: str) -> str:
    german = re.fullmatch(r"(\d{1,2})\.\s?(\d{1,2})\.\s?(\d{4})", text)
    try:
        if german:
            return date(int(german[3]), int(german[2]), int(german[1])).isoformat()
        return date.fromisoformat(text).isoformat()
    except ValueError:
        raise CorrectionRefused(f"{name}: Bitte geben Sie einen Tag ein, zum Beispiel 23.11.2026.") from None
