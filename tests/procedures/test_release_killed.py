"""A process killed while it issues a Bescheid or releases money: all or nothing, and never twice."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from procrastinate.contrib.django.models import ProcrastinateJob

from nahbar.config.demo.town import create_staff, create_traeger
from nahbar.domain.applications.models import Antrag
from nahbar.domain.decisions.errors import AlreadyDecided
from nahbar.domain.decisions.models import Entscheidung, Leistungszeile
from nahbar.domain.mailroom.models import Brief
from nahbar.domain.payments.models import Zahllauf, Zahlungsauftrag
from nahbar.platform.accounts.roles import Actor
from nahbar.platform.accounts.session import actor_of_account
from nahbar.platform.audit.actions import verify_chain
from nahbar.platform.tenancy.scope import traeger_scope
from nahbar.procedures.issue_bescheid import issue_bescheid
from nahbar.procedures.prepare_payment_run import prepare_payment_run
from nahbar.procedures.release_payment_run import release_payment_run
from tests.procedures.desk import presented, released

LAST = date(2026, 11, 30)
PROGRAM = """
import os, sys
from uuid import UUID
import django
django.setup()
from nahbar.domain.decisions.queries import decision_by_id
from nahbar.domain.payments.queries import run_by_id
from nahbar.platform.accounts.models import Account
from nahbar.platform.accounts.session import actor_of_account
from nahbar.platform.tenancy.scope import traeger_scope
from nahbar.procedures.issue_bescheid import issue_bescheid
from nahbar.procedures.release_payment_run import release_payment_run
step, traeger, row, login = sys.argv[1:]
with traeger_scope(UUID(traeger)):
    who = actor_of_account(Account.objects.get(login=login))
    if step == "bescheid":
        issue_bescheid(acting=who, entscheidung=decision_by_id(UUID(row)))
    else:
        release_payment_run(acting=who, lauf=run_by_id(UUID(row)))
"""


@pytest.fixture
def office(transactional_db: None, now: Any) -> Any:
    """Kreis Musterland, committed; gives Träger and `actor`."""
    traeger = create_traeger("musterland")
    with traeger_scope(traeger.id):
        staff = create_staff()

    def actor(login: str) -> Actor:
        return actor_of_account(staff[login])

    return traeger, actor


def run_killed(failpoint: str, *arguments: str) -> None:
    """Run the step in a process of its own, which dies at this place."""
    environment = {**os.environ, "NAHBAR_FAILPOINT": failpoint, "DJANGO_SETTINGS_MODULE": "nahbar.config.settings"}
    root = Path(__file__).resolve().parents[2]
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM, *arguments], env=environment, cwd=root, capture_output=True, text=True
    )
    assert done.returncode == -signal.SIGKILL, done.stderr


@pytest.mark.kill
@pytest.mark.parametrize(("place", "happened"), [("before_commit", False), ("after_commit", True)])
def test_killed_while_a_bescheid_is_issued(office: Any, place: str, happened: bool) -> None:
    traeger, actor = office
    with traeger_scope(traeger.id):
        waiting = presented(actor)
    run_killed(f"issue_bescheid.{place}", "bescheid", str(traeger.id), str(waiting.id), "oeztuerk")
    with traeger_scope(traeger.id):
        found = (Leistungszeile.objects.count(), Brief.objects.count(), Zahlungsauftrag.objects.count())
        assert found == ((12, 1, 2) if happened else (0, 0, 0))
        assert (Antrag.objects.get().stand == Antrag.Stand.ENTSCHIEDEN) is happened
    with traeger_scope(traeger.id):
        again = Entscheidung.objects.get(id=waiting.id)
        if happened:
            with pytest.raises(AlreadyDecided):
                issue_bescheid(acting=actor("wolter"), entscheidung=again)
        else:
            issue_bescheid(acting=actor("wolter"), entscheidung=again)
    with traeger_scope(traeger.id):
        found = (Leistungszeile.objects.count(), Brief.objects.count(), Zahlungsauftrag.objects.count())
        assert found == (12, 1, 2)
        assert verify_chain() is None


@pytest.mark.kill
@pytest.mark.parametrize(("place", "happened"), [("before_commit", False), ("after_commit", True)])
def test_u26_killed_while_a_run_is_released(office: Any, place: str, happened: bool) -> None:
    """U26: before the commit the run is as it was; after it, file and job exist, and a second release adds nothing."""
    traeger, actor = office
    with traeger_scope(traeger.id):
        released(actor)
    with traeger_scope(traeger.id):
        run = prepare_payment_run(acting=actor("kasse2"), art="monatlich", execution_date=LAST)
    run_killed(f"release_payment_run.{place}", "geld", str(traeger.id), str(run.id), "kasse")
    with traeger_scope(traeger.id):
        row = Zahllauf.objects.get(id=run.id)
        assert (row.stand == Zahllauf.Stand.FREIGEGEBEN, row.datei is not None) == (happened, happened)
        jobs = ProcrastinateJob.objects.filter(task_name="write_payment_files")
        assert jobs.count() == int(happened)
        sha = row.datei.sha256 if row.datei else None
    with traeger_scope(traeger.id):
        final = release_payment_run(acting=actor("kasse"), lauf=row)
        assert final.datei is not None and sha in (None, final.datei.sha256)
        order = Zahlungsauftrag.objects.get(lauf=final)
        assert order.akte.eintraege.filter(art="zahlung").count() == 1
