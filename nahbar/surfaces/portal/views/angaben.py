"""What somebody stated, as a file to keep or to hand on."""

from __future__ import annotations

import json
from uuid import UUID

from django.http import HttpResponse
from django.views.decorators.http import require_GET

from nahbar.domain.applications import queries
from nahbar.domain.applications.schutz import for_eyes
from nahbar.platform.accounts.guard import ActorRequest, allow
from nahbar.platform.accounts.roles import Role
from nahbar.questionnaire import engine
from nahbar.surfaces.portal.access import own


@allow(Role.CITIZEN)
@require_GET
def angaben(request: ActorRequest, antrag_id: UUID) -> HttpResponse:
    """The answers of the own application as JSON, in the version in which they were asked (Art. 20 DSGVO)."""
    antrag = own(request, antrag_id)
    stated = engine.export(queries.questionnaire_of(antrag), for_eyes(antrag, antrag.antworten))
    found = {"antrag": antrag.nummer, **stated}
    text = json.dumps(found, ensure_ascii=False, indent=2)
    answer = HttpResponse(text, content_type="application/json; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="Angaben-{antrag.nummer}.json"'
    answer["Cache-Control"] = "no-store"
    return answer
