"""Another account: show once more who one is, see how long it is held, stop it (U14)."""

from __future__ import annotations

from contextlib import suppress
from uuid import UUID

from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from nahbar.domain.applications.queries import Antrag
from nahbar.domain.people.errors import KontoError, StepUpRefused
from nahbar.domain.people.konto import change_by_code
from nahbar.platform.accounts import throttle
from nahbar.platform.accounts.guard import ActorRequest, allow, public
from nahbar.platform.accounts.identity import may_sign_form
from nahbar.platform.accounts.passkeys import citizen_by_passkey
from nahbar.platform.accounts.roles import Role
from nahbar.procedures import change_konto
from nahbar.procedures.step_up import DEVICE, EID, PASSWORD, PIN, means_of, prove
from nahbar.surfaces.portal.access import own
from nahbar.surfaces.portal.views.entry import wait_words
from nahbar.surfaces.ui.fields import Field, FormPage

FREE_STOPS = 10


def konto_or(antrag: Antrag, otherwise: str) -> str:
    """After sending: the page that asks for the confirmation, if another account waits for it."""
    change = change_konto.open_change_of(antrag)
    waiting = change is not None and change.stand == "unbestaetigt"
    return reverse("portal:konto", args=[antrag.id]) if waiting else otherwise


def _ended(iban: str) -> str:
    return f"{iban[:4]} … {iban[-4:]}" if iban else ""


def _field(by: str) -> Field | None:
    if by == PIN:
        hint = _("6 Ziffern. Sie steht auf dem Zettel mit Ihrem Code.")
        return Field("pin", _("Ihre PIN"), "code", width=8, hint=hint)
    if by == PASSWORD:
        return Field("passwort", _("Ihr Passwort"), "password", autocomplete="current-password")
    return None


@allow(Role.CITIZEN)
@require_http_methods(["GET", "POST"])
def konto(request: ActorRequest, antrag_id: UUID) -> HttpResponseBase:
    """Where it is paid, where it shall be paid, what is left to do."""
    antrag = own(request, antrag_id)
    if antrag.person is None:
        raise Http404
    change = change_konto.open_change_of(antrag)
    allowed = change_konto.may_change_konto(request.actor, antrag)
    refused, note = "", ""
    if request.method == "POST" and (change is None or change.stand != "unbestaetigt"):
        return redirect("portal:konto", antrag.id)  # sent twice: it is confirmed already
    if request.method == "POST" and allowed:
        by = request.POST.get("weg", "")
        typed = request.POST.get({PIN: "pin", PASSWORD: "passwort"}.get(by, ""), "")[:200]
        answer = request.POST.get("passkey", "")
        try:
            proven = prove(
                request.actor, antrag, by, typed, kept=request.session,
                device=lambda before: citizen_by_passkey(request, answer, before=before),
            )  # fmt: skip
            change_konto.confirm_konto(acting=request.actor, antrag=antrag, proven=proven)
        except KontoError as error:
            refused = str(error)
            note = wait_words(error.wait_seconds) if isinstance(error, StepUpRefused) else ""
        else:
            return redirect("portal:konto", antrag.id)
    means = means_of(request.actor, antrag) if allowed else ()
    context = {
        "antrag": antrag,
        "change": change,
        "old": _ended(change.alte_iban) if change else "",
        "new": _ended(change.iban) if change else "",
        "allowed": allowed,
        "refused": refused,
        "note": note,
        "typed": [
            {"by": by, "page": FormPage(title="", fields=(field,), primary=_("Konto bestätigen"), later="")}
            for by in means
            if (field := _field(by)) is not None
        ],
        "device": DEVICE in means,
        "eid": EID in means,
        "eid_now": EID in means and may_sign_form(request.session),
        "here": reverse("portal:konto", args=[antrag.id]),
        "translated": True,
    }
    return render(request, "portal/konto.html", context, status=422 if refused else 200)


@allow(Role.CITIZEN)
@require_POST
def konto_mine_not(request: ActorRequest, antrag_id: UUID) -> HttpResponseBase:
    """»Das war ich nicht«, said by somebody who is signed in: this session stays, all others end."""
    antrag = own(request, antrag_id)
    change = change_konto.open_change_of(antrag)
    if change is not None and change_konto.may_change_konto(request.actor, antrag):
        change_konto.stop_konto(acting=request.actor, change=change, keep=request.session.session_key)
    return render(request, "portal/konto_gestoppt.html", {"antrag": antrag, "translated": True})


@public
@require_http_methods(["GET", "POST"])
def konto_stop(request: ActorRequest) -> HttpResponse:
    """»Das war ich nicht« with the code of the message: no sign-in; nothing is shown but that it is stopped."""
    code, note, wrong = request.GET.get("code", "")[:20], "", ""
    if request.method == "POST":
        code = request.POST.get("code", "")[:20]
        wait = throttle.seconds_for_use("konto-stopp", FREE_STOPS)
        change = None if wait else change_by_code(code)
        note = wait_words(wait)
        if change is not None:
            with suppress(KontoError):  # it is over already: for whoever has the code that is the same
                change_konto.stop_konto(acting=request.actor, change=change)
            return render(request, "portal/konto_gestoppt.html", {"antrag": None, "translated": True})
        wrong = "" if wait else _("Diesen Code kennen wir nicht. Vergleichen Sie ihn mit der Nachricht.")
    page = FormPage(
        title=_("Änderung stoppen"),
        fields=(Field("code", _("Code aus der Nachricht"), "code", value=code, width=12, error=wrong),),
        primary=_("Das war ich nicht: stoppen"),
        later="",
    )
    context = {"page": page, "note": note, "translated": True}
    return render(request, "portal/konto_stopp.html", context, status=422 if wrong or note else 200)
