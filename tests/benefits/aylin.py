"""Aylin Demir of the first journey: 31, Rhede, separated, Mert 5 and Lara 9, no income of her own."""

from __future__ import annotations

from datetime import date
from typing import Any

from nahbar.questionnaire.model import Answers

MONTH = date(2026, 11, 1)
IBAN = "DE02120300000000202051"


def answers(**changes: Any) -> Answers:
    """Complete answers, top-level ones replaced by `changes`."""
    return {
        "vorname": "Aylin",
        "nachname": "Demir",
        "geburtsdatum": "1995-05-14",
        "wohnsituation": "wohnung",
        "strasse": "Südstraße",
        "hausnummer": "14a",
        "plz": "46414",
        "ort": "Rhede",
        "telefon": None,
        "notlage": ["keine"],
        "staatsangehoerigkeit": "deutsch",
        "familienstand": "getrennt",
        "arbeitsfaehig": True,
        "kv_art": "gesetzlich",
        "krankenkasse": "AOK",
        "getrennt_seit": "2023-07-15",
        "ex_kontakt": "geklaert",
        "rv_nummer": "13 140595 D 514",
        "lage": ["keine"],
        "personen": [
            child("p2", "Mert", "2021-03-10", unterhaltsvorschuss="227.00"),
            child("p3", "Lara", "2017-02-20", unterhaltsvorschuss="299.00"),
        ],
        "schwanger": "nein",
        "mehrbedarf": ["keine"],
        "wohnform": "miete",
        "grundmiete": "620.00",
        "nebenkosten": "140.00",
        "heizkosten": "95.00",
        "heizung": "gas",
        "warmwasser": "zentral",
        "eingezogen": "2023-08-01",
        "flaeche_qm": 74,
        "frueher_leistung": False,
        "einkommen_arten": ["keine"],
        "bisher": ["familie"],
        "ansprueche": ["keine"],
        "vermoegen": "3400.00",
        "auto": "nein",
        "besitz": ["keine"],
        "konto": True,
        "iban": IBAN,
        "kontoinhaber": None,
        "bescheid_weg": "post",
        "_fertig": ["personen"],
        "_zaehler": {"personen": 3},
    } | changes


def child(item_id: str, vorname: str, geburtsdatum: str, **changes: Any) -> dict[str, Any]:
    """A child with Kindergeld and nothing else, answers replaced by `changes`."""
    return {
        "id": item_id,
        "vorname": vorname,
        "nachname": "Demir",
        "geburtsdatum": geburtsdatum,
        "rolle": "kind",
        "kindergeld": "259.00",
        "unterhalt": "0.00",
        "unterhaltsvorschuss": "0.00",
        "anderes_geld": False,
    } | changes


FACTS: dict[str, Any] = {
    "id": "antrag",
    "bewilligungszeitraum_beginn": "2026-11-01",
    "wohnung": {"bruttokaltmiete": "760.00", "heizkosten": "95.00", "flaeche_qm": 74},
    "personen": [
        {
            "id": "p1",
            "rolle": "antragsteller",
            "geburtsdatum": "1995-05-14",
            "_name": "Aylin Demir",
            "vermoegen": "3400.00",
        },
        {
            "id": "p2",
            "rolle": "kind",
            "geburtsdatum": "2021-03-10",
            "_name": "Mert Demir",
            "kindergeld": "259.00",
            "unterhaltsvorschuss": "227.00",
        },
        {
            "id": "p3",
            "rolle": "kind",
            "geburtsdatum": "2017-02-20",
            "_name": "Lara Demir",
            "kindergeld": "259.00",
            "unterhaltsvorschuss": "299.00",
        },
    ],
}
"""What her answers say as a case of the public format."""
