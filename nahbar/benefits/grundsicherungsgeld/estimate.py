"""The estimate of Grundsicherungsgeld, line by line."""

from __future__ import annotations

from nahbar.benefits.base import EstimateLine

INCOME = ("einkommen", "kindergeld", "sonstiges_einkommen")
ESTIMATE_LINES = (
    EstimateLine("regelbedarf", "Geld zum Leben (Regelbedarf)", ("regelbedarf",), "Wer mit Ihnen wohnt", always=True),
    EstimateLine("mehrbedarf", "Zuschläge (Mehrbedarf)", ("mehrbedarf",), "Wer mit Ihnen wohnt"),
    EstimateLine("kdu", "Anteil an Miete und Heizung", ("unterkunft",), "Wohnen", own_page="none"),
    EstimateLine("einkommen", "Einkommen, das zählt", INCOME, "Einkommen", own_page="last"),
    EstimateLine(
        "einkommen_zugeteilt",
        "Anteil am Einkommen der Erwachsenen",
        ("einkommen_zugeteilt",),
        "Einkommen",
        own_page="last",
    ),
    EstimateLine("anspruch", "Das bekommen Sie", ("anspruch",), always=True),
    EstimateLine("sofortzuschlag", "Sofortzuschlag für Kinder", ("sofortzuschlag",)),
)
