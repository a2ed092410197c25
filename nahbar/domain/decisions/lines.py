"""Leistungszeilen: what each member gets in each month; sums must agree with what was calculated."""

from __future__ import annotations

from nahbar.domain.decisions.errors import DecisionError
from nahbar.domain.decisions.facts import names
from nahbar.domain.decisions.freeze import thawed_months
from nahbar.domain.decisions.models import Entscheidung, Leistungszeile


class AmountsDisagree(DecisionError):
    """Σ of the members is not the total of the month: such a decision never leaves."""

    def __init__(self, month: str) -> None:
        super().__init__(
            f"Die Beträge der Personen ergeben im Monat {month} nicht die Gesamtsumme. "
            "Bitte berechnen Sie neu und melden Sie den Fall der Fachadministration."
        )


def write_lines(entscheidung: Entscheidung) -> list[Leistungszeile]:
    """One row for each member with a claim, and for each member of the Bedarfsgemeinschaft; raises AmountsDisagree."""
    called = names(entscheidung.fakten)
    rows = []
    for month in thawed_months(entscheidung.monate):
        if (
            sum(p.anspruch for p in month.personen) != month.summe
            or sum(p.sofortzuschlag for p in month.personen) != month.sofortzuschlag
        ):
            raise AmountsDisagree(f"{month.monat.month}/{month.monat.year}")
        rows += [
            Leistungszeile(
                traeger_id=entscheidung.traeger_id,
                entscheidung=entscheidung,
                person_ref=person.id,
                name=called.get(person.id, person.id)[:250],
                monat=month.monat,
                anspruch=person.anspruch,
                sofortzuschlag=person.sofortzuschlag,
            )
            for person in month.personen
            if person.in_bg or person.anspruch or person.sofortzuschlag
        ]
    written: list[Leistungszeile] = Leistungszeile.objects.bulk_create(rows)
    return written
