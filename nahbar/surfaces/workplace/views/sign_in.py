"""Signing in with password and second factor, and out again."""

from __future__ import annotations

from django.http import HttpResponse, HttpResponseRedirect
from django.middleware.csrf import rotate_token
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from nahbar.platform.accounts.actions import SignInRefused, authenticate
from nahbar.platform.accounts.guard import ActorRequest, public
from nahbar.platform.accounts.passkeys import sign_in_options, staff_by_passkey
from nahbar.platform.accounts.session import actor_of_account, sign_in, sign_out
from nahbar.platform.audit import actions as audit
from nahbar.surfaces.ui.fields import Field
from nahbar.surfaces.workplace.page import show


def _fields(login: str) -> tuple[Field, ...]:
    return (
        Field("login", "Anmeldename", value=login, autocomplete="username"),
        Field("password", "Passwort", kind="password", autocomplete="current-password"),
        Field(
            "code",
            "Sechsstelliger Code",
            kind="code",
            hint="Er steht in der App auf Ihrem Telefon und wechselt alle 30 Sekunden.",
            autocomplete="one-time-code",
            width=10,
        ),
    )


def _form(request: ActorRequest, target: str, *, login: str = "", error: str = "", wait: int = 0) -> HttpResponse:
    errors = [("f-login", error)] if error else []
    return show(
        request, "sign_in", status=422 if error else 200, fields=_fields(login), errors=errors, wait=wait, target=target
    )  # fmt: skip


@public
@sensitive_post_parameters()
@require_http_methods(["GET", "POST"])
def sign_in_page(request: ActorRequest) -> HttpResponse:
    """Login, password and code; whatever does not fit, the answer is the same sentence (U1)."""
    asked = request.POST.get("weiter") or request.GET.get("weiter") or ""
    target = asked if url_has_allowed_host_and_scheme(asked, None) else reverse("workplace:start")
    if request.method == "GET":
        return _form(request, target)
    login = request.POST.get("login", "").strip()
    password, passkey = request.POST.get("password", ""), request.POST.get("passkey", "")
    try:
        if passkey:
            account = staff_by_passkey(request, login, password, passkey)
        else:
            account = authenticate(login, password, request.POST.get("code", ""))
    except SignInRefused as refused:
        return _form(request, target, login=login, error=str(refused), wait=refused.wait_seconds)
    actor = actor_of_account(account)
    if not actor.is_staff:
        return _form(request, target, login=login, error=str(SignInRefused()))
    sign_in(request, account)
    rotate_token(request)
    way = {"passkey": bool(passkey)}
    audit.record("signed_in", acting=actor, object_type="account", object_id=account.id, details=way)
    return HttpResponseRedirect(target)


@public
@require_POST
def passkey_question(request: ActorRequest) -> HttpResponse:
    """What the device is asked; the same for everybody, so that it tells nothing about logins."""
    return HttpResponse(sign_in_options(request, citizen=False), content_type="application/json")


@public
@require_POST
def sign_out_page(request: ActorRequest) -> HttpResponse:
    """End the session."""
    sign_out(request)
    return HttpResponseRedirect(reverse("workplace:sign_in"))
