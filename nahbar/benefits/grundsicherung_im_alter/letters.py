"""What the Bescheid of chapter 4 says."""

from __future__ import annotations

from datetime import date

from nahbar.benefits.base import Facts
from nahbar.benefits.choice import Situation
from nahbar.benefits.sozialhilfe.letters import Words


def _reason(facts: Facts) -> str:
    """The reason of § 41 that this applicant meets."""
    person, month = facts["personen"][0], date.fromisoformat(str(facts["bewilligungszeitraum_beginn"]))
    if Situation(date.fromisoformat(person["geburtsdatum"]), "unbekannt").altersgrenze(month):
        why = "die Altersgrenze erreicht haben (§ 41 Absatz 2 SGB XII)"
    elif person.get("werkstatt_entgelt"):
        why = "in einer Werkstatt für behinderte Menschen arbeiten oder lernen (§ 41 Absatz 3 und 3a, § 45 SGB XII)"
    else:
        why = "auf Dauer voll erwerbsgemindert sind (§ 41 Absatz 3 und 3a SGB XII)"
    return (
        f"Sie haben einen Anspruch, weil Sie {why} und Ihren Lebensunterhalt nicht oder nicht ganz aus Einkommen und "
        "Vermögen bezahlen können (§ 19 Absatz 2, § 43 SGB XII)."
    )


WORDS = Words(
    kapitel="Vierten Kapitel",
    wirkung=(
        "Der Antrag wirkt auf den Ersten des Monats zurück (§ 44 Absatz 2 SGB XII). Den Zeitraum bestimmt § 44 "
        "Absatz 3 SGB XII."
    ),
    grund=_reason,
    angehoerige=(
        "Ihre Kinder und Ihre Eltern müssen für Sie nur zahlen, wenn eine dieser Personen mehr als 100.000 Euro im "
        "Jahr verdient (§ 94 Absatz 1a SGB XII). Wir gehen davon aus, dass das nicht so ist."
    ),
    ausland=(
        "Sie sind länger als vier Wochen im Ausland. Danach gibt es bis zu Ihrer Rückkehr kein Geld (§ 41a SGB XII)."
    ),
    vorlaeufig_norm="§ 44a SGB XII",
)
