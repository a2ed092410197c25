"""Who may act for me: everybody with their rights and last day, a code for a helper, one button to end."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from nahbar.domain.applications import vertretung_queries as mandates
from nahbar.domain.applications.vertretung_errors import VertretungDecided, VertretungUnknown
from nahbar.domain.applications.vertretung_policies import HELFEN, KREISE, RECHTE, in_force, rights
from nahbar.platform import clock
from nahbar.platform.accounts.guard import ActorRequest, allow
from nahbar.platform.accounts.roles import Role
from nahbar.procedures.allow_helper import name_empfang, show_helper_code
from nahbar.procedures.end_vertretung import end_vertretung, may_end
from nahbar.surfaces.portal.access import own
from nahbar.surfaces.portal.views.vertretung_konto import address_fields
from nahbar.surfaces.ui.fields import Choice, Field, FormPage

FULL = "alles"
"""Instead of single rights: somebody who leads the whole procedure (Vollmacht, § 13 Abs. 1 SGB X)."""


def _rows(request: ActorRequest, antrag: Any) -> list[dict[str, Any]]:
    today = clock.today()
    found = []
    for row in mandates.of_antrag(antrag):
        may = rights(row.art, row.aufgabenkreise, row.darf)
        found.append(
            {
                "row": row,
                "running": in_force(row, today),
                "may_end": in_force(row, today) and may_end(request.actor, row),
                "rights": [text for key, text in RECHTE.items() if key in may],
                "kreise": [KREISE[key] for key in row.aufgabenkreise if key in KREISE],
            }
        )
    return found


@allow(Role.CITIZEN)
@require_GET
def who_acts(request: ActorRequest, antrag_id: UUID) -> HttpResponse:
    """Everybody who acts or acted, and the code that is shown to a helper."""
    antrag = own(request, antrag_id)
    options = (
        *(Choice(key, RECHTE[key]) for key in HELFEN if key != "sehen"),
        Choice(FULL, "alles in diesem Verfahren, auch Briefe bekommen (Vollmacht)"),
    )
    field = Field("darf", "Was darf die Person?", "choices", options=options, values=("unterlagen",), required=False,
                  hint="Ihre Angaben sehen darf sie immer.")  # fmt: skip
    context = {
        "antrag": antrag,
        "rows": _rows(request, antrag),
        "code": mandates.helper_code_now(antrag),
        "field": field,
        "consents": mandates.consents(antrag),
        "contradictions": mandates.contradictions(antrag),
        "notes": [note for note in ("beendet", "briefe") if note in request.GET],
    }
    return render(request, "portal/vertretung_mein.html", context)


@allow(Role.CITIZEN)
@require_POST
def code(request: ActorRequest, antrag_id: UUID) -> HttpResponseBase:
    """Makes a code for somebody who helps."""
    antrag = own(request, antrag_id)
    chosen = request.POST.getlist("darf")
    full = FULL in chosen
    show_helper_code(
        acting=request.actor,
        antrag=antrag,
        darf=RECHTE if full else ["sehen", *chosen],
        art="vollmacht" if full else "beratung",
    )
    return redirect(f"{reverse('portal:who_acts', args=[antrag.id])}#code")


@allow(Role.CITIZEN)
@require_POST
def end(request: ActorRequest, antrag_id: UUID, vertretung_id: UUID) -> HttpResponseBase:
    """Ends it at once (§ 13 Abs. 1 S. 4 SGB X)."""
    antrag = own(request, antrag_id)
    row = next((one for one in mandates.of_antrag(antrag) if one.id == vertretung_id), None)
    if row is None:
        raise Http404
    try:
        end_vertretung(acting=request.actor, vertretung=row, grund="von der vertretenen Person beendet")
    except VertretungUnknown:
        raise Http404 from None
    except VertretungDecided:
        pass  # ended already: the page says so
    return redirect(f"{reverse('portal:who_acts', args=[antrag.id])}?beendet=1")


@allow(Role.CITIZEN)
@require_http_methods(["GET", "POST"])
def letters(request: ActorRequest, antrag_id: UUID) -> HttpResponseBase:
    """Letters go to somebody else, e.g. where there is no dwelling (U12)."""
    antrag = own(request, antrag_id)
    fields = address_fields(request.POST.dict(), request.method == "POST")
    if request.method == "POST" and not any(field.error for field in fields):
        values = {field.name: field.value for field in fields}
        name_empfang(acting=request.actor, antrag=antrag, **values)
        return redirect(f"{reverse('portal:who_acts', args=[antrag.id])}?briefe=1")
    page = FormPage(
        title="Wer soll Ihre Briefe bekommen?",
        fields=tuple(fields),
        intro="Zum Beispiel eine Beratungsstelle, wenn Sie keine Wohnung haben. Fragen Sie dort vorher."
        " Eine Frist beginnt dann, wenn der Brief dort ankommt.",
        primary="Briefe dorthin schicken",
        later="",
    )
    back = reverse("portal:who_acts", args=[antrag.id])
    return render(request, "portal/vertretung_form.html", {"page": page, "back": back})
