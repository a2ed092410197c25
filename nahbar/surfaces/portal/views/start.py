"""The front door: three ways in, help today, and securing the day."""

from __future__ import annotations

from uuid import UUID

import segno
from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from nahbar.benefits import registry
from nahbar.domain.applications import queries
from nahbar.domain.applications.errors import AntragUnknown
from nahbar.domain.people import queries as people
from nahbar.platform import clock
from nahbar.platform.accounts import once
from nahbar.platform.accounts.guard import ActorRequest, allow, public
from nahbar.platform.accounts.roles import Role
from nahbar.platform.accounts.session import open_antrag
from nahbar.procedures.secure_antrag import secure_antrag
from nahbar.surfaces.portal.access import is_draft, own
from nahbar.surfaces.ui.fields import Field, choices

FORM, FORM_AGE = "sichern", 3600
"""Field and signed cookie of the one button, seconds."""
ONCE = "pin_einmal"
"""Session key of code and PIN between securing and going on; they are stored in no other place."""


@public
@require_GET
def start(request: ActorRequest) -> HttpResponse:
    """Three doors and one red line."""
    own_forms = has_own_forms(request)
    return render(request, "portal/start.html", {"forms": own_forms, "translated": True})


def has_own_forms(request: ActorRequest) -> bool:
    """Whether this office has forms of its own to offer."""
    office = request.traeger.kuerzel if request.traeger else ""
    return any(b.short is not None and b.short.own for b in registry.short_forms(office))


@public
@require_GET
def help_today(request: HttpRequest) -> HttpResponse:
    """No food, no power, home in danger: whom to call, what to say."""
    return render(request, "portal/help_today.html")


@public
@require_http_methods(["GET", "POST"])
def secure(request: ActorRequest) -> HttpResponseBase:
    """Secures the day with one button; which benefit it is comes afterwards, unless somebody knows (`leistung`)."""
    if request.actor.has(Role.REPRESENTATIVE):
        return redirect("portal:mine")  # for somebody else it is done from the list of persons
    urgent = "notlage" in request.GET or "notlage" in request.POST
    offered = {benefit.key: benefit for benefit in registry.offered_by(request.traeger.art)} if request.traeger else {}
    if not offered:
        return render(request, "portal/not_here.html", {"translated": True})
    known = request.POST.get("leistung") or request.GET.get("leistung") or ""
    wanted = known if known in offered else next(iter(offered))
    if request.method == "POST":
        return secure_now(request, wanted, named=known in offered, urgent=urgent)
    token = once.fresh()
    fields = [_town(request.POST.get("ort", "")), Field(FORM, "", "hidden", value=token)]
    if known in offered:
        fields.append(Field("leistung", "", "hidden", value=known))
    context = {
        "fields": fields,
        "shown": offered[wanted],
        "named": known in offered and len(offered) > 1,
        "name": offered[wanted].public_name(clock.today()),
        "urgent": urgent,
        "begun": _begun(request),
        "translated": True,
    }
    answer = render(request, "portal/secure.html", context)
    answer.set_signed_cookie(
        FORM, token, salt=FORM, max_age=FORM_AGE, httponly=True, samesite="Lax", secure=settings.HTTPS
    )
    return answer


def _same_browser(request: ActorRequest) -> str:
    """The form's random field, if the cookie shows that this browser was given it; no login, no JavaScript."""
    given = request.get_signed_cookie(FORM, default="", salt=FORM, max_age=FORM_AGE)
    return given if given and given == request.POST.get(FORM) else ""


def secure_now(request: ActorRequest, leistung: str, *, named: bool, urgent: bool = False) -> HttpResponseBase:
    """Secure the day and show code and PIN; a second click right after it makes no second application."""
    again, short = _just_secured(request), registry.get(leistung).short is not None
    if again is not None and again.kurz == short and (not short or again.leistung == leistung):
        return redirect("portal:secured", again.id)
    secured = secure_antrag(
        acting=request.actor,
        leistung=leistung,
        gemeinde=people.gemeinde_by_ags(request.POST.get("ort", "")),
        notlage=urgent,
        sendung=_same_browser(request),
    )
    if request.actor.account_id is None:
        open_antrag(request, secured.antrag.id)
    request.session[ONCE] = {
        "antrag": str(secured.antrag.id),
        "code": secured.code,
        "pin": secured.pin,
        "named": named,
    }
    return redirect("portal:secured", secured.antrag.id)


def _town(chosen: str) -> Field:
    towns = [("", _("Das weiß ich nicht")), *((town.ags, town.name) for town in people.gemeinden())]
    label = _("In welchem Ort wohnen Sie?")
    return Field("ort", label, "select", options=choices(towns), value=chosen, required=False)


def _begun(request: ActorRequest) -> queries.Antrag | None:
    """An application that this browser or account has open: whoever comes here again finds the way back to it."""
    for antrag in queries.own_antraege(request.actor):
        if antrag.stand != "zurueckgenommen":
            return antrag
    return None


def _just_secured(request: ActorRequest) -> queries.Antrag | None:
    """The application whose code and PIN are still on screen: going back and clicking again makes no second one."""
    shown = request.session.get(ONCE)
    if not shown:
        return None
    try:
        antrag = queries.own_antrag(request.actor, UUID(shown["antrag"]))
    except AntragUnknown:
        return None
    return antrag if is_draft(antrag) and not _answered(antrag) else None


def _answered(antrag: queries.Antrag) -> bool:
    """Whether the person has said anything yet; keys with an underscore are notes of the house."""
    return any(not key.startswith("_") for key in antrag.antworten)


@allow(Role.CITIZEN)
@require_http_methods(["GET", "POST"])
def secured(request: ActorRequest, antrag_id: UUID) -> HttpResponseBase:
    """The green panel: from when the application counts, code and PIN once, what is next."""
    antrag = own(request, antrag_id)
    if request.method == "POST":
        shown = request.session.pop(ONCE, None) or {}
        choose = is_draft(antrag) and not _answered(antrag) and not shown.get("named")
        several = len(registry.offered_by(antrag.traeger.art)) > 1
        return redirect("portal:leistung" if choose and several else "portal:tasks", antrag.id)
    shown = request.session.get(ONCE) or {}
    fresh = shown if shown.get("antrag") == str(antrag.id) else {}
    code = fresh.get("code") or queries.current_code(antrag)
    context = {
        "antrag": antrag,
        "code": code,
        "pin": fresh.get("pin", ""),
        "address": portal_address(),
        "qr": qr_of(resume_link(code)),
        "translated": True,
    }
    return render(request, "portal/secured.html", context)


def portal_address() -> str:
    """The portal's address as people type it."""
    return settings.PUBLIC_URL.removeprefix("https://").removeprefix("http://").rstrip("/")


def resume_link(code: str) -> str:
    """The way back with the code, never with the PIN."""
    return f"{settings.PUBLIC_URL.rstrip('/')}{reverse('portal:resume')}?code={code}"


def qr_of(text: str) -> SafeString:
    """A QR code as SVG without inline style."""
    svg = segno.make(text, error="m", micro=False).svg_inline(scale=5, border=3, dark="#000", light="#fff")
    return SafeString(svg)
