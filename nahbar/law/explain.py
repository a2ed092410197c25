"""The trace: the tree of applied norms that a calculation leaves behind."""

from __future__ import annotations

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
