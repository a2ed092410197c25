"""Booking an appointment: what, where, when, a name; without an account, or from one's own case."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from itertools import groupby
from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from nahbar.domain.applications.queries import own_antraege
from nahbar.domain.appointments import queries
from nahbar.domain.appointments.errors import NameMissing, NoSlot, SlotTaken, TerminError, TerminUnknown
from nahbar.domain.appointments.policies import can_book_online
from nahbar.domain.casefile.queries import Akte
from nahbar.platform import clock
from nahbar.platform.accounts.guard import ActorRequest, public
from nahbar.platform.tenancy.scope import savepoint
from nahbar.procedures.book_termin import book_termin
from nahbar.surfaces.ui.fields import Choice, Field, FormPage
from nahbar.surfaces.ui.words import as_day, datum, uhrzeit

HELD = "termine"
"""Session key: the appointments that this browser may open."""
DAYS_SHOWN = 5
NEXT_SHOWN = 4
FORMAT = "%Y%m%dT%H%MZ"


@dataclass(frozen=True)
class Tag:
    """One day with its free times."""

    day: date
    slots: list[queries.Slot] = field(default_factory=list)


def key_of(moment: datetime) -> str:
    """A moment in an address: `20261125T0900Z`."""
    return moment.astimezone(UTC).strftime(FORMAT)


def moment_of(text: str) -> datetime | None:
    """The moment of such a key; None if it is none."""
    try:
        return datetime.strptime(text, FORMAT).replace(tzinfo=UTC)
    except ValueError:
        return None


def held(request: ActorRequest) -> list[UUID]:
    """The appointments that this browser made or opened with their codes."""
    return [UUID(value) for value in request.session.get(HELD, [])]


def hold(request: ActorRequest, termin_id: UUID) -> None:
    """Let this browser open the appointment; the session gets a new key, as after signing in."""
    known = request.session.get(HELD, [])
    if str(termin_id) not in known:
        request.session.cycle_key()
        request.session[HELD] = [*known, str(termin_id)][-10:]


def own_akte(request: ActorRequest) -> Akte | None:
    """The file of the citizen's newest application, if she is signed in and has sent one."""
    return next((antrag.akte for antrag in own_antraege(request.actor) if antrag.akte is not None), None)


def bookable(angebot_id: UUID) -> queries.Angebot:
    """An offer that citizens may choose; a foreign or closed one does not exist for them."""
    try:
        angebot = queries.angebot_by_id(angebot_id)
    except TerminUnknown:
        raise Http404 from None
    if not can_book_online(angebot):
        raise Http404
    return angebot


def free_days(angebot: queries.Angebot, start: date, sprache: str = "") -> tuple[list[Tag], date | None]:
    """The next days that have free times, and the day to go on from; None at the end of the window."""
    slots = queries.free_slots(angebot, start, 60, sprache=sprache)
    days = [Tag(day, list(rows)) for day, rows in groupby(slots, key=lambda slot: slot.day)]
    later = days[DAYS_SHOWN].day if len(days) > DAYS_SHOWN else None
    return days[:DAYS_SHOWN], later


def wanted_day(request: ActorRequest) -> date:
    """The first day to show, never before today."""
    try:
        return max(date.fromisoformat(request.GET.get("ab", "")), clock.today())
    except ValueError:
        return clock.today()


def slot_choices(slots: Sequence[queries.Slot]) -> tuple[Choice, ...]:
    """Times as radio buttons."""
    return tuple(Choice(key_of(slot.beginn), f"{datum(slot.beginn)}, {uhrzeit(slot.beginn)}") for slot in slots)


@public
@require_GET
def offers(request: ActorRequest) -> HttpResponse:
    """What can be booked and where, with the next free time; and the open hours that need no appointment."""
    today, rows, hours = clock.today(), [], []
    for angebot in queries.online_angebote():
        if can_book_online(angebot):
            first = queries.free_slots(angebot, today, 60, limit=1)
            rows.append({"angebot": angebot, "first": first[0].beginn if first else None})
        else:
            hours.append({"angebot": angebot, "next": queries.open_hours(angebot, today, 28)[:3]})
    context = {"rows": rows, "hours": hours, "akte": own_akte(request)}
    return render(request, "portal/termin_angebote.html", context)


