"""Signing in by an identity provider (BundID): one way among others, and never one that an application waits for."""

from __future__ import annotations

import time

from django.conf import settings
from django.http import Http404, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from nahbar.platform import ports
from nahbar.platform.accounts import identity, session
from nahbar.platform.accounts.guard import ActorRequest, public
from nahbar.platform.accounts.identity import IdentityProvider, IdentityRefused
from nahbar.procedures.link_identity import enter_by_identity
from nahbar.surfaces.portal.views.entry import show_sign_in, wanted_address

BEGUN = "identitaet_begonnen"
"""Session key: who set out, where to, and when."""
VALID_SECONDS = 15 * 60
LONGEST = 2000


def provider() -> IdentityProvider:
    """The provider of this installation; not found where none is set up."""
    found: IdentityProvider = ports.get("identity")
    if not found.title:
        raise Http404
    return found


def _address() -> str:
    return f"{settings.PUBLIC_URL.rstrip('/')}{reverse('portal:identity_back')}"


@public
@require_POST
def begin(request: ActorRequest) -> HttpResponseBase:
    """Sets out for the provider; `stark` asks for the eID."""
    there, strong = provider(), "stark" in request.POST
    try:
        url = there.begin(request, _address(), strong=strong)
    except IdentityRefused as refused:
        return show_sign_in(request, refused=_(str(refused)))
    request.session[BEGUN] = {"wer": request.actor.id, "wohin": wanted_address(request), "um": int(time.time())}
    # a link, not a redirect: our pages let forms lead to our own addresses only
    return render(request, "portal/identity_out.html", {"url": url, "title": there.title, "translated": True})


@public
@require_http_methods(["GET", "POST"])
def back(request: ActorRequest) -> HttpResponseBase:
    """The provider sends the browser here with a code; nothing is done before the page sends it on by POST."""
    there = provider()
    if request.method == "GET":
        given = {name: request.GET.get(name, "")[:LONGEST] for name in ("code", "state")}
        if not all(given.values()):  # somebody turned round at the provider's
            return show_sign_in(request, refused=_(str(IdentityRefused())))
        return render(request, "portal/identity_back.html", {"given": given, "title": there.title, "translated": True})
    begun = request.session.pop(BEGUN, {})
    try:
        # the browser that set out, with the same person at it
        late = time.time() - begun.get("um", 0) > VALID_SECONDS
        if late or begun.get("wer") != request.actor.id:
            raise IdentityRefused
        proof = there.finish(request)
        own = sorted(request.actor.antrag_ids)
        account = enter_by_identity(acting=request.actor, proof=proof, antrag_id=own[0] if len(own) == 1 else None)
    except IdentityRefused as refused:
        return show_sign_in(request, refused=_(str(refused)))
    session.sign_in(request, account)
    identity.note_strength(request, proof)
    return redirect(begun.get("wohin") or reverse("portal:mine"))
