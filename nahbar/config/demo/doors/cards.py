"""What the demo shows of cards."""

from __future__ import annotations

from nahbar.config.demo.counter import Counter


def fill(counter: Counter) -> None:
    """Nothing yet."""
