"""Pages of appointments: who may see them, and what they look like."""

from __future__ import annotations

import re
from typing import Any

DESKS = frozenset({"frontdesk", "leistung", "fallmanagement", "teamlead"})
SET_UP = frozenset({"teamlead", "operator"})

ROWS: list[tuple[str | frozenset[str], str]] = [
    (
        "public",
        "portal: termin termin_angebote termin_zeiten termin_bestaetigen termin_seite termin_verschieben"
        " termin_absagen termin_kalender",
    ),
    (DESKS, "workplace: termine termin_neu termin termin_verschieben termin_absagen termin_ergebnis"),
    (DESKS | {"planner"}, "workplace: besuche"),
    (SET_UP, "workplace: orte ort_neu ort angebot_neu angebot angebot_zeiten angebot_einsatz schliesstage"),
]
NO_PAGES: frozenset[str] = frozenset(
    {
        "portal:termin_kalender", "workplace:termin_verschieben", "workplace:termin_absagen",
        "workplace:termin_ergebnis", "workplace:angebot_zeiten", "workplace:angebot_einsatz",
        "workplace:schliesstage",
    }
)  # fmt: skip


FILL = """
import django; django.setup()
from nahbar.config.demo.counter import Counter
from nahbar.config.demo.doors import appointments
from nahbar.domain.appointments.models import Ort
from nahbar.platform import clock
from nahbar.platform.accounts.models import Account
from nahbar.platform.accounts.session import actor_of_account
from nahbar.platform.tenancy.models import Traeger
from nahbar.platform.tenancy.scope import traeger_scope
with traeger_scope(Traeger.objects.get(kuerzel="musterland").id):
    if not Ort.objects.filter(name="Jobcenter Musterstadt").exists():
        staff = {account.login: actor_of_account(account) for account in Account.objects.all()}
        appointments.fill(Counter(staff=staff, today=clock.today()))
"""
"""The demo's places, offers and appointments in a town of a test."""


def _booked(there: Any) -> tuple[str, str]:
    """Somebody without an account who has booked; address of the offer and of the appointment."""
    from tests.journeys.client import Browser

    visitor = Browser(there.town.url)
    offers = visitor.get("/termin/buchen").text
    offer = re.findall(r'href="(/termin/buchen/[0-9a-f-]+)"', offers)[-1]
    times = re.findall(r'href="([^"]+bestaetigen\?zeit=[^"]+)"', visitor.get(offer).text)
    visitor.get(times[0])
    path, _, zeit = times[0].partition("?zeit=")
    done = visitor.post(path, {"zeit": zeit, "name": "Frau Ngô"})
    there.browsers["termin"] = visitor
    return offer, str(done.path)


def places(there: Any) -> list[Any]:
    """The way to an appointment, the appointment itself, the calendar and the places of the house."""
    from tests.journeys.places import Place

    town = there.town
    town.python(FILL)
    offer, termin = _booked(there)
    house = town.sql("select id from appointments_ort where name = 'Jobcenter Musterstadt'")[0][0]
    angebot = offer.rsplit("/", 1)[-1]
    booked = termin.rsplit("/", 1)[-1]
    shown = re.findall(r"zeit=(\d{8}T\d{4}Z)", there.browsers["termin"].get(offer).text)[-1]
    return [
        Place("portal:termin", "/termin", "termin"),
        Place("portal:termin", "/termin", label="portal-termin-fehler", click="Termin öffnen",
              fill=(("code", "7F3K-92QX"),)),
        Place("portal:termin_angebote", "/termin/buchen"),
        Place("portal:termin_zeiten", offer),
        Place("portal:termin_zeiten", f"{offer}?ab=2027-12-01", label="portal-termin_zeiten-leer"),
        Place("portal:termin_bestaetigen", f"{offer}/bestaetigen?zeit={shown}"),
        Place("portal:termin_bestaetigen", f"{offer}/bestaetigen?zeit={shown}", click="Termin buchen",
              label="portal-termin_bestaetigen-fehler"),
        Place("portal:termin_seite", termin, "termin"),
        Place("portal:termin_verschieben", f"{termin}/verschieben", "termin"),
        Place("portal:termin_absagen", f"{termin}/absagen", "termin"),
        Place("workplace:termine", "/arbeit/termine?tag=2026-11-25", "wolter"),
        Place("workplace:termine", "/arbeit/termine?tag=2026-11-25&sicht=woche", "wolter",
              label="workplace-termine-woche"),
        Place("workplace:termin_neu", f"/arbeit/termine/neu?angebot={angebot}&q=Weber", "wolter"),
        Place("workplace:termin", f"/arbeit/termin/{booked}", "wolter"),
        Place("workplace:besuche", "/arbeit/besuche", "wolter"),
        Place("workplace:orte", "/arbeit/orte", "wolter"),
        Place("workplace:ort_neu", "/arbeit/orte/neu", "wolter"),
        Place("workplace:ort", f"/arbeit/ort/{house}", "wolter"),
        Place("workplace:angebot_neu", f"/arbeit/ort/{house}/angebot", "wolter"),
        Place("workplace:angebot", f"/arbeit/angebot/{angebot}", "wolter"),
    ]  # fmt: skip
