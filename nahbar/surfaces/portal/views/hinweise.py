"""Word that there is news: switched on and off by the person, by e-mail or in this browser."""

from __future__ import annotations

import json
from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from nahbar.domain.conversations.notice_errors import ConsentMissing, NoticeError
from nahbar.platform.accounts.guard import ActorRequest, allow, public
from nahbar.platform.accounts.roles import Role
from nahbar.procedures.choose_notices import (
    choose_browser,
    choose_mail,
    chosen_ways,
    confirm_mail,
    offered_mail,
    offered_push,
    withdraw_notices,
)
from nahbar.surfaces.portal.access import sent
from nahbar.surfaces.ui.fields import Choice, Field, FormPage

CONSENT = "Schicken Sie mir an diese Adresse, dass es etwas Neues gibt. Das kann ich hier jederzeit ausschalten."
NEUTRAL, OFFICE = "neutral", "amt"
NOTES = {
    "mail": "Wir haben Ihnen eine E-Mail geschickt. Öffnen Sie den Link darin, dann ist die Adresse eingeschaltet.",
    "browser": "Dieser Browser zeigt ab jetzt, wenn es etwas Neues gibt.",
    "aus": "Ausgeschaltet. Dorthin geht nichts mehr, und die Adresse ist gelöscht.",
}
SUBSCRIPTION_MAX = 4000


def masked(address: str) -> str:
    """`t…@beispiel.de`: enough to know one's own address by."""
    name, _, host = address.rpartition("@")
    return f"{name[:1]}…@{host}"


def _mail_page(typed: str = "", look: str = NEUTRAL, refused: NoticeError | None = None) -> FormPage:
    about_address = refused is not None and not isinstance(refused, ConsentMissing)
    return FormPage(
        title="Hinweise, dass es etwas Neues gibt",
        fields=(
            Field(
                "adresse",
                "Ihre E-Mail-Adresse",
                "email",
                value=typed,
                error=str(refused) if about_address else "",
                autocomplete="email",
            ),
            Field(
                "absender",
                "Was soll als Absender zu sehen sein?",
                "choice",
                value=look,
                options=(
                    Choice(NEUTRAL, "Nur „Nachricht“", "Niemand sieht, dass sie vom Amt kommt."),
                    Choice(OFFICE, "Der Name des Amtes"),
                ),
            ),
            Field(
                "einwilligung",
                "Ihre Einwilligung",
                "choices",
                options=(Choice("ja", CONSENT),),
                error=str(refused) if isinstance(refused, ConsentMissing) else "",
            ),
        ),
        primary="E-Mail einschalten",
        later="",
    )


def _show(request: ActorRequest, antrag_id: UUID, page: FormPage, status: int = 200, refusal: str = "") -> HttpResponse:
    antrag, _ = sent(request, antrag_id)
    ways = chosen_ways(request.actor, antrag)
    context: dict[str, Any] = {
        "antrag": antrag,
        "page": page,
        "ways": ways,
        "address": masked(ways.mail.adresse) if ways.mail else "",
        "mail_offered": offered_mail(),
        "push_key": offered_push(),
        "note": NOTES.get(request.GET.get("ok", ""), ""),
        "refusal": refusal,
    }
    return render(request, "portal/hinweise.html", context, status=status)


@allow(Role.CITIZEN)
@require_GET
def notices(request: ActorRequest, antrag_id: UUID) -> HttpResponse:
    """What is on, and how to change it."""
    return _show(request, antrag_id, _mail_page())


def _back(antrag_id: UUID, note: str) -> HttpResponseBase:
    return redirect(f"{reverse('portal:notices', args=[antrag_id])}?ok={note}")


@allow(Role.CITIZEN)
@require_POST
def mail(request: ActorRequest, antrag_id: UUID) -> HttpResponseBase:
    """Note an address; the link in the mail switches it on."""
    antrag, _ = sent(request, antrag_id)
    typed, look = request.POST.get("adresse", "")[:254], request.POST.get("absender", NEUTRAL)
    try:
        choose_mail(
            acting=request.actor,
            antrag=antrag,
            address=typed,
            consent="ja" in request.POST.getlist("einwilligung"),
            diskret=look != OFFICE,
        )
    except NoticeError as refused:
        shown = look if look in (NEUTRAL, OFFICE) else NEUTRAL
        return _show(request, antrag_id, _mail_page(typed, shown, refused), 422)
    return _back(antrag_id, "mail")


@allow(Role.CITIZEN)
@require_POST
def browser(request: ActorRequest, antrag_id: UUID) -> HttpResponseBase:
    """Switch on push with what the browser has sent."""
    antrag, _ = sent(request, antrag_id)
    endpoint, keys = _subscription(request.POST.get("anmeldung", ""))
    try:
        choose_browser(
            acting=request.actor,
            antrag=antrag,
            endpoint=endpoint,
            keys=keys,
            consent="ja" in request.POST.getlist("einwilligung_browser"),
        )
    except NoticeError as refused:
        return _show(request, antrag_id, _mail_page(), 422, refusal=str(refused))
    return _back(antrag_id, "browser")


def _subscription(text: str) -> tuple[str, dict[str, str]]:
    """Endpoint and keys as a browser writes them; empty if it is anything else."""
    try:
        found = json.loads(text[:SUBSCRIPTION_MAX])
        return str(found["endpoint"]), {str(name): str(value) for name, value in found["keys"].items()}
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return "", {}


@allow(Role.CITIZEN)
@require_POST
def off(request: ActorRequest, antrag_id: UUID) -> HttpResponseBase:
    """Switch one way off, at once."""
    antrag, _ = sent(request, antrag_id)
    try:
        way_id = UUID(request.POST.get("weg", ""))
    except ValueError:
        raise Http404 from None
    withdraw_notices(acting=request.actor, antrag=antrag, way_id=way_id)
    return _back(antrag_id, "aus")


@public
@require_http_methods(["GET", "POST"])
def confirm(request: ActorRequest, link: str) -> HttpResponse:
    """The link from the mail: a button confirms, so that a program that looks at links switches nothing on."""
    refusal = ""
    if request.method == "POST":
        try:
            confirm_mail(acting=request.actor, link=link)
        except NoticeError as refused:
            refusal = str(refused)
    context = {"done": request.method == "POST" and not refusal, "refusal": refusal}
    return render(request, "portal/hinweise_bestaetigen.html", context, status=422 if refusal else 200)
