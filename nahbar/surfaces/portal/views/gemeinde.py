"""Your town: what goes online there, and what goes as long as it works on paper."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from nahbar.domain.rollout import queries
from nahbar.domain.rollout.heads import house_of
from nahbar.platform.accounts.guard import ActorRequest, public
from nahbar.surfaces.ui.fields import Field


@public
@require_GET
def town(request: ActorRequest) -> HttpResponse:
    """Choose the town, or find it by its postcode; a shared postcode gives all its towns."""
    plz = "".join(request.GET.get("plz", "").split())[:5]
    ags = request.GET.get("ort", "")[:8]
    towns = queries.towns()
    shown = [one for one in towns if ags and one.gemeinde.ags == ags]
    error = ""
    if not shown and "plz" in request.GET:
        shown = [one for one in towns if plz and plz in one.gemeinde.plz]
        error = "" if shown else _("Diese Postleitzahl kennen wir nicht. Prüfen Sie sie, oder wählen Sie Ihren Ort.")
    field = Field("plz", _("Ihre Postleitzahl"), "integer", value=plz, error=error, width=5, autocomplete="postal-code")
    context: dict[str, Any] = {
        "towns": towns,
        "chosen": shown[0] if len(shown) == 1 else None,
        "several": shown if len(shown) > 1 else [],
        "field": field,
        "errors": [(field.focus_id, error)] if error else [],
        "translated": True,
    }
    if len(shown) == 1:
        one = shown[0]
        context["house"] = house_of(request.traeger, one.gemeinde)
        switched = queries.features(one.gemeinde) if one.live else []
        context["online"] = [feature for feature, on in switched if on and feature.citizen]
    return render(request, "portal/town.html", context)
