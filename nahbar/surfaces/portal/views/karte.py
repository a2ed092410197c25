"""The citizen's card: a code that changes, a card to print, and one button that blocks it."""

from __future__ import annotations

import io
from uuid import UUID

import segno
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.safestring import SafeString
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from nahbar.domain.people import cards_queries
from nahbar.domain.people.cards_codes import STEP, printed_code, seconds_left
from nahbar.domain.people.cards_errors import CardError
from nahbar.domain.rollout.queries import feature_live
from nahbar.platform.accounts.guard import ActorRequest, allow
from nahbar.platform.accounts.roles import Role
from nahbar.procedures.block_card import block_card
from nahbar.procedures.issue_card import issue_card
from nahbar.surfaces.portal.access import sent
from nahbar.surfaces.ui.fields import Field, choices


def _qr(text: str) -> SafeString:
    svg = segno.make(text, error="m", micro=False).svg_inline(border=4, dark="#000", light="#fff", omitsize=True)
    return SafeString(svg)


def _field(value: str = "", error: str = "") -> Field:
    options = choices(tuple(cards_queries.REASONS.items()))
    return Field("grund", "Warum möchten Sie die Karte sperren?", "choice", options=options, value=value, error=error)


@allow(Role.CITIZEN)
@require_GET
def card(request: ActorRequest, antrag_id: UUID) -> HttpResponse:
    """The code of this half minute; without a card, the way to one."""
    antrag, akte = sent(request, antrag_id)
    karte = cards_queries.valid_card(akte.person)
    blocked = [one for one in cards_queries.cards(akte.person) if one.blocked_at is not None]
    context = {
        "antrag": antrag,
        "karte": karte,
        "offered": feature_live(akte.gemeinde, "karte"),
        "qr": _qr(cards_queries.code_now(karte)) if karte else "",
        "left": seconds_left(),
        "step": STEP,
        "blocked": blocked[0] if blocked else None,
        "notes": [note for note in ("gesperrt", "neu") if note in request.GET],
        "blocked_reason": cards_queries.reason_text(blocked[0]) if blocked else "",
    }
    return render(request, "portal/card.html", context)


@allow(Role.CITIZEN)
@require_GET
def code(request: ActorRequest, antrag_id: UUID) -> HttpResponse:
    """The picture of the present code; `X-Sekunden` says when the next one is due. 410 once the card is blocked."""
    _, akte = sent(request, antrag_id)
    karte = cards_queries.valid_card(akte.person)
    if karte is None:
        return HttpResponse(status=410)
    out = io.BytesIO()
    qr = segno.make(cards_queries.code_now(karte), error="m", micro=False)
    qr.save(out, kind="svg", xmldecl=False, border=4, dark="#000", light="#fff", omitsize=True)
    return HttpResponse(out.getvalue(), content_type="image/svg+xml", headers={"X-Sekunden": str(seconds_left())})


@allow(Role.CITIZEN)
@require_GET
def printed(request: ActorRequest, antrag_id: UUID) -> HttpResponse:
    """The card for printing: a number and its code; with the birth year only, and never with a name."""
    antrag, akte = sent(request, antrag_id)
    karte = cards_queries.valid_card(akte.person)
    if karte is None:
        raise Http404
    context = {"antrag": antrag, "karte": karte, "qr": _qr(printed_code(karte.nummer))}
    return render(request, "portal/card_print.html", context)


@allow(Role.CITIZEN)
@require_POST
def issue(request: ActorRequest, antrag_id: UUID) -> HttpResponseBase:
    """Make the card; pressed twice it is the same one."""
    antrag, akte = sent(request, antrag_id)
    try:
        issue_card(acting=request.actor, akte=akte)
    except CardError:
        return redirect("portal:card", antrag.id)
    return redirect(f"{reverse('portal:card', args=[antrag.id])}?neu=1")


@allow(Role.CITIZEN)
@require_http_methods(["GET", "POST"])
def block(request: ActorRequest, antrag_id: UUID) -> HttpResponseBase:
    """Block the card at once, after one question."""
    antrag, akte = sent(request, antrag_id)
    if cards_queries.valid_card(akte.person) is None:
        return redirect("portal:card", antrag.id)
    field = _field()
    if request.method == "POST":
        typed = request.POST.get("grund", "")
        if typed in cards_queries.REASONS:
            block_card(acting=request.actor, akte=akte, grund=typed)
            return redirect(f"{reverse('portal:card', args=[antrag.id])}?gesperrt=1")
        field = _field(typed, "Wählen Sie einen Grund aus.")
    errors = [(field.focus_id, field.error)] if field.error else []
    return render(request, "portal/card_block.html", {"antrag": antrag, "field": field, "errors": errors})
