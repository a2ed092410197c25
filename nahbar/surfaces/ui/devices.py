"""A plain name for a visitor's device, so that a list of passkeys can be read."""

from __future__ import annotations

KINDS = (
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Android", "Android-Gerät"),
    ("CrOS", "Chromebook"),
    ("Windows", "Windows-Rechner"),
    ("Macintosh", "Mac"),
    ("Linux", "Linux-Rechner"),
)


def device_name(agent: str) -> str:
    """«iPhone», «Windows-Rechner» …, from the browser's User-Agent; «Gerät» if it does not say."""
    return next((name for sign, name in KINDS if sign in agent), "Gerät")
