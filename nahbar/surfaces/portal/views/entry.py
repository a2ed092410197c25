"""Ways back in: code and PIN, a login of one's own, and help when both are lost."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from nahbar.domain.applications import queries
from nahbar.domain.applications.actions import antrag_for_access
from nahbar.domain.applications.errors import AccessRefused
from nahbar.domain.people.queries import parse_birthday
from nahbar.platform import clock
from nahbar.platform.accounts import session
from nahbar.platform.accounts.actions import SignInRefused, authenticate
from nahbar.platform.accounts.guard import ActorRequest, allow, public
from nahbar.platform.accounts.roles import Role
from nahbar.procedures.open_account import LoginUnusable, open_account
from nahbar.procedures.replace_access import report_lost_access
from nahbar.surfaces.portal.access import own
from nahbar.surfaces.portal.forms import posted
from nahbar.surfaces.portal.views.start import ONCE, has_own_forms
from nahbar.surfaces.portal.views.vertretung_liste import cases
from nahbar.surfaces.ui.fields import Field, FormPage


def wanted_address(request: ActorRequest) -> str:
    """Where the visitor was going, if that is one of our own addresses."""
    target = request.POST.get("weiter") or request.GET.get("weiter") or ""
    safe = url_has_allowed_host_and_scheme(target, allowed_hosts=None) and target.startswith("/")
    return target if safe else ""


def wait_words(seconds: int) -> str:
    """How long to wait before the next try, in words; nothing if it may be made now."""
    if seconds <= 0:
        return ""
    if seconds < 60:
        return _("Warten Sie %(n)s Sekunden, bevor Sie es noch einmal versuchen.") % {"n": seconds}
    return _("Warten Sie %(n)s Minuten, bevor Sie es noch einmal versuchen.") % {"n": -(-seconds // 60)}


@public
@require_http_methods(["GET", "POST"])
def resume(request: ActorRequest) -> HttpResponseBase:
    """Goes on with code and PIN; whatever is wrong, the answer is the same."""
    code, note = request.GET.get("code", "")[:20], ""
    errors: tuple[tuple[str, str], ...] = ()
    if request.method == "POST":
        code, pin = request.POST.get("code", "")[:20], request.POST.get("pin", "")[:20]
        try:
            if empty := _empty(code, pin):
                return _resume_page(request, code, empty, "")
            antrag = antrag_for_access(code, pin)
        except AccessRefused as refused:
            errors = (("f-code", _(str(refused))),)
            note = wait_words(refused.wait_seconds)
        else:
            request.session.flush()
            session.open_antrag(request, antrag.id)
            wanted = wanted_address(request)
            fits = str(antrag.id) in wanted or wanted.startswith((reverse("portal:bildung"), reverse("portal:forms")))
            return redirect(wanted if fits else reverse("portal:tasks", args=[antrag.id]))
    return _resume_page(request, code, errors, note)


def _empty(code: str, pin: str) -> tuple[tuple[str, str], ...]:
    """What was left out; nothing is compared and no try is counted then."""
    left = []
    if not code.strip():
        left.append(("f-code", _("Tragen Sie Ihren Code ein. Er steht im Brief oder auf Ihrem Zettel.")))
    if not pin.strip():
        left.append(("f-pin", _("Tragen Sie Ihre PIN ein. Sie hat 6 Ziffern.")))
    return tuple(left)


def _resume_page(request: ActorRequest, code: str, errors: tuple[tuple[str, str], ...], note: str) -> HttpResponse:
    page = FormPage(
        title=_("Weitermachen mit Code und PIN"),
        fields=(
            Field("code", _("Ihr Code"), "code", value=code, width=12, hint=_("Zum Beispiel 7F3K-92QX")),
            Field("pin", _("Ihre PIN"), "code", width=8, hint=_("6 Ziffern")),
        ),
        errors=errors,
        primary=_("Weitermachen"),
        later="",
    )
    context = {
        "page": page, "note": note, "wanted": wanted_address(request), "tried_at": clock.now(), "translated": True,
    }  # fmt: skip
    return render(request, "portal/resume.html", context)


@public
@require_http_methods(["GET", "POST"])
def sign_in(request: ActorRequest) -> HttpResponseBase:
    """Signs in with a login of one's own; no e-mail address needed."""
    if request.method == "GET":
        return show_sign_in(request)
    login = request.POST.get("login", "")[:60]
    try:
        account = authenticate(login, request.POST.get("passwort", "")[:200])
    except SignInRefused as refused:
        error = ("f-login", _("Name und Passwort passen nicht zusammen. Prüfen Sie beides."))
        return show_sign_in(request, login=login, error=error, note=wait_words(refused.wait_seconds))
    session.sign_in(request, account)
    return redirect(wanted_address(request) or reverse("portal:mine"))


def show_sign_in(
    request: ActorRequest, *, login: str = "", error: tuple[str, str] | None = None, refused: str = "", note: str = ""
) -> HttpResponse:
    """The page with all ways to sign in; `refused` is about the device, `error` about name and password."""
    page = FormPage(
        title=_("Anmelden"),
        fields=(
            Field("login", _("Ihr Name im Portal"), "code", value=login, autocomplete="username"),
            Field("passwort", _("Ihr Passwort"), "password", autocomplete="current-password"),
        ),
        errors=(error,) if error else (),
        primary=_("Anmelden"),
        later="",
    )
    context = {
        "page": page, "note": note, "wanted": wanted_address(request), "tried_at": clock.now(), "translated": True,
        "refused": refused,
    }  # fmt: skip
    return render(request, "portal/sign_in.html", context)


