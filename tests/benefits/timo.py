"""Timo Krüger of the eighth journey: 44, alone, warm rent 430, no income."""

from __future__ import annotations

from datetime import date
from typing import Any

from nahbar.questionnaire.model import Answers

MONTH = date(2026, 11, 1)
IBAN = "DE89370400440532013000"


def answers(**changes: Any) -> Answers:
    """Complete answers, top-level ones replaced by `changes`."""
    return {
        "vorname": "Timo",
        "nachname": "Krüger",
        "geburtsdatum": "1982-06-03",
        "wohnsituation": "wohnung",
        "strasse": "Bahnhofstraße",
        "hausnummer": "3",
        "plz": "46325",
        "ort": "Borken",
        "telefon": "02861 5551234",
        "notlage": ["keine"],
        "staatsangehoerigkeit": "deutsch",
        "familienstand": "ledig",
        "arbeitsfaehig": True,
        "kv_art": "gesetzlich",
        "krankenkasse": "Barmer",
        "rv_nummer": "55 030682 K 000",
        "lage": ["keine"],
        "schwanger": "nein",
        "mehrbedarf": ["keine"],
        "wohnform": "miete",
        "grundmiete": "300.00",
        "nebenkosten": "70.00",
        "heizkosten": "60.00",
        "heizung": "gas",
        "warmwasser": "zentral",
        "eingezogen": "2019-04-01",
        "flaeche_qm": 42,
        "frueher_leistung": False,
        "einkommen_arten": ["keine"],
        "bisher": ["familie"],
        "ansprueche": ["keine"],
        "vermoegen": "450.00",
        "auto": "nein",
        "besitz": ["keine"],
        "konto": True,
        "iban": IBAN,
        "kontoinhaber": None,
        "bescheid_weg": "post",
        "_fertig": ["personen"],
    } | changes


FACTS: dict[str, Any] = {
    "id": "antrag",
    "bewilligungszeitraum_beginn": "2026-11-01",
    "wohnung": {"bruttokaltmiete": "370.00", "heizkosten": "60.00", "flaeche_qm": 42},
    "personen": [
        {
            "id": "p1",
            "rolle": "antragsteller",
            "geburtsdatum": "1982-06-03",
            "_name": "Timo Krüger",
            "vermoegen": "450.00",
        }
    ],
}
"""What his answers say as a case of the public format."""
