"""Pages of the terminal and of its board: who may see them, and what they look like."""

from __future__ import annotations

from typing import Any

SCREENS = (
    "home begin code frame year paper back scan page turn drop submit help still_there go end state sound setup demo"
    " screen"
)
MACHINES = "next_order machine_page machine_end machine_print machine_screen"
DESK = frozenset({"frontdesk", "leistung", "teamlead"})
ROWS: list[tuple[str | frozenset[str], str]] = [
    ("public", f"kiosk: {SCREENS}"),
    ("public", f"kiosk: {MACHINES}"),
    (DESK | {"operator"}, "workplace: terminals terminal_tiles"),
    (DESK, "workplace: terminal_help terminal_end_visit note_contact"),
    (frozenset({"operator"}), "workplace: terminal_setup terminal_change"),
]
PAGES = frozenset({"home", "setup", "end"})
NO_PAGES: frozenset[str] = frozenset(f"kiosk:{name}" for name in f"{SCREENS} {MACHINES}".split() if name not in PAGES)
NO_PAGES |= {
    "workplace:terminal_tiles", "workplace:terminal_help", "workplace:terminal_end_visit", "workplace:note_contact",
    "workplace:terminal_change",
}  # fmt: skip

SCREEN = """
import django; django.setup()
from nahbar.domain.lobby import actions, queries
from nahbar.platform.accounts.roles import MACHINE
from nahbar.platform.tenancy.models import Traeger
from nahbar.platform.tenancy.scope import traeger_scope
from nahbar.surfaces.kiosk.device import screen_token
with traeger_scope(Traeger.objects.get(kuerzel='musterland').id):
    known = queries.terminals()
    one = known[0] if known else actions.create_terminal(acting=MACHINE, name='Terminal', ort='Eingang').terminal
    print(screen_token(one))
"""


def places(there: Any) -> list[Any]:
    """The first screens of a visit, its end, setting up, and the board."""
    from tests.journeys.client import Browser
    from tests.journeys.places import Place

    browser = Browser(there.town.url)
    token = there.town.python(SCREEN).strip()
    assert browser.get(f"/terminal/bildschirm/{token}").path == "/terminal/"
    there.browsers["terminal"] = browser
    return [
        Place("kiosk:home", "/terminal/", "terminal"),
        Place("kiosk:home", "/terminal/", "terminal", label="kiosk-code", click="Papiere abgeben"),
        Place("kiosk:end", "/terminal/ende"),
        Place("kiosk:setup", "/terminal/einrichten"),
        Place("workplace:terminals", "/arbeit/terminals", "empfang"),
        Place("workplace:terminal_setup", "/arbeit/terminals/einrichten", "betrieb"),
    ]
