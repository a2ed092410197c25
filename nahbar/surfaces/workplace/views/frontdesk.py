"""The front desk: how far an application is, a new code after a look at the card, an application on the spot."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.views.decorators.http import require_GET, require_POST

from nahbar.benefits import registry
from nahbar.domain.applications.queries import antraege_of_akte, antrag_by_id, missing, status_of
from nahbar.domain.appointments.tickets_queries import responsible
from nahbar.domain.casefile.actions import log_access
from nahbar.domain.casefile.queries import akte_by_id
from nahbar.domain.people.queries import gemeinden
from nahbar.platform import clock
from nahbar.platform.accounts.guard import ActorRequest
from nahbar.procedures.note_contact import note_contact
from nahbar.procedures.replace_access import replace_access
from nahbar.procedures.secure_antrag import secure_antrag
from nahbar.surfaces.workplace import nav
from nahbar.surfaces.workplace.guard import allow
from nahbar.surfaces.workplace.page import attempt, done, show
from nahbar.surfaces.workplace.thread import contacts
from nahbar.surfaces.workplace.views.brief import letter_codes

ZWECK = "Auskunft am Empfang"
NOT_IDENTIFIED = (
    "Sehen Sie sich zuerst den Ausweis an und bestätigen Sie das. Ohne Ausweis geht der Brief an die Anschrift."
)


def _kind(request: ActorRequest) -> str:
    return request.traeger.art if request.traeger else ""


def _page(request: ActorRequest, *, status: int = 200, **values: Any) -> HttpResponse:
    benefits = [(b.key, b.public_name(clock.today())) for b in registry.offered_by(_kind(request))]
    return show(request, "frontdesk", "empfang", status=status, benefits=benefits, towns=gemeinden(), **values)


@allow(*nav.FRONTDESK)
@require_GET
def frontdesk(request: ActorRequest) -> HttpResponse:
    """Find somebody, or take an application."""
    return _page(request)


@allow(*nav.FRONTDESK)
@require_POST
def take_antrag(request: ActorRequest) -> HttpResponse:
    """Secure an application for somebody who stands here: the day counts, code and PIN are shown once."""
    leistung, town = request.POST.get("leistung", ""), request.POST.get("gemeinde", "")
    gemeinde = next((g for g in gemeinden() if str(g.id) == town), None)
    if leistung not in {benefit.key for benefit in registry.offered_by(_kind(request))}:
        return _page(request, status=422, refusal="Wählen Sie, worum es geht.")
    made: list[Any] = []
    refusal = attempt(
        lambda: made.append(
            secure_antrag(
                acting=request.actor, leistung=leistung, gemeinde=gemeinde, kanal="schalter",
                notlage=request.POST.get("notlage") == "ja",
            )
        )
    )  # fmt: skip
    if refusal:
        return _page(request, status=422, refusal=refusal)
    return show(request, "access", "empfang", secured=made[0], antrag=made[0].antrag, fresh=True)


def _desk(request: ActorRequest, akte_id: UUID, *, status: int = 200, **values: Any) -> HttpResponse:
    akte = akte_by_id(akte_id)
    log_access(acting=request.actor, akte=akte, zweck=ZWECK)  # what a reading page writes: who looked
    antraege = [
        {"antrag": antrag, "status": status_of(antrag), "missing": missing(antrag)} for antrag in antraege_of_akte(akte)
    ]
    return show(
        request, "desk", "empfang", status=status,
        akte=akte, antraege=antraege, thread=contacts(akte), responsible=responsible(akte),
        codes=letter_codes(akte, request.actor), **values,
    )  # fmt: skip


@allow(*nav.FRONTDESK)
@require_GET
def desk(request: ActorRequest, akte_id: UUID) -> HttpResponse:
    """How far the applications of a person are and what is missing; no documents."""
    return _desk(request, akte_id)


@allow(*nav.FRONTDESK)
@require_POST
def contact(request: ActorRequest, antrag_id: UUID) -> HttpResponse:
    """Note what was said on the telephone or at the counter: one line in the thread, no task (F14)."""
    antrag = antrag_by_id(antrag_id)
    if antrag.akte_id is None:
        return done("frontdesk")
    way, text = request.POST.get("weg", ""), request.POST.get("text", "")
    refusal = attempt(lambda: note_contact(acting=request.actor, antrag=antrag, weg=way, text=text))
    if refusal:
        return _desk(request, antrag.akte_id, status=422, refusal=refusal)
    return done("desk", "kontakt", antrag.akte_id)


@allow(*nav.FRONTDESK)
@require_POST
def new_access(request: ActorRequest, antrag_id: UUID) -> HttpResponse:
    """A new code and PIN: shown once after a look at the identity card, or by letter."""
    antrag = antrag_by_id(antrag_id)
    if antrag.akte_id is None:
        return done("frontdesk")
    way = "brief" if request.POST.get("weg") == "brief" else "schalter"
    if way == "schalter" and request.POST.get("ausweis") != "ja":
        return _desk(request, antrag.akte_id, status=422, refusal=NOT_IDENTIFIED)
    made: list[Any] = []
    refusal = attempt(lambda: made.append(replace_access(acting=request.actor, antrag=antrag, way=way)))
    if refusal:
        return _desk(request, antrag.akte_id, status=422, refusal=refusal)
    if way == "brief":
        return done("desk", "brief_code", antrag.akte_id)
    return show(request, "access", "empfang", secured=made[0], antrag=made[0].antrag, fresh=False)
