"""The work list: what is to be done, by when, by whom (screen 10)."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_GET, require_POST

from nahbar.domain.applications.queries import antrag_of_vorgang
from nahbar.domain.casefile import actions as casefile
from nahbar.domain.casefile.queries import aufgabe_by_id
from nahbar.domain.decisions.queries import open_decision
from nahbar.platform.accounts.guard import ActorRequest
from nahbar.platform.accounts.roles import Actor, Role
from nahbar.surfaces.workplace import nav, worklist
from nahbar.surfaces.workplace.guard import allow
from nahbar.surfaces.workplace.page import attempt, show, typed_day, typed_ids

SHORTCUTS = (
    {"key": "j / k", "text": "Nächste, vorige Aufgabe"},
    {"key": "Eingabe", "text": "Aufgabe auf- und zuklappen"},
    {"key": "x", "text": "Aufgabe auswählen"},
)

LEADS = {
    "freigabe": "workplace:releases",
    "besuch_da": "workplace:waiting",
    "brief_versenden": "workplace:post",
    "datenschutz_pruefen": "workplace:scans",
    "original_fehlt": "workplace:scans",
}


def _list(request: ActorRequest, query: worklist.Query, status: int = 200, **values: object) -> HttpResponse:
    found = worklist.rows(request.actor, query)
    return show(
        request, "inbox", "eingang", status=status,
        rows=found, query=query, here=request.path + query.address(), whos=worklist.WHO,
        kinds=worklist.KINDS.items(), urgencies=worklist.URGENCY, shortcuts=SHORTCUTS, **values,
    )  # fmt: skip


@allow(*nav.EVERYBODY)
@require_GET
def start(request: ActorRequest) -> HttpResponse:
    """The work list; roles without tasks are led to their own page."""
    if not request.actor.has(*nav.INBOX):
        home = nav.home(request.actor)
        return HttpResponseRedirect(home) if home else show(request, "no_list")
    query = worklist.Query.read(request.GET)
    if request.GET.get("format") == "csv":
        found = worklist.rows(request.actor, query)
        answer = HttpResponse(worklist.as_csv(found), content_type="text/csv; charset=utf-8")
        answer["Content-Disposition"] = 'attachment; filename="arbeitsliste.csv"'
        return answer
    return _list(request, query)


@allow(*nav.INBOX)
@require_GET
def task(request: ActorRequest, aufgabe_id: UUID) -> HttpResponse:
    """Lead to the page where this task is worked on."""
    aufgabe = aufgabe_by_id(aufgabe_id)
    antrag = antrag_of_vorgang(aufgabe.vorgang)
    waiting = open_decision(antrag) if antrag is not None and aufgabe.art == "freigabe" else None
    if waiting is not None and waiting.stand == "vorgelegt":
        return HttpResponseRedirect(reverse("workplace:release", args=[waiting.id]))
    if aufgabe.art in LEADS:
        return HttpResponseRedirect(reverse(LEADS[aufgabe.art]))
    if aufgabe.pool == Role.CASHIER.value:
        return HttpResponseRedirect(reverse("workplace:cash"))
    if aufgabe.art == "papier_weiterleiten":
        return HttpResponseRedirect(reverse("workplace:forward", args=[aufgabe.id]))
    if aufgabe.art == "nachricht_beantworten":
        return HttpResponseRedirect(reverse("workplace:conversation_of", args=[aufgabe.akte_id]))
    if aufgabe.art in ("konto_pruefen", "konto_gestoppt"):
        return HttpResponseRedirect(reverse("workplace:konto", args=[aufgabe.akte_id]))
    if aufgabe.art == "zugang_verloren":
        return HttpResponseRedirect(reverse("workplace:desk", args=[aufgabe.akte_id]))
    if antrag is not None and aufgabe.art in ("aenderung_melden", "fall_uebergeben"):
        return HttpResponseRedirect(reverse("workplace:aenderung", args=[antrag.id]))
    if antrag is not None and aufgabe.art in worklist.AT_THE_DESK:
        return HttpResponseRedirect(reverse("workplace:decide", args=[antrag.id]))
    return HttpResponseRedirect(reverse("workplace:akte", args=[aufgabe.akte_id]))


def _back(request: ActorRequest, ok: str) -> HttpResponseRedirect:
    """Back to the list that the person came from."""
    asked = request.POST.get("zurueck", "")
    target = asked if url_has_allowed_host_and_scheme(asked, None) else reverse("workplace:start")
    return HttpResponseRedirect(f"{target}{'&' if '?' in target else '?'}ok={ok}")


def _change(actor: Actor, step: str, aufgabe_id: UUID, until: str) -> str:
    """Take, give back or put off one task; the sentence of the refusal, or nothing."""
    if step == "nehmen":
        return attempt(lambda: casefile.take_aufgabe(acting=actor, aufgabe=aufgabe_by_id(aufgabe_id)))
    if step == "zurueckgeben":
        return attempt(lambda: casefile.release_aufgabe(acting=actor, aufgabe=aufgabe_by_id(aufgabe_id)))
    day = typed_day(until)
    if day is None:
        return "Wählen Sie einen Tag, an dem die Aufgabe wieder erscheinen soll."
    return attempt(lambda: casefile.postpone_aufgabe(acting=actor, aufgabe=aufgabe_by_id(aufgabe_id), until=day))


DONE = {"nehmen": "uebernommen", "zurueckgeben": "zurueckgegeben", "spaeter": "zurueckgestellt"}


@allow(*nav.INBOX)
@require_POST
def change_task(request: ActorRequest, aufgabe_id: UUID) -> HttpResponse:
    """One task: take it, give it back, put it off."""
    step = request.POST.get("tat", "nehmen")
    refusal = _change(request.actor, step if step in DONE else "nehmen", aufgabe_id, request.POST.get("bis", ""))
    if refusal:
        return _list(request, worklist.Query(), status=422, refusal=refusal, opened=aufgabe_id)
    return _back(request, DONE.get(step, "uebernommen"))


@allow(*nav.INBOX)
@require_POST
def take_many(request: ActorRequest) -> HttpResponse:
    """Several tasks at once; those that somebody else has are named, the others are taken."""
    chosen = typed_ids(request.POST.getlist("aufgabe"))
    refused = [refusal for one in chosen if (refusal := _change(request.actor, "nehmen", one, ""))]
    if not chosen:
        refused = ["Wählen Sie mindestens eine Aufgabe aus."]
    if refused:
        return _list(request, worklist.Query(), status=422, refusal=" ".join(dict.fromkeys(refused)))
    return _back(request, "uebernommen_mehrere" if len(chosen) > 1 else "uebernommen")
