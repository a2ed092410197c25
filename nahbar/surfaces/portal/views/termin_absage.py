"""I cannot come: the reason, what follows from it, and a new time in the same place (C13, J4)."""

from __future__ import annotations

from uuid import UUID

from django.http import Http404, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from nahbar.domain.appointments.errors import NotOpen, TerminError, TerminUnknown
from nahbar.domain.appointments.queries import Termin, termin_by_id
from nahbar.domain.casefile.queries import Akte
from nahbar.domain.conversations.errors import MessageTooLong
from nahbar.platform import clock
from nahbar.platform.accounts.guard import ActorRequest, allow
from nahbar.platform.accounts.roles import Role
from nahbar.platform.tenancy.scope import savepoint
from nahbar.procedures.cannot_come import cannot_come
from nahbar.procedures.pick_new_time import new_times, pick_new_time, to_replace
from nahbar.surfaces.portal.access import sent
from nahbar.surfaces.portal.views.termin_buchen import key_of, moment_of
from nahbar.surfaces.ui.fields import Field
from nahbar.surfaces.ui.words import datum, uhrzeit


def _termin(akte: Akte, termin_id: UUID) -> Termin:
    try:
        termin = termin_by_id(termin_id)
    except TerminUnknown:
        raise Http404 from None
    if termin.akte_id != akte.id:
        raise Http404
    return termin


@allow(Role.CITIZEN)
@require_http_methods(["GET", "POST"])
def cannot_come_page(request: ActorRequest, antrag_id: UUID, termin_id: UUID) -> HttpResponseBase:
    """Why, freely; before the beginning the appointment is given back and nothing missed."""
    antrag, akte = sent(request, antrag_id)
    termin = _termin(akte, termin_id)
    grund, error = request.POST.get("grund", ""), ""
    if request.method == "POST":
        try:
            with savepoint():
                cannot_come(acting=request.actor, antrag=antrag, termin=termin, grund=grund)
            return redirect("portal:new_time", antrag.id, termin.id)
        except NotOpen:
            return redirect("portal:messages", antrag.id)
        except MessageTooLong as long:
            error = str(long)
    elif termin.stand != "gebucht":
        return redirect("portal:messages", antrag.id)
    field = Field("grund", "Warum? Ein Satz genügt", "textarea", value=grund, error=error, required=False, rows=3,
                  hint="Zum Beispiel: Mein Kind ist krank.")  # fmt: skip
    context = {
        "antrag": antrag,
        "termin": termin,
        "begun": termin.beginn <= clock.now(),
        "field": field,
        "errors": [(field.id, error)] if error else [],
    }
    return render(request, "portal/cannot_come.html", context)


@allow(Role.CITIZEN)
@require_http_methods(["GET", "POST"])
def new_time(request: ActorRequest, antrag_id: UUID, termin_id: UUID) -> HttpResponseBase:
    """Three new times of the same kind, or by video; one click books."""
    antrag, akte = sent(request, antrag_id)
    old = _termin(akte, termin_id)
    refusal = ""
    if request.method == "POST":
        offer, _, when = request.POST.get("zeit", "").partition("/")
        beginn = moment_of(when)
        try:
            if beginn is None:
                raise ValueError
            with savepoint():
                pick_new_time(acting=request.actor, termin=old, angebot_id=UUID(offer), beginn=beginn)
        except TerminError as refused:
            refusal = str(refused)
        except ValueError:
            refusal = "Wählen Sie eine der Zeiten."
        else:
            return HttpResponseRedirect(f"{reverse('portal:messages', args=[antrag.id])}?stand=termin")
    waiting = to_replace(akte.id)
    if waiting is None or waiting.id != old.id:
        return redirect("portal:messages", antrag.id)
    times = [
        {"video": one.video, "key": f"{one.angebot.id}/{key_of(one.beginn)}",
         "label": f"{datum(one.beginn)}, {uhrzeit(one.beginn)}"}
        for one in new_times(old)
    ]  # fmt: skip
    context = {
        "antrag": antrag,
        "termin": old,
        "missed": old.stand == "versaeumt",
        "times": [row for row in times if not row["video"]],
        "video": [row for row in times if row["video"]],
        "refusal": refusal,
    }
    return render(request, "portal/cannot_come_times.html", context)
