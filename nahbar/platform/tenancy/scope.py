"""The tenant scope: one transaction, one Träger. Outside of it tenant tables can neither be read nor written."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any, TypeVar
from uuid import UUID

from django.db import connection, transaction

T = TypeVar("T")


class NoScope(RuntimeError):
    """Tenant data was touched outside a Träger's scope."""


class _Scope:
    def __init__(self, traeger_id: UUID) -> None:
        self.traeger_id = traeger_id
        self.before_commit: list[Callable[[], None]] = []
        self.kept: dict[str, Any] = {}


_current: ContextVar[_Scope | None] = ContextVar("traeger_scope", default=None)


def current_traeger_id() -> UUID:
    """The Träger of the scope; raises NoScope outside."""
    scope = _current.get()
    if scope is None:
        raise NoScope("Tenant data needs a scope: with traeger_scope(traeger_id): …")
    return scope.traeger_id


def in_scope() -> bool:
    """True inside a Träger's scope."""
    return _current.get() is not None


def before_commit(call: Callable[[], None]) -> None:
    """Run `call` as the last step of this scope's transaction (the audit chain: its lock is held for a moment only)."""
    scope = _current.get()
    if scope is None:
        raise NoScope("before_commit needs a scope")
    scope.before_commit.append(call)


def kept(key: str, make: Callable[[], T]) -> T:
    """What `make` gave when it was first asked for in this scope: read once for the whole transaction."""
    scope = _current.get()
    if scope is None:
        raise NoScope("kept needs a scope")
    if key not in scope.kept:
        scope.kept[key] = make()
    found: T = scope.kept[key]
    return found


def forget(key: str) -> None:
    """Let the next one who asks for `key` read it anew, after a change in this scope."""
    scope = _current.get()
    if scope is not None:
        scope.kept.pop(key, None)


def flush() -> None:
    """Run what waits for the end of the transaction now."""
    scope = _current.get()
    while scope is not None and scope.before_commit:
        waiting, scope.before_commit = scope.before_commit, []
        for call in waiting:
            call()


@contextmanager
def savepoint() -> Iterator[None]:
    """A part of the scope's transaction that comes whole or not at all.

    What a refused part left for the end (entries of the audit trail) goes with it.
    """
    scope = _current.get()
    waiting = list(scope.before_commit) if scope is not None else []
    try:
        with transaction.atomic():
            yield
    except BaseException:
        if scope is not None:
            scope.before_commit = waiting
        raise


@contextmanager
def traeger_scope(traeger_id: UUID) -> Iterator[None]:
    """Open a transaction in which only this Träger's rows exist; nested scopes of the same Träger join it."""
    outer = _current.get()
    if outer is not None:
        if outer.traeger_id != traeger_id:
            raise NoScope("A transaction belongs to one Träger")
        with transaction.atomic():
            yield
        return
    token = _current.set(_Scope(traeger_id))
    try:
        with transaction.atomic():
            with connection.cursor() as cursor:
                cursor.execute("select set_config('app.traeger', %s, true)", [str(traeger_id)])
            yield
            if not connection.needs_rollback:
                flush()
    finally:
        _current.reset(token)
