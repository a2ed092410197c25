"""The worker: runs jobs, and takes up those of a worker that died."""

from __future__ import annotations

from contextlib import suppress

from procrastinate import PsycopgConnector
from procrastinate.contrib.django import app
from procrastinate.contrib.django.utils import connector_params
from procrastinate.exceptions import AlreadyEnqueued

from nahbar.platform.jobs.rounds import ROUNDS

HEARTBEAT_SECONDS = 5
STALLED_SECONDS = 20


@app.periodic(cron="* * * * *")
@app.task(name="rescue_stalled", queueing_lock="rescue_stalled", pass_context=False)
async def rescue_stalled(timestamp: int) -> None:
    """Queue the jobs of dead workers again: procrastinate finds them, but does not retry them by itself."""
    manager = app.job_manager
    for stalled in await manager.get_stalled_jobs(seconds_since_heartbeat=STALLED_SECONDS):
        await manager.retry_job(stalled)


def run_worker(*, once: bool) -> None:
    """Run jobs until stopped; with `once` until none is waiting. Dead workers' jobs and all rounds are run at once."""
    for task in (rescue_stalled, *ROUNDS):
        with suppress(AlreadyEnqueued):
            task.configure().defer(timestamp=0)
    with app.replace_connector(PsycopgConnector(kwargs=connector_params())) as running:
        running.run_worker(
            wait=not once,
            concurrency=1,
            listen_notify=True,
            update_heartbeat_interval=HEARTBEAT_SECONDS,
            stalled_worker_timeout=STALLED_SECONDS,
            install_signal_handlers=True,
        )
