"""The parameters that a calculation takes: the law as published, and what an office has put into force on top of it.

The office's part comes from the port `parameter` (wired in config); without a database, as on the command line, the
statutory ones count. What computes a month asks here and nowhere else.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from nahbar.law.parameter import Parameters, statutory
from nahbar.platform import ports

PORT = "parameter"
Provider = Callable[[], Parameters]
_given: ContextVar[Parameters | None] = ContextVar("given_parameters", default=None)


def parameters() -> Parameters:
    """The parameters that count here and now."""
    given = _given.get()
    if given is not None:
        return given
    try:
        provider: Provider = ports.get(PORT)
    except ports.PortMissing:
        return statutory()
    return provider()


@contextmanager
def calculated_with(given: Parameters) -> Iterator[None]:
    """Inside the block every month is computed with these parameters (the replay of a set that is not in force)."""
    token = _given.set(given)
    try:
        yield
    finally:
        _given.reset(token)
