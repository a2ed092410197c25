"""Nothing is kept longer than it is needed."""

from __future__ import annotations

import os
from datetime import timedelta
from pathlib import Path
from typing import Any

from django.contrib.sessions.models import Session
from django.test import Client
from django.utils import timezone

from nahbar.platform import clock
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


def test_sentences_that_nobody_hears_go_in_the_night(db: None, now: Any, settings: Any, tmp_path: Path) -> None:
    """The folder of what was read aloud does not grow for ever."""
    settings.SPEECH_ROOT = tmp_path
    files = [tmp_path / "ab" / f"{name}.mp3" for name in ("old", "new")]
    files[0].parent.mkdir()
    for file, days in zip(files, (91, 89), strict=True):
        file.write_bytes(b"sound")
        heard = (clock.now() - timedelta(days=days)).timestamp()
        os.utime(file, (heard, heard))
    forget.forget_old(0)
    assert [file.exists() for file in files] == [False, True]
