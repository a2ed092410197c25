"""Deciding: document, facts, months and checks on one page (screen 11); corrections, conflicts (U21), refusal."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from nahbar.benefits import registry
from nahbar.domain.applications.queries import antrag_by_id, missing, questionnaire_of
from nahbar.domain.casefile import actions as casefile
from nahbar.domain.casefile.queries import open_aufgaben, timeline
from nahbar.domain.decisions.errors import EditConflict
from nahbar.domain.decisions.facts import FactChange
from nahbar.domain.decisions.fields import field_of, shown
from nahbar.domain.decisions.queries import decision_by_id, decision_view, final_decision, open_decision
from nahbar.domain.knowledge.queries import rules_at
from nahbar.platform import clock
from nahbar.platform.accounts.guard import ActorRequest
from nahbar.procedures.close_form import CLOSED, close_form
from nahbar.procedures.present_for_release import present_for_release
from nahbar.procedures.preview_letter import preview_letter
from nahbar.procedures.propose_decision import propose_decision
from nahbar.procedures.refuse_antrag import refuse_antrag
from nahbar.procedures.save_draft import save_draft
from nahbar.questionnaire import engine
from nahbar.surfaces.workplace import nav, preview, trace
from nahbar.surfaces.workplace.access import may_open
from nahbar.surfaces.workplace.guard import allow
from nahbar.surfaces.workplace.page import attempt, done, show, step, typed_day
from nahbar.surfaces.workplace.views.akte import ask_purpose

SHORTCUTS = (
    {"key": "← / →", "text": "Seite zurück, weiter"},
    {"key": "j / k", "text": "Nächste, vorige Angabe"},
    {"key": "b", "text": "Neu berechnen"},
    {"key": "u", "text": "Unterlagen anfordern"},
    {"key": "z", "text": "Zurückstellen"},
    {"key": "v", "text": "Zur Freigabe vorlegen"},
)
DRAFTS = ("entwurf", "zurueckgegeben")
CHECKED = ("antrag_pruefen", "aenderung_pruefen", "unterlage_pruefen", "frist_unterlagen")


def desk(request: ActorRequest, antrag: Any, *, status: int = 200, **values: Any) -> HttpResponse:
    """The page on which a decision is made."""
    current = open_decision(antrag)
    view = decision_view(current) if current is not None else None
    _, page = preview.listed(antrag.akte, request.GET)
    typed = values.pop("typed", {})
    benefit = registry.get(antrag.leistung)
    return show(
        request, "decide", status=status,
        antrag=antrag, akte=antrag.akte, decision=current, view=view, final=final_decision(antrag),
        leistung=benefit.public_name(clock.today()),
        needs=benefit.short.lines(antrag.antworten, antrag.wirkt_ab) if benefit.short is not None else None,
        ended=_result(antrag), form=benefit.short if antrag.art == "formular" else None, grundlage=benefit.norm,
        said=engine.summary(questionnaire_of(antrag), antrag.antworten) if benefit.short is not None else (),
        counts=_counts(view) if view and view.checks else None,
        draft=current is not None and current.stand in DRAFTS and current.art == "bewilligung",
        facts=_facts(view, typed) if view else [],
        spans=trace.spans(view.months, view.names, antrag) if view else [],
        shown=page, papers=preview.papers(antrag), missing=missing(antrag), shortcuts=SHORTCUTS,
        **values,
    )  # fmt: skip


def _result(antrag: Any) -> str:
    """The sentence with which a form of the office was ended."""
    if antrag.art != "formular" or antrag.stand != "entschieden":
        return ""
    entries = timeline(antrag.akte, for_citizen=True)
    return next((one.text for one in entries if one.art == CLOSED and one.vorgang_id == antrag.vorgang_id), "")


def _counts(view: Any) -> dict[str, int]:
    """How many lines of the check list have each colour."""
    return {colour: sum(check.colour == colour for check in view.checks) for colour in ("red", "yellow", "green")}


def _facts(view: Any, typed: dict[str, FactChange]) -> list[dict[str, Any]]:
    """Facts with what was typed beside them, grouped by person."""
    groups: dict[str, list[dict[str, Any]]] = {}
    rules = rules_at((field_of(fact.pfad) for fact in view.facts), clock.today())
    for fact in view.facts:
        head, _, rest = fact.label.partition(": ")
        group, name = (
            (head, rest) if rest and fact.pfad.startswith("personen.") else ("Haushalt und Wohnung", fact.label)
        )
        change = typed.get(fact.pfad)
        row = {
            "fact": fact,
            "name": name,
            "old": _typed(fact),
            "value": change.wert if change else _typed(fact),
            "grund": change.grund if change else "",
            "opened": change is not None,
            "rules": rules.get(field_of(fact.pfad), []),
        }
        groups.setdefault(group, []).append(row)
    return [{"title": title, "rows": rows} for title, rows in groups.items()]


def _typed(fact: Any) -> str:
    """A fact in the form of its control: `430,00`, `2026-11-01`, `ja`."""
    if fact.wert is None:
        return ""
    if isinstance(fact.wert, bool):
        return "ja" if fact.wert else "nein"
    if isinstance(fact.wert, list):
        return str(fact.text)
    return str(fact.wert).replace(".", ",") if fact.kind == "amount" else str(fact.wert)


def _antrag(request: ActorRequest, antrag_id: UUID) -> tuple[Any, HttpResponse | None]:
    """The application, and the question for the reason where its file is not open yet."""
    antrag = antrag_by_id(antrag_id)
    if antrag.akte_id is None:
        return antrag, done("start")
    if not may_open(request, antrag.akte_id):
        target = reverse("workplace:decide", args=[antrag.id])
        return antrag, ask_purpose(request, antrag.akte_id, target=target)
    return antrag, None


@allow(*nav.DECIDE)
@require_GET
def decide(request: ActorRequest, antrag_id: UUID) -> HttpResponse:
    """Document, facts, months, checks."""
    antrag, stop = _antrag(request, antrag_id)
    return stop or desk(request, antrag)


@allow(*nav.DECIDE)
@require_POST
def propose(request: ActorRequest, antrag_id: UUID) -> HttpResponse:
    """Calculate on the answers as they are now."""
    antrag, stop = _antrag(request, antrag_id)
    return stop or step(
        lambda: propose_decision(acting=request.actor, antrag=antrag),
        lambda refusal: desk(request, antrag, status=422, refusal=refusal), "decide", "berechnet", antrag.id,
    )  # fmt: skip


def read_changes(request: HttpRequest) -> list[FactChange]:
    """What was typed differently from what the page showed: fields `wert:<path>`, `alt:<path>`, `grund:<path>`."""
    changes = []
    for name, value in request.POST.items():
        path = name.removeprefix("wert:")
        if path != name and str(value).strip() != request.POST.get(f"alt:{path}", "").strip():
            changes.append(FactChange(path, str(value).strip(), request.POST.get(f"grund:{path}", "").strip()))
    return changes


def _version(request: HttpRequest) -> int:
    text = request.POST.get("version", "")
    return int(text) if text.isdecimal() else 0


def _conflict(request: ActorRequest, antrag: Any, conflict: EditConflict, changes: list[FactChange]) -> HttpResponse:
    reasons = {change.pfad: change.grund for change in changes}
    typed = {change.pfad: change.wert for change in changes}
    fields = [
        {
            "field": f,
            "mine": shown(f.pfad, f.mine),
            "theirs": shown(f.pfad, f.theirs),
            "typed": typed.get(f.pfad, ""),
            "mine_reason": reasons.get(f.pfad, ""),
        }
        for f in conflict.fields
    ]
    return show(request, "conflict", status=409, antrag=antrag, akte=antrag.akte, conflict=conflict, fields=fields)


def _save(request: ActorRequest, antrag: Any, current: Any, changes: list[FactChange]) -> HttpResponse:
    try:
        refusal = attempt(
            lambda: save_draft(acting=request.actor, entscheidung=current, version=_version(request), changes=changes),
            unless=EditConflict,
        )
    except EditConflict as conflict:
        return _conflict(request, antrag, conflict, changes)
    if refusal:
        return desk(request, antrag, status=422, refusal=refusal, typed={c.pfad: c for c in changes})
    return done("decide", "berichtigt", antrag.id)


@allow(*nav.DECIDE)
@require_POST
def save(request: ActorRequest, antrag_id: UUID) -> HttpResponse:
    """Correct facts, each with a reason; a second saver sees the differences and loses nothing (U21)."""
    antrag, stop = _antrag(request, antrag_id)
    current = open_decision(antrag)
    if stop or current is None:
        return stop or done("decide", "", antrag.id)
    changes = read_changes(request)
    if not changes:
        return done("decide", "nichts_geaendert", antrag.id)
    return _save(request, antrag, current, changes)


@allow(*nav.DECIDE)
@require_POST
def resolve(request: ActorRequest, antrag_id: UUID) -> HttpResponse:
    """After a conflict: what was chosen field by field is saved on the newer version."""
    antrag, stop = _antrag(request, antrag_id)
    current = open_decision(antrag)
    if stop or current is None:
        return stop or done("decide", "", antrag.id)
    chosen = [
        FactChange(path, request.POST.get(f"mine:{path}", ""), request.POST.get(f"grund:{path}", "").strip())
        for path in request.POST.getlist("feld")
        if request.POST.get(f"wahl:{path}") == "mine"
    ]
    if not chosen:
        return done("decide", "andere_behalten", antrag.id)
    return _save(request, antrag, current, chosen)


@allow(*nav.DECIDE)
@require_POST
def finish_form(request: ActorRequest, antrag_id: UUID) -> HttpResponse:
    """End a form of the office with a sentence that the person reads."""
    antrag, stop = _antrag(request, antrag_id)
    result = request.POST.get("ergebnis", "")
    return stop or step(
        lambda: close_form(acting=request.actor, antrag=antrag, ergebnis=result),
        lambda refusal: desk(request, antrag, status=422, refusal=refusal, result=result),
        "decide", "formular_erledigt", antrag.id,
    )  # fmt: skip


@allow(*nav.DECIDE)
@require_POST
def present(request: ActorRequest, antrag_id: UUID) -> HttpResponse:
    """Put the draft before a second person."""
    antrag, stop = _antrag(request, antrag_id)
    current = open_decision(antrag)
    if stop or current is None:
        return stop or desk(request, antrag, status=422, refusal="Bitte berechnen Sie zuerst.")
    try:
        refusal = attempt(
            lambda: present_for_release(acting=request.actor, entscheidung=current, version=_version(request)),
            unless=EditConflict,
        )
    except EditConflict as conflict:
        return _conflict(request, antrag, conflict, [])
    if refusal:
        return desk(request, antrag, status=422, refusal=refusal)
    return done("decide", "vorgelegt", antrag.id)


@allow(*nav.DECIDE)
@require_POST
def postpone(request: ActorRequest, antrag_id: UUID) -> HttpResponse:
    """Put the tasks of this application off until a day."""
    antrag, stop = _antrag(request, antrag_id)
    if stop:
        return stop
    day = typed_day(request.POST.get("bis", ""))
    tasks = [t for t in open_aufgaben(antrag.akte) if t.vorgang_id == antrag.vorgang_id and t.art in CHECKED]
    if day is None:
        return desk(
            request, antrag, status=422, refusal="Wählen Sie einen Tag, an dem die Aufgabe wieder erscheinen soll."
        )
    refusal = attempt(
        lambda: [casefile.postpone_aufgabe(acting=request.actor, aufgabe=task, until=day) for task in tasks]
    )
    if refusal:
        return desk(request, antrag, status=422, refusal=refusal)
    return done("start", "zurueckgestellt")


@allow(*nav.DECIDE)
@require_http_methods(["GET", "POST"])
def refuse(request: ActorRequest, antrag_id: UUID) -> HttpResponse:
    """Propose a refusal: reasons of the benefit and the reasoning of this case."""
    antrag, stop = _antrag(request, antrag_id)
    if stop:
        return stop
    chosen, text, refusal = request.POST.getlist("grund"), request.POST.get("begruendung", ""), ""
    if request.method == "POST":
        refusal = attempt(lambda: refuse_antrag(acting=request.actor, antrag=antrag, gruende=chosen, begruendung=text))
        if not refusal:
            return done("decide", "ablehnung_vorgelegt", antrag.id)
    reasons = registry.get(antrag.leistung).refusal_reasons
    return show(
        request, "refuse", status=422 if refusal else 200, antrag=antrag, akte=antrag.akte, reasons=reasons,
        chosen=chosen, text=text, refusal=refusal, back=reverse("workplace:decide", args=[antrag.id]),
    )  # fmt: skip


@allow(*nav.DECIDE)
@require_GET
def letter(request: ActorRequest, entscheidung_id: UUID) -> HttpResponse:
    """The letter as it would be sent now."""
    entscheidung = decision_by_id(entscheidung_id)
    if not may_open(request, entscheidung.akte_id):
        return HttpResponseRedirect(reverse("workplace:akte", args=[entscheidung.akte_id]))
    pdf = b""

    def write() -> None:
        nonlocal pdf
        pdf = preview_letter(entscheidung)

    refusal = attempt(write)
    if refusal:
        return desk(request, antrag_by_id(entscheidung.antrag_id), status=422, refusal=refusal)
    answer = HttpResponse(pdf, content_type="application/pdf")
    answer["Content-Disposition"] = 'inline; filename="entwurf.pdf"'
    return answer
