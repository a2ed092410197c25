"""The features that are switched town by town: one registry of keys, names and defaults."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Feature:
    """One feature: its key, its name for the office, and whether a live town has it until somebody switches it."""

    key: str
    name: str
    citizen: str
    """What citizens read on the page of their town: `Antrag stellen und Unterlagen schicken`; empty: nothing."""
    default: bool = True


FEATURES = (
    Feature("online_antrag", "Antrag im Portal", "Antrag stellen und Unterlagen schicken"),
    Feature("termine", "Termine", "Termine aussuchen und verschieben"),
    Feature("nachrichten", "Nachrichten", "Nachrichten schreiben und lesen"),
    Feature("video", "Videogespräch", "per Video sprechen"),
    Feature("terminal", "Terminal im Haus", "das Terminal im Haus benutzen"),
    Feature("karte", "Kundenkarte", "mit der Kundenkarte anmelden"),
    Feature("namen_bei_zugriffen", "Namen bei „Wer hat meine Akte geöffnet?“", "", default=False),
)
KEYS = frozenset(feature.key for feature in FEATURES)
