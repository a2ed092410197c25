"""Requests about data with their month, and outages of the portal with what follows from them (U42, U44)."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.http import HttpResponse, HttpResponseBase
from django.views.decorators.http import require_GET, require_http_methods

from nahbar.domain.casefile.actions import log_access
from nahbar.domain.casefile.aktenschutz import hidden_akten
from nahbar.domain.decisions import rechte_queries as queries
from nahbar.platform import clock
from nahbar.platform.accounts.guard import ActorRequest
from nahbar.platform.zone import BERLIN
from nahbar.procedures.note_outage import note_outage
from nahbar.procedures.privacy import answer_about_data
from nahbar.surfaces.workplace import nav
from nahbar.surfaces.workplace.guard import allow
from nahbar.surfaces.workplace.page import attempt, done, show


@allow(*nav.DECIDE)
@require_GET
def requests(request: ActorRequest) -> HttpResponse:
    """The open ones by the end of their month, and what was answered."""
    hidden = hidden_akten(request.actor)
    running, over = (
        [row for row in queries.requests(offen=offen) if row.akte_id not in hidden] for offen in (True, False)
    )
    return show(
        request, "datenschutz", "datenschutz", running=running, over=over, lead=request.actor.has(*nav.PROTECTED)
    )


@allow(*nav.DECIDE)
@require_http_methods(["GET", "POST"])
def one(request: ActorRequest, row_id: UUID) -> HttpResponseBase:
    """One request with its answer."""
    row = queries.request_by_id(row_id)
    refusal, ausgang, text = "", request.POST.get("ausgang", ""), request.POST.get("antwort", "")
    if request.method == "POST":
        if ausgang not in queries.Datenschutzantrag.Ausgang.values or not ausgang:
            refusal = "Wählen Sie, wie Sie antworten."
        else:
            refusal = attempt(
                lambda: answer_about_data(acting=request.actor, row=row, ausgang=ausgang, antwort=text)
            )
        if not refusal:
            return done("datenschutz_eins", "datenschutz_antwort", row.id)
    log_access(acting=request.actor, akte=row.akte, zweck="Antwort zum Datenschutz")
    return show(
        request, "datenschutz_eins", "datenschutz", status=422 if refusal else 200, row=row, refusal=refusal,
        ausgang=ausgang, antwort=text, hinderung=queries.why_not_erased(row.antrag),
        choices=[c for c in queries.Datenschutzantrag.Ausgang.choices if c[0]],
    )  # fmt: skip


def _moment(text: str) -> datetime | None:
    try:
        return datetime.fromisoformat(text).replace(tzinfo=BERLIN)
    except ValueError:
        return None


@allow(*nav.OPERATION)
@require_http_methods(["GET", "POST"])
def outages(request: ActorRequest) -> HttpResponseBase:
    """Outages that were noticed or entered; periods that were missed because of one are looked at by the desk."""
    refusal = ""
    if request.method == "POST":
        von, bis = _moment(request.POST.get("von", "")), _moment(request.POST.get("bis", ""))
        if von is None or bis is None or not von < bis <= clock.now():
            refusal = "Tragen Sie Beginn und Ende ein. Beides liegt in der Vergangenheit, das Ende nach dem Beginn."
        else:
            why = request.POST.get("anmerkung", "")
            note_outage(acting=request.actor, von=von, bis=bis, quelle="betrieb", anmerkung=why)
            return done("stoerungen", "stoerung")
    return show(
        request, "stoerungen", "betrieb", status=422 if refusal else 200, rows=queries.outages(), refusal=refusal
    )
