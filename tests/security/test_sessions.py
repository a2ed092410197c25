"""Sessions: bound to their Träger, fresh after signing in, over after an hour."""

from __future__ import annotations

import time
from typing import Any

import pytest
from django.test import Client

from nahbar.platform.accounts import session
from nahbar.platform.accounts.roles import ANONYMOUS
from nahbar.procedures.secure_antrag import secure_antrag


def opened() -> tuple[Client, str]:
    """A browser with an application that is open in it, and its address."""
    visitor, secured = Client(), secure_antrag(acting=ANONYMOUS, leistung="grundsicherungsgeld")
    assert visitor.post("/weiter", {"code": secured.code, "pin": secured.pin}).status_code == 302
    return visitor, f"/antrag/{secured.antrag.id}/"


def test_a_foreign_session_has_no_role(traeger: Any, other_traeger: Any) -> None:
    """A03: as if the cookie had been made at the neighbour."""
    visitor, address = opened()
    assert visitor.session[session.TRAEGER] == str(traeger.id)
    kept = visitor.session
    kept[session.TRAEGER] = str(other_traeger.id)
    kept.save()
    assert visitor.get(address).status_code == 302 and visitor.get("/mein")["Location"].startswith("/weiter")


def test_the_session_ends_after_an_hour_without_a_page(traeger: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """Somebody who left a public computer is signed out."""
    visitor, address = opened()
    assert visitor.get(f"{address}unterlagen").status_code == 200
    later = time.time() + session.IDLE_SECONDS + 5
    monkeypatch.setattr(session.time, "time", lambda: later)
    assert visitor.get(f"{address}unterlagen").status_code == 302
    assert session.ANTRAEGE not in visitor.session


def test_the_key_and_the_form_token_change_when_a_code_is_opened(traeger: Any) -> None:
    """A key that was planted before is worth nothing afterwards."""
    visitor = Client()
    visitor.post("/antrag/sichern", {"ort": ""})
    first, token = visitor.session.session_key, visitor.cookies["csrftoken"].value
    secured = secure_antrag(acting=ANONYMOUS, leistung="grundsicherungsgeld")
    visitor.post("/weiter", {"code": secured.code, "pin": secured.pin})
    assert visitor.session.session_key != first and visitor.cookies["csrftoken"].value != token
    assert visitor.session[session.ANTRAEGE] == [str(secured.antrag.id)]
