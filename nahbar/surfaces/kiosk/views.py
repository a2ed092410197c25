"""The screens of a terminal: one address shows the visit as it stands, each touch is a form that moves it on."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpResponse, HttpResponseBase, JsonResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from nahbar.domain.lobby import actions as lobby
from nahbar.domain.lobby.queries import Terminalsitzung, open_call
from nahbar.platform.accounts.guard import ActorRequest, public
from nahbar.platform.accounts.roles import ANONYMOUS
from nahbar.platform.ids import normal_code
from nahbar.platform.tenancy.scope import savepoint
from nahbar.procedures.call_help import call_help, close_help
from nahbar.procedures.identify_at_terminal import identify_at_terminal
from nahbar.procedures.open_terminal_session import open_terminal_session
from nahbar.procedures.scan_at_terminal import scan_at_terminal
from nahbar.procedures.submit_at_terminal import Refused, submit_at_terminal
from nahbar.procedures.wipe_terminal import wipe_terminal
from nahbar.surfaces.kiosk.device import Here, enter, here
from nahbar.surfaces.kiosk.screens import CODE_LENGTH, OTHER, YEAR_LENGTH, screen, state_of, wanted
from nahbar.surfaces.kiosk.sound import STILL_THERE, sound_url
from nahbar.surfaces.kiosk.visit import at_terminal, gone, home, in_visit

TYPING_ERROR = "Dieser Code stimmt nicht. Er hat acht Zeichen, zum Beispiel 7F3K-92QX. Sehen Sie bitte auf den Brief."
WRONG = "Das hat nicht gepasst. Prüfen Sie das Geburtsjahr. Oder beginnen Sie noch einmal mit dem Brief."
BACK = {"code": "code", "papier": "papier", "einlegen": "einlegen"}


@at_terminal
@require_GET
def show(request: ActorRequest, found: Here) -> HttpResponseBase:
    """The screen as the visit stands; without one the first screen."""
    return screen(request, found)


@at_terminal
@require_POST
def begin(request: ActorRequest, found: Here) -> HttpResponseBase:
    """A new visit."""
    answer = home()
    enter(answer, open_terminal_session(acting=ANONYMOUS, terminal=found.terminal))
    return answer


def _typed(request: ActorRequest, field: str, length: int) -> str:
    """The keys so far, with the one that was touched: so that the screen's keys work without JavaScript too."""
    typed = "".join(c for c in request.POST.get(field, "").upper() if c.isalnum())
    if "weg" in request.POST:
        return typed[:-1][:length]
    return (typed + request.POST.get("taste", "")[:1].upper())[:length]


def _is_key(request: ActorRequest) -> bool:
    return "taste" in request.POST or "weg" in request.POST


@in_visit
@require_POST
def code(request: ActorRequest, found: Here, sitzung: Terminalsitzung) -> HttpResponseBase:
    """The code of the letter, by camera or by hand; only a typing error is told, nothing else about it."""
    typed = _typed(request, "code", CODE_LENGTH)
    if _is_key(request):
        lobby.touch(acting=ANONYMOUS, sitzung=sitzung)
        return screen(request, found, typed=typed)
    normal = normal_code(typed)
    if normal is None:
        lobby.touch(acting=ANONYMOUS, sitzung=sitzung)
        return screen(request, found, typed=typed, refusal=TYPING_ERROR, status=422)
    lobby.show_code(acting=ANONYMOUS, sitzung=sitzung, code=normal)
    return home()


@in_visit
@require_POST
def year(request: ActorRequest, found: Here, sitzung: Terminalsitzung) -> HttpResponseBase:
    """The year of birth; a wrong one and an unknown code get the same answer."""
    typed = _typed(request, "jahr", YEAR_LENGTH)
    if _is_key(request) or len(typed) < YEAR_LENGTH:
        lobby.touch(acting=ANONYMOUS, sitzung=sitzung)
        return screen(request, found, typed=typed)
    if not identify_at_terminal(acting=ANONYMOUS, sitzung=sitzung, year=typed):
        now = here(request)
        if now is None or now.sitzung is None:
            return gone(request, found)
        refusal = "" if now.sitzung.warten else WRONG
        return screen(request, now, refusal=refusal, status=422)
    return home()


