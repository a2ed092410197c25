"""Pages of people's rights: is a receipt genuine, one's data, how letters come, outages."""

from __future__ import annotations

from typing import Any

ROWS: list[tuple[str | frozenset[str], str]] = [
    ("public", "portal: beleg"),
    (frozenset({"citizen"}), "portal: meine_daten meine_daten_json meine_daten_pdf zustellung"),
    (frozenset({"citizen"}), "portal: adressschutz shared_letter"),
    (frozenset({"leistung", "teamlead"}), "workplace: datenschutz datenschutz_eins"),
    (frozenset({"leistung", "teamlead"}), "workplace: adressschutz adressschutz_tat anschrift_zeigen"),
    (frozenset({"leistung", "teamlead"}), "workplace: aenderung_trennen"),
    (frozenset({"operator"}), "workplace: stoerungen"),
]
NO_PAGES: frozenset[str] = frozenset(
    {"portal:meine_daten_json", "portal:meine_daten_pdf", "workplace:adressschutz_tat", "workplace:anschrift_zeigen",
     "workplace:aenderung_trennen", "portal:shared_letter"}
)


def places(there: Any) -> list[Any]:
    """The page of the check, and its no."""
    from tests.journeys.places import Place

    sent = there.antrag["abgeschickt"]
    here = there.browsers["abgeschickt"]
    here.get(f"{sent}meine-daten")
    here.post(f"{sent}meine-daten", {"art": "loeschung", "text": "Bitte alles."})
    one = there.town.sql("select id from decisions_datenschutzantrag order by id desc limit 1")[0][0]
    akte = there.town.sql("select id from casefile_akte order by id desc limit 1")[0][0]
    return [
        Place("portal:meine_daten", f"{sent}meine-daten", "abgeschickt"),
        Place("portal:adressschutz", f"{sent}adressschutz", "abgeschickt"),
        Place("portal:zustellung", f"{sent}zustellung", "abgeschickt"),
        Place("workplace:datenschutz", "/arbeit/datenschutz", "berg"),
        Place("workplace:datenschutz_eins", f"/arbeit/datenschutz/{one}", "berg"),
        Place("workplace:adressschutz", f"/arbeit/akte/{akte}/adressschutz", "berg"),
        Place("workplace:stoerungen", "/arbeit/stoerungen", "betrieb"),
        Place("portal:beleg", "/beleg"),
        Place("portal:beleg", "/beleg", label="portal-beleg-nein", click="Prüfen", fill=(("nummer", "A-2026-000001"),)),
    ]
