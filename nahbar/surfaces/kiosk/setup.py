"""Making a browser the screen of a terminal: by a code of the operator, by its program, in the demo by a link."""

from __future__ import annotations

from django.http import Http404, HttpResponseBase
from django.shortcuts import render
from django.views.decorators.http import require_GET, require_http_methods

from nahbar.domain.lobby import actions as lobby
from nahbar.domain.lobby.errors import SetupRefused
from nahbar.domain.lobby.queries import terminals
from nahbar.platform.accounts.guard import ActorRequest, public
from nahbar.platform.accounts.roles import ANONYMOUS
from nahbar.surfaces.kiosk.device import become, terminal_of_screen
from nahbar.surfaces.kiosk.views import demo_allowed
from nahbar.surfaces.kiosk.visit import home


@public
@require_http_methods(["GET", "POST"])
def setup(request: ActorRequest) -> HttpResponseBase:
    """Type the setup code that the operator sees under Terminals."""
    refusal = ""
    if request.method == "POST":
        try:
            terminal = lobby.redeem_browser_code(acting=ANONYMOUS, code=request.POST.get("code", "")[:20])
        except SetupRefused:
            terminal = None
        if terminal is not None:
            answer = home()
            become(answer, terminal, shared=False)
            return answer
        refusal = str(SetupRefused())
    return render(
        request, "kiosk/setup.html", {"refusal": refusal, "demo": demo_allowed()}, status=422 if refusal else 200
    )


@public
@require_GET
def screen_of(request: ActorRequest, token: str) -> HttpResponseBase:
    """The program beside the devices opens this in a fresh browser."""
    terminal = terminal_of_screen(token)
    if terminal is None:
        raise Http404
    answer = home()
    become(answer, terminal, shared=False)
    return answer


@public
@require_GET
def demo(request: ActorRequest) -> HttpResponseBase:
    """In the demo any browser may be the first terminal; it stays signed in elsewhere."""
    first = next((terminal for terminal in terminals() if terminal.aktiv), None)
    if not demo_allowed() or first is None:
        raise Http404
    answer = home()
    become(answer, first, shared=True)
    return answer
