"""Nothing is kept longer than it is needed."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.contrib.sessions.models import Session
from django.test import Client
from django.utils import timezone

from nahbar.platform.accounts import throttle
from nahbar.platform.accounts.models import Attempt
from nahbar.platform.jobs import forget
from nahbar.platform.tenancy.scope import traeger_scope


def test_sessions_that_are_over_and_old_failures_go(db: None, other_traeger: Any, now: Any, client: Client) -> None:
    """A PIN that nobody went on from does not stay in the table; a fresh failure does."""
    with traeger_scope(other_traeger.id):
        throttle.note_failure("code:old")
        now.set("2026-12-20T09:00")
        throttle.note_failure("code:new")
    for key, days in (("a" * 32, -1), ("b" * 32, 1)):
        expires = timezone.now() + timedelta(days=days)
        Session.objects.create(session_key=key, session_data="", expire_date=expires)
    forget.forget_old(0)
    assert [row.session_key for row in Session.objects.all()] == ["b" * 32]
    with traeger_scope(other_traeger.id):
        assert Attempt.objects.count() == 2, "both counters of the fresh failure"
