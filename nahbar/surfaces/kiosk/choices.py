"""What a person can do at a terminal: the large fields of its first screen, in one place, four at most."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Choice:
    """One large field: its words, its pictogram (templates/kiosk/_picture.html), and the address it goes to.

    With `post` a form is sent there, else the page is opened.
    """

    title: str
    picture: str
    view: str
    post: bool = True


CHOICES: tuple[Choice, ...] = (
    Choice("Papiere abgeben", "papiere", "kiosk:begin"),
    Choice("Mich anmelden", "termin", "kiosk:check_in", post=False),
    Choice("Hilfe holen", "hilfe", "kiosk:help"),
)
"""In the order of the screen; a new one stands before „Hilfe holen“."""
