"""Jobs live and die with the business transaction; a dead worker's job is taken up again."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection

from nahbar.config.demo.town import create_traeger
from nahbar.platform.jobs.queue import enqueue, job
from nahbar.platform.jobs.worker import rescue_stalled, run_worker
from nahbar.platform.tenancy.models import Gemeinde
from nahbar.platform.tenancy.scope import traeger_scope

seen: list[tuple[str, int]] = []


@job("tests.count_towns")
def count_towns(word: str) -> None:
    """Notes the word and how many towns this scope sees."""
    seen.append((word, Gemeinde.objects.count()))


def statuses() -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute("select status::text from procrastinate_jobs where task_name = 'tests.count_towns' order by id")
        return [row[0] for row in cursor.fetchall()]


@pytest.mark.django_db(transaction=True)
def test_a_job_exists_only_if_its_transaction_commits(now: Any) -> None:
    one = create_traeger("musterland")

    class Stop(Exception):
        pass

    with pytest.raises(Stop), traeger_scope(one.id):
        enqueue("tests.count_towns", word="lost")
        raise Stop
    assert statuses() == []
    with traeger_scope(one.id):
        enqueue("tests.count_towns", word="kept")
    assert statuses() == ["todo"]


@pytest.mark.django_db(transaction=True)
def test_worker_runs_a_job_in_the_scope_of_its_traeger(now: Any) -> None:
    seen.clear()
    create_traeger("nebenstadt")
    one = create_traeger("musterland")
    with traeger_scope(one.id):
        enqueue("tests.count_towns", word="towns")
    run_worker(once=True)
    assert seen == [("towns", 5)]
    assert statuses() == ["succeeded"]


@pytest.mark.django_db(transaction=True)
def test_the_job_of_a_dead_worker_is_queued_again(now: Any) -> None:
    """The state that kill -9 leaves: the job is `doing`, its worker has no heartbeat any more."""
    one = create_traeger("musterland")
    with traeger_scope(one.id):
        enqueue("tests.count_towns", word="again")
    with connection.cursor() as cursor:
        cursor.execute(
            "insert into procrastinate_workers (last_heartbeat) values (now() - interval '1 hour') returning id"
        )
        worker = cursor.fetchone()[0]
        cursor.execute("update procrastinate_jobs set status = 'doing', worker_id = %s", [worker])
    seen.clear()
    rescue_stalled.configure().defer(timestamp=0)
    run_worker(once=True)
    run_worker(once=True)
    assert seen == [("again", 5)]
    assert statuses() == ["succeeded"]
