"""»Etwas hat sich geändert« (C04, J5): what and from when, the answers concerned, the effect, sent once."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from nahbar.benefits.calculation_sheet import unbroken
from nahbar.domain.applications import queries
from nahbar.domain.applications.aenderung import (
    KINDS,
    answers_before,
    blocking,
    broken_month,
    changed_rows,
    concerned,
    day_of,
    gaps,
    kinds_of,
    text_of,
)
from nahbar.domain.applications.errors import Incomplete, NotChangeable, NothingChosen
from nahbar.domain.applications.folge import open_folge
from nahbar.domain.decisions.aenderung import effect_of, running_until
from nahbar.domain.decisions.errors import DecisionError
from nahbar.law.difference_words import sentences
from nahbar.platform import clock
from nahbar.platform.accounts.guard import ActorRequest, allow
from nahbar.platform.accounts.roles import Role
from nahbar.procedures.start_aenderung import start_aenderung
from nahbar.procedures.submit_aenderung import moves_away, submit_aenderung
from nahbar.procedures.withdraw_antrag import withdraw_antrag
from nahbar.questionnaire import engine
from nahbar.questionnaire.fields import Unusable, read_amount, read_date
from nahbar.surfaces.portal.access import is_draft, own, page_url
from nahbar.surfaces.portal.views.konto import konto_or
from nahbar.surfaces.portal.views.papers import OTHER
from nahbar.surfaces.ui.fields import Choice, Field
from nahbar.surfaces.ui.law_words import law_words

EARLIEST, LATEST = timedelta(days=4 * 366), timedelta(days=366)
"""How far back and ahead a change may lie: what is older or further off is a talk, not a form."""


def _wage(request: ActorRequest) -> tuple[str, str] | None:
    """Monthly wage as it was tried out before; None where none came along."""
    try:
        gross = read_amount(request.POST["brutto"])
        return gross, read_amount(request.POST.get("netto") or request.POST["brutto"])
    except (KeyError, Unusable):
        return None


def _day(request: ActorRequest) -> tuple[date | None, str]:
    """The day that was typed, or the sentence of what is wrong with it."""
    try:
        day = date.fromisoformat(read_date(*(request.POST.get(f"ab__{part}", "") for part in ("tag", "monat", "jahr"))))
    except Unusable as unusable:
        return None, str(unusable)
    today = clock.today()
    if not today - EARLIEST <= day <= today + LATEST:
        return None, _("Der Tag liegt zu weit weg. Rufen Sie uns dazu bitte an.")
    return day, ""


@allow(Role.CITIZEN)
@require_http_methods(["GET", "POST"])
def change_new(request: ActorRequest, antrag_id: UUID) -> HttpResponseBase:
    """What has changed and from when; a change that is not decided yet is corrected, not told twice."""
    antrag = own(request, antrag_id)
    if running_until(antrag) is None:
        return render(request, "portal/aenderung_offen.html", {"antrag": antrag, "known": None, "translated": True})
    known = open_folge(antrag, "aenderung")
    if known is not None and not is_draft(known):
        return render(request, "portal/aenderung_offen.html", {"antrag": antrag, "known": known, "translated": True})
    chosen = request.POST.getlist("arten") or (
        [kind.key for kind in kinds_of(known)] if known and request.method == "GET" else []
    )
    errors: dict[str, str] = {}
    if request.method == "POST":
        day, wrong = _day(request)
        if wrong:
            errors["ab"] = wrong
        if day is not None:
            try:
                draft = start_aenderung(
                    acting=request.actor, antrag=antrag, arten=chosen, ab=day, text=request.POST.get("text", ""),
                    lohn=_wage(request),
                )  # fmt: skip
            except NothingChosen as refused:
                errors["arten"] = str(refused)
            else:
                return redirect("portal:aenderung", draft.id)
        elif not chosen:
            errors["arten"] = str(NothingChosen())
    fields = _fields(request, known, chosen, errors)
    context = {
        "antrag": antrag,
        "fields": fields,
        "errors": [(field.id, field.error) for field in fields if field.error],
        "translated": True,
    }
    return render(request, "portal/aenderung_neu.html", context)


def _fields(
    request: ActorRequest, known: queries.Antrag | None, chosen: list[str], errors: dict[str, str]
) -> list[Field]:
    parts = tuple(request.POST.get(f"ab__{part}", "") for part in ("tag", "monat", "jahr"))
    if known is not None and request.method == "GET":
        day = day_of(known)
        parts = (str(day.day), str(day.month), str(day.year))
    words = request.POST.get("text", text_of(known) if known is not None else "")
    return [
        Field("arten", _("Was hat sich geändert?"), "choices", values=tuple(chosen), error=errors.get("arten", ""),
              hint=_("Sie können mehreres auswählen."),
              options=tuple(Choice(k.key, _(k.label), _(k.hint) if k.hint else "") for k in KINDS)),
        Field("ab", _("Seit wann oder ab wann gilt das?"), "date", values=parts, error=errors.get("ab", ""),
              hint=_("Bei Geld: der Tag, an dem es zum ersten Mal kommt. Zum Beispiel 1 12 2026")),
        Field("text", _("Möchten Sie etwas dazu sagen?"), "textarea", value=words, required=False, rows=3),
    ]  # fmt: skip


def _own_change(request: ActorRequest, antrag_id: UUID) -> queries.Antrag:
    antrag = own(request, antrag_id)
    if antrag.art != "aenderung":
        raise Http404
    return antrag


@allow(Role.CITIZEN)
@require_http_methods(["GET", "POST"])
def change(request: ActorRequest, antrag_id: UUID) -> HttpResponseBase:
    """The answers concerned, what is different, what it does, the paper; then one button."""
    antrag = _own_change(request, antrag_id)
    if not is_draft(antrag):
        return redirect("portal:receipt" if antrag.eingegangen_at else "portal:status", antrag.id)
    errors: list[tuple[str, str]] = []
    if request.method == "POST":
        try:
            submit_aenderung(acting=request.actor, antrag=antrag)
        except (Incomplete, NotChangeable) as refused:
            errors = [("fehlt", str(refused))]
        else:
            sent_now = queries.antrag_by_id(antrag.id)
            return redirect(konto_or(sent_now, reverse("portal:receipt", args=[antrag.id])))
    return render(request, "portal/aenderung.html", _shown(antrag) | {"errors": errors})


def _shown(antrag: queries.Antrag) -> dict[str, Any]:
    questionnaire, before = queries.questionnaire_of(antrag), answers_before(antrag)
    refs = concerned(questionnaire, antrag.antworten, kinds_of(antrag))
    lacking = gaps(questionnaire, before, antrag.antworten)
    blocked = bool(blocking(questionnaire, lacking, antrag.antworten))
    papers = [paper for paper in queries.nachweise(antrag) if paper.stand != "entfaellt"]
    return {
        "antrag": antrag,
        "kinds": [_(kind.label) for kind in kinds_of(antrag)],
        "day": day_of(antrag),
        "text": text_of(antrag),
        "pages": [
            {"title": engine.page_title(questionnaire, antrag.antworten, ref), "url": page_url(antrag.id, ref)}
            for ref in refs
        ],
        "rows": changed_rows(questionnaire, before, antrag.antworten, antrag),
        "gap": page_url(antrag.id, lacking[0]) if lacking else "",
        "blocked": blocked,
        "effect": None if blocked else _effect(antrag),
        "broken": broken_month(antrag),
        "moving": any(kind.key == "umzug" for kind in kinds_of(antrag)),
        "leaving": moves_away(antrag),
        "away": any(kind.key == "abwesend" for kind in kinds_of(antrag)),
        "papers": [
            {
                "title": paper.titel,
                "why": paper.grund,
                "url": reverse("portal:paper", args=[antrag.id, paper.key]),
                "sent": sum(upload.angenommen for upload in paper.uploads.all()),
            }
            for paper in papers
        ],
        "other": reverse("portal:paper", args=[antrag.id, OTHER]),
        "translated": True,
    }


def _effect(antrag: queries.Antrag) -> dict[str, Any] | None:
    """The first month before and after, in sentences; None where it cannot be said yet."""
    try:
        first = effect_of(antrag, first_only=True)
    except DecisionError:
        return None
    told = sentences(first.first, first.names, law_words())
    return {
        "ab": first.first.ab,
        "before": first.first.vorher,
        "after": first.first.nachher,
        "cents": first.first.cents,
        "sentences": [unbroken(sentence) for sentence in told],
    }


@allow(Role.CITIZEN)
@require_POST
def change_drop(request: ActorRequest, antrag_id: UUID) -> HttpResponse:
    """Forget a change that was not sent."""
    antrag = _own_change(request, antrag_id)
    root = antrag.stamm_id
    if is_draft(antrag):
        withdraw_antrag(acting=request.actor, antrag=antrag)
    return redirect("portal:status", root)
