"""The start page for visitors of the demo: every door, each with somebody to try it as. Not there in production."""

from __future__ import annotations

from dataclasses import dataclass

from django.conf import settings
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import URLPattern, path
from django.views.decorators.http import require_GET, require_POST

from nahbar.config.demo.outside import STAND_INS
from nahbar.config.demo.tries import DOORS, Try
from nahbar.config.demo.where import known_accesses
from nahbar.domain.applications.models import Zugang
from nahbar.domain.appointments.models import Ort
from nahbar.platform.accounts import session
from nahbar.platform.accounts.guard import ActorRequest, public
from nahbar.platform.accounts.models import Account
from nahbar.platform.ids import normal_code

app_name = "demo"


@dataclass(frozen=True)
class Outside:
    """A stand-in of the outside world, with its page."""

    title: str
    url: str


@public
@require_GET
def visitors(request: ActorRequest) -> HttpResponse:
    """All doors on one page."""
    outside = [Outside(s.title, s.url(settings.PORT)) for s in STAND_INS if s.page is not None]
    tries = {one.key for door in DOORS for one in door.tries}
    failed = request.GET.get("fehlt", "")
    return render(
        request, "demo/visitors.html", {"doors": DOORS, "outside": outside, "failed": failed if failed in tries else ""}
    )


@public
@require_POST
def visit(request: ActorRequest, key: str) -> HttpResponse:
    """Become the person of this try and go where it leads; whoever was signed in here before is gone."""
    chosen = next((one for door in DOORS for one in door.tries if one.key == key), None)
    if chosen is None:
        raise Http404
    target = _enter(request, chosen)
    return HttpResponseRedirect(target or f"/vorfuehrung?fehlt={key}")


def _enter(request: ActorRequest, chosen: Try) -> str:
    """Sign in; the address to go on with, empty if the person of this try is not there."""
    request.session.flush()
    if chosen.login:
        account = Account.objects.filter(login=chosen.login, is_active=True).first()
        if account is None:
            return ""
        session.sign_in(request, account)
        if place := Ort.objects.filter(name=chosen.place).first():
            request.session[session.ARBEITSORT] = str(place.id)
        return chosen.path
    if chosen.citizen:
        codes = [a.code for a in known_accesses(settings.HOME) if chosen.citizen in (a.name, a.key)]
        access = Zugang.objects.filter(code__in=[normal_code(code) for code in codes], ersetzt_at=None).first()
        if access is None:
            return ""
        session.open_antrag(request, access.antrag_id)
        return chosen.path.format(antrag=f"/antrag/{access.antrag_id}")
    return chosen.path


urlpatterns: list[URLPattern] = [
    path("", visitors, name="visitors"),
    path("/als/<slug:key>", visit, name="visit"),
]
