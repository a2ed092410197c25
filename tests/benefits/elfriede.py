"""Elfriede Schulte of the sixth journey: 71, Gronau, pension 612.40, warm rent 455, savings 6,300."""

from __future__ import annotations

from datetime import date
from typing import Any

from nahbar.questionnaire.model import Answers

MONTH = date(2026, 11, 1)
IBAN = "DE12500105170648489890"


def answers(**changes: Any) -> Answers:
    """Complete answers, top-level ones replaced by `changes`."""
    return {
        "vorname": "Elfriede",
        "nachname": "Schulte",
        "geburtsdatum": "1955-03-08",
        "wohnsituation": "wohnung",
        "strasse": "Enscheder Straße",
        "hausnummer": "22",
        "plz": "48599",
        "ort": "Gronau",
        "telefon": None,
        "notlage": ["keine"],
        "staatsangehoerigkeit": "deutsch",
        "familienstand": "verwitwet",
        "grund": "alter",
        "kv_art": "gesetzlich",
        "krankenkasse": "AOK",
        "kv_selbst": False,
        "ausweis_merkzeichen": "nein",
        "mehrbedarf": ["keine"],
        "wohnform": "miete",
        "grundmiete": "310.00",
        "nebenkosten": "80.00",
        "heizkosten": "65.00",
        "warmwasser": "zentral",
        "flaeche_qm": 46,
        "frueher_leistung": False,
        "einkommen_arten": ["rente"],
        "rente_netto": "612.40",
        "rente_brutto": "688.09",
        "grundrentenzeiten": False,
        "versicherungen": "0.00",
        "vermoegen": "6300.00",
        "auto": "nein",
        "bestattung": False,
        "ansprueche": ["keine"],
        "verschenkt": False,
        "konto": True,
        "iban": IBAN,
        "kontoinhaber": None,
        "bescheid_weg": "post",
        "_fertig": ["personen"],
    } | changes


FACTS: dict[str, Any] = {
    "id": "antrag",
    "bewilligungszeitraum_beginn": "2026-11-01",
    "wohnung": {"bruttokaltmiete": "390.00", "heizkosten": "65.00", "flaeche_qm": 46},
    "personen": [
        {
            "id": "p1",
            "rolle": "antragsteller",
            "geburtsdatum": "1955-03-08",
            "_name": "Elfriede Schulte",
            "rente": "612.40",
            "rente_brutto": "688.09",
            "vermoegen": "6300.00",
        }
    ],
}
"""What her answers say as a case of the public format."""
