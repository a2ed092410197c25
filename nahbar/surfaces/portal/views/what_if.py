"""»Was wäre, wenn«: another wage, and what stays of it (J5)."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from nahbar.domain.applications.what_if import other_wage
from nahbar.domain.decisions.aenderung import running_until
from nahbar.platform import clock
from nahbar.platform.accounts.guard import ActorRequest, allow
from nahbar.platform.accounts.roles import Role
from nahbar.questionnaire.fields import Unusable, read_amount
from nahbar.surfaces.portal.access import answers_of, own
from nahbar.surfaces.ui.fields import Field
from nahbar.surfaces.ui.law_words import law_words


@allow(Role.CITIZEN)
@require_http_methods(["GET", "POST"])
def what_if(request: ActorRequest, antrag_id: UUID) -> HttpResponse:
    """Two amounts and what they would change; nothing is stored, no amount stands in an address."""
    antrag = own(request, antrag_id)
    typed = {name: request.POST.get(name, "").strip() for name in ("brutto", "netto")}
    errors: dict[str, str] = {}
    amounts: dict[str, str] = {}
    if request.method == "POST":
        typed["netto"] = typed["netto"] or typed["brutto"]
        for name, text in typed.items():
            try:
                amounts[name] = read_amount(text)
            except Unusable as unusable:
                errors[name] = str(unusable)
            else:
                if amounts[name].startswith("-"):
                    errors[name] = _("Der Betrag kann nicht unter 0 liegen.")
    fields = [
        Field("brutto", _("Lohn im Monat, vor Abzügen (brutto)"), "amount",
              value=typed["brutto"], error=errors.get("brutto", "")),
        Field("netto", _("Lohn im Monat, der ankommt (netto)"), "amount", value=request.POST.get("netto", ""),
              error=errors.get("netto", ""), required=False, hint=_("Beim Minijob ist das oft derselbe Betrag.")),
    ]  # fmt: skip
    found = None
    if amounts and not errors:
        today = clock.today()
        found = other_wage(antrag, answers_of(antrag), amounts["brutto"], amounts["netto"], today, law_words())
    context = {
        "antrag": antrag,
        "fields": fields,
        "errors": [(field.id, field.error) for field in fields if field.error],
        "asked": bool(amounts) and not errors,
        "found": found,
        "typed": typed,
        "can_report": found is not None and running_until(antrag) is not None,
        "translated": True,
    }
    return render(request, "portal/what_if.html", context)
