"""Income that was counted otherwise in an earlier month, or is free by the calendar year: one plain sentence each."""

from __future__ import annotations

from nahbar.law.phrase import Phrase
from nahbar.law.phrase import either as _either

SENTENCES: dict[str, Phrase] = {
    "kapitalertraege_frei": "Von Kapitalerträgen zählen {ergebnis} nicht: frei sind 100 Euro im Jahr.",
    "geldgeschenk_frei": "Von dem Geldgeschenk zählen {ergebnis} nicht.",
    "ferienjob_frei": _either(
        "Vom Verdienst in den Schulferien zählen {ergebnis} nicht.",
        "Der Verdienst in den Schulferien zählt, weil der freie Betrag des Jahres verbraucht ist.",
    ),
    "nachzahlung_im_folgemonat": (
        "Die Nachzahlung von {ergebnis} zählt erst im nächsten Monat, weil das Geld für den Monat schon gezahlt war."
    ),
    "nachzahlung_ohne_freibetrag": "Von der Nachzahlung des Lohns bleiben ohne den Freibetrag {ergebnis} zu verteilen.",
}
