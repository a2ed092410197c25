"""Checking in at the terminal: a card before the camera, a typed code, or a waiting number without either (C23, K11).

No visit is opened and nothing about a person is shown: the time of the appointment, or a number.
"""

from __future__ import annotations

from contextlib import suppress
from typing import Any
from uuid import UUID, uuid4

from django.core import signing
from django.http import Http404, HttpResponse, HttpResponseBase, HttpResponseRedirect, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from nahbar.domain.appointments import tickets_queries as tickets
from nahbar.domain.lobby.queries import Step
from nahbar.domain.people.cards_codes import is_card
from nahbar.platform.accounts.guard import ActorRequest
from nahbar.platform.accounts.roles import ANONYMOUS
from nahbar.platform.ids import ALPHABET, normal_code
from nahbar.platform.tenancy.scope import savepoint
from nahbar.procedures.check_in import CheckedIn, check_in
from nahbar.procedures.draw_ticket import draw_ticket
from nahbar.surfaces.kiosk.device import Here
from nahbar.surfaces.kiosk.pages import FRAME_BYTES, qr_texts
from nahbar.surfaces.kiosk.sound import sound_url
from nahbar.surfaces.kiosk.visit import at_terminal
from nahbar.surfaces.ui.words import uhrzeit

CODE = Step(0, "Sich anmelden", "Halten Sie Ihre Karte oder das Telefon vor die Kamera. Oder tippen Sie den Code ein.")
YEAR = Step(0, "In welchem Jahr sind Sie geboren?", "Tippen Sie die vier Ziffern Ihres Geburtsjahrs.")
THERE = "Sie sind angemeldet"
TYPED, DIGITS = 9, 4
LOCKED = "Hier müssen Sie sich nicht anmelden. Sprechen Sie einfach jemanden an."
NO_HOUSE = "Wartenummern gibt es hier nicht. Bitte gehen Sie zum Empfang."
_SALT = "terminal-angemeldet"


def _screen(
    request: ActorRequest, found: Here, step: Step, *, status: int = 200, refusal: str = "", **values: Any
) -> HttpResponse:
    length = DIGITS if step is YEAR else TYPED
    typed = values.pop("typed", "")
    frame = {
        "terminal": found.terminal,
        "step": step,
        "picture": "kalender" if step is YEAR else "termin",
        "refusal": refusal,
        "sound": sound_url(" ".join(word for word in (refusal, f"{step.title}.", step.text) if word)),
        "typed": typed,
        "places": [typed[i : i + 1] for i in range(length)],
        "keys": list("1234567890" if step is YEAR else ALPHABET),
        "key": request.POST.get("schluessel") or uuid4(),
        "queue": bool(tickets.places_with_queue()),
    }
    template = "kiosk/check_in_year.html" if step is YEAR else "kiosk/check_in.html"
    return render(request, template, {**frame, **values}, status=status)


def _keyed(request: ActorRequest, field: str, length: int) -> str:
    """What was typed, with the key that was touched: without JavaScript each key is a form."""
    typed = "".join(c for c in request.POST.get(field, "").upper() if c.isalnum())
    if "weg" in request.POST:
        return typed[:-1][:length]
    return (typed + request.POST.get("taste", "")[:1].upper())[:length]


@at_terminal
@require_http_methods(["GET", "POST"])
def show(request: ActorRequest, found: Here) -> HttpResponseBase:
    """The card or the code; for the printed card the birth year; then one sentence."""
    if found.terminal.zweckbindung:
        return _screen(request, found, CODE, refusal=LOCKED, status=422 if request.method == "POST" else 200)
    if request.method != "POST":
        return _screen(request, found, CODE)
    if "jahr" in request.POST:
        return _year(request, found)
    if "taste" in request.POST or "weg" in request.POST:
        return _screen(request, found, CODE, typed=_keyed(request, "code", TYPED))
    return _read(request, found, request.POST.get("code", "")[:80], None)


def _year(request: ActorRequest, found: Here) -> HttpResponseBase:
    year, code = _keyed(request, "jahr", DIGITS), request.POST.get("karte", "")[:80]
    if "taste" in request.POST or "weg" in request.POST or not (year.isascii() and year.isdigit() and len(year) == 4):
        return _screen(request, found, YEAR, typed=year, card=code)
    return _read(request, found, code, int(year))


def _read(request: ActorRequest, found: Here, text: str, year: int | None) -> HttpResponseBase:
    done = check_in(acting=ANONYMOUS, text=text, stelle=f"terminal:{found.terminal.id}", geburtsjahr=year)
    if done.termine:
        return _finished(zeit=", ".join(uhrzeit(one.beginn) for one in done.termine))
    if done.problem == "kein_termin":
        return _number(request, found, done)
    if done.problem == "jahr_fehlt":
        return _screen(request, found, YEAR, card=text)
    if done.problem == "jahr_falsch":
        return _screen(request, found, YEAR, card=text, refusal=done.sentence, status=422)
    return _screen(request, found, CODE, refusal=done.sentence, status=422)


def _number(request: ActorRequest, found: Here, read: CheckedIn) -> HttpResponseBase:
    places = tickets.places_with_queue()
    key = uuid4()
    with suppress(ValueError):
        key = UUID(request.POST.get("schluessel", ""))
    if not places:
        return _screen(request, found, CODE, refusal=NO_HOUSE, status=422)
    with savepoint():
        drawn = draw_ticket(acting=ANONYMOUS, ort=places[0], schluessel=key, person=read.person)
    return _finished(nummer=str(drawn), davor=str(tickets.ahead_of(drawn)))


@at_terminal
@require_POST
def number(request: ActorRequest, found: Here) -> HttpResponseBase:
    """A waiting number without card and code."""
    if found.terminal.zweckbindung:
        return _screen(request, found, CODE, refusal=LOCKED, status=422)
    return _number(request, found, CheckedIn())


def _finished(**said: str) -> HttpResponseRedirect:
    return HttpResponseRedirect(reverse("kiosk:checked_in", args=[signing.dumps(said, salt=_SALT)]))


@at_terminal
@require_GET
def done(request: ActorRequest, found: Here, token: str) -> HttpResponse:
    """Time of the appointment, or the number; the first screen comes back by itself."""
    try:
        said = signing.loads(token, salt=_SALT, max_age=120)
    except signing.BadSignature:
        raise Http404 from None
    if "zeit" in said:
        text = f"Ihr Termin: {said['zeit']}. Bitte nehmen Sie Platz. Sie werden abgeholt."
        step = Step(0, THERE, text)
    else:
        ahead = {"0": "Sie sind als Nächstes dran.", "1": "Vor Ihnen ist eine Person."}.get(
            said["davor"], f"Vor Ihnen sind {said['davor']} Personen."
        )
        text = f"{ahead} Merken Sie sich die Nummer. Sie erscheint auf der Anzeige, wenn Sie dran sind."
        step = Step(0, f"Ihre Nummer: {said['nummer']}", text)
    values = {"terminal": found.terminal, "step": step, "picture": "angekommen"}
    return render(request, "kiosk/checked_in.html", {**values, "sound": sound_url(f"{step.title}. {text}")})


@at_terminal
@require_POST
def frame(request: ActorRequest, found: Here) -> HttpResponseBase:
    """Look for a card or a code in one picture of the camera; the picture is kept nowhere."""
    texts = qr_texts(request.read(FRAME_BYTES + 1))
    return JsonResponse({"code": next((text for text in texts if is_card(text) or normal_code(text)), "")})