@in_visit
@require_POST
def paper(request: ActorRequest, found: Here, sitzung: Terminalsitzung) -> HttpResponseBase:
    """Which paper the sheets are: one that is wanted, or something else."""
    key = request.POST.get("papier", "")
    known = {one.key for one in wanted(sitzung)} | {OTHER}
    lobby.choose(acting=ANONYMOUS, sitzung=sitzung, key=key if key in known else OTHER)
    return home()


@in_visit
@require_POST
def back(request: ActorRequest, found: Here, sitzung: Terminalsitzung) -> HttpResponseBase:
    """To an earlier step; pages that were read stay."""
    lobby.move(acting=ANONYMOUS, sitzung=sitzung, schritt=BACK.get(request.POST.get("schritt", ""), "code"))
    return home()


@in_visit
@require_POST
def scan(request: ActorRequest, found: Here, sitzung: Terminalsitzung) -> HttpResponseBase:
    """Read what lies in the scanner."""
    scan_at_terminal(acting=ANONYMOUS, sitzung=sitzung)
    return home()


@in_visit
@require_POST
def submit(request: ActorRequest, found: Here, sitzung: Terminalsitzung) -> HttpResponseBase:
    """Send the pages; the receipt prints, or goes by post."""
    try:
        with savepoint():
            submit_at_terminal(acting=ANONYMOUS, sitzung=sitzung)
    except Refused as refused:
        return screen(request, found, refusal=str(refused), status=422)
    return home()


@at_terminal
@require_POST
def call(request: ActorRequest, found: Here) -> HttpResponseBase:
    """Call a person, or say that none is needed any more."""
    known = open_call(found.terminal)
    if "doch_nicht" in request.POST and known is not None:
        close_help(acting=ANONYMOUS, ruf=known)
    elif "doch_nicht" not in request.POST:
        call_help(acting=ANONYMOUS, terminal=found.terminal, sitzung=found.sitzung)
    return home()


@at_terminal
@require_http_methods(["GET", "POST"])
def still_there(request: ActorRequest, found: Here) -> HttpResponseBase:
    """One touch extends the visit; the page asks for it where no script does."""
    if found.sitzung is None:
        return JsonResponse({"vorbei": True}, status=409) if _by_script(request) else gone(request, found)
    if request.method == "POST":
        lobby.touch(acting=ANONYMOUS, sitzung=found.sitzung)
        return JsonResponse({"vorbei": False}) if _by_script(request) else home()
    values = {"terminal": found.terminal, "text": STILL_THERE, "sound": sound_url(STILL_THERE)}
    return render(request, "kiosk/still_there.html", values)


def _by_script(request: ActorRequest) -> bool:
    return request.headers.get("X-Requested-With") == "fetch"


@in_visit
@require_POST
def go(request: ActorRequest, found: Here, sitzung: Terminalsitzung) -> HttpResponseBase:
    """Delete everything and leave; or nobody touched the screen any more."""
    left = "leerlauf" if request.POST.get("wie") == "leerlauf" else "gegangen"
    wipe_terminal(acting=ANONYMOUS, sitzung=sitzung, wie=left)
    return gone(request, found)


@public
@require_GET
def end(request: ActorRequest) -> HttpResponse:
    """The page after a visit: it sets no cookie, and empties what the browser may still hold."""
    found = here(request)
    shared = found is not None and found.shared
    answer = render(request, "kiosk/end.html", {"sound": sound_url("Alles ist gelöscht. Auf Wiedersehen.")})
    answer["Clear-Site-Data"] = '"cache"' if shared else '"cache", "storage"'
    return answer


@at_terminal
@require_GET
def state(request: ActorRequest, found: Here) -> HttpResponse:
    """A word that changes when the screen has to; the page asks every second or two."""
    return JsonResponse({"stand": state_of(found), "besuch": found.sitzung is not None})


def demo_allowed() -> bool:
    """The demo lets every browser be its terminal."""
    return bool(settings.DEMO_LOGINS)
