"""Jobs in PostgreSQL: put into the queue inside the business transaction, run at least once, in the Träger's scope."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any
from uuid import UUID

from procrastinate.contrib.django import app

from nahbar.platform.tenancy.scope import current_traeger_id, traeger_scope

Job = Callable[..., None]


def job(name: str, *, priority: int = 0) -> Callable[[Job], Job]:
    """Register a job; its arguments are ids only, and running it twice must do no more than running it once.

    Those of higher `priority` go first: what takes long and may wait has a negative one.
    """

    def decorate(function: Job) -> Job:
        @wraps(function)
        def in_scope(traeger_id: str, **ids: Any) -> None:
            with traeger_scope(UUID(traeger_id)):
                function(**ids)

        app.task(name=name, retry=5, priority=priority)(in_scope)
        return function

    return decorate


def enqueue(name: str, **ids: UUID | str) -> None:
    """Queue a job of the scope's Träger; it exists if and only if this transaction commits."""
    task = app.configure_task(name)
    task.defer(traeger_id=str(current_traeger_id()), **{key: str(value) for key, value in ids.items()})
