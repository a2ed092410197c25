"""Reading the office hour: places, offers, free times, appointments."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from itertools import islice
from uuid import UUID

from django.db.models import QuerySet, Sum

from nahbar.domain.appointments import slots
from nahbar.domain.appointments.errors import TerminUnknown
from nahbar.domain.appointments.models import (
    Angebot,
    Besuchszahl,
    Oeffnung,
    Ort,
    Ressource,
    Schliesstag,
    Termin,
)
from nahbar.domain.appointments.slots import Slot
from nahbar.domain.casefile.models import Akte
from nahbar.platform import clock
from nahbar.platform.ids import normal_code

__all__ = ["Angebot", "Besuchszahl", "Oeffnung", "Ort", "Ressource", "Schliesstag", "Slot", "Termin"]


def orte(*, auch_ruhende: bool = False) -> list[Ort]:
    """The places, own houses first."""
    found = Ort.objects.select_related("gemeinde")
    return list(found if auch_ruhende else found.filter(aktiv=True))


def ort_by_id(ort_id: UUID) -> Ort:
    """The place of this id; raises TerminUnknown."""
    found: Ort | None = Ort.objects.select_related("gemeinde").filter(id=ort_id).first()
    if found is None:
        raise TerminUnknown
    return found


def _offers() -> QuerySet[Angebot]:
    found: QuerySet[Angebot] = Angebot.objects.select_related("ort__gemeinde", "traeger")
    return found


def angebot_by_id(angebot_id: UUID) -> Angebot:
    """The offer of this id with its place; raises TerminUnknown."""
    found = _offers().filter(id=angebot_id).first()
    if found is None:
        raise TerminUnknown
    return found


def angebote(ort: Ort | None = None, *, auch_ruhende: bool = False) -> list[Angebot]:
    """The offers, of one place or of all, by title."""
    found = _offers() if ort is None else _offers().filter(ort=ort)
    return list(found if auch_ruhende else found.filter(aktiv=True, ort__aktiv=True))


def online_angebote() -> list[Angebot]:
    """What citizens may choose themselves: bookable offers and open hours at places that are in use."""
    found = _offers().filter(aktiv=True, ort__aktiv=True, online_buchbar=True)
    return list(found.order_by("titel", "ort__name"))


def oeffnungen(angebot: Angebot) -> list[Oeffnung]:
    """The openings of an offer by weekday."""
    return list(Oeffnung.objects.filter(angebot=angebot))


def oeffnung_by_id(oeffnung_id: UUID) -> Oeffnung:
    """The opening of this id; raises TerminUnknown."""
    found: Oeffnung | None = Oeffnung.objects.select_related("angebot").filter(id=oeffnung_id).first()
    if found is None:
        raise TerminUnknown
    return found


def schliesstage(from_day: date) -> list[Schliesstag]:
    """The closures from this day on."""
    return list(Schliesstag.objects.select_related("ort").filter(tag__gte=from_day))


def schliesstag_by_id(schliesstag_id: UUID) -> Schliesstag:
    """The closure of this id; raises TerminUnknown."""
    found: Schliesstag | None = Schliesstag.objects.filter(id=schliesstag_id).first()
    if found is None:
        raise TerminUnknown
    return found


def ressourcen(angebot: Angebot) -> list[Ressource]:
    """What an offer may use."""
    return list(Ressource.objects.filter(einsaetze__angebot=angebot).distinct())


def sprachen(angebot: Angebot) -> list[str]:
    """The languages for which the offer has interpreters."""
    found = Ressource.objects.filter(einsaetze__angebot=angebot, art=Ressource.Art.DOLMETSCHEN, aktiv=True)
    return sorted({row.sprache for row in found if row.sprache})


def earliest(angebot: Angebot, *, staff: bool = False) -> datetime:
    """The first moment that may be booked now; staff may book at once."""
    return clock.now() if staff else clock.now() + timedelta(hours=angebot.vorlauf_stunden)


def last_day(angebot: Angebot, *, staff: bool = False) -> date:
    """The last day that may be booked now; staff may book a year ahead."""
    return clock.today() + timedelta(days=slots.MOST_DAYS - 1 if staff else angebot.buchbar_tage)


def _possible(angebot: Angebot, from_day: date, days: int, *, staff: bool) -> list[Slot]:
    start = max(from_day, clock.today())
    days = min(days - (start - from_day).days, (last_day(angebot, staff=staff) - start).days + 1)
    first = earliest(angebot, staff=staff)
    if angebot.art == Angebot.Art.OFFEN or days <= 0:
        return []
    return [slot for slot in slots.grid(angebot, start, days) if slot.beginn >= first]


def free_slots(
    angebot: Angebot, from_day: date, days: int, limit: int | None = None, *, sprache: str = "", staff: bool = False
) -> list[Slot]:
    """The free times of `days` days, the first `limit` of them.

    Openings, closures, public holidays and what is taken are respected; past times and those outside of the booking
    window are left out. Empty for an offer without resources, and for an open hour.
    """
    possible = _possible(angebot, from_day, days, staff=staff)
    return list(islice(slots.free(possible, slots.pools(angebot, sprache)), limit))


def slot_at(angebot: Angebot, beginn: datetime, *, staff: bool = False) -> Slot | None:
    """The time of the offer that begins at this moment, free or not; None if it has none then."""
    day = Slot(beginn, beginn).day
    return next((slot for slot in _possible(angebot, day, 1, staff=staff) if slot.beginn == beginn), None)


def next_free_day(angebot: Angebot, from_day: date) -> date | None:
    """The first day with a free time; None if there is none within the booking window."""
    found = free_slots(angebot, from_day, slots.MOST_DAYS, limit=1)
    return found[0].day if found else None


def open_hours(angebot: Angebot, from_day: date, days: int) -> list[Slot]:
    """When an open consultation hour takes place: begin and end."""
    return [Slot(begin, end) for _day, begin, end in slots.windows(angebot, from_day, days)]


def why_closed(angebot: Angebot, day: date) -> str:
    """The holiday or the reason of a closure on this day; nothing if it is an ordinary one."""
    row = (
        Schliesstag.objects.filter(tag=day, ort=None).first()
        or Schliesstag.objects.filter(tag=day, ort=angebot.ort).first()
    )
    return slots.holiday(angebot, day) or (row.grund if row else "")


def _termine() -> QuerySet[Termin]:
    found: QuerySet[Termin] = Termin.objects.select_related(
        "angebot__traeger", "angebot__ort__gemeinde", "ort__gemeinde", "akte__person", "person"
    )
    return found


def termin_by_id(termin_id: UUID) -> Termin:
    """The appointment of this id with offer, place and file; raises TerminUnknown."""
    found = _termine().filter(id=termin_id).first()
    if found is None:
        raise TerminUnknown
    return found


def termin_by_code(code: str) -> Termin:
    """The appointment of a code as somebody typed it; raises TerminUnknown."""
    normal = normal_code(code)
    found = _termine().filter(code=normal).first() if normal else None
    if found is None:
        raise TerminUnknown
    return found


def termine_by_ids(ids: Sequence[UUID]) -> list[Termin]:
    """The appointments of these ids, by time."""
    return list(_termine().filter(id__in=ids))


def termine_for_akte(akte_id: UUID) -> list[Termin]:
    """All appointments of a file, by time."""
    return list(_termine().filter(akte_id=akte_id))


def next_termin(akte_id: UUID) -> Termin | None:
    """The next booked appointment of a file."""
    return _termine().filter(akte_id=akte_id, stand=Termin.Stand.GEBUCHT, ende__gt=clock.now()).first()


def termine_between(first: date, last: date, ort_id: UUID | None = None) -> list[Termin]:
    """The appointments of these local days, both included, at one place or at all, with what they occupy."""
    begin, end = slots.day_bounds(first)[0], slots.day_bounds(last)[1]
    found = _termine().filter(beginn__gte=begin, beginn__lt=end)
    if ort_id is not None:
        found = found.filter(ort_id=ort_id)
    return list(found.prefetch_related("belegungen__ressource"))


def termine_of_day(ort_id: UUID, day: date) -> list[Termin]:
    """The appointments at a place on a local day, by time."""
    return termine_between(day, day, ort_id)


def own_termin_today(akte: Akte, account_id: UUID | None) -> Termin | None:
    """The appointment of today that this person of the office has with somebody of this file."""
    if account_id is None:
        return None
    begin, end = slots.day_bounds(clock.today())
    found = _termine().filter(akte=akte, beginn__gte=begin, beginn__lt=end, stand=Termin.Stand.GEBUCHT)
    own: Termin | None = found.filter(belegungen__ressource__account_id=account_id, belegungen__aktiv=True).first()
    return own


def mit_wem(termin: Termin) -> list[Ressource]:
    """What the appointment occupies: caseworker, room, interpreter."""
    found = Ressource.objects.filter(belegungen__termin=termin, belegungen__aktiv=True)
    return list(found.distinct().order_by("art", "name"))


def open_count(*, akte_id: UUID | None = None, herkunft: str = "", ids: Sequence[UUID] | None = None) -> int:
    """How many appointments are still to come: of a file, of a network, or among these ids."""
    found = Termin.objects.filter(stand=Termin.Stand.GEBUCHT, beginn__gt=clock.now(), meldetermin=False)
    if akte_id is not None:
        return int(found.filter(akte_id=akte_id).count())
    if ids is not None:
        return int(found.filter(id__in=ids).count())
    return int(found.filter(herkunft=herkunft).count()) if herkunft else 0


def besuche(first: date, last: date) -> list[Besuchszahl]:
    """Attendance of open offers between two days, newest first: numbers, no names."""
    found = Besuchszahl.objects.select_related("angebot__ort").filter(tag__range=(first, last))
    return list(found)


def besuche_gesamt(angebot_id: UUID, first: date, last: date) -> int:
    """How many came to an offer between two days."""
    found = Besuchszahl.objects.filter(angebot_id=angebot_id, tag__range=(first, last))
    return int(found.aggregate(n=Sum("anzahl"))["n"] or 0)
