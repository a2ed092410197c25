"""»Stimmt das noch?« (C05): apply again with what the file knows; only changes are asked."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from nahbar.domain.applications import queries
from nahbar.domain.applications.folge import open_folge
from nahbar.domain.applications.schutz import for_eyes
from nahbar.domain.decisions.aenderung import running_until
from nahbar.domain.decisions.errors import DecisionError
from nahbar.platform import clock
from nahbar.platform.accounts.guard import ActorRequest, allow
from nahbar.platform.accounts.roles import Role
from nahbar.procedures.start_weiter import confirm_section, possible_from, start_weiter, takes_effect
from nahbar.questionnaire import engine
from nahbar.surfaces.portal.access import is_draft, own, page_url


@allow(Role.CITIZEN)
@require_http_methods(["GET", "POST"])
def continue_new(request: ActorRequest, antrag_id: UUID) -> HttpResponseBase:
    """Until when it runs, from when one can apply again, and the button."""
    antrag = own(request, antrag_id)
    known = open_folge(antrag, "weiterbewilligung")
    if known is not None and request.method == "GET":
        return redirect("portal:weiter" if is_draft(known) else "portal:status", known.id)
    if request.method == "POST":
        try:
            draft = start_weiter(acting=request.actor, antrag=antrag)
        except DecisionError:
            return redirect("portal:weiter_neu", antrag.id)
        return redirect("portal:weiter", draft.id)
    end, first, today = running_until(antrag), possible_from(antrag), clock.today()
    context = {
        "antrag": antrag,
        "end": end,
        "first": first,
        "open": first is not None and first <= today,
        "effect": takes_effect(end, today) if end else None,
        "translated": True,
    }
    return render(request, "portal/weiter_neu.html", context)


def _own(request: ActorRequest, antrag_id: UUID) -> queries.Antrag:
    antrag = own(request, antrag_id)
    if antrag.art != "weiterbewilligung":
        raise Http404
    return antrag


def _sections(antrag: queries.Antrag) -> list[dict[str, Any]]:
    """The sections of the declaration with their answers, whether they were confirmed, and what is open in them."""
    questionnaire, answers = queries.questionnaire_of(antrag), antrag.antworten
    confirmed = (antrag.aenderung or {}).get("stimmt", ())
    titles: dict[str, list[Any]] = {}
    for ref in engine.reachable_pages(questionnaire, answers):
        titles.setdefault(questionnaire.page(ref.page).section, []).append(ref)
    parts: dict[str, list[Any]] = {}
    for part in engine.summary(questionnaire, for_eyes(antrag, answers)):
        parts.setdefault(part.section or part.title, []).append(part)
    rows = []
    for number, (title, refs) in enumerate(titles.items(), start=1):
        gap = next((ref for ref in refs if not engine.is_complete(questionnaire, answers, ref)), None)
        rows.append(
            {
                "nr": number,
                "title": title,
                "parts": [
                    {
                        "title": part.title,
                        "rows": [
                            {
                                "key": row.label, "value": row.value_text, "unknown": row.unknown,
                                "change_url": page_url(antrag.id, row.page_ref),
                            }
                            for row in part.rows
                        ],
                    }
                    for part in parts.get(title, ())
                ],
                "gap": page_url(antrag.id, gap) if gap else "",
                "state": "offen" if gap or title not in confirmed else "fertig",
                "url": reverse("portal:weiter_teil", args=[antrag.id, number]),
            }
        )  # fmt: skip
    return rows


@allow(Role.CITIZEN)
@require_http_methods(["GET"])
def continue_list(request: ActorRequest, antrag_id: UUID) -> HttpResponseBase:
    """The sections: looked at, or still to look at."""
    antrag = own(request, antrag_id)
    if antrag.art != "weiterbewilligung":
        return redirect("portal:tasks" if is_draft(antrag) else "portal:weiter_neu", antrag.id)
    if not is_draft(antrag):
        return redirect("portal:status", antrag.id)
    rows = _sections(antrag)
    args = [antrag.id]
    papers = [paper for paper in queries.nachweise(antrag) if paper.stand != "entfaellt"]
    done = all(row["state"] == "fertig" for row in rows)
    more = [
        {"title": "Unterlagen", "state": "offen" if papers else "fertig", "url": reverse("portal:papers", args=args),
         "hint": "Nur was neu ist. Was wir schon haben, brauchen Sie nicht noch einmal."},
        {"title": "Prüfen und abschicken", "state": "offen" if done else "gesperrt",
         "missing": [row for row in rows if row["state"] != "fertig"], "url": reverse("portal:review", args=args)},
    ]  # fmt: skip
    following = next((row["url"] for row in rows if row["state"] != "fertig"), reverse("portal:review", args=args))
    context = {"antrag": antrag, "sections": rows, "more": more, "go_on": following}
    return render(request, "portal/weiter.html", context)


@allow(Role.CITIZEN)
@require_http_methods(["GET", "POST"])
def continue_part(request: ActorRequest, antrag_id: UUID, nr: int) -> HttpResponseBase:
    """One section as the file knows it: it still holds, or an answer is changed."""
    antrag = _own(request, antrag_id)
    if not is_draft(antrag):
        return redirect("portal:status", antrag.id)
    rows = _sections(antrag)
    if not 1 <= nr <= len(rows):
        raise Http404
    row = rows[nr - 1]
    if request.method == "POST":
        if row["gap"]:
            return redirect(row["gap"])
        confirm_section(acting=request.actor, antrag=antrag, section=row["title"])
        following = next((other["url"] for other in rows[nr:] if other["state"] != "fertig"), "")
        return redirect(following or reverse("portal:weiter", args=[antrag.id]))
    return render(request, "portal/weiter_teil.html", {"antrag": antrag, "row": row, "count": len(rows)})
