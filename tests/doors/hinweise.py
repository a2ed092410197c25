"""Pages of e-mail and push: who may see them, and what they look like."""

from __future__ import annotations

from typing import Any

ROWS: list[tuple[str | frozenset[str], str]] = [
    (frozenset({"citizen"}), "portal: notices notices_mail notices_browser notices_off"),
    ("public", "portal: notices_confirm notices_worker"),
]
NO_PAGES: frozenset[str] = frozenset(
    {"portal:notices_mail", "portal:notices_browser", "portal:notices_off", "portal:notices_worker"}
)


def places(there: Any) -> list[Any]:
    """The page of somebody who has sent an application, and the link of a mail."""
    from tests.journeys.places import Place

    return [
        Place("portal:notices", f"{there.antrag['abgeschickt']}hinweise", "abgeschickt"),
        Place("portal:notices_confirm", "/hinweise/bestaetigen/abc"),
        Place("portal:notices_confirm", "/hinweise/bestaetigen/abc", label="portal-notices_confirm-fehler",
              click="Adresse bestätigen"),
    ]  # fmt: skip
