"""A change that was told: what is different, what it does month by month, what is left for a person (C04, J5)."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from itertools import groupby
from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_GET, require_POST

from nahbar.domain.applications.aenderung import (
    answers_before,
    broken_month,
    changed_rows,
    day_of,
    gaps,
    kinds_of,
    text_of,
)
from nahbar.domain.applications.queries import antrag_by_id, nachweise, questionnaire_of
from nahbar.domain.applications.trennung import partner_of, separations_of
from nahbar.domain.decisions.aenderung import Effect, MonthChange, effect_of, paid_or_begun
from nahbar.domain.decisions.errors import DecisionError
from nahbar.domain.decisions.erstattung import Proposal
from nahbar.domain.decisions.queries import final_decision, open_decision
from nahbar.domain.decisions.trennung import split_month
from nahbar.domain.payments.queries import paid_until
from nahbar.law.difference_words import sentences
from nahbar.platform.accounts.guard import ActorRequest
from nahbar.platform.zone import BERLIN
from nahbar.procedures.close_aenderung import check_repayment, close_aenderung, repayment
from nahbar.procedures.propose_decision import propose_decision
from nahbar.procedures.separate_couple import separate_couple
from nahbar.procedures.submit_aenderung import moves_away
from nahbar.questionnaire import engine
from nahbar.surfaces.workplace import nav, preview
from nahbar.surfaces.workplace.access import may_open
from nahbar.surfaces.workplace.guard import allow
from nahbar.surfaces.workplace.page import attempt, show, step
from nahbar.surfaces.workplace.views.akte import ask_purpose


def _change(request: ActorRequest, antrag_id: UUID) -> tuple[Any, HttpResponse | None]:
    antrag = antrag_by_id(antrag_id)
    if antrag.art != "aenderung" or antrag.akte_id is None:
        raise Http404
    if not may_open(request, antrag.akte_id):
        return antrag, ask_purpose(request, antrag.akte_id, target=reverse("workplace:aenderung", args=[antrag.id]))
    return antrag, None


def _page(request: ActorRequest, antrag: Any, *, refusal: str = "", **typed: str) -> HttpResponse:
    effect: Effect | None = None
    proposal: Proposal | None = None
    trouble = ""
    try:
        effect = effect_of(antrag)
        proposal = repayment(antrag, effect)
    except DecisionError as error:
        trouble = str(error)
    last = paid_or_begun(paid_until(antrag.akte))
    questionnaire = questionnaire_of(antrag)
    _, page = preview.listed(antrag.akte, request.GET)
    told_on = antrag.eingegangen_at.astimezone(BERLIN).date()
    return show(
        request, "aenderung", "eingang", status=422 if refusal else 200,
        antrag=antrag, akte=antrag.akte, kinds=kinds_of(antrag), day=day_of(antrag), text=text_of(antrag),
        late=day_of(antrag) < told_on, told_on=told_on,
        rows=changed_rows(questionnaire, answers_before(antrag), antrag.antworten, antrag),
        effect=effect, runs=_runs(effect.monate, last) if effect else [],
        told=sentences(effect.first, effect.names) if effect else (), trouble=trouble,
        proposal=proposal, hand=_by_hand(antrag, effect, proposal), handover=HANDOVER if moves_away(antrag) else (),
        decision=open_decision(antrag), final=final_decision(antrag), shown=page,
        parting=_parting(antrag),
        papers=[row for row in nachweise(antrag) if row.stand != "entfaellt"], refusal=refusal, typed=typed,
    )  # fmt: skip


def _parting(antrag: Any) -> dict[str, Any] | None:
    """A separation that was told: whose the children are, or what became of it, the month by days (U10)."""
    before = answers_before(antrag)
    partner = partner_of(before)
    if "trennung" not in {kind.key for kind in kinds_of(antrag)} or partner is None:
        return None
    done_rows = separations_of(antrag)
    last = done_rows[-1] if done_rows else None
    found: dict[str, Any] = {"row": last, "lines": (), "trouble": "", "partner": partner}
    found["children"] = [one for one in before.get("personen") or () if one.get("rolle") == "kind"]
    if done_rows:
        try:
            found["lines"] = split_month(done_rows[-1], before)
        except DecisionError as error:
            found["trouble"] = str(error)
    return found


def _runs(months: tuple[MonthChange, ...], last: date) -> list[dict[str, Any]]:
    """Months in a row that change alike, apart what has begun or is paid."""
    rows = []
    for (past, before, after), run in groupby(months, key=lambda m: (m.monat <= last, m.vorher, m.nachher)):
        listed = list(run)
        rows.append(
            {
                "first": listed[0].monat, "last": listed[-1].monat, "before": before, "after": after,
                "cents": after - before, "past": past,
                "held": next((month.monat for month in listed if month.werte_stand), None),
            }
        )  # fmt: skip
    return rows


def _by_hand(antrag: Any, effect: Effect | None, proposal: Proposal | None) -> list[str]:
    """What the programme does not do here, said before somebody relies on it."""
    found = []
    if broken := broken_month(antrag):
        found.append(
            f"Der Monat {broken:%m/%Y} beginnt mit dem alten Stand und endet mit dem neuen. Er ist nach Tagen zu "
            "rechnen (§ 41 Abs. 1 S. 3 SGB II). Nahbar rechnet ihn nicht."
        )
    if proposal is not None and proposal.claims:
        found.append(
            "Anhörung und Erstattungsbescheid für die Vergangenheit erstellt Nahbar noch nicht. Die Beträge oben sind "
            "ein Vorschlag je Person."
        )
    if effect is not None and effect.first.cents < 0:
        found.append(
            "Ist ein Zahllauf schon vorbereitet, prüfen Sie, ob das Geld noch angehalten werden kann "
            "(§ 40 Abs. 2 Nr. 4 SGB II mit § 331 SGB III)."
        )
    questionnaire = questionnaire_of(antrag)
    if lacking := gaps(questionnaire, answers_before(antrag), antrag.antworten):
        titles = [engine.page_title(questionnaire, antrag.antworten, ref) for ref in lacking]
        found.append(f"Noch nicht beantwortet, bitte nachfragen: {'; '.join(titles)}")
    if any(kind.key in ("einzug", "auszug") for kind in kinds_of(antrag)):
        found.append("Krankenversicherung und Kindergeld der Person, die kommt oder geht, melden Sie gesondert.")
    if any(kind.key == "abwesend" for kind in kinds_of(antrag)):
        found.append("Ob die Abwesenheit erlaubt ist, entscheidet das Fallmanagement (§ 7b SGB II).")
    return found


HANDOVER = (
    "Tag des Umzugs bestätigen und neue Anschrift festhalten",
    "Zusicherung für die neue Wohnung prüfen: örtlich zuständig ist dafür das Amt am neuen Ort (§ 22 Abs. 4 SGB II)",
    "Mit dem neuen Träger den Übergang zum Monatsende abstimmen; bis er zahlt, zahlen wir weiter (§ 2 Abs. 3 SGB X)",
    "Akte im nötigen Umfang übergeben (§ 69 Abs. 1 Nr. 1 SGB X), Bescheide und offene Nachweise nennen",
    "Erstattung anfordern, wenn wir nach dem Wechsel gezahlt haben (§ 2 Abs. 3 S. 2, § 111 SGB X)",
    "Bescheid zum Ende der Zuständigkeit aufheben (§ 48 SGB X)",
)


@allow(*nav.DECIDE)
@require_GET
def change(request: ActorRequest, antrag_id: UUID) -> HttpResponse:
    """What was told and what it does."""
    antrag, stop = _change(request, antrag_id)
    return stop or _page(request, antrag)


def _do(
    request: ActorRequest, antrag_id: UUID, call: Callable[[Any], object], view: str, ok: str, **typed: str
) -> HttpResponse:
    """Run one procedure on the change: on to a page of the application, or this one with the refusal."""
    antrag, stop = _change(request, antrag_id)
    args = () if view == "start" else (antrag_id,)
    return stop or step(
        lambda: call(antrag), lambda refusal: _page(request, antrag, refusal=refusal, **typed), view, ok, *args
    )


@allow(*nav.DECIDE)
@require_POST
def take_over(request: ActorRequest, antrag_id: UUID) -> HttpResponse:
    """Take the change into the facts and draft its Bescheid."""
    return _do(
        request, antrag_id, lambda antrag: propose_decision(acting=request.actor, antrag=antrag), "decide",
        "aenderung_entwurf",
    )  # fmt: skip


@allow(*nav.DECIDE)
@require_POST
def without(request: ActorRequest, antrag_id: UUID) -> HttpResponse:
    """The change moves no amount: it is over with a reason."""
    why = request.POST.get("grund", "")
    return _do(
        request, antrag_id, lambda antrag: close_aenderung(acting=request.actor, antrag=antrag, grund=why), "start",
        "aenderung_ohne", grund=why,
    )  # fmt: skip


@allow(*nav.DECIDE)
@require_POST
def check_past(request: ActorRequest, antrag_id: UUID) -> HttpResponse:
    """Keep the look at what was paid too much."""
    return _do(
        request, antrag_id, lambda antrag: check_repayment(acting=request.actor, antrag=antrag), "aenderung",
        "aenderung_geprueft",
    )  # fmt: skip


@allow(*nav.DECIDE)
@require_POST
def separate(request: ActorRequest, antrag_id: UUID) -> HttpResponse:
    """Two households of one; the code of the new line is shown once."""
    antrag, closed = _change(request, antrag_id)
    if closed is not None:
        return closed
    made: list[Any] = []
    children = request.POST.getlist("kinder")
    refusal = attempt(lambda: made.append(separate_couple(acting=request.actor, antrag=antrag, kinder=children)))
    if refusal:
        return _page(request, antrag_by_id(antrag_id), refusal=refusal)
    secured = made[0].zugang
    return show(request, "access", "empfang", secured=secured, antrag=secured.antrag, fresh=True)
