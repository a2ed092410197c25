"""The estimate of a benefit of the SGB XII, line by line."""

from __future__ import annotations

from nahbar.benefits.base import EstimateLine

INCOME = (
    "einkommen", "sgb12_einkommen_eingesetzt", "sgb12_erwerb", "sgb12_werbungskosten", "sgb12_versicherungen",
    "sgb12_kapitalertraege", "altersvorsorge_freibetrag", "grundrente_freibetrag", "werkstattentgelt",
)  # fmt: skip
ESTIMATE_LINES = (
    EstimateLine("regelbedarf", "Geld zum Leben (Regelbedarf)", ("regelbedarf",), "Wer mit Ihnen wohnt", always=True),
    EstimateLine("mehrbedarf", "Zuschläge (Mehrbedarf)", ("mehrbedarf",), "Ihre Gesundheit"),
    EstimateLine("kdu", "Anteil an Miete und Heizung", ("unterkunft",), "Wohnen", own_page="none"),
    EstimateLine("einkommen_zugeteilt", "Einkommen, das zählt", INCOME, "Einkommen", own_page="last"),
    EstimateLine("anspruch", "Das bekommen Sie", ("anspruch",), always=True),
    EstimateLine("sofortzuschlag", "Sofortzuschlag für Kinder", ("sofortzuschlag",)),
)
"""`einkommen_zugeteilt` is what counts for this person, own income and what partner or parents have left."""
