"""The trace: the tree of applied norms that a calculation leaves behind."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field

Value = int | str | bool | None


@dataclass(frozen=True)
class UsedParameter:
    """A parameter that a step read: its name, its value as written in the YAML, and its source (BGBl.)."""

    name: str
    wert: str
    quelle: str


@dataclass
class Step:
    """One applied norm; `ergebnis` is in `einheit` (cents unless said otherwise), `kinder` are the norms it called."""

    norm: str
    name: str
    person: str | None
    ergebnis: Value
    einheit: str
    eingaben: dict[str, Value] = field(default_factory=dict)
    parameter: list[UsedParameter] = field(default_factory=list)
    kinder: list[Step] = field(default_factory=list)


current: ContextVar[Step | None] = ContextVar("nahbar_law_current_step", default=None)
"""The step that is being worked on, or None where nobody asked for an explanation."""


@contextmanager
def explain() -> Iterator[list[Step]]:
    """Collect the applied norms; the list fills as norms are called inside the block."""
    root = Step("", "", None, None, "")
    token = current.set(root)
    try:
        yield root.kinder
    finally:
        current.reset(token)


@contextmanager
def silent() -> Iterator[None]:
    """Calculate without leaving a trace, for comparisons («what if there were no Kindergeld»)."""
    token = current.set(None)
    try:
        yield
    finally:
        current.reset(token)


def walk(steps: list[Step] | tuple[Step, ...]) -> Iterator[Step]:
    """Every step of the forest, parents before children."""
    for step in steps:
        yield step
        yield from walk(step.kinder)
