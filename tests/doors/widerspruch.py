"""Pages of objections, and who may see them."""

from __future__ import annotations

import re
from typing import Any

CITIZEN = frozenset({"citizen"})
COUNTER = frozenset({"frontdesk", "leistung", "teamlead"})
DECIDE = frozenset({"leistung", "teamlead"})
ROWS: list[tuple[str | frozenset[str], str]] = [
    (CITIZEN, "portal: disagree widerspruch widerspruch_termin widerspruch_schreiben widerspruch_zurueck"),
    (COUNTER, "workplace: widersprueche widerspruch_neu widerspruch widerspruch_niederschrift widerspruch_form"),
    (
        DECIDE,
        "workplace: widerspruch_ueberpruefung widerspruch_abhilfe widerspruch_vorlegen widerspruch_weitergeben",
    ),
]
NO_PAGES: frozenset[str] = frozenset(
    {
        "portal:widerspruch_termin", "portal:widerspruch_schreiben", "workplace:widerspruch_niederschrift",
        "workplace:widerspruch_form", "workplace:widerspruch_ueberpruefung", "workplace:widerspruch_abhilfe",
        "workplace:widerspruch_vorlegen", "workplace:widerspruch_weitergeben",
    }
)  # fmt: skip


def places(there: Any) -> list[Any]:
    """An objection whose form is missing, from both sides."""
    from tests.journeys.places import Place

    decided = there.antrag["entschieden"]
    made = there.browsers["entschieden"].post(f"{decided}nicht-einverstanden", {"text": "Die Miete ist falsch."})
    found = re.search(r"/widerspruch/([0-9a-f-]{36})", made.path)
    assert found, made.path
    one = found.group(1)
    return [
        Place("portal:disagree", f"{decided}nicht-einverstanden", "entschieden"),
        Place("portal:widerspruch", f"{decided}widerspruch/{one}", "entschieden"),
        Place("portal:widerspruch_zurueck", f"{decided}widerspruch/{one}/zuruecknehmen", "entschieden"),
        Place("workplace:widersprueche", "/arbeit/widersprueche", "berg"),
        Place("workplace:widerspruch_neu", "/arbeit/widersprueche/neu", "empfang"),
        Place("workplace:widerspruch", f"/arbeit/widerspruch/{one}", "berg"),
    ]
