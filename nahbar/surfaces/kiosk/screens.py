"""What is on the screen at each step of a visit, and what is read aloud."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render

from nahbar.domain.applications.queries import Nachweis, antrag_by_id, nachweise
from nahbar.domain.lobby.queries import (
    HINTS,
    STEPS,
    TROUBLE,
    Terminalsitzung,
    idle_seconds,
    is_printing,
    looks,
    open_call,
    pages,
    quiet_seconds,
    step_of,
)
from nahbar.platform.accounts.guard import ActorRequest
from nahbar.platform.ids import ALPHABET
from nahbar.surfaces.kiosk.choices import CHOICES
from nahbar.surfaces.kiosk.device import Here
from nahbar.surfaces.kiosk.sound import STILL_THERE, sound_url

OTHER = "sonstiges"
AT_ONCE = 3
"""Papers on one screen; with „Etwas anderes“ four large fields."""
SCREENS = {
    "code": ("kiosk/step_code.html", "brief"),
    "jahr": ("kiosk/step_jahr.html", "kalender"),
    "papier": ("kiosk/step_papier.html", "papiere"),
    "einlegen": ("kiosk/step_einlegen.html", "einlegen"),
    "lesen": ("kiosk/step_lesen.html", "einlegen"),
    "ansehen": ("kiosk/step_ansehen.html", "ansehen"),
    "fertig": ("kiosk/step_fertig.html", "angekommen"),
}
"""Step → template and pictogram."""
RECEIPTS = {
    "druck": ("Nehmen Sie die Quittung mit.", "Die Quittung kommt unten aus dem Drucker."),
    "post": ("Die Quittung kommt mit der Post.", "Der Drucker geht gerade nicht. Ihre Papiere sind trotzdem da."),
}
CODE_LENGTH, YEAR_LENGTH = 8, 4


def wanted(sitzung: Terminalsitzung) -> list[Nachweis]:
    """The papers that this case still needs: asked for by letter first."""
    if sitzung.antrag_id is None:
        return []
    rows = [n for n in nachweise(antrag_by_id(sitzung.antrag_id)) if n.stand in ("fehlt", "unbrauchbar")]
    rows = [n for n in rows if n.pflicht and n.key != OTHER]
    return sorted(rows, key=lambda n: n.angefordert_bis is None)


def _spoken_title(paper: Nachweis) -> str:
    """Without the name of the person that it is about: the room hears it."""
    title: str = paper.titel
    return title.split(" von ")[0] if ":" in paper.key else title


def _papers(sitzung: Terminalsitzung, start: int) -> tuple[dict[str, Any], str]:
    rows = wanted(sitzung)
    start = start if 0 <= start < len(rows) else 0
    shown = rows[start : start + AT_ONCE]
    more = start + AT_ONCE if start + AT_ONCE < len(rows) else None
    spoken = " ".join(f"{_spoken_title(paper)}." for paper in shown)
    return {"papers": shown, "more": more, "other": OTHER}, f"{spoken} Oder: etwas anderes."


def _keys(typed: str, length: int, alphabet: str) -> dict[str, Any]:
    places = [typed[i : i + 1] for i in range(length)]
    return {"typed": typed, "places": places, "keys": list(alphabet), "full": len(typed) == length}


def _sheets(sitzung: Terminalsitzung) -> tuple[dict[str, Any], str]:
    rows = pages(sitzung)
    sentence = looks([row.hinweise for row in rows])
    sheets = [
        {"nr": row.nr, "turn": row.drehung, "hint": HINTS.get(row.hinweise[0], "") if row.hinweise else ""}
        for row in rows
    ]
    return {"sheets": sheets, "sentence": sentence, "count": len(rows)}, sentence


def _content(request: ActorRequest, sitzung: Terminalsitzung, typed: str) -> tuple[dict[str, Any], str]:
    """Values of the step's own template, and what is read aloud beside its heading and text."""
    at = sitzung.schritt
    if at == "code":
        return _keys(typed, CODE_LENGTH, ALPHABET), ""
    if at == "jahr":
        return _keys(typed, YEAR_LENGTH, "1234567890"), ""
    if at == "papier":
        start = request.GET.get("ab", "0")
        return _papers(sitzung, int(start) if start.isdecimal() and len(start) < 4 else 0)
    if at in ("einlegen", "lesen"):
        count = len(pages(sitzung))
        known = "" if not count else "1 Seite ist da." if count == 1 else f"{count} Seiten sind da."
        return {"known": known}, known
    if at == "ansehen":
        return _sheets(sitzung)
    title, text = RECEIPTS.get(sitzung.quittung, ("", ""))
    printing = is_printing(sitzung)
    return {"receipt": title, "receipt_text": text, "printing": printing}, f"{title} {text}"


def _help_words(found: Here) -> str:
    """What is said about help that was called."""
    call = open_call(found.terminal)
    if call is None:
        return ""
    return "Jemand kommt zu Ihnen." if call.angenommen_at else "Hilfe ist gerufen. Bitte warten Sie hier."


def screen(
    request: ActorRequest, found: Here, *, typed: str = "", refusal: str = "", status: int = 200
) -> HttpResponse:
    """The screen as the visit stands; `typed` are the keys so far, `refusal` says why something did not work."""
    sitzung = found.sitzung
    step, help_words = step_of(sitzung), _help_words(found)
    values: dict[str, Any]
    if sitzung is None:
        template, picture = "kiosk/start.html", "guten_tag"
        values, more = {"choices": CHOICES}, " ".join(f"{choice.title}." for choice in CHOICES)
    elif sitzung.warten:
        template, picture, values, more = "kiosk/wait.html", "hilfe", {}, ""
    else:
        template, picture = SCREENS[sitzung.schritt]
        values, more = _content(request, sitzung, typed)
    trouble = TROUBLE.get(sitzung.fehler, "") if sitzung is not None else ""
    spoken = " ".join(word for word in (refusal, help_words, trouble, f"{step.title}.", step.text, more) if word)
    frame = {
        "step": step,
        "steps": [{"nr": nr, "done": nr <= step.nr} for nr in range(1, STEPS + 1)] if step.nr else [],
        "picture": picture,
        "terminal": found.terminal,
        "sitzung": sitzung,
        "trouble": trouble,
        "refusal": refusal,
        "help_words": help_words,
        "sound": sound_url(spoken),
        "still_there": STILL_THERE,
        "warning_sound": sound_url(STILL_THERE) if sitzung is not None else "",
        "state": state_of(found),
        "idle": idle_seconds(sitzung) if sitzung is not None else 0,
        "quiet": quiet_seconds(sitzung) if sitzung is not None else 0,
    }
    return render(request, template, {**frame, **values}, status=status)


def state_of(found: Here) -> str:
    """A word that changes when the screen has to: step, scanner, help, receipt."""
    sitzung, call = found.sitzung, open_call(found.terminal)
    helped = "" if call is None else "kommt" if call.angenommen_at else "gerufen"
    if sitzung is None:
        return f"-|{helped}"
    printing = sitzung.schritt == "fertig" and is_printing(sitzung)
    count = len(pages(sitzung)) if sitzung.schritt == "lesen" else 0
    return f"{sitzung.schritt}|{sitzung.fehler}|{sitzung.warten}|{helped}|{sitzung.quittung}|{printing}|{count}"
