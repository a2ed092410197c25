"""Requests that no browser sends, and what every answer carries."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.parametrize(
    ("path", "fields"),
    [
        ("/weiter", {"code": "AB\x00CD", "pin": "1"}),
        ("/anmelden", {"login": "a\x00", "passwort": "x"}),
        ("/arbeit/anmelden", {"login": "a\x00", "password": "x", "code": "1"}),
        ("/antrag/sichern", {"ort": "\x00"}),
    ],
)
def test_the_character_0_is_refused_and_is_no_error_of_ours(traeger: Any, path: str, fields: dict[str, str]) -> None:
    """PostgreSQL cannot keep it: 400, not 500."""
    assert Client().post(path, fields).status_code == 400


@pytest.mark.parametrize("path", ["/", "/weiter", "/static/nix.css", "/gibtesnicht", "/arbeit/anmelden", "/gesundheit"])
def test_no_page_can_be_framed_or_kept(traeger: Any, path: str) -> None:
    """Clickjacking and copies on shared computers; errors below /static/ too."""
    answer = Client().get(path)
    assert answer["X-Frame-Options"] == "DENY" and "frame-ancestors 'none'" in answer["Content-Security-Policy"]
    assert answer["Cache-Control"] == "no-store" and answer["X-Content-Type-Options"] == "nosniff"


@pytest.mark.parametrize("path", ["/abmelden", "/arbeit/abmelden", "/ui/sprache", "/antrag/sichern", "/weiter"])
def test_every_form_needs_its_token(traeger: Any, path: str) -> None:
    """CSRF: also signing out and the choice of language."""
    assert Client(enforce_csrf_checks=True).post(path, {}).status_code == 403


@pytest.mark.parametrize(
    "target", ["//evil.example", "https://evil.example/", "/\\evil.example", "javascript:alert(1)"]
)
def test_signing_in_leads_to_our_own_pages_only(staff: Any, target: str) -> None:
    """Open redirect in `weiter`."""
    for page in ("/arbeit/anmelden", "/anmelden", "/weiter"):
        assert target not in Client().get(page, {"weiter": target}).content.decode()


@pytest.mark.parametrize(
    ("name", "value"),
    [("NAHBAR_NOW", "2026-11-23T21:40"), ("NAHBAR_FAILPOINT", "x"), ("NAHBAR_PG_UNSAFE_FAST", "1")],
)
def test_switches_of_tests_stop_the_start_in_production(tmp_path: Path, name: str, value: str) -> None:
    """Nobody serves people with a moved clock, a place to die at, or without fsync."""
    kept = {key: text for key, text in os.environ.items() if not key.startswith(("NAHBAR_", "DATABASE_", "DJANGO_"))}
    done = subprocess.run(
        [sys.executable, "-c", "import nahbar.config.settings"],
        cwd=ROOT, capture_output=True, text=True, check=False,
        env=kept | {"NAHBAR_HOME": str(tmp_path), "NAHBAR_MODE": "production", name: value},
    )  # fmt: skip
    assert done.returncode != 0 and name in done.stderr
