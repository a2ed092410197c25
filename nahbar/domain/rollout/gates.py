"""The gates before a town goes live: one registry, values as rows (`Bedingung`)."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Gate:
    """One gate: its name, and for a measured one the unit and the least value that the house proposes."""

    key: str
    name: str
    todo: str
    """What has to be done, as the end of «Es fehlt: …»."""
    unit: str = ""
    """Unit of the measured value; empty: a yes is enough."""
    least: int | None = None


GATES = (
    Gate("bandbreite", "Leitung zum Rechenzentrum", "eine schnellere Leitung", "kbit/s", 1000),
    Gate("aktenscan", "Bestehende Akten gescannt", "der Abschluss des Aktenscans"),
    Gate("schulung", "Mitarbeitende geschult", "die Schulung der Mitarbeitenden"),
    Gate("anbindung", "Scan- und Druckdienst angebunden", "der Anschluss an Scan- und Druckdienst"),
)
BY_KEY = {gate.key: gate for gate in GATES}