@public
@require_GET
def times(request: ActorRequest, angebot_id: UUID) -> HttpResponse:
    """The free times of an offer, day by day."""
    angebot = bookable(angebot_id)
    days, later = free_days(angebot, wanted_day(request))
    urls = [(tag.day, [(slot.beginn, key_of(slot.beginn)) for slot in tag.slots]) for tag in days]
    context = {"angebot": angebot, "days": urls, "later": later, "target": reverse(
        "portal:termin_bestaetigen", args=[angebot.id]
    )}  # fmt: skip
    return render(request, "portal/termin_zeiten.html", context)


def _page(request: ActorRequest, angebot: queries.Angebot, values: dict[str, Any]) -> FormPage:
    """Name, what it is about, language, support; and other times where the wanted one is gone."""
    typed = request.POST.get
    fields = []
    if values.get("others"):
        fields.append(
            Field("zeit", _("Diese Zeiten sind frei"), "choice", options=slot_choices(values["others"]),
                  error=values.get("wrong_time", ""))
        )  # fmt: skip
    if values["akte"] is None:
        fields.append(
            Field("name", _("Wie sollen wir Sie aufrufen?"), "name", value=typed("name", ""), autocomplete="name",
                  hint=_("Ein Name genügt. Er muss nicht vollständig sein."), error=values.get("wrong_name", ""))
        )  # fmt: skip
    fields.append(
        Field("anlass", _("Worum geht es?"), "text", value=typed("anlass", ""), required=False,
              hint=_("Ein paar Worte, damit wir uns vorbereiten."), autocomplete="off")
    )  # fmt: skip
    if languages := queries.sprachen(angebot):
        fields.append(
            Field("sprache", _("Brauchen Sie Sprachmittlung?"), "select", value=typed("sprache", ""), required=False,
                  options=tuple(Choice(one, one) for one in languages))
        )  # fmt: skip
    fields.append(
        Field("unterstuetzung", _("Brauchen Sie Unterstützung?"), "text", value=typed("unterstuetzung", ""),
              required=False, hint=_("Zum Beispiel Rollstuhl, Begleitung, ein ruhiger Raum."), autocomplete="off")
    )  # fmt: skip
    return FormPage(title=_("Termin buchen"), fields=tuple(fields), primary=_("Termin buchen"), later="")


@public
@require_http_methods(["GET", "POST"])
def confirm(request: ActorRequest, angebot_id: UUID) -> HttpResponseBase:
    """The last look before booking; when somebody was quicker, what was typed stays and other times are offered."""
    angebot = bookable(angebot_id)
    text = request.POST.get("zeit") or request.GET.get("zeit", "")
    beginn = moment_of(text)
    if beginn is None and request.method == "GET":
        return redirect("portal:termin_zeiten", angebot.id)
    values: dict[str, Any] = {"akte": own_akte(request)}
    note = ""
    if request.method == "POST":
        try:
            if beginn is None:
                raise NoSlot
            with savepoint():
                termin = book_termin(
                    acting=request.actor,
                    angebot=angebot,
                    beginn=beginn,
                    akte=values["akte"],
                    name=request.POST.get("name", ""),
                    anlass=request.POST.get("anlass", ""),
                    sprache=request.POST.get("sprache", ""),
                    unterstuetzung=request.POST.get("unterstuetzung", ""),
                    held=held(request),
                )
        except NameMissing as missing:
            values["wrong_name"] = str(missing)
        except (SlotTaken, NoSlot) as gone:
            note, beginn = str(gone), None
            wanted = moment_of(text)
            day = as_day(wanted) if wanted else clock.today()
            values["others"] = _near(angebot, day, request.POST.get("sprache", ""))
        except TerminError as refused:
            note = str(refused)
        else:
            hold(request, termin.id)
            return redirect(f"{reverse('portal:termin_seite', args=[termin.id])}?neu=1")
    page = _page(request, angebot, values)
    context = {"page": page, "angebot": angebot, "beginn": beginn, "zeit": key_of(beginn) if beginn else "",
               "note": note, "akte": values["akte"]}  # fmt: skip
    return render(request, "portal/termin_bestaetigen.html", context, status=409 if note else 200)


def _near(angebot: queries.Angebot, day: date, sprache: str) -> list[queries.Slot]:
    """The next free times from the wanted day on, else from now on."""
    found = queries.free_slots(angebot, day, 60, limit=NEXT_SHOWN, sprache=sprache)
    return found or queries.free_slots(angebot, clock.today(), (day - clock.today() + timedelta(1)).days, NEXT_SHOWN)
