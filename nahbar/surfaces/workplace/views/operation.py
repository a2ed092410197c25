"""Operation: is everything alive, is the audit trail whole. No data of any case."""

from __future__ import annotations

import json
from datetime import timedelta
from typing import Any

from django.http import HttpResponse
from django.views.decorators.http import require_GET, require_POST

from nahbar.benefits import registry
from nahbar.domain.applications.quarantine import held_count
from nahbar.platform import clock, ports
from nahbar.platform.accounts.guard import ActorRequest
from nahbar.platform.audit.actions import verify_chain
from nahbar.platform.health.views import health
from nahbar.platform.intake.scan import VirusScanner
from nahbar.platform.vault.upkeep import last_check
from nahbar.platform.zone import BERLIN
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

SOON = timedelta(minutes=10)
"""By then a check that answers has looked at what waited."""
LIMIT = "Er nimmt sie nicht: Setzen Sie in clamd.conf StreamMaxLength auf mindestens 30M."


def _page(request: ActorRequest, **values: Any) -> HttpResponse:
    report: dict[str, Any] = json.loads(health(request).content)
    figures = [(NAMES.get(key, key.replace("_", " ")), _word(value)) for key, value in report.items()]
    figures += _virus_check()
    return show(
        request, "operation", "betrieb", figures=figures, well=report["ok"], moved=clock.moved(), vault=last_check(),
        forms=[one for one in registry.short_forms() if one.short and one.short.own and one.questionnaire.pages],
        wrong_forms=[(name, in_german(error)) for name, error in sorted(registry.wrong_forms().items())], **values,
    )  # fmt: skip


def _virus_check() -> list[tuple[str, str]]:
    """Whether files are checked for malware, and how many wait for it."""
    scanner: VirusScanner = ports.get("virus_scanner")
    state = scanner.state()
    count, since = held_count()
    if not state.set_up:
        text = "nicht eingerichtet: Dateien werden nur nach Art und Aufbau geprüft (NAHBAR_CLAMD_SOCKET)"
    elif not state.answers:
        text = "antwortet nicht: neue Dateien warten verschlüsselt, bis er wieder da ist"
    else:
        text = f"arbeitet ({state.version})"
    waiting = "keine"
    if since is not None:
        waiting = f"{count}, die älteste seit {since.astimezone(BERLIN):%d.%m.%Y %H:%M}"
        if state.answers and clock.now() - since > SOON:
            waiting += f". {LIMIT}"
    return [("Virenscanner", text), ("Dateien, die auf den Virenscanner warten", waiting)]


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
