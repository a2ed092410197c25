"""What the Bescheid of chapter 3 says."""

from __future__ import annotations

from nahbar.benefits.base import Facts
from nahbar.benefits.sozialhilfe.letters import Words


def _reason(facts: Facts) -> str:
    return (
        "Sie haben einen Anspruch, weil Sie Ihren Lebensunterhalt nicht oder nicht ganz aus eigenen Kräften und "
        "Mitteln bezahlen können und keine Leistungen vom Jobcenter bekommen (§ 19 Absatz 1, §§ 21, 27 SGB XII)."
    )


WORDS = Words(
    kapitel="Dritten Kapitel",
    wirkung=(
        "Die Hilfe beginnt an dem Tag, an dem wir von Ihrer Lage erfahren haben (§ 18 Absatz 1 SGB XII). Wir zahlen "
        "sie, solange sich an Ihrer Lage nichts ändert, längstens für den Zeitraum oben."
    ),
    grund=_reason,
    angehoerige=(
        "Ihre Kinder und Ihre Eltern müssen für Sie nur zahlen, wenn eine dieser Personen mehr als 100.000 Euro im "
        "Jahr verdient (§ 94 Absatz 1a SGB XII). Wir gehen davon aus, dass das nicht so ist."
        " Für minderjährige Kinder gilt das nicht."
    ),
    ausland="Sie verlassen Deutschland für längere Zeit oder für immer.",
)
