"""What the screen of each step says: shown at the terminal, read aloud there, and known to whoever comes to help.

No sentence here holds anything about a person: the board in the office shows them too.
"""

from __future__ import annotations

from dataclasses import dataclass

from nahbar.domain.lobby.models import Terminalsitzung

Schritt = Terminalsitzung.Schritt
STEPS = 5
"""A paper for a known case: show the letter, birth year, paper, sheets, send (K08)."""


@dataclass(frozen=True)
class Step:
    """One step: `nr` of STEPS (0: none), the heading, and what to do."""

    nr: int
    title: str
    text: str


START = Step(0, "Guten Tag", "Was möchten Sie tun? Tippen Sie auf ein großes Feld. Unten rechts holen Sie Hilfe.")

_ALL = {
    Schritt.CODE: Step(
        1,
        "Zeigen Sie Ihren Brief",
        "Halten Sie das Muster aus schwarzen Kästchen vor die Kamera. Oder tippen Sie den Code vom Brief ein.",
    ),
    Schritt.JAHR: Step(2, "In welchem Jahr sind Sie geboren?", "Tippen Sie die vier Ziffern Ihres Geburtsjahrs."),
    Schritt.PAPIER: Step(3, "Was haben Sie dabei?", "Tippen Sie auf das Papier, das Sie abgeben möchten."),
    Schritt.EINLEGEN: Step(
        4,
        "Legen Sie die Blätter ein",
        "Legen Sie alle Blätter oben in den Scanner. Die Schrift zeigt nach oben. Dann tippen Sie auf „Blätter lesen“.",
    ),
    Schritt.LESEN: Step(4, "Die Blätter werden gelesen", "Bitte warten Sie. Ziehen Sie nicht am Papier."),
    Schritt.ANSEHEN: Step(5, "Sehen Sie die Seiten an", "Ist alles da? Dann tippen Sie auf „Senden“."),
    Schritt.FERTIG: Step(0, "Angekommen", "Ihre Papiere sind bei uns. Sie können jetzt gehen."),
}

WAIT = Step(
    2,
    "Das hat nicht gepasst",
    "Code und Geburtsjahr passen nicht zusammen. Holen Sie Hilfe, dann kommt jemand zu Ihnen.",
)

TROUBLE = {
    "stau": (
        "Das Papier hängt fest. Öffnen Sie den Deckel vom Scanner und ziehen Sie das Blatt langsam heraus."
        " Legen Sie nur die Blätter noch einmal ein, die noch fehlen."
    ),
    "deckel": "Der Deckel vom Scanner ist offen. Drücken Sie ihn zu. Dann tippen Sie noch einmal auf „Blätter lesen“.",
    "leer": "Im Scanner liegt kein Blatt. Legen Sie die Blätter oben ein, bis sie anstoßen.",
    "fehler": "Der Scanner hat aufgehört. Legen Sie die Blätter ein, die noch fehlen. Oder holen Sie Hilfe.",
    "fehlt": "Der Scanner geht gerade nicht. Holen Sie Hilfe, oder geben Sie die Blätter am Empfang ab.",
}
"""What to do when the scanner could not finish."""

HINTS = {
    "unscharf": "ist unscharf",
    "zu_dunkel": "ist sehr dunkel",
    "zu_klein": "ist sehr klein",
    "abgeschnitten": "ist vielleicht abgeschnitten",
    "leer": "ist leer",
}
"""What may be wrong with a page."""


def step_of(sitzung: Terminalsitzung | None) -> Step:
    """The step that this visit is at; without one the start."""
    if sitzung is None:
        return START
    return WAIT if sitzung.warten else _ALL[Schritt(sitzung.schritt)]


def looks(hints: list[list[str]]) -> str:
    """How the pages look, in one sentence that is spoken too: `4 Seiten, gut lesbar.`"""
    count = len(hints)
    pages = "1 Seite" if count == 1 else f"{count} Seiten"
    bad = [f"Seite {nr} {HINTS.get(codes[0], 'ist schlecht lesbar')}" for nr, codes in enumerate(hints, 1) if codes]
    if not bad:
        return f"{pages}, gut lesbar."
    return f"{pages}. {', '.join(bad)}."
