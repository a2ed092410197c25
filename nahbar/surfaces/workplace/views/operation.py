"""Operation: is everything alive, is the audit trail whole. No data of any case."""

from __future__ import annotations

import json
from typing import Any

from django.http import HttpResponse
from django.views.decorators.http import require_GET, require_POST

from nahbar.benefits import registry
from nahbar.platform import clock
from nahbar.platform.accounts.guard import ActorRequest
from nahbar.platform.audit.actions import verify_chain
from nahbar.platform.health.views import health
from nahbar.platform.vault.upkeep import last_check
from nahbar.questionnaire.german import in_german
from nahbar.surfaces.workplace import nav
from nahbar.surfaces.workplace.guard import allow
from nahbar.surfaces.workplace.page import show

NAMES = {
    "ok": "Alles in Ordnung",
    "wartende_auftraege": "Wartende Hintergrundaufträge",
    "datenbank": "Datenbank",
    "tresor": "Ablage der Dateien",
}


def _page(request: ActorRequest, **values: Any) -> HttpResponse:
    report: dict[str, Any] = json.loads(health(request).content)
    figures = [(NAMES.get(key, key.replace("_", " ")), _word(value)) for key, value in report.items()]
    return show(
        request, "operation", "betrieb", figures=figures, well=report["ok"], moved=clock.moved(), vault=last_check(),
        forms=[one for one in registry.short_forms() if one.short and one.short.own and one.questionnaire.pages],
        wrong_forms=[(name, in_german(error)) for name, error in sorted(registry.wrong_forms().items())], **values,
    )  # fmt: skip


def _word(value: Any) -> str:
    return {True: "ja", False: "nein"}.get(value, str(value)) if isinstance(value, bool) else str(value)


@allow(*nav.OPERATION)
@require_GET
def operation(request: ActorRequest) -> HttpResponse:
    """Figures of this installation."""
    return _page(request)


@allow(*nav.OPERATION)
@require_POST
def verify(request: ActorRequest) -> HttpResponse:
    """Recompute the chain of the audit trail."""
    return _page(request, verified=True, broken=verify_chain(), at=clock.now())
