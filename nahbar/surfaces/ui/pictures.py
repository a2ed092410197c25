"""Geometry of the small pictures: everything a template needs to draw them without arithmetic."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from nahbar.surfaces.ui import words

WIDTH = 600
"""Width of a picture in its own units; the page scales it."""
PATTERNS = 6

PAPER_STEPS = (("fehlt", "fehlt"), ("gesendet", "gesendet"), ("lesbar", "gut lesbar"), ("anerkannt", "anerkannt"))


def paper_steps(state: str) -> list[dict[str, Any]]:
    """The way of one paper as steps {title, done, current}; a blurred one stands at the beginning again."""
    keys = [key for key, _ in PAPER_STEPS]
    at = keys.index(state) if state in keys else 0
    return [
        {"title": title, "done": 0 < i <= at, "current": i == at}
        for i, (_, title) in enumerate(PAPER_STEPS)
        if i or not at
    ]


def estimate(bedarf: Sequence[tuple[str, int]], einkommen: int, anspruch: int) -> dict[str, Any]:
    """Bars for Bedarf (one part per person), Einkommen and Anspruch, all in one scale; amounts in cents."""
    total = sum(cents for _, cents in bedarf)
    scale = max(total, einkommen, anspruch, 1)
    parts: list[dict[str, Any]] = []
    start = 0
    for i, (name, cents) in enumerate(bedarf):
        end = start + cents
        x = start * WIDTH // scale
        parts.append(
            {
                "name": name,
                "cents": cents,
                "x": x,
                "width": max(end * WIDTH // scale - x, 1),
                "tone": i % PATTERNS,
                "pattern": f"muster-{i % PATTERNS}",
            }
        )
        start = end
    shown = min(einkommen, total)
    text = f"Bedarf {words.euro(total)}, davon ab: Einkommen {words.euro(einkommen)}. Das ergibt {words.euro(anspruch)} im Monat."
    return {
        "parts": parts, "total": total, "einkommen": einkommen, "anspruch": anspruch, "text": text,
        "einkommen_x": anspruch * WIDTH // scale if shown else 0, "einkommen_width": max(shown * WIDTH // scale, 1),
        "anspruch_width": max(anspruch * WIDTH // scale, 1), "width": WIDTH,
    }  # fmt: skip


def month_bars(months: Sequence[tuple[date, int]]) -> dict[str, Any]:
    """One bar per month, the highest fills the picture; amounts in cents."""
    top = max((cents for _, cents in months), default=0) or 1
    step = WIDTH // max(len(months), 1)
    bars = [
        {
            "x": i * step + 4, "width": max(step - 8, 2), "height": max(cents * 120 // top, 2), "y": 130 - max(cents * 120 // top, 2),
            "middle": i * step + step // 2, "label": words.MONTHS[first.month - 1][:3], "name": words.monat(first),
            "cents": cents, "short": f"{round(cents / 100):,}".replace(",", "."),
        }
        for i, (first, cents) in enumerate(months)
    ]  # fmt: skip
    return {
        "bars": bars,
        "width": WIDTH,
        "text": "; ".join(f"{bar['name']} {words.euro(bar['cents'])}" for bar in bars),
    }
