"""Signing in with one's own device (passkey), and setting it up."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse, HttpResponseBase, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from nahbar.platform.accounts import passkeys, session
from nahbar.platform.accounts.actions import SignInRefused
from nahbar.platform.accounts.guard import ActorRequest, allow, public
from nahbar.platform.accounts.roles import Role
from nahbar.platform.audit import actions as audit
from nahbar.procedures.add_device import AccountExists, account_for_device, add_device
from nahbar.surfaces.portal.access import own
from nahbar.surfaces.portal.views.entry import show_sign_in, wait_words, wanted_address
from nahbar.surfaces.portal.views.start import ONCE
from nahbar.surfaces.ui.devices import device_name


@public
@require_POST
def sign_in_options(request: ActorRequest) -> HttpResponse:
    """What the device is asked; the same for everybody."""
    return HttpResponse(passkeys.sign_in_options(request, citizen=True), content_type="application/json")


@public
@require_POST
def sign_in(request: ActorRequest) -> HttpResponseBase:
    """Signs in with the device's answer; whatever is wrong, the sentence is the same."""
    try:
        account = passkeys.citizen_by_passkey(request, request.POST.get("passkey", ""))
    except SignInRefused as refused:
        sentence = _("Die Anmeldung mit diesem Gerät hat nicht geklappt. Nehmen Sie einen anderen Weg.")
        return show_sign_in(request, refused=sentence, note=wait_words(refused.wait_seconds))
    session.sign_in(request, account)
    actor = session.actor_of_account(account)
    audit.record("signed_in", acting=actor, object_type="account", object_id=account.id, details={"passkey": True})
    return redirect(wanted_address(request) or reverse("portal:mine"))


@allow(Role.CITIZEN)
@require_POST
def options(request: ActorRequest, antrag_id: UUID) -> HttpResponse:
    """What the device is asked when it is set up for this application."""
    antrag = own(request, antrag_id)
    try:
        account_id = account_for_device(request.actor, antrag)
    except AccountExists as refused:
        return JsonResponse({"error": str(refused)}, status=422)
    text = passkeys.registration_options(request, account_id=account_id, shown_as=antrag.nummer, citizen=True)
    return HttpResponse(text, content_type="application/json")


@allow(Role.CITIZEN)
@require_http_methods(["GET", "POST"])
def device(request: ActorRequest, antrag_id: UUID) -> HttpResponseBase:
    """Sets up this device, and lists the devices that may sign in."""
    antrag = own(request, antrag_id)
    error = ""
    if request.method == "POST":
        try:
            fresh = passkeys.registered(request, request.POST.get("passkey", ""), citizen=True)
            account = add_device(
                acting=request.actor,
                antrag=antrag,
                fresh=fresh,
                name=device_name(request.headers.get("User-Agent", "")),
            )
        except (passkeys.PasskeyUnusable, AccountExists) as refused:
            error = str(refused)
        else:
            once = request.session.get(ONCE)
            session.sign_in(request, account)
            if once:
                request.session[ONCE] = once
            return redirect(f"{reverse('portal:passkey', args=[antrag.id])}?ok=1")
    once = request.session.get(ONCE) or {}
    context = {
        "antrag": antrag,
        "refused": error,
        "fresh": "ok" in request.GET and request.actor.account_id is not None,
        "foreign": _has_foreign_account(request, antrag_id),
        "devices": passkeys.passkeys_of(request.actor.account_id) if request.actor.account_id else [],
        "back": reverse("portal:secured" if once.get("antrag") == str(antrag.id) else "portal:tasks", args=[antrag.id]),
    }
    return render(request, "portal/passkey.html", context, status=422 if error else 200)


def _has_foreign_account(request: ActorRequest, antrag_id: UUID) -> bool:
    try:
        account_for_device(request.actor, own(request, antrag_id))
    except AccountExists:
        return True
    return False


@allow(Role.CITIZEN)
@require_POST
def remove(request: ActorRequest, antrag_id: UUID) -> HttpResponseBase:
    """Forgets one of the own devices; code and PIN go on to work."""
    antrag = own(request, antrag_id)
    try:
        passkey_id = UUID(request.POST.get("geraet", ""))
    except ValueError:
        passkey_id = None
    if request.actor.account_id is not None and passkey_id is not None:
        passkeys.remove_passkey(acting=request.actor, passkey_id=passkey_id)
    return redirect("portal:passkey", antrag.id)
