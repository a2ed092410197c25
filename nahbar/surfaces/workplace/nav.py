"""The rail at the left: each role sees what it may do, and nothing else."""

from __future__ import annotations

from dataclasses import dataclass

from django.urls import reverse

from nahbar.platform.accounts.roles import Actor, Role

INBOX = (Role.LEISTUNG, Role.TEAMLEAD, Role.FALLMANAGEMENT, Role.FRONTDESK, Role.POSTROOM, Role.CASHIER)
FILES = (Role.LEISTUNG, Role.TEAMLEAD)
"""Who opens files. Other roles see what their own desk needs, no notes and no medical papers."""
SEARCH = (Role.LEISTUNG, Role.TEAMLEAD, Role.FRONTDESK)
DECIDE = (Role.LEISTUNG, Role.TEAMLEAD)
POST = (Role.POSTROOM, Role.LEISTUNG, Role.TEAMLEAD)
CASH = (Role.CASHIER,)
FRONTDESK = (Role.FRONTDESK, Role.LEISTUNG, Role.TEAMLEAD)
OPERATION = (Role.OPERATOR,)
TERMINALS = (*FRONTDESK, Role.OPERATOR)
WAITING = (Role.FRONTDESK, Role.LEISTUNG, Role.FALLMANAGEMENT, Role.TEAMLEAD)
"""Who calls numbers and fetches people."""
TOWNS = (Role.OPERATOR, Role.TEAMLEAD)
PARAMETER = (Role.OPERATOR, Role.TEAMLEAD)
MELDUNGEN = (Role.FALLMANAGEMENT, Role.TEAMLEAD)
GESPRAECHE = (Role.LEISTUNG, Role.FALLMANAGEMENT, Role.TEAMLEAD)
TERMINE = (Role.LEISTUNG, Role.FALLMANAGEMENT, Role.TEAMLEAD, Role.FRONTDESK)
ORTE = (Role.TEAMLEAD, Role.OPERATOR)
BESUCHE = (Role.PLANNER,)
KNOWLEDGE = (Role.LEISTUNG, Role.FALLMANAGEMENT, Role.TEAMLEAD)
USAGE = (Role.TEAMLEAD,)
PLANUNG = (Role.PLANNER, Role.TEAMLEAD)
WIDERSPRUCH = (Role.LEISTUNG, Role.TEAMLEAD, Role.FRONTDESK)
"""Who takes objections down and sees their register; helping is for those who decide."""
PROTECTED = (Role.TEAMLEAD,)
"""Who names the team of a protected file, and looks after unusual accesses."""
EVERYBODY = (*INBOX, Role.PLANNER, Role.OPERATOR)


@dataclass(frozen=True)
class Entry:
    """One entry of the rail."""

    key: str
    title: str
    icon: str
    view: str
    roles: tuple[Role, ...]


ENTRIES = (
    Entry("eingang", "Eingang", "checklist", "workplace:start", INBOX),
    Entry("freigaben", "Freigaben", "check", "workplace:releases", DECIDE),
    Entry("gespraeche", "Gespräche", "chat", "workplace:conversations", GESPRAECHE),
    Entry("termine", "Termine", "calendar-today", "workplace:termine", TERMINE),
    Entry("vertretungen", "Vertretungen", "people", "workplace:vertretungen", DECIDE),
    Entry("widersprueche", "Widersprüche", "warning", "workplace:widersprueche", WIDERSPRUCH),
    Entry("datenschutz", "Datenschutz", "visibility", "workplace:datenschutz", DECIDE),
    Entry("aussonderung", "Aussonderung", "delete", "workplace:aussonderung", DECIDE),
    Entry("meldungen", "Versäumte Termine", "missed", "workplace:meldungen", MELDUNGEN),
    Entry("poststelle", "Posteingang", "drive-folder-upload", "workplace:scans", POST),
    Entry("post", "Postausgang", "mail", "workplace:post", POST),
    Entry("kasse", "Kasse", "coins", "workplace:cash", CASH),
    Entry("empfang", "Empfang", "account-circle", "workplace:frontdesk", FRONTDESK),
    Entry("warten", "Warteraum", "people", "workplace:waiting", WAITING),
    Entry("terminals", "Terminals", "monitor", "workplace:terminals", TERMINALS),
    Entry("besuche", "Besuche", "count", "workplace:besuche", BESUCHE),
    Entry("wissen", "Wissen", "book", "workplace:wissen", KNOWLEDGE),
    Entry("hinweise", "Hinweise", "chat", "workplace:hints", KNOWLEDGE),
    Entry("nutzung", "Nutzung", "count", "workplace:usage", USAGE),
    Entry("planung", "Planung", "map", "workplace:planung", PLANUNG),
    Entry("orte", "Orte", "place", "workplace:orte", ORTE),
    Entry("gemeinden", "Gemeinden", "building", "workplace:gemeinden", TOWNS),
    Entry("parameter", "Parameter", "count", "workplace:parameter", PARAMETER),
    Entry("betrieb", "Betrieb", "autorenew", "workplace:operation", OPERATION),
)


HOMES = ((OPERATION, "workplace:operation"), (PLANUNG, "workplace:planung"))
"""Where roles without a work list begin."""


def home(actor: Actor) -> str:
    """The first page of somebody without a work list; empty if there is none."""
    return next((reverse(view) for roles, view in HOMES if actor.has(*roles)), "")


def rail(actor: Actor, current: str) -> list[dict[str, object]]:
    """The entries that this actor may open, as the layout wants them."""
    return [
        {"title": entry.title, "url": reverse(entry.view), "icon": entry.icon, "current": entry.key == current}
        for entry in ENTRIES
        if actor.has(*entry.roles)
    ]
