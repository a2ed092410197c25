"""»Geld für Schule, Kita und Verein«: one short request a child, beside the money to live on (§ 28 SGB II)."""

from __future__ import annotations

from uuid import UUID

from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods

from nahbar.benefits import registry
from nahbar.benefits.base import Benefit
from nahbar.domain.applications import queries
from nahbar.domain.applications.bildung import OTHER, children_of, name_of
from nahbar.domain.applications.errors import AntragUnknown
from nahbar.domain.applications.folge import stamm_of
from nahbar.domain.applications.kurz import asked_for, may_ask
from nahbar.platform import clock
from nahbar.platform.accounts.guard import ActorRequest, allow, public
from nahbar.platform.accounts.roles import Role
from nahbar.procedures.start_form import start_form
from nahbar.surfaces.portal.access import first_question, is_draft, own


@public
@require_GET
def entry(request: ActorRequest) -> HttpResponseBase:
    """What there is, and the way in: with a single application that has arrived straight to its children."""
    roots = {stamm_of(one).id: stamm_of(one) for one in queries.own_antraege(request.actor)}
    open_ones = [one for one in roots.values() if may_ask(one)]
    if len(open_ones) == 1:
        return redirect("portal:bildung_kinder", open_ones[0].id)
    return render(request, "portal/bildung.html", {"antraege": open_ones, "drafts": bool(roots), "translated": False})


@allow(Role.CITIZEN)
@require_http_methods(["GET", "POST"])
def children(request: ActorRequest, antrag_id: UUID) -> HttpResponseBase:
    """The children that the file knows, what was asked for them so far, and a button for each."""
    antrag = own(request, antrag_id)
    if not may_ask(antrag):
        return redirect("portal:tasks", antrag.id)
    benefit = registry.for_children(registry.get(antrag.leistung).norm)
    if request.method == "POST" and benefit is not None:
        kind = request.POST.get("kind", "")[:20] or OTHER
        try:
            draft = start_form(acting=request.actor, antrag=antrag, benefit=benefit, kind=kind)
        except AntragUnknown:
            raise Http404 from None
        return redirect(first_question(draft))
    return _show(request, antrag, benefit)


def _show(request: ActorRequest, antrag: queries.Antrag, benefit: Benefit | None) -> HttpResponse:
    today = clock.today()
    rows = asked_for(antrag)
    begun = {str((one.aenderung or {}).get("kind")) for one in rows if is_draft(one)}
    context = {
        "antrag": antrag,
        "children": [(one, one.key in begun) for one in children_of(antrag, today)],
        "other": OTHER,
        "other_begun": OTHER in begun,
        "asked": [(one, name_of(one)) for one in rows if not is_draft(one)],
        "by_itself": benefit.short.by_itself(today) if benefit is not None and benefit.short is not None else (),
    }
    return render(request, "portal/bildung_kinder.html", context)
