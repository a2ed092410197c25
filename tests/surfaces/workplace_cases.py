"""Timo Krüger's application as the office receives it (eighth journey)."""

from __future__ import annotations

from typing import Any

from nahbar.benefits.grundsicherungsgeld.questions import QUESTIONNAIRE
from nahbar.config.demo.rest import with_the_rest
from tests.benefits.timo import MONTH, answers


def submitted(**changes: Any) -> Any:
    """An application that has arrived, with its file, matter and task."""
    from nahbar.domain.applications import actions as applications
    from nahbar.platform.accounts.roles import Actor, Role
    from nahbar.procedures.secure_antrag import secure_antrag
    from nahbar.procedures.submit_antrag import submit_antrag

    anonymous = Actor(kind="citizen", id="-", roles=frozenset({Role.CITIZEN}))
    antrag = secure_antrag(acting=anonymous, leistung="grundsicherungsgeld").antrag
    citizen = Actor(kind="citizen", id="-", roles=frozenset({Role.CITIZEN}), antrag_ids=frozenset({antrag.id}))
    full = with_the_rest(QUESTIONNAIRE, answers(**changes), MONTH)
    applications.store_answers(acting=citizen, antrag=antrag, antworten=full)
    return submit_antrag(acting=citizen, antrag=antrag)


def open_akte(client: Any, antrag: Any) -> None:
    """Open the file with a reason, as a person at the desk does."""
    from django.urls import reverse

    client.post(reverse("workplace:akte_open", args=[antrag.akte_id]), {"zweck": "Vorsprache im Haus"})
