"""Objections at the desk: the register, a Niederschrift with signature, help with a new calculation (J9)."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.http import HttpResponse, HttpResponseBase
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from nahbar.domain.applications.queries import antraege_of_akte, antrag_by_id, search
from nahbar.domain.casefile.actions import log_access
from nahbar.domain.casefile.aktenschutz import hidden_akten
from nahbar.domain.casefile.queries import akte_by_id
from nahbar.domain.decisions import widerspruch_queries as queries
from nahbar.domain.decisions.facts import FactChange
from nahbar.domain.decisions.policies import can_decide
from nahbar.domain.decisions.queries import decision_view, final_decision
from nahbar.domain.decisions.widerspruch_abhilfe import month_changes
from nahbar.domain.decisions.widerspruch_form import NORMS, period
from nahbar.platform import clock
from nahbar.platform.accounts.guard import ActorRequest
from nahbar.procedures.help_widerspruch import help_widerspruch
from nahbar.procedures.note_form import niederschrift, note_form
from nahbar.procedures.present_for_release import present_for_release
from nahbar.procedures.raise_widerspruch import pass_on_widerspruch, raise_widerspruch, treat_as_review
from nahbar.surfaces.workplace import nav
from nahbar.surfaces.workplace.guard import allow
from nahbar.surfaces.workplace.page import attempt, done, show, step, typed_day

ZWECK = "Widerspruch"
ROWS = 3
"""Facts that can be put right at once."""
KOSTEN = [(key, label) for key, label in queries.Widerspruch.Kosten.choices if key]
COUNTER = ("niederschrift", "schrift")
YES_NO = {"ja": True, "nein": False}


def _row(row: queries.Widerspruch) -> dict[str, Any]:
    left = (row.klage_ab - clock.today()).days if row.klage_ab else None
    return {"row": row, "over": period(row.frist, clock.now()).over, "left": left}


@allow(*nav.WIDERSPRUCH)
@require_GET
def register(request: ActorRequest) -> HttpResponse:
    """All that are under way with form, period and the clock of § 88 SGG; below, those that are over."""
    hidden = hidden_akten(request.actor)
    running, over = (
        [row for row in queries.register(laufend=laufend) if row.akte_id not in hidden] for laufend in (True, False)
    )
    return show(
        request, "widersprueche", "widersprueche", running=[_row(row) for row in running], over=over,
    )  # fmt: skip


@allow(*nav.WIDERSPRUCH)
@require_http_methods(["GET", "POST"])
def new(request: ActorRequest) -> HttpResponseBase:
    """Somebody stands here, or a letter came: find the decision, keep the words, then note the form."""
    text = request.POST.get("text", "")
    refusal = ""
    if request.method == "POST":
        made: list[Any] = []
        weg = request.POST.get("weg", "")
        kanal = "post" if request.POST.get("kanal") == "post" else "schalter"
        antrag_id = request.POST.get("antrag", "")
        if weg not in queries.Widerspruch.Weg.values or not antrag_id:
            refusal = "Wählen Sie den Bescheid und den Weg."
        else:
            antrag = antrag_by_id(UUID(antrag_id))
            refusal = attempt(
                lambda: made.append(
                    raise_widerspruch(acting=request.actor, antrag=antrag, weg=weg, text=text, kanal=kanal)
                )
            )
        if not refusal:
            return done("widerspruch", "widerspruch_neu", made[0].id)
    hidden = hidden_akten(request.actor)
    wanted = (request.POST.get("q") or request.GET.get("q", ""))[:80].strip()
    found = []
    for hit in search(wanted, hidden=hidden)[:10] if wanted else []:
        for antrag in antraege_of_akte(akte_by_id(hit.akte_id)):
            decision = final_decision(antrag)
            if decision is not None and decision.brief is not None and decision.brief.stand == "versandt":
                found.append({"hit": hit, "antrag": antrag, "brief": decision.brief})
    return show(
        request, "widerspruch_neu", "widersprueche", status=422 if refusal else 200, q=wanted, found=found, text=text,
        refusal=refusal,
    )  # fmt: skip


def _page(request: ActorRequest, widerspruch_id: UUID, *, refusal: str = "", **typed: Any) -> HttpResponse:
    row = queries.widerspruch_by_id(widerspruch_id)
    log_access(acting=request.actor, akte=row.akte, zweck=ZWECK)  # what a reading page writes: who looked
    draft = queries.draft_of(row)
    attacked = row.abhilfe or row.entscheidung
    helps = can_decide(request.actor)
    return show(
        request, "widerspruch", "widersprueche", status=422 if refusal else 200, refusal=refusal, typed=typed,
        draft=draft, changes=month_changes(attacked, draft) if draft else (), helps=helps,
        facts=[fact for fact in decision_view(attacked).facts if fact.kind != "text"] if helps else [],
        rows=range(1, ROWS + 1), kosten=KOSTEN, norm=NORMS.get(queries.Widerspruch.Form(row.form), ""),
        own_decision=row.entscheidung.freigegeben_by_id == request.actor.account_id, **_row(row),
    )  # fmt: skip


@allow(*nav.WIDERSPRUCH)
@require_GET
def one(request: ActorRequest, widerspruch_id: UUID) -> HttpResponse:
    """One objection with its next step."""
    return _page(request, widerspruch_id)


def _step(
    request: ActorRequest, widerspruch_id: UUID, ok: str, call: Callable[[Any], object], **typed: Any
) -> HttpResponse:
    row = queries.widerspruch_by_id(widerspruch_id)
    return step(
        lambda: call(row), lambda refusal: _page(request, widerspruch_id, refusal=refusal, **typed),
        "widerspruch", ok, widerspruch_id,
    )  # fmt: skip


@allow(*nav.WIDERSPRUCH)
@require_POST
def sheet(request: ActorRequest, widerspruch_id: UUID) -> HttpResponse:
    """The Niederschrift to read out and sign, with the words as they stand on the screen; nothing is stored."""
    row = queries.widerspruch_by_id(widerspruch_id)
    text = request.POST.get("text", "") or row.text
    answer = HttpResponse(niederschrift(row, acting=request.actor, text=text), content_type="application/pdf")
    answer["Content-Disposition"] = 'inline; filename="niederschrift.pdf"'
    return answer


@allow(*nav.WIDERSPRUCH)
@require_POST
def form(request: ActorRequest, widerspruch_id: UUID) -> HttpResponseBase:
    """Note the form: the signature was seen here, or stands on a letter."""
    how, text = request.POST.get("form", ""), request.POST.get("text", "")
    day = typed_day(request.POST.get("eingang", ""))
    signed = request.POST.get("unterschrift") == "ja"
    return _step(
        request, widerspruch_id, "widerspruch_form",
        lambda row: note_form(
            acting=request.actor, widerspruch=row, form=how, signed=signed, text=text, arrived_on=day
        ),
        text=text, form=how, eingang=request.POST.get("eingang", ""),
    )  # fmt: skip


@allow(*nav.DECIDE)
@require_POST
def review(request: ActorRequest, widerspruch_id: UUID) -> HttpResponseBase:
    """Treat it as a request for review."""
    return _step(
        request, widerspruch_id, "widerspruch_pruefung",
        lambda row: treat_as_review(acting=request.actor, widerspruch=row),
    )  # fmt: skip


def _changes(request: ActorRequest) -> list[FactChange]:
    found = []
    for n in range(1, ROWS + 1):
        path, value = request.POST.get(f"pfad{n}", ""), request.POST.get(f"wert{n}", "").strip()
        if path and value:
            found.append(FactChange(path, value, request.POST.get(f"grund{n}", "")))
    return found


@allow(*nav.DECIDE)
@require_POST
def help_it(request: ActorRequest, widerspruch_id: UUID) -> HttpResponseBase:
    """Calculate anew with what is right, and draft the new act with the decision on costs."""
    given = request.POST.get
    return _step(
        request, widerspruch_id, "widerspruch_entwurf",
        lambda row: help_widerspruch(
            acting=request.actor, widerspruch=row, changes=_changes(request), begruendung=given("begruendung", ""),
            voll=given("umfang") == "voll", kosten=given("kosten", ""),
            bevollmaechtigt=YES_NO.get(given("bevollmaechtigt", "")),
        ),
        **{key: request.POST[key] for key in request.POST if key != "csrfmiddlewaretoken"},
    )  # fmt: skip


@allow(*nav.DECIDE)
@require_POST
def present(request: ActorRequest, widerspruch_id: UUID) -> HttpResponseBase:
    """Put the new act before a second person."""
    row = queries.widerspruch_by_id(widerspruch_id)
    draft = queries.draft_of(row)
    if draft is None:
        return _page(request, widerspruch_id, refusal="Es gibt noch keinen Entwurf. Berechnen Sie zuerst neu.")
    seen = request.POST.get("version", "")
    return _step(
        request, widerspruch_id, "widerspruch_vorgelegt",
        lambda _row: present_for_release(
            acting=request.actor, entscheidung=draft, version=int(seen) if seen.isdecimal() else 0
        ),
    )  # fmt: skip


@allow(*nav.DECIDE)
@require_POST
def pass_on(request: ActorRequest, widerspruch_id: UUID) -> HttpResponseBase:
    """Not helped: to the objection body, with the reason."""
    why = request.POST.get("grund", "")
    return _step(
        request, widerspruch_id, "widerspruch_weiter",
        lambda row: pass_on_widerspruch(acting=request.actor, widerspruch=row, begruendung=why), grund=why,
    )  # fmt: skip
