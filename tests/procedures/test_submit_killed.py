"""Submitting while the power fails, and submitting twice at once: all or nothing, and once."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from threading import Barrier, Thread
from typing import Any

import pytest
from django.db import connection

from nahbar.config.demo.town import create_traeger
from nahbar.domain.applications import actions as applications
from nahbar.domain.applications import queries
from nahbar.domain.applications.models import Antrag
from nahbar.domain.casefile.models import Akte, Aufgabe, Dokument
from nahbar.domain.people.models import Person
from nahbar.platform.accounts.roles import ANONYMOUS
from nahbar.platform.audit.actions import verify_chain
from nahbar.platform.tenancy.scope import traeger_scope
from nahbar.procedures.secure_antrag import secure_antrag
from nahbar.procedures.submit_antrag import submit_antrag
from tests.benefits import aylin
from tests.procedures.desk import citizen

PROGRAM = """
import sys
from uuid import UUID
import django
django.setup()
from nahbar.domain.applications.queries import antrag_by_id
from nahbar.platform.tenancy.scope import traeger_scope
from nahbar.procedures.submit_antrag import submit_antrag
from tests.procedures.desk import citizen
with traeger_scope(UUID(sys.argv[1])):
    antrag = antrag_by_id(UUID(sys.argv[2]))
    submit_antrag(acting=citizen(antrag), antrag=antrag)
"""


@pytest.fixture
def office(transactional_db: None, now: Any) -> Any:
    """Kreis Musterland, committed."""
    return create_traeger("musterland")


def draft(office: Any) -> Antrag:
    with traeger_scope(office.id):
        antrag = secure_antrag(acting=ANONYMOUS, leistung="grundsicherungsgeld").antrag
        held = applications.lock(antrag)
        return applications.store_answers(acting=citizen(antrag), antrag=held, antworten=aylin.answers())


@pytest.mark.kill
@pytest.mark.parametrize("place", ["submit_antrag.before_receipt", "submit_antrag.before_commit"])
def test_killed_while_submitting_leaves_the_draft_and_nothing_else(office: Any, place: str) -> None:
    antrag = draft(office)
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM, str(office.id), str(antrag.id)],
        env=os.environ | {"NAHBAR_FAILPOINT": place, "DJANGO_SETTINGS_MODULE": "nahbar.config.settings"},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert done.returncode == -signal.SIGKILL, done.stderr[-2000:]
    with traeger_scope(office.id):
        assert queries.antrag_by_id(antrag.id).stand == Antrag.Stand.GESICHERT
        assert [model.objects.count() for model in (Person, Akte, Dokument, Aufgabe)] == [0, 0, 0, 0]
        assert submit_antrag(acting=citizen(antrag), antrag=antrag).stand == Antrag.Stand.EINGEGANGEN
    with traeger_scope(office.id):
        assert verify_chain() is None


def test_two_clicks_at_once_make_one_file_and_one_receipt(office: Any) -> None:
    antrag = draft(office)
    both, receipts = Barrier(2), []

    def click() -> None:
        try:
            both.wait(10)
            with traeger_scope(office.id):
                receipts.append(submit_antrag(acting=citizen(antrag), antrag=antrag).eingangsbestaetigung_id)
        finally:
            connection.close()

    clicks = [Thread(target=click) for _ in range(2)]
    for one in clicks:
        one.start()
    for one in clicks:
        one.join(60)
    assert len(receipts) == 2 and receipts[0] == receipts[1] is not None
    with traeger_scope(office.id):
        assert [model.objects.count() for model in (Person, Akte, Aufgabe)] == [1, 1, 1]
