"""Who acts for whom: requests with their check list, release or refusal, ends; consent and contradictions in a file."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse
from django.views.decorators.http import require_GET, require_POST

from nahbar.domain.applications import vertretung_queries as mandates
from nahbar.domain.applications.queries import antraege_of_akte, antrag_by_id
from nahbar.domain.applications.vertretung_policies import KREISE, RECHTE, rights
from nahbar.domain.casefile.aktenschutz import hidden_akten
from nahbar.domain.casefile.queries import akte_by_id
from nahbar.platform import clock
from nahbar.platform.accounts.guard import ActorRequest
from nahbar.platform.vault.actions import read_file
from nahbar.procedures.answer_zustimmung import answer_zustimmung
from nahbar.procedures.end_vertretung import end_vertretung, open_deadlines
from nahbar.procedures.keep_both_angaben import settle
from nahbar.procedures.release_vertretung import PROVEN, Checked, refuse_vertretung, release_vertretung
from nahbar.surfaces.workplace import nav
from nahbar.surfaces.workplace.access import may_open
from nahbar.surfaces.workplace.guard import allow
from nahbar.surfaces.workplace.page import attempt, done, show, step, typed_day
from nahbar.surfaces.workplace.views.akte import ask_purpose


@allow(*nav.DECIDE)
@require_GET
def mandates_page(request: ActorRequest) -> HttpResponse:
    """Requests that wait, acts that wait for consent, and who may act today."""

    hidden = hidden_akten(request.actor)

    def named(rows: list[mandates.Vertretung]) -> list[dict[str, Any]]:
        known = [row for row in rows if row.antrag is None or row.antrag.akte_id not in hidden]
        return [{"row": row, "fuer": mandates.fuer(row)} for row in known]

    return show(
        request, "vertretungen", "vertretungen",
        waiting=named(mandates.waiting()), running=named(mandates.current()), 
        consents=[one for one in mandates.all_open_consents() if one.antrag.akte_id not in hidden],
    )  # fmt: skip


def _page(request: ActorRequest, vertretung_id: UUID, *, refusal: str = "") -> HttpResponse:
    row = mandates.vertretung_by_id(vertretung_id)
    may = rights(row.art, row.aufgabenkreise, row.darf)
    waits = row.stand == "beantragt"
    typed = request.POST if refusal else None
    return show(
        request, "vertretung", "vertretungen", status=422 if refusal else 200, refusal=refusal,
        row=row, fuer=mandates.fuer(row), kreise=KREISE.items(), needs_proof=row.art in PROVEN,
        chosen=typed.getlist("aufgabenkreise") if typed else row.aufgabenkreise,
        rights=[text for key, text in RECHTE.items() if key in may],
        candidates=mandates.kandidaten(row) if waits else [],
        today=clock.today(), running=mandates.in_force(row, clock.today()),
    )  # fmt: skip


@allow(*nav.DECIDE)
@require_GET
def mandate(request: ActorRequest, vertretung_id: UUID) -> HttpResponse:
    """One request or mandate: what was stated beside the proof, the check list, the decision."""
    return _page(request, vertretung_id)


@allow(*nav.DECIDE)
@require_GET
def proof(request: ActorRequest, vertretung_id: UUID) -> HttpResponse:
    """The proof as PDF without active content."""
    row = mandates.vertretung_by_id(vertretung_id)
    if row.nachweis_ansicht is None:
        raise Http404
    answer = HttpResponse(read_file(row.nachweis_ansicht), content_type="application/pdf")
    answer.headers["Content-Disposition"] = 'inline; filename="Nachweis.pdf"'
    answer.headers["Cache-Control"] = "no-store"
    return answer


def _decided(
    request: ActorRequest, vertretung_id: UUID, ok: str, call: Callable[[mandates.Vertretung], object]
) -> HttpResponse:
    row = mandates.vertretung_by_id(vertretung_id)
    return step(lambda: call(row), lambda refusal: _page(request, row.id, refusal=refusal), "vertretung", ok, row.id)


@allow(*nav.DECIDE)
@require_POST
def release(request: ActorRequest, vertretung_id: UUID) -> HttpResponse:
    """Release with what stands on the proof."""
    post = request.POST
    checked = Checked(
        fuer=post.get("fuer", ""),
        aufgabenkreise=post.getlist("aufgabenkreise"),
        einwilligungsvorbehalt="vorbehalt" in post,
        von=typed_day(post.get("von", "")) or clock.today(),
        bis=typed_day(post.get("bis", "")),
        konflikt=post.get("konflikt", "").strip(),
        nachweis_gesehen="gesehen" in post,
        person_verglichen="verglichen" in post,
    )
    return _decided(
        request, vertretung_id, "vertretung_frei",
        lambda row: release_vertretung(acting=request.actor, vertretung=row, checked=checked),
    )  # fmt: skip


@allow(*nav.DECIDE)
@require_POST
def refuse(request: ActorRequest, vertretung_id: UUID) -> HttpResponse:
    """Refuse with a reason that the representative reads."""
    grund = request.POST.get("grund", "")
    return _decided(
        request, vertretung_id, "vertretung_abgelehnt",
        lambda row: refuse_vertretung(acting=request.actor, vertretung=row, grund=grund),
    )  # fmt: skip


@allow(*nav.DECIDE)
@require_POST
def end(request: ActorRequest, vertretung_id: UUID) -> HttpResponse:
    """End it before its last day."""
    grund = request.POST.get("grund", "")
    return _decided(
        request, vertretung_id, "vertretung_ende",
        lambda row: end_vertretung(acting=request.actor, vertretung=row, grund=grund),
    )  # fmt: skip


@allow(*nav.DECIDE)
@require_GET
def in_file(request: ActorRequest, akte_id: UUID) -> HttpResponse:
    """Who acts in this file, to whom letters go, what waits for consent, what two sides said differently."""
    akte = akte_by_id(akte_id)
    if not may_open(request, akte_id):
        return ask_purpose(request, akte_id)
    today = clock.today()
    antraege = antraege_of_akte(akte)
    rows = [
        {"row": row, "running": mandates.in_force(row, today), "rights": _words(row)} for row in mandates.of_akte(akte)
    ]
    return show(
        request, "vertretung_akte", akte=akte, antraege=antraege, rows=rows,
        letters=[(antrag, mandates.empfaenger(antrag)) for antrag in antraege],
        consents=[one for antrag in antraege for one in mandates.consents(antrag)],
        contradictions=[(antrag, one) for antrag in antraege for one in mandates.contradictions(antrag)],
        deadlines=open_deadlines(antraege[0]) if antraege else [],
    )  # fmt: skip


def _words(row: mandates.Vertretung) -> str:
    may = rights(row.art, row.aufgabenkreise, row.darf)
    return "; ".join(text for key, text in RECHTE.items() if key in may)


@allow(*nav.DECIDE)
@require_POST
def settled(request: ActorRequest, antrag_id: UUID) -> HttpResponse:
    """A contradiction is settled: both answers stay, the reason is in the file."""
    antrag = antrag_by_id(antrag_id)
    if antrag.akte is None:
        raise Http404
    path, grund = request.POST.get("pfad", ""), request.POST.get("grund", "")
    refusal = attempt(lambda: settle(acting=request.actor, antrag=antrag, pfad=path, grund=grund))
    return done("vertretung_akte", "" if refusal else "angabe_geklaert", antrag.akte.id)


@allow(*nav.DECIDE)
@require_POST
def consent(request: ActorRequest, zustimmung_id: UUID) -> HttpResponse:
    """The parents said yes or no in writing or at the desk (§ 36 Abs. 2 S. 2 SGB I)."""
    found = mandates.consent_by_id(zustimmung_id)
    yes = request.POST.get("antwort") == "ja"
    refusal = attempt(lambda: answer_zustimmung(acting=request.actor, zustimmung=found, ja=yes))
    return done("vertretungen", "" if refusal else "zustimmung_notiert")
