"""Pages of acting for somebody else: who may see them, and what they look like."""

from __future__ import annotations

from typing import Any

ACTING = frozenset({"representative"})
DECIDES = frozenset({"leistung", "teamlead"})
ROWS: list[tuple[str | frozenset[str], str]] = [
    ("public", "portal: acting acting_register"),
    (ACTING, "portal: acting_ask acting_code acting_consent acting_one acting_secure acting_end"),
    (frozenset({"citizen"}), "portal: who_acts who_acts_code who_acts_end who_acts_letters acting_read"),
    (
        DECIDES,
        "workplace: vertretungen vertretung vertretung_nachweis vertretung_frei vertretung_ablehnen vertretung_ende"
        " vertretung_akte vertretung_geklaert vertretung_zustimmung",
    ),
]
NO_PAGES: frozenset[str] = frozenset(
    {
        # for somebody with a login of a representative: tests/journeys/test_j6_betreuer.py looks at them
        "portal:acting_ask", "portal:acting_code", "portal:acting_one", "portal:acting_read",
        "portal:acting_consent", "portal:acting_secure", "portal:acting_end", "portal:who_acts_code",
        "portal:who_acts_end", "workplace:vertretung", "workplace:vertretung_nachweis", "workplace:vertretung_frei",
        "workplace:vertretung_ablehnen", "workplace:vertretung_ende", "workplace:vertretung_akte",
        "workplace:vertretung_geklaert", "workplace:vertretung_zustimmung",
    }
)  # fmt: skip


def places(there: Any) -> list[Any]:
    """The way in, the citizen's page of who may act, and the list of the office."""
    from tests.journeys.places import Place

    antrag = there.antrag["abgeschickt"]
    return [
        Place("portal:acting", "/vertretung"),
        Place("portal:acting_register", "/vertretung/konto"),
        Place(
            "portal:acting_register", "/vertretung/konto", label="portal-acting_register-fehler", click="Konto anlegen"
        ),
        Place("portal:who_acts", f"{antrag}vertretung", "abgeschickt"),
        Place("portal:who_acts_letters", f"{antrag}vertretung/briefe", "abgeschickt"),
        Place("workplace:vertretungen", "/arbeit/vertretungen", "berg"),
    ]
