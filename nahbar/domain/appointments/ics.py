"""An appointment for the calendar of a telephone (RFC 5545): says when and where, and not what for."""

from __future__ import annotations

from icalendar import Calendar, Event, vText, vUri

from nahbar.domain.appointments.models import Termin
from nahbar.platform import clock
from nahbar.platform.zone import BERLIN

PRODUCT = "-//Nahbar//Termine//DE"


def calendar_of(termin: Termin, address: str) -> bytes:
    """The file of one appointment with one stable UID; `address` is where it can be changed.

    SEQUENCE rises with each change, so that calendars replace what they have; cancelled: METHOD CANCEL.
    """
    gone = termin.stand == Termin.Stand.ABGESAGT
    event = Event()
    event.add("uid", f"termin-{termin.id}@nahbar")
    event.add("sequence", termin.sequence)
    event.add("dtstamp", clock.now())
    event.add("dtstart", termin.beginn.astimezone(BERLIN))
    event.add("dtend", termin.ende.astimezone(BERLIN))
    event.add("summary", "Termin abgesagt" if gone else "Termin")
    event.add("status", "CANCELLED" if gone else "CONFIRMED")
    event.add("class", "PRIVATE")
    lines = [f"Code: {termin.code}", f"Ändern oder absagen: {address}"]
    if termin.art == Termin.Art.VOR_ORT:
        event.add("location", vText(termin.ort.anschrift))
        lines.insert(0, termin.ort.hinweg)
    else:
        lines.insert(0, f"Der Termin findet {termin.get_art_display()} statt.")
    event.add("description", vText("\n".join(line for line in lines if line)))
    event.add("url", vUri(address))
    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("method", "CANCEL" if gone else "PUBLISH")
    calendar.add_component(event)
    calendar.add_missing_timezones()
    return bytes(calendar.to_ical())
