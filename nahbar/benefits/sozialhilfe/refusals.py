"""Reasons to refuse that both benefits of the SGB XII know."""

from __future__ import annotations

from nahbar.benefits.base import RefusalReason
from nahbar.benefits.refusals import FEHLENDE_MITWIRKUNG

COMMON = (
    RefusalReason(
        "einkommen",
        "Einkommen deckt den Bedarf",
        "Ihr Einkommen und das Einkommen, das mit Ihrem zusammen zählt, decken alles, was Sie zum Leben und Wohnen "
        "brauchen. Die Rechnung liegt bei.",
        "SGB XII § 19, § 82",
    ),
    RefusalReason(
        "vermoegen",
        "Vermögen über dem Freibetrag",
        "Ihr Vermögen ist höher als der Freibetrag, der für Sie gilt. Was darüber liegt, müssen Sie zuerst "
        "verbrauchen. Sinkt es unter den Freibetrag, können Sie sofort einen neuen Antrag stellen.",
        "SGB XII § 19, § 90",
    ),
    FEHLENDE_MITWIRKUNG,
    RefusalReason(
        "vorrangige_leistung",
        "Eine andere Leistung geht vor",
        "Eine andere Leistung kommt zuerst und reicht zusammen mit Ihrem Einkommen aus. Welche das ist und wo Sie sie "
        "bekommen, steht in der Begründung.",
        "SGB XII § 2 Abs. 1",
    ),
    RefusalReason(
        "ausschluss_aufenthalt",
        "Ausgeschlossen nach dem Aufenthaltsrecht",
        "Nach Ihrem Aufenthaltsrecht sind Sie von dieser Leistung ausgenommen. Zur Überbrückung bis zur Ausreise kann "
        "es Hilfe geben, auch in besonderer Härte. Fragen Sie uns danach.",
        "SGB XII § 23 Abs. 3",
    ),
    RefusalReason(
        "asylblg",
        "Leistungen nach dem Asylbewerberleistungsgesetz",
        "Für Sie gilt das Asylbewerberleistungsgesetz. Wir leiten Ihren Antrag an die richtige Stelle weiter, der Tag "
        "Ihres Antrags bleibt erhalten.",
        "SGB XII § 23 Abs. 2; SGB I § 16 Abs. 2",
    ),
)
