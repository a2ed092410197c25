"""Geometry of the small pictures: everything a template needs to draw them without arithmetic."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.utils.translation import gettext, gettext_noop

from nahbar.surfaces.ui import words

PATTERNS = 6
"""Colours, and as many patterns: a seventh person has the first colour with another pattern."""

PAPER_STEPS = (
    ("gesendet", gettext_noop("gesendet")),
    ("lesbar", gettext_noop("gut lesbar")),
    ("anerkannt", gettext_noop("anerkannt")),
)


def paper_steps(state: str) -> list[dict[str, Any]]:
    """The way of one paper as steps {title, done, current}; a missing or blurred one has not begun it."""
    keys = [key for key, _ in PAPER_STEPS]
    at = keys.index(state) if state in keys else -1
    return [{"title": gettext(title), "done": i <= at, "current": i == at} for i, (_, title) in enumerate(PAPER_STEPS)]


def percent(part: int, whole: int) -> str:
    """`12.34%` as SVG wants it."""
    hundredths = part * 10_000 // whole
    return f"{hundredths // 100}.{hundredths % 100:02d}%"


def _parts(amounts: Sequence[tuple[str, int]], scale: int) -> list[dict[str, Any]]:
    """One piece of a bar for each person; `tone` is the colour, `weave` the pattern, together unlike any other."""
    found: list[dict[str, Any]] = []
    start = 0
    for i, (name, cents) in enumerate(amounts):
        found.append(
            {
                "name": name,
                "cents": cents,
                "x": percent(start, scale),
                "width": percent(cents, scale),
                "tone": i % PATTERNS,
                "weave": (i + i // PATTERNS) % PATTERNS,
            }
        )
        start += cents
    return found


def estimate(
    bedarf: Sequence[tuple[str, int]], einkommen: int, anspruch: int, claims: Sequence[tuple[str, int]] = ()
) -> dict[str, Any]:
    """Bars for Bedarf (one part per person), Einkommen and Anspruch, all in one scale; amounts in cents.

    `claims` are the Ansprüche of the same persons in the same order; without them that bar is of one piece.
    """
    total = sum(cents for _, cents in bedarf)
    scale = max(total, einkommen, anspruch, 1)
    parts = _parts(bedarf, scale)
    shares = _parts(claims, scale)
    return {
        "parts": parts,
        "shares": shares,
        "total": total,
        "einkommen": einkommen,
        "anspruch": anspruch,
        "einkommen_x": percent(max(scale - einkommen, 0), scale),
        "einkommen_width": percent(einkommen, scale),
        "anspruch_width": percent(anspruch, scale),
    }


def month_bars(months: Sequence[tuple[date, int]]) -> list[dict[str, Any]]:
    """One bar per month, the highest fills the picture; amounts in cents."""
    top = max((cents for _, cents in months), default=0) or 1
    return [
        {
            "height": percent(cents, top),
            "y": percent(top - cents, top),
            "label": words.MONTHS[first.month - 1][:3],
            "name": words.monat(first),
            "cents": cents,
            "short": f"{(cents + 50) // 100:,}".replace(",", "."),
        }
        for first, cents in months
    ]
