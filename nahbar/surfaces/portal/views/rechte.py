"""My data and my choices: access, correction, erasure; how letters come (Art. 12 to 18 DSGVO, U43, U44)."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from nahbar.domain.decisions import rechte_queries as queries
from nahbar.platform.accounts.guard import ActorRequest, allow
from nahbar.platform.accounts.roles import Role
from nahbar.procedures.choose_delivery import choose_delivery
from nahbar.procedures.privacy import ask_about_data, export_json, export_pdf
from nahbar.surfaces.portal.access import sent
from nahbar.surfaces.portal.views.papers import pdf
from nahbar.surfaces.ui.fields import Choice, Field, FormPage


def _page(art: str = "", text: str = "", error: str = "") -> FormPage:
    options = (
        Choice("auskunft", _("Auskunft"), _("Sie bekommen alles, was wir über Sie gespeichert haben.")),
        Choice("berichtigung", _("Berichtigung"), _("Etwas ist falsch gespeichert. Sagen Sie uns, was stimmt.")),
        Choice("loeschung", _("Löschung"), _("Wir löschen, was wir nicht mehr brauchen.")),
    )
    fields = (
        Field("art", _("Was möchten Sie?"), "choice", options=options, value=art, error=error),
        Field("text", _("Worum geht es genau?"), "textarea", required=False, value=text,
              hint=_("Zum Beispiel: Mein Geburtsdatum ist falsch. Richtig ist der 3. Juni 1982.")),
    )  # fmt: skip
    return FormPage(title=_("Meine Daten"), fields=fields, primary=_("Abschicken"), later="")


@allow(Role.CITIZEN)
@require_http_methods(["GET", "POST"])
def my_data(request: ActorRequest, antrag_id: UUID) -> HttpResponseBase:
    """Ask for access, correction or erasure; see what became of it; take a copy along at once."""
    antrag, _akte = sent(request, antrag_id)
    art, text, wrong = request.POST.get("art", ""), request.POST.get("text", "")[:4000], ""
    if request.method == "POST":
        if art in queries.Datenschutzantrag.Art.values:
            ask_about_data(acting=request.actor, antrag=antrag, art=art, text=text)
            return redirect(f"{reverse('portal:meine_daten', args=[antrag.id])}?da=1")
        wrong = _("Wählen Sie, was Sie möchten.")
    context = {
        "antrag": antrag, "page": _page(art, text, wrong), "rows": queries.requests_of(antrag),
        "arrived": "da" in request.GET,
    }  # fmt: skip
    return render(request, "portal/meine_daten.html", context, status=422 if wrong else 200)


@allow(Role.CITIZEN)
@require_GET
def copy_json(request: ActorRequest, antrag_id: UUID) -> HttpResponse:
    """The copy as data."""
    antrag, _akte = sent(request, antrag_id)
    answer = HttpResponse(export_json(acting=request.actor, antrag=antrag), content_type="application/json")
    answer["Content-Disposition"] = 'attachment; filename="meine-daten.json"'
    return answer


@allow(Role.CITIZEN)
@require_GET
def copy_pdf(request: ActorRequest, antrag_id: UUID) -> HttpResponse:
    """The copy to read and print."""
    antrag, _akte = sent(request, antrag_id)
    return pdf(export_pdf(acting=request.actor, antrag=antrag), "Meine-Daten.pdf")


@allow(Role.CITIZEN)
@require_http_methods(["GET", "POST"])
def delivery(request: ActorRequest, antrag_id: UUID) -> HttpResponseBase:
    """How letters come: each way is chosen by itself, and may be taken back at any time."""
    antrag, _akte = sent(request, antrag_id)
    chosen = request.POST.get("weg", "")
    if request.method == "POST" and chosen in ("post", "portal"):
        if chosen != antrag.bescheid_weg:
            choose_delivery(acting=request.actor, antrag=antrag, elektronisch=chosen == "portal")
        return redirect(f"{reverse('portal:zustellung', args=[antrag.id])}?da=1")
    options = (
        Choice("post", _("Mit der Post"), _("Auf Papier an Ihre Anschrift.")),
        Choice(
            "portal", _("Im Portal"),
            _("Sie bekommen einen Hinweis und lesen den Brief hier. Er gilt am vierten Tag danach als angekommen."),
        ),
    )  # fmt: skip
    field = Field("weg", _("Wie sollen unsere Briefe kommen?"), "choice", options=options, value=antrag.bescheid_weg)
    page = FormPage(title=_("So erreichen wir Sie"), fields=(field,), primary=_("Speichern"), later="")
    context = {
        "antrag": antrag, "page": page, "saved": "da" in request.GET, "choices": queries.choices_of(antrag),
        "moving": queries.under_way(antrag),
    }  # fmt: skip
    return render(request, "portal/zustellung.html", context)
