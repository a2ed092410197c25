"""Steps that the tests of deciding and paying share."""

from __future__ import annotations

import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

from nahbar.benefits import registry
from nahbar.config.demo.rest import with_the_rest
from nahbar.domain.applications import actions as applications
from nahbar.domain.applications.models import Antrag
from nahbar.domain.decisions.models import Entscheidung
from nahbar.domain.mailroom.models import Brief
from nahbar.platform.accounts.roles import Actor, Role
from nahbar.platform.vault.actions import read_file
from nahbar.procedures.issue_bescheid import issue_bescheid
from nahbar.procedures.present_for_release import present_for_release
from nahbar.procedures.propose_decision import propose_decision
from nahbar.procedures.secure_antrag import secure_antrag
from nahbar.procedures.submit_antrag import submit_antrag
from tests.benefits import timo

Who = Callable[[str], Actor]


def citizen(antrag: Antrag) -> Actor:
    """Whoever opened this application with code and PIN."""
    return Actor(kind="citizen", id=str(antrag.id), roles=frozenset({Role.CITIZEN}), antrag_ids=frozenset({antrag.id}))


def submitted(answers: dict[str, Any] | None = None) -> Antrag:
    """An application that has arrived: Timo's, or with these answers."""
    assert registry.get("grundsicherungsgeld")
    visitor = Actor(kind="anonymous", id="-")
    antrag = secure_antrag(acting=visitor, leistung="grundsicherungsgeld").antrag
    who = citizen(antrag)
    given = with_the_rest(registry.get("grundsicherungsgeld").questionnaire, answers or timo.answers(), timo.MONTH)
    applications.store_answers(acting=who, antrag=applications.lock(antrag), antworten=given)
    return submit_antrag(acting=who, antrag=antrag)


def presented(actor: Who, antrag: Antrag | None = None, by: str = "berg") -> Entscheidung:
    """A decision that waits for a second person."""
    draft = propose_decision(acting=actor(by), antrag=antrag or submitted())
    return present_for_release(acting=actor(by), entscheidung=draft, version=draft.version)


def released(actor: Who, antrag: Antrag | None = None) -> Entscheidung:
    """A decision that Frau Berg presented and Frau Öztürk released."""
    return issue_bescheid(acting=actor("oeztuerk"), entscheidung=presented(actor, antrag))


def text_of(brief: Brief, folder: Path) -> str:
    """The words of a letter, blanks made single."""
    path = folder / "brief.pdf"
    path.write_bytes(read_file(brief.dokument.original))
    run = subprocess.run(["pdftotext", "-layout", str(path), "-"], check=True, capture_output=True, text=True)
    return " ".join(run.stdout.split())
