"""What visitors can try: the doors of the five seeds, and who stands in each."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Try:
    """One click: who somebody becomes, and where it leads."""

    key: str
    label: str
    """Begins with "Als …": the button."""
    path: str
    """Where it leads; `{antrag}` stands for the address of the citizen's application."""
    login: str = ""
    """The member of staff, by login."""
    citizen: str = ""
    """The citizen, by the name in `demo-where`."""
    place: str = ""
    """Where the member of staff works, by the name of the place; empty: at the desk."""


@dataclass(frozen=True)
class Door:
    """One door of the house."""

    title: str
    icon: str
    text: str
    tries: tuple[Try, ...]


DOORS: tuple[Door, ...] = (
    Door(
        "Antrag und Entscheidung",
        "checklist",
        "Vom ersten Klick auf dem Telefon bis zur Zahlung: sichern, Fragen, Unterlagen, Berechnung, Freigabe.",
        (
            Try("antrag", "Als jemand ohne Geld einen Antrag sichern", "/"),
            Try("status", "Als Şirin Müßig-Öztürk den Stand ansehen", "{antrag}/status", citizen="Şirin Müßig-Öztürk"),
            Try("entscheiden", "Als Frau Berg den Eingang öffnen", "/arbeit/", login="berg"),
            Try("freigeben", "Als Frau Wolter freigeben", "/arbeit/freigaben", login="wolter"),
            Try("kasse", "Als Herr Pütz die Zahlungen ansehen", "/arbeit/kasse", login="kasse"),
        ),
    ),
)