@public
@require_http_methods(["GET", "POST"])
def sign_out(request: ActorRequest) -> HttpResponseBase:
    """Asks whether to end the session and says what stays; afterwards the same address says that it has ended."""
    if request.method == "POST":
        session.sign_out(request)
        return redirect("portal:sign_out")
    context = {"open": request.actor.kind != "anonymous", "translated": True}
    return render(request, "portal/sign_out_page.html", context)


AWAY = "https://www.dwd.de/"
"""Where »Seite schnell verlassen« leads: a page about the weather."""


@public
@require_POST
def leave(request: ActorRequest) -> HttpResponseBase:
    """Ends the session at once and leads to the weather: going back finds nothing of a person (ui.md, exit)."""
    session.sign_out(request)
    return redirect(AWAY)


@allow(Role.CITIZEN)
@require_GET
def mine(request: ActorRequest) -> HttpResponseBase:
    """The citizen's applications; with a single one it opens at once. A representative: for whom I act."""
    if request.actor.has(Role.REPRESENTATIVE):
        return cases(request)
    antraege = queries.own_antraege(request.actor)
    if len(antraege) == 1:
        return redirect("portal:tasks", antraege[0].id)
    return render(request, "portal/mine.html", {"antraege": antraege, "forms": has_own_forms(request)})


@allow(Role.CITIZEN)
@require_http_methods(["GET", "POST"])
def account(request: ActorRequest, antrag_id: UUID) -> HttpResponseBase:
    """Makes a login, so that the next visit needs no code."""
    antrag = own(request, antrag_id)
    if request.actor.account_id is not None:
        return redirect("portal:tasks", antrag.id)
    login, wrong = "", {}
    if request.method == "POST":
        login = request.POST.get("login", "")[:60]
        try:
            made = open_account(
                acting=request.actor, antrag=antrag, login=login, password=request.POST.get("passwort", "")[:200]
            )
        except LoginUnusable as refused:
            wrong = {refused.field: _(str(refused))}
        else:
            once = request.session.get(ONCE)
            session.sign_in(request, made)
            if once:
                request.session[ONCE] = once
            return redirect("portal:tasks", antrag.id)
    page = FormPage(
        title=_("Ein Konto anlegen"),
        fields=(
            Field(
                "login",
                _("Wie möchten Sie im Portal heißen?"),
                "code",
                value=login,
                error=wrong.get("login", ""),
                hint=_("Ein Name, den Sie sich merken. Er muss nicht Ihr echter Name sein."),
                autocomplete="username",
            ),
            Field(
                "passwort",
                _("Ihr Passwort"),
                "password",
                error=wrong.get("passwort", ""),
                hint=_("Mindestens 10 Zeichen. Drei Wörter hintereinander sind gut."),
                autocomplete="new-password",
            ),
        ),
        primary=_("Konto anlegen"),
        later="",
    )
    return render(request, "portal/account.html", {"page": page, "antrag": antrag, "translated": True})


@public
@require_http_methods(["GET", "POST"])
def lost(request: ActorRequest) -> HttpResponseBase:
    """Code or PIN lost: the answer is the same for everybody."""
    raw = posted(request.POST)
    wrong: dict[str, str] = {}
    name, place = request.POST.get("name", "").strip()[:200], request.POST.get("ort", "").strip()[:80]
    if request.method == "POST":
        parts = [(raw.get(f"geburtsdatum_{part}") or [""])[0].strip() for part in ("tag", "monat", "jahr")]
        born = parse_birthday(".".join(parts))
        if not name:
            wrong["name"] = _("Tragen Sie Ihren Vornamen und Nachnamen ein.")
        if born is None:
            wrong["geburtsdatum"] = _("Tragen Sie Tag, Monat und Jahr ein, zum Beispiel 14 5 1995.")
        if not place:
            wrong["ort"] = _("Tragen Sie den Ort ein, in dem Sie wohnen.")
        if born is not None and not wrong:
            report_lost_access(acting=request.actor, name=name, geburtsdatum=born, ort=place)
            return redirect("portal:lost_done")
    else:
        parts = ["", "", ""]
    page = FormPage(
        title=_("Code oder PIN verloren"),
        fields=(
            Field(
                "name",
                _("Vorname und Nachname"),
                "name",
                value=request.POST.get("name", ""),
                error=wrong.get("name", ""),
            ),
            Field("geburtsdatum", _("Geburtsdatum"), "date", values=tuple(parts), error=wrong.get("geburtsdatum", "")),
            Field("ort", _("In welchem Ort wohnen Sie?"), value=place, error=wrong.get("ort", "")),
        ),
        primary=_("Neuen Code anfordern"),
        later="",
    )
    return render(request, "portal/lost.html", {"page": page, "translated": True})


@public
@require_GET
def lost_done(request: ActorRequest) -> HttpResponse:
    """What happens now, the same for everybody."""
    return render(request, "portal/lost_done.html", {"translated": True})
