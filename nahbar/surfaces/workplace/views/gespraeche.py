"""Conversations of the office: who waits, the thread, asking for a paper, handing on."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from nahbar.domain.applications.queries import Antrag, antraege_of_akte, nachweise
from nahbar.domain.appointments.queries import mit_wem, termine_between
from nahbar.domain.casefile.aktenschutz import hidden_akten
from nahbar.domain.casefile.queries import akte_by_id
from nahbar.domain.conversations import queries
from nahbar.domain.conversations.actions import Content, mark_read
from nahbar.domain.conversations.errors import GespraechUnknown
from nahbar.domain.conversations.meeting_queries import waiting_guests
from nahbar.domain.conversations.policies import is_reason_enough
from nahbar.platform import clock
from nahbar.platform.accounts.guard import ActorRequest
from nahbar.platform.ids import uuid7
from nahbar.procedures.answer_message import answer_message, begin_conversation, settle_message
from nahbar.procedures.ask_for_paper import ask_for_paper, canned
from nahbar.procedures.conversation import answer_expected
from nahbar.procedures.hand_on_message import hand_on_message
from nahbar.surfaces.ui.words import datum, uhrzeit
from nahbar.surfaces.workplace import nav
from nahbar.surfaces.workplace.access import PURPOSES, may_open, open_file
from nahbar.surfaces.workplace.guard import allow
from nahbar.surfaces.workplace.page import attempt, done, show, typed_day

WHO = (("", "Alle"), ("wartet", "Wartet auf Antwort"), ("ich", "Bei mir"), ("amt", "An das Amt, noch ohne Person"))
READING = "Nachricht lesen und beantworten"


@allow(*nav.GESPRAECHE)
@require_GET
def conversations(request: ActorRequest) -> HttpResponse:
    """Threads: who waits comes first, longest first."""
    who = request.GET.get("wer", "") if request.GET.get("wer") in dict(WHO) else ""
    text = request.GET.get("text", "").strip()[:80]
    hidden = hidden_akten(request.actor)
    rows = [row for row in queries.inbox(request.actor, who=who, text=text) if row.akte_id not in hidden]
    return show(
        request, "gespraeche", "gespraeche",
        meetings=_today(hidden), rows=rows, whos=WHO, who=who, text=text, waiting=sum(row.waiting for row in rows),
        now=clock.now(),
    )  # fmt: skip


def _today(hidden: frozenset[UUID]) -> list[dict[str, Any]]:
    """The video appointments of today with whoever waits."""
    today = clock.today()
    rows = [one for one in termine_between(today, today) if one.art == "video" and one.stand == "gebucht"]
    rows = [one for one in rows if one.akte_id not in hidden]
    waiting = waiting_guests([one.id for one in rows])
    return [{"termin": one, "waiting": waiting.get(one.id, 0), "with": mit_wem(one)} for one in rows]


View = Callable[[ActorRequest, queries.Gespraech], HttpResponse]


def opened(view: View) -> Callable[[ActorRequest, UUID], HttpResponse]:
    """Only with a reason: an own task, a message that waits, or one that is named (U32)."""

    @wraps(view)
    def inner(request: ActorRequest, gespraech_id: UUID) -> HttpResponse:
        gespraech = _found(gespraech_id)
        if not may_open(request, gespraech.akte_id):
            if not is_reason_enough(request.actor, gespraech):
                return _ask_purpose(request, gespraech)
            open_file(request, gespraech.akte_id, READING)
        return view(request, gespraech)

    return inner


def _found(gespraech_id: UUID) -> queries.Gespraech:
    try:
        return queries.gespraech_by_id(gespraech_id)
    except GespraechUnknown as unknown:
        raise Http404(str(unknown)) from unknown


def _ask_purpose(request: ActorRequest, gespraech: queries.Gespraech, **values: Any) -> HttpResponse:
    status = 422 if values else 200
    return show(
        request, "gespraech_purpose", "gespraeche", status=status,
        gespraech=gespraech, akte=gespraech.akte, purposes=PURPOSES, **values,
    )  # fmt: skip


@allow(*nav.GESPRAECHE)
@require_POST
def conversation_open(request: ActorRequest, gespraech_id: UUID) -> HttpResponse:
    """Open a thread with a reason."""
    gespraech = _found(gespraech_id)
    zweck = request.POST.get("zweck", "")
    zweck = request.POST.get("anderes", "") if zweck in ("", "anderes") else zweck
    refusal = attempt(lambda: open_file(request, gespraech.akte_id, zweck.strip()))
    if refusal:
        return _ask_purpose(request, gespraech, refusal=refusal)
    return done("conversation", "", gespraech.id)


@allow(*nav.GESPRAECHE)
@require_http_methods(["GET", "POST"])
def conversation_of(request: ActorRequest, akte_id: UUID) -> HttpResponse:
    """To the thread of a file; a posted form begins one, otherwise a file without one is shown."""
    akte = akte_by_id(akte_id)
    gespraech = queries.gespraech_of(akte)
    if gespraech is None and request.method == "POST" and may_open(request, akte_id):
        begun: list[queries.Gespraech] = []
        attempt(lambda: begun.append(begin_conversation(acting=request.actor, akte=akte)))
        gespraech = begun[0] if begun else None
    if gespraech is None:
        return HttpResponseRedirect(reverse("workplace:akte_part", args=[akte_id, "gespraech"]))
    return done("conversation", "", gespraech.id)


@allow(*nav.GESPRAECHE)
@require_GET
@opened
def conversation(request: ActorRequest, gespraech: queries.Gespraech) -> HttpResponse:
    """One thread with its tools."""
    return _page(request, gespraech)


def _page(request: ActorRequest, gespraech: queries.Gespraech, *, status: int = 200, **values: Any) -> HttpResponse:
    antrag = _antrag(gespraech)
    return show(
        request, "gespraech", "gespraeche", status=status,
        gespraech=gespraech, akte=gespraech.akte, antrag=antrag, me="amt", key=str(uuid7()),
        papers=[{"paper": row, "text": canned(row)} for row in nachweise(antrag)] if antrag else [],
        asks=request.actor.has(*nav.DECIDE), sees_files=request.actor.has(*nav.FILES),
        colleagues=queries.colleagues(request.actor), mine=gespraech.owner_id == request.actor.account_id,
        today=clock.today(), expected=answer_expected(), **_shown(gespraech), **values,
    )  # fmt: skip


def _antrag(gespraech: queries.Gespraech) -> Antrag | None:
    antraege = antraege_of_akte(gespraech.akte)
    return antraege[0] if antraege else None


def _shown(gespraech: queries.Gespraech) -> dict[str, Any]:
    lines = queries.thread(gespraech)
    return {"lines": lines, "version": queries.version(gespraech), "last": lines[-1].nachricht.nr if lines else 0}


@allow(*nav.GESPRAECHE)
@require_GET
@opened
def conversation_part(request: ActorRequest, gespraech: queries.Gespraech) -> HttpResponse:
    """The thread alone; 304 as long as nothing has changed."""
    version = f'"{queries.version(gespraech)}"'
    answer = HttpResponse(status=304)
    if request.headers.get("If-None-Match") != version:
        values = {"me": "amt", "sees_files": request.actor.has(*nav.FILES), **_shown(gespraech)}
        answer = render(request, "ui/conversation/thread.html", values)
    answer["ETag"] = version
    answer["Cache-Control"] = "no-cache, private"
    return answer


@allow(*nav.GESPRAECHE)
@require_POST
@opened
def conversation_read(request: ActorRequest, gespraech: queries.Gespraech) -> HttpResponse:
    """Keep that the citizen's messages were read."""
    mark_read(acting=request.actor, gespraech=gespraech, by_citizen=False)
    return done("conversation", "", gespraech.id)


