"""What people type stays text: in letters, pages, files for the bank; and never keeps an application from arriving."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from nahbar.domain.applications import actions as applications
from nahbar.domain.applications.models import Antrag
from nahbar.platform.accounts.roles import ANONYMOUS
from nahbar.platform.letters import LetterFailed
from nahbar.procedures import receipt
from nahbar.procedures.secure_antrag import secure_antrag
from tests.surfaces.workplace_cases import answers, open_akte, submitted

ODD = [
    '#panic("x") $x$ \\@ <label> *fett*',
    ']#read("/config/settings.py")[',
    "<script>alert(1)</script>",
    "W" * 60,
    "Ω" * 60,
    "𝕏 👩‍👩‍👧 \u202e",
    "O'Brien\"; drop table",
]


@pytest.mark.parametrize("name", ODD)
def test_odd_names_arrive_as_text(client_for: Callable[[str], Any], name: str) -> None:
    """F: Typst, HTML and the desk show the letters that were typed; nothing is executed, nothing fails."""
    antrag = submitted(vorname=name, nachname=name, strasse=name)
    assert antrag.stand == "eingegangen" and antrag.eingangsbestaetigung is not None
    desk = client_for("berg")
    open_akte(desk, antrag)
    page = desk.get(reverse("workplace:decide", args=[antrag.id])).content.decode()
    assert "<script>alert" not in page


def test_a_letter_that_fails_loses_nothing(traeger: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """When the typesetter breaks inside submitting, the draft stays and the page says so in a sentence."""
    secured = secure_antrag(acting=ANONYMOUS, leistung="grundsicherungsgeld")
    applications.store_answers(acting=ANONYMOUS, antrag=secured.antrag, antworten=answers())
    visitor = Client(raise_request_exception=False)
    visitor.post("/weiter", {"code": secured.code, "pin": secured.pin})

    def broken(*args: Any, **kwargs: Any) -> bytes:
        raise LetterFailed("Aylin Demir")

    monkeypatch.setattr(receipt, "render", broken)
    answer = visitor.post(f"/antrag/{secured.antrag.id}/pruefen", {"richtig": "1"})
    kept = Antrag.objects.get(id=secured.antrag.id)
    assert kept.stand == "gesichert" and kept.antworten and kept.akte_id is None
    assert answer.status_code >= 400 and "Demir" not in answer.content.decode()
