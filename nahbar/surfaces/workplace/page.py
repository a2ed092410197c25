"""What every page of the workplace shares: the frame, one sentence after an action, refusals on the same page."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.db import transaction
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse

from nahbar.domain.people.queries import parse_birthday
from nahbar.platform.accounts.guard import ActorRequest
from nahbar.surfaces.workplace import nav
from nahbar.surfaces.workplace.refusals import REFUSALS

DONE = {
    "uebernommen": "Die Aufgabe gehört jetzt Ihnen.",
    "uebernommen_mehrere": "Die ausgewählten Aufgaben gehören jetzt Ihnen.",
    "zurueckgegeben": "Die Aufgabe liegt wieder im Bereich.",
    "zurueckgestellt": "Die Aufgabe erscheint an dem gewählten Tag wieder im Eingang.",
}
"""Sentences after an action, by the key in the address: nothing is kept between two pages."""


def show(request: ActorRequest, template: str, current: str = "", status: int = 200, **values: Any) -> HttpResponse:
    """A page in the frame of the workplace."""
    frame = {
        "nav": nav.rail(request.actor, current),
        "search_url": reverse("workplace:search") if request.actor.has(*nav.SEARCH) else "",
        "notice": DONE.get(request.GET.get("ok", ""), ""),
    }
    return render(request, f"workplace/{template}.html", {**frame, **values}, status=status)


def attempt(call: Callable[[], object]) -> str:
    """Run one procedure; the sentence of its refusal, or nothing. What was refused leaves no trace."""
    try:
        with transaction.atomic():
            call()
    except REFUSALS as refusal:
        return str(refusal)
    return ""


def done(view: str, ok: str = "", *args: Any, query: dict[str, str] | None = None) -> HttpResponseRedirect:
    """Go on to a page that says what was done."""
    values = {**(query or {}), **({"ok": ok} if ok else {})}
    address = reverse(f"workplace:{view}", args=args)
    return HttpResponseRedirect(f"{address}?{urlencode(values)}" if values else address)


def typed_day(text: str) -> date | None:
    """A day as a date control sends it, or as people type it (26.11.2026)."""
    return parse_birthday(text)