@allow(*nav.GESPRAECHE)
@require_POST
@opened
def conversation_answer(request: ActorRequest, gespraech: queries.Gespraech) -> HttpResponse:
    """Answer in words."""
    text, key = request.POST.get("text", ""), request.POST.get("schluessel", "")
    refusal = attempt(
        lambda: answer_message(acting=request.actor, gespraech=gespraech, content=Content(text=text), key=key)
    )
    if refusal:
        return _page(request, gespraech, status=422, refusal=refusal, draft=text)
    return done("conversation", "nachricht", gespraech.id)


@allow(*nav.GESPRAECHE)
@require_POST
@opened
def conversation_ask(request: ActorRequest, gespraech: queries.Gespraech) -> HttpResponse:
    """Ask for a paper of the application (C14)."""
    antrag = _antrag(gespraech)
    if antrag is None:
        return done("conversation", "", gespraech.id)
    paper, text, bis = (request.POST.get(name, "") for name in ("unterlage", "text", "bis"))
    refusal = "" if paper else "Wählen Sie aus, welche Unterlage Sie brauchen."
    refusal = refusal or attempt(
        lambda: ask_for_paper(
            acting=request.actor, gespraech=gespraech, antrag=antrag, nachweis_key=paper, text=text,
            bis=typed_day(bis) if bis else None, key=request.POST.get("schluessel", ""),
        )
    )  # fmt: skip
    if refusal:
        return _page(request, gespraech, status=422, refusal=refusal, asked=paper, asked_text=text, bis=bis)
    return done("conversation", "papier_erbeten", gespraech.id)


