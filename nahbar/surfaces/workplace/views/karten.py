"""Checking in at the front desk with a card or a code; issuing and blocking cards. A card never opens a file."""

from __future__ import annotations

from typing import Any
from uuid import UUID, uuid4

from django.http import HttpResponse
from django.views.decorators.http import require_http_methods

from nahbar.domain.appointments import tickets_queries as tickets
from nahbar.domain.casefile.actions import log_access
from nahbar.domain.casefile.queries import akte_by_id
from nahbar.domain.people import cards_queries
from nahbar.platform.accounts.guard import ActorRequest
from nahbar.procedures.block_card import block_card
from nahbar.procedures.check_in import CheckedIn, check_in, with_whom
from nahbar.procedures.issue_card import issue_card
from nahbar.surfaces.ui.words import kurzdatum, uhrzeit
from nahbar.surfaces.workplace import nav
from nahbar.surfaces.workplace.guard import allow
from nahbar.surfaces.workplace.page import attempt, done, show

ZWECK = "Kundenkarte am Empfang"
PLACE = "empfang"


def _year(text: str) -> int | None:
    tidy = text.strip()
    return int(tidy) if tidy.isascii() and tidy.isdigit() and len(tidy) == 4 else None


def _blocked(found: CheckedIn) -> str:
    """What the front desk reads, and says to nobody."""
    karte = found.karte
    if found.problem != "gesperrt" or karte is None or karte.blocked_at is None:
        return ""
    since = f"{kurzdatum(karte.blocked_at)}, {uhrzeit(karte.blocked_at)}"
    return f"Diese Karte ist gesperrt seit {since} ({cards_queries.reason_text(karte)})."


@allow(*nav.FRONTDESK)
@require_http_methods(["GET", "POST"])
def check_in_page(request: ActorRequest) -> HttpResponse:
    """Scan or type; today's appointment is noted, or a waiting number offered."""
    values: dict[str, Any] = {"places": tickets.places_with_queue(), "key": uuid4(), "reasons": tickets.ANLIEGEN}
    if request.method != "POST":
        return show(request, "check_in", "warten", **values)
    text, year = request.POST.get("code", "")[:80], request.POST.get("jahr", "")
    if not text.strip():
        return show(request, "check_in", "warten", status=422, refusal="Scannen Sie einen Code ein.", **values)
    found = check_in(acting=request.actor, text=text, stelle=PLACE, geburtsjahr=_year(year))
    values |= {
        "found": found,
        "typed": text if found.problem in ("jahr_fehlt", "jahr_falsch") else "",
        "ask_year": found.problem in ("jahr_fehlt", "jahr_falsch"),
        "blocked": _blocked(found),
        "termine": [{"termin": one, "who": with_whom(one)} for one in found.termine],
    }
    bad = bool(found.problem) and found.problem not in ("jahr_fehlt", "kein_termin")
    return show(request, "check_in", "warten", status=422 if bad else 200, **values)


@allow(*nav.FRONTDESK)
@require_http_methods(["GET", "POST"])
def cards_of(request: ActorRequest, akte_id: UUID) -> HttpResponse:
    """The card of a person: since when, blocked since when; block it (a phone call is enough), issue a new one."""
    akte = akte_by_id(akte_id)
    refusal = ""
    if request.method == "POST":
        step, grund = request.POST.get("tat", ""), request.POST.get("grund", "")
        if step == "ausstellen":
            refusal = attempt(lambda: issue_card(acting=request.actor, akte=akte))
        else:
            new = step == "ersetzen"
            refusal = attempt(lambda: block_card(acting=request.actor, akte=akte, grund=grund, neu=new))
        if not refusal:
            return done("desk_card", "karte_neu" if step in ("ausstellen", "ersetzen") else "karte_gesperrt", akte.id)
    else:
        log_access(acting=request.actor, akte=akte, zweck=ZWECK)  # what a reading page writes: who looked
    rows = [{"karte": one, "reason": cards_queries.reason_text(one)} for one in cards_queries.cards(akte.person)]
    return show(
        request, "desk_card", "empfang", status=422 if refusal else 200, refusal=refusal,
        akte=akte, karte=cards_queries.valid_card(akte.person), rows=rows, reasons=cards_queries.REASONS.items(),
    )  # fmt: skip
