"""«Meine Anmeldung»: one's own second factors: the code, and passkeys to add and remove."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse, HttpResponseRedirect, JsonResponse
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from nahbar.platform.accounts import passkeys
from nahbar.platform.accounts.actions import SignInRefused
from nahbar.platform.accounts.guard import ActorRequest
from nahbar.surfaces.ui.devices import device_name
from nahbar.surfaces.ui.fields import Field
from nahbar.surfaces.workplace import nav
from nahbar.surfaces.workplace.guard import allow
from nahbar.surfaces.workplace.page import done, show


def _page(request: ActorRequest, error: str = "") -> HttpResponse:
    fields = (
        Field("name", "Wie soll der Passkey heißen?", hint="Zum Beispiel: Diensttelefon", required=False),
        Field("password", "Ihr Passwort", kind="password", autocomplete="current-password"),
    )
    known, code = passkeys.passkeys_of(request.actor.account_id), passkeys.has_code(request.actor.account_id)
    return show(
        request, "own_access", status=422 if error else 200, fields=fields, passkeys=known, code=code,
        only_one=len(known) + code <= 1, refused=error,
    )  # fmt: skip


@allow(*nav.EVERYBODY)
@require_http_methods(["GET", "POST"])
def own_access(request: ActorRequest) -> HttpResponse:
    """The list, and the answer of a new passkey."""
    if request.method == "GET":
        return _page(request)
    name = request.POST.get("name", "").strip() or device_name(request.headers.get("User-Agent", ""))
    try:
        fresh = passkeys.registered(request, request.POST.get("passkey", ""), citizen=False)
        passkeys.add_own_passkey(acting=request.actor, fresh=fresh, name=name)
    except passkeys.PasskeyUnusable as refused:
        return _page(request, str(refused))
    return done("own_access", "passkey_da")


@allow(*nav.EVERYBODY)
@sensitive_post_parameters()
@require_POST
def question(request: ActorRequest) -> HttpResponse:
    """What the device is asked; the password once more, so that an unattended desk gives no lasting access."""
    account_id = request.actor.account_id
    try:
        passkeys.confirm_password(account_id, request.POST.get("password", ""))
    except SignInRefused as refused:
        wait = f" Bitte warten Sie {refused.wait_seconds} Sekunden." if refused.wait_seconds else ""
        return JsonResponse({"error": f"Das Passwort stimmt nicht.{wait}"}, status=422)
    if account_id is None:
        return JsonResponse({"error": "Melden Sie sich neu an."}, status=422)
    text = passkeys.registration_options(
        request, account_id=account_id, shown_as=f"{request.actor.name} (Amt)", citizen=False
    )
    return HttpResponse(text, content_type="application/json")


@allow(*nav.EVERYBODY)
@require_POST
def remove(request: ActorRequest) -> HttpResponse | HttpResponseRedirect:
    """Forget a passkey; one second factor stays."""
    try:
        passkeys.remove_passkey(acting=request.actor, passkey_id=UUID(request.POST.get("passkey", "")))
    except ValueError:
        return done("own_access")
    except passkeys.PasskeyUnusable as refused:
        return _page(request, str(refused))
    return done("own_access", "passkey_weg")
