"""Changes that are told: in the portal and at the desk."""

from __future__ import annotations

from typing import Any

ROWS: list[tuple[str | frozenset[str], str]] = [
    (frozenset({"citizen"}), "portal: aenderung_neu aenderung aenderung_verwerfen"),
    (frozenset({"citizen"}), "portal: weiter_neu weiter weiter_teil"),
    (
        frozenset({"leistung", "teamlead"}),
        "workplace: aenderung aenderung_uebernehmen aenderung_ohne aenderung_erstattung",
    ),
]
NO_PAGES: frozenset[str] = frozenset(
    {
        "portal:weiter", "portal:weiter_teil", "portal:aenderung_verwerfen", "workplace:aenderung",
        "workplace:aenderung_uebernehmen", "workplace:aenderung_ohne", "workplace:aenderung_erstattung",
    }
)  # fmt: skip

TELL = """
import django, sys; django.setup()
from datetime import date
from nahbar.config.demo.counter import citizen
from nahbar.domain.applications.queries import antrag_by_id
from nahbar.platform.tenancy.models import Traeger
from nahbar.platform.tenancy.scope import traeger_scope
from nahbar.procedures.start_aenderung import start_aenderung
with traeger_scope(Traeger.objects.get(kuerzel="musterland").id):
    antrag = antrag_by_id({antrag!r})
    draft = start_aenderung(
        acting=citizen(antrag), antrag=antrag, arten=["arbeit"], ab=date(2026, 12, 1), lohn=("603.00", "603.00")
    )
    print(draft.id)
"""


def places(there: Any) -> list[Any]:
    """What has changed, the draft with its effect, and what the desk sees of a change that was told."""
    from tests.journeys.places import Place, id_of

    decided = there.antrag["entschieden"]
    draft = there.town.python(TELL.format(antrag=id_of(decided))).strip().splitlines()[-1]
    return [
        Place("portal:aenderung_neu", f"{decided}aenderung/neu", "entschieden"),
        Place("portal:weiter_neu", f"{decided}weiter/neu", "entschieden"),
        Place("portal:aenderung", f"/antrag/{draft}/aenderung", "entschieden"),
    ]
