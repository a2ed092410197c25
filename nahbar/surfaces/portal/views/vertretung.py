"""One mandate as the representative or helper sees it: apply, answer, read, end."""

from __future__ import annotations

from uuid import UUID

from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_POST

from nahbar.benefits import registry
from nahbar.domain.applications import queries
from nahbar.domain.applications import vertretung_queries as mandates
from nahbar.domain.applications.policies import acts_for
from nahbar.domain.applications.vertretung_errors import NotAllowedHere, VertretungDecided, VertretungUnknown
from nahbar.domain.applications.vertretung_policies import (
    BEARBEITEN,
    KREISE,
    RECHTE,
    UNTERLAGEN,
    VERFAHREN,
    in_force,
    may_submit,
    rights,
)
from nahbar.platform import clock
from nahbar.platform.accounts.guard import ActorRequest, allow
from nahbar.platform.accounts.roles import Role
from nahbar.procedures.answer_zustimmung import answer_zustimmung
from nahbar.procedures.end_vertretung import end_vertretung
from nahbar.procedures.secure_for_vertretung import secure_for_vertretung
from nahbar.surfaces.portal.access import is_draft, own
from nahbar.surfaces.portal.views.review import declaration
from nahbar.surfaces.portal.views.start import ONCE


def _own(request: ActorRequest, vertretung_id: UUID) -> mandates.Vertretung:
    try:
        return mandates.own_vertretung(mandates.vertreter_of(request.actor.account_id), vertretung_id)
    except VertretungUnknown:
        raise Http404 from None


@allow(Role.REPRESENTATIVE)
@require_GET
def one(request: ActorRequest, vertretung_id: UUID) -> HttpResponse:
    """What this mandate allows until when, its applications, and what waits for an answer."""
    row = _own(request, vertretung_id)
    today = clock.today()
    running = in_force(row, today)
    antraege = mandates.antraege_of(row) if running else []
    may = rights(row.art, row.aufgabenkreise, row.darf)
    offered = registry.offered_by(request.traeger.art) if request.traeger else ()
    context = {
        "row": row,
        "fuer": mandates.fuer(row),
        "running": running,
        "kreise": [KREISE[key] for key in row.aufgabenkreise if key in KREISE],
        "rights": [text for key, text in RECHTE.items() if key in may],
        "antraege": [{"antrag": antrag, "url": _way_in(request, antrag)} for antrag in antraege],
        "consents": [
            item
            for antrag in antraege
            for item in mandates.open_consents(antrag)
            if item.vertretung_id == row.id and acts_for(request.actor, antrag, VERFAHREN)
        ],
        "offered": [(benefit.key, benefit.public_name(today)) for benefit in offered]
        if row.person_id and row.antrag_id is None and may_submit(row, today)
        else [],
        "notes": [note for note in ("neu", "beantwortet") if note in request.GET],
    }
    return render(request, "portal/vertretung_eine.html", context)


def _way_in(request: ActorRequest, antrag: queries.Antrag) -> str:
    """Where somebody with these rights begins: the whole procedure, or the page for helpers."""
    name = "portal:tasks" if acts_for(request.actor, antrag, VERFAHREN) else "portal:acting_read"
    return reverse(name, args=[antrag.id])


@allow(Role.REPRESENTATIVE)
@require_POST
def secure(request: ActorRequest, vertretung_id: UUID) -> HttpResponseBase:
    """Secures an application for the person: her day counts from now."""
    row = _own(request, vertretung_id)
    offered = {b.key for b in registry.offered_by(request.traeger.art)} if request.traeger else set()
    wanted = request.POST.get("leistung", "")
    if wanted not in offered:
        raise Http404
    try:
        secured = secure_for_vertretung(acting=request.actor, vertretung=row, leistung=wanted)
    except NotAllowedHere:
        raise Http404 from None
    request.session[ONCE] = {"antrag": str(secured.antrag.id), "code": secured.code, "pin": secured.pin}
    return redirect("portal:secured", secured.antrag.id)


@allow(Role.REPRESENTATIVE)
@require_POST
def end(request: ActorRequest, vertretung_id: UUID) -> HttpResponseBase:
    """Gives the mandate back: access ends at once."""
    row = _own(request, vertretung_id)
    try:
        end_vertretung(acting=request.actor, vertretung=row, grund="von der Vertretung beendet")
    except VertretungDecided:
        return redirect("portal:acting_one", row.id)
    return redirect("portal:mine")


@allow(Role.REPRESENTATIVE)
@require_POST
def consent(request: ActorRequest, zustimmung_id: UUID) -> HttpResponseBase:
    """Says yes or no to something that the person did herself."""
    found = mandates.own_consent(mandates.vertreter_of(request.actor.account_id), zustimmung_id)
    if found is None or found.vertretung is None or request.POST.get("antwort") not in {"ja", "nein"}:
        raise Http404
    try:
        answer_zustimmung(acting=request.actor, zustimmung=found, ja=request.POST["antwort"] == "ja")
    except (VertretungUnknown, NotAllowedHere):
        raise Http404 from None
    except VertretungDecided:
        pass  # answered in another window: the page says what counts
    return redirect(f"{reverse('portal:acting_one', args=[found.vertretung_id])}?beantwortet=1")


@allow(Role.CITIZEN)
@require_GET
def read(request: ActorRequest, antrag_id: UUID) -> HttpResponse:
    """The declaration to read, and the ways that this helper may go."""
    antrag = own(request, antrag_id)
    may_edit, may_send = (acts_for(request.actor, antrag, right) for right in (BEARBEITEN, UNTERLAGEN))
    edit = "portal:tasks" if is_draft(antrag) else "portal:changes"
    context = {
        "antrag": antrag,
        "sections": declaration(antrag, ""),
        "edit": reverse(edit, args=[antrag.id]) if may_edit and antrag.stand != "zurueckgenommen" else "",
        "send": reverse("portal:papers", args=[antrag.id]) if may_send else "",
        "papers": [paper for paper in queries.nachweise(antrag) if paper.stand != "entfaellt"],
    }
    return render(request, "portal/vertretung_lesen.html", context)
