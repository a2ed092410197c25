"""What every template knows: the office, who acts, and whether the clock is moved."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest

from nahbar.config.demo.logins import demo_logins
from nahbar.platform import clock


def office(request: HttpRequest) -> dict[str, Any]:
    """Context processor: `office` (the Träger), `actor`, `demo_now` (None unless the clock is moved), `mode`.

    `visitors`: the demo has a page with all doors. `demo_logins` is called by the sign-in page of the demo alone.
    """
    return {
        "office": getattr(request, "traeger", None),
        "actor": getattr(request, "actor", None),
        "demo_now": clock.local_now() if clock.moved() else None,
        "mode": settings.MODE,
        "visitors": settings.DEMO_LOGINS,
        "demo_logins": demo_logins if settings.DEMO_LOGINS else None,
    }
