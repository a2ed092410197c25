"""The short forms of this office: what there is, for whom, and the way in without a login."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from nahbar.benefits import registry
from nahbar.benefits.base import Benefit
from nahbar.domain.applications import queries
from nahbar.domain.applications.errors import AntragUnknown, FormClosed
from nahbar.domain.applications.folge import stamm_of
from nahbar.domain.applications.kurz import draft_for, may_stand_beside
from nahbar.platform.accounts.guard import ActorRequest, public
from nahbar.platform.accounts.roles import Role
from nahbar.procedures.start_form import start_form
from nahbar.surfaces.portal.access import first_question, own
from nahbar.surfaces.portal.views.start import secure_now


def offered(request: ActorRequest) -> list[Benefit]:
    """The forms that this office offers; what is asked for each child only where it has what that stands beside."""
    kind, name = (request.traeger.art, request.traeger.kuerzel) if request.traeger else ("", "")
    norms = {benefit.norm for benefit in registry.offered_by(kind)}
    listed = registry.short_forms(name) if name else ()
    return [b for b in listed if b.short and (b.short.own or b.short.beside & norms)]


@public
@require_GET
def forms(request: ActorRequest) -> HttpResponse:
    """All forms by name, each with what it is about."""
    rows: dict[str, dict[str, Any]] = {}
    for benefit in offered(request):
        short = benefit.short
        if short is not None:
            url = reverse("portal:form", args=[benefit.key]) if short.own else reverse("portal:bildung")
            rows.setdefault(short.title, {"title": short.title, "lead": short.lead, "url": url, "closed": short.closed})
    ordered = sorted(rows.values(), key=lambda row: str(row["title"]).casefold())
    return render(request, "portal/forms.html", {"rows": ordered, "translated": False})


@public
@require_http_methods(["GET", "POST"])
def form(request: ActorRequest, key: str) -> HttpResponseBase:
    """What it is about, which papers, and the way in: beside the own application, or alone with code and PIN."""
    benefit = next((one for one in offered(request) if one.key == key and one.short and one.short.own), None)
    if benefit is None or benefit.short is None:
        raise Http404
    if request.method == "POST" and not benefit.short.closed:
        return _begin(request, benefit)
    mine = queries.own_antraege(request.actor)
    roots = {stamm_of(one).id: stamm_of(one) for one in mine}
    context = {
        "form": benefit.short,
        "norm": benefit.norm,
        "here": reverse("portal:form", args=[key]),
        "beside": [(one, draft_for(one, benefit)) for one in roots.values() if may_stand_beside(benefit, one)],
        "begun": next((one for one in mine if one.leistung == key and one.stand == "gesichert"), None),
        "other": request.actor.account_id is None and any(one.stand == "gesichert" for one in mine),
        "acts_only": request.actor.has(Role.REPRESENTATIVE),
        "translated": False,
    }
    return render(request, "portal/form.html", context)


def _begin(request: ActorRequest, benefit: Benefit) -> HttpResponseBase:
    root = request.POST.get("antrag", "")
    if root:
        try:
            return redirect(
                first_question(start_form(acting=request.actor, antrag=own(request, UUID(root)), benefit=benefit))
            )
        except (AntragUnknown, FormClosed, ValueError):
            raise Http404 from None
    if benefit.short is None or not benefit.short.alone or request.actor.has(Role.REPRESENTATIVE):
        return redirect("portal:form", benefit.key)
    return secure_now(request, benefit.key, named=True)
