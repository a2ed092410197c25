"""Giving a file out: which parts, in which form, and what for."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse, HttpResponseBase
from django.views.decorators.http import require_http_methods

from nahbar.domain.casefile import file_queries as files
from nahbar.domain.casefile.queries import akte_by_id
from nahbar.platform.accounts.guard import ActorRequest
from nahbar.procedures.export_file import Export, export_pdf, export_zip
from nahbar.surfaces.workplace import nav
from nahbar.surfaces.workplace.access import may_open
from nahbar.surfaces.workplace.guard import allow
from nahbar.surfaces.workplace.page import attempt, show
from nahbar.surfaces.workplace.views.akte import ask_purpose

FORMS = {
    "pdf": ("Ein PDF zum Drucken", "Deckblatt, Inhaltsverzeichnis und durchgehende Seitenzahlen"),
    "zip": ("ZIP mit allen Dateien", "Dokumente einzeln, Liste des Inhalts und Prüfsummen"),
}
PURPOSES = (
    "Akteneinsicht (§ 25 SGB X)", "Sozialgericht (§ 119 SGG)", "Abgabe an die zuständige Behörde (§ 2 SGB X)",
)  # fmt: skip


@allow(*nav.FILES)
@require_http_methods(["GET", "POST"])
def ausgabe(request: ActorRequest, akte_id: UUID) -> HttpResponseBase:
    """Ask what for, then give the file out; the person concerned reads it in her list."""
    akte = akte_by_id(akte_id)
    if not may_open(request, akte_id):
        return ask_purpose(request, akte_id)
    post = request.POST
    refusal, made = "", list[Export]()
    if request.method == "POST":
        zweck = post.get("anderes", "") if post.get("zweck") == "anderes" else post.get("zweck", "")
        call = export_zip if post.get("form") == "zip" else export_pdf
        plans = frozenset(post.getlist("teil"))
        refusal = attempt(lambda: made.append(call(acting=request.actor, akte=akte, zweck=zweck, plans=plans)))
    if made:
        answer = HttpResponse(made[0].data, content_type=made[0].media_type)
        answer["Content-Disposition"] = f'attachment; filename="{made[0].name}"'
        return answer
    return show(
        request, "akte_ausgabe", status=422 if refusal else 200, akte=akte, forms=FORMS.items(), purposes=PURPOSES,
        parts=files.structure(akte), refusal=refusal, typed=post, wanted=post.getlist("teil"),
    )  # fmt: skip
