"""What the demo shows of the roll-out: five towns live since this year, one in training, one put off (J12)."""

from __future__ import annotations

from datetime import timedelta

from nahbar.config.demo.counter import Counter
from nahbar.config.demo.moments import clock_at, moment
from nahbar.config.demo.town import PAPER_TOWNS
from nahbar.domain.rollout.gates import GATES
from nahbar.platform.accounts.roles import Actor
from nahbar.platform.tenancy.models import Gemeinde
from nahbar.procedures.advance_rollout import advance_rollout
from nahbar.procedures.change_gemeinde import change_letterhead, set_gate, switch_feature

HOURS = "Montag bis Freitag 8 bis 12 Uhr, Donnerstag auch 14 bis 17 Uhr"
LIVE_SINCE = {"Musterstadt": 266, "Rhede": 259, "Velen": 224, "Heek": 196, "Gronau": 154}
"""Days before today."""
HEADS = {
    "Musterstadt": ("Jobcenter Kreis Musterland", "Marktplatz 1", "46325", "02861 555-0"),
    "Rhede": ("Jobcenter Rhede", "Rathausplatz 9", "46414", "02872 555-0"),
    "Velen": ("Jobcenter Velen", "Ramsdorfer Straße 19", "46342", "02863 555-0"),
    "Heek": ("Jobcenter Heek", "Bahnhofstraße 60", "48619", "02568 555-0"),
    "Gronau": ("Jobcenter Gronau", "Neustraße 31", "48599", "02562 555-0"),
    "Gescher": ("Jobcenter Gescher", "Marktplatz 1", "48712", "02542 555-0"),
    "Bocholt": ("Jobcenter Bocholt", "Berliner Platz 1", "46395", "02871 555-0"),
}


def fill(counter: Counter) -> None:
    """States with their history, gates, letterheads; Bocholt's line measures 320 kbit/s and needs 1 Mbit/s."""
    acting = counter.staff["betrieb"]
    for name, ags, plz in PAPER_TOWNS:
        Gemeinde.objects.get_or_create(ags=ags, defaults={"name": name, "plz": plz})
    towns = {town.name: town for town in Gemeinde.objects.select_related("traeger")}
    for name, days in LIVE_SINCE.items():
        if name in towns:
            _live(acting, towns[name], counter, days)
    for name in HEADS:
        if name in towns:
            _head(acting, towns[name], counter)
    _gescher(acting, towns["Gescher"], counter)
    _bocholt(acting, towns["Bocholt"], counter)


def _live(acting: Actor, town: Gemeinde, counter: Counter, days: int) -> None:
    day = counter.today - timedelta(days=days)
    with clock_at(moment(day - timedelta(days=40), 10)):
        advance_rollout(
            acting=acting, gemeinde=town, nach="aktenscan", termin=day, grund="Der Dienstleister scannt die Akten."
        )
    with clock_at(moment(day, 7, 30)):
        for gate in GATES:
            set_gate(acting=acting, gemeinde=town, key=gate.key, erfuellt=True, gemessen=16000 if gate.unit else None)
        advance_rollout(acting=acting, gemeinde=town, nach="live", termin=None, grund="Alle Bedingungen erfüllt.")


def _head(acting: Actor, town: Gemeinde, counter: Counter) -> None:
    name, street, plz, phone = HEADS[town.name]
    values = {
        "logo_text": name, "absender": name, "strasse": street, "plz": plz, "ort": town.name, "telefon": phone,
        "oeffnungszeiten": town.traeger.oeffnungszeiten if town.name == "Musterstadt" else HOURS,
    }  # fmt: skip
    with clock_at(counter.ago(30, 11)):
        change_letterhead(acting=acting, gemeinde=town, values=values)


def _gescher(acting: Actor, town: Gemeinde, counter: Counter) -> None:
    day = counter.today + timedelta(days=14)
    with clock_at(counter.ago(12, 9)):
        set_gate(acting=acting, gemeinde=town, key="bandbreite", gemessen=4200, bemerkung="Messung im Rathaus")
        set_gate(acting=acting, gemeinde=town, key="aktenscan", erfuellt=True)
        set_gate(acting=acting, gemeinde=town, key="anbindung", erfuellt=True)
        advance_rollout(
            acting=acting, gemeinde=town, nach="schulung", termin=day, grund="Die Schulung läuft bis Ende der Woche."
        )
        switch_feature(acting=acting, gemeinde=town, key="video", an=False)


def _bocholt(acting: Actor, town: Gemeinde, counter: Counter) -> None:
    with clock_at(counter.ago(60, 9)):
        advance_rollout(
            acting=acting, gemeinde=town, nach="geplant", termin=counter.today, grund="Größtes Haus im Kreis."
        )
    with clock_at(counter.ago(3, 15, 40)):
        set_gate(
            acting=acting, gemeinde=town, key="bandbreite", gemessen=320,
            bemerkung="Zwischen Kreis und Rechenzentrum; der Ausbau verzögert sich.",
        )  # fmt: skip
        advance_rollout(
            acting=acting, gemeinde=town, nach="verschoben", termin=None,
            grund="Der Netzausbau verzögert sich. Das Unternehmen konnte noch keinen neuen Termin nennen.",
        )  # fmt: skip