@allow(*nav.GESPRAECHE)
@require_POST
@opened
def conversation_settle(request: ActorRequest, gespraech: queries.Gespraech) -> HttpResponse:
    """Nothing is left to answer."""
    refusal = attempt(lambda: settle_message(acting=request.actor, gespraech=gespraech))
    if refusal:
        return _page(request, gespraech, status=422, refusal=refusal)
    return done("conversations", "gespraech_erledigt")


@allow(*nav.GESPRAECHE)
@require_POST
@opened
def conversation_hand_on(request: ActorRequest, gespraech: queries.Gespraech) -> HttpResponse:
    """Take over, hand to a colleague, or give back to the office in general."""
    asked = request.POST.get("an", "")
    if asked == "ich":
        to = request.actor.account_id
    else:
        to = next((one.id for one in queries.colleagues(request.actor) if str(one.id) == asked), None)
        if to is None and asked != "amt":
            return _page(request, gespraech, status=422, refusal="Wählen Sie aus, wer antworten soll.")
    refusal = attempt(lambda: hand_on_message(acting=request.actor, gespraech=gespraech, to=to))
    if refusal:
        return _page(request, gespraech, status=422, refusal=refusal)
    if asked == "ich":
        return done("conversation", "gespraech_uebernommen", gespraech.id)
    return done("conversations", "gespraech_weiter")


@allow(*nav.GESPRAECHE)
@require_GET
@opened
def conversation_text(request: ActorRequest, gespraech: queries.Gespraech) -> HttpResponse:
    """The transcript as plain text, for printing and for the court."""
    head = f"Gesprächsverlauf, Aktenzeichen {gespraech.akte.aktenzeichen}, {gespraech.akte.person}"
    blocks = [f"{head}\nStand: {datum(clock.now())}, {uhrzeit(clock.now())}\n"]
    for line in queries.thread(gespraech):
        m = line.nachricht
        read = f", gelesen {datum(m.gelesen_at)}, {uhrzeit(m.gelesen_at)}" if m.gelesen_at else ""
        parts = [f"[{m.nr}] {datum(m.at)}, {uhrzeit(m.at)}: {m.absender} ({m.get_art_display()}){read}"]
        parts += [m.text] if m.text else []
        parts += [f"Unterlage: {m.unterlage_titel}"] if m.unterlage_titel else []
        parts += [f"Dokument: {m.dokument.titel}"] if m.dokument else []
        parts += ["Nach Fristende eingegangen."] if m.nach_frist else []
        blocks.append("\n".join(parts) + "\n")
    answer = HttpResponse("\n".join(blocks), content_type="text/plain; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="gespraech-{gespraech.akte.aktenzeichen}.txt"'
    return answer
