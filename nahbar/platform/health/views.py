"""Is this installation alive: database, vault, waiting jobs. Says nothing about people."""

from __future__ import annotations

import os

from django.conf import settings
from django.db import DatabaseError, connection
from django.http import HttpRequest, JsonResponse

from nahbar.platform.accounts.guard import public
from nahbar.platform.speech import reasons_absent


@public
def health(request: HttpRequest) -> JsonResponse:
    """200 with `ok` true, or 503 with what is wrong."""
    report: dict[str, object] = {"ok": True}
    try:
        with connection.cursor() as cursor:
            cursor.execute("select count(*) filter (where status = 'todo') from procrastinate_jobs")
            report["wartende_auftraege"] = cursor.fetchone()[0]
    except DatabaseError:
        report.update(ok=False, datenbank="antwortet nicht")
    if not (settings.VAULT_ROOT.parent.is_dir() and os.access(settings.VAULT_ROOT.parent, os.W_OK)):
        report.update(ok=False, tresor="nicht beschreibbar")
    if absent := reasons_absent():
        report["vorlesen"] = f"aus, es fehlt: {', '.join(absent)}"
    return JsonResponse(report, status=200 if report["ok"] else 503)
