"""Take a batch of the scan provider: every picture kept, every letter queued for reading, the batch once (F04, U22)."""

from __future__ import annotations

from django.db import transaction

from nahbar.domain.mailroom import batches
from nahbar.domain.mailroom.batches import Fetch, Taken
from nahbar.domain.mailroom.incoming import Scandokument
from nahbar.domain.mailroom.scan_shapes import BatchIn
from nahbar.platform import failpoints
from nahbar.platform.accounts.roles import Actor
from nahbar.platform.jobs.queue import enqueue
from nahbar.procedures.read_scan import JOB


@transaction.atomic
def take_scan_batch(*, acting: Actor, batch: BatchIn, fetch: Fetch) -> Taken:
    """The whole batch or nothing; delivered again it is known and nothing is done. Raises BatchRefused."""
    taken = batches.take_batch(acting=acting, batch=batch, fetch=fetch)
    if not taken.known:
        for scan in Scandokument.objects.filter(stapel=taken.stapel).order_by("kennung"):
            enqueue(JOB, scan=scan.id)
    failpoints.hit("take_scan_batch.before_commit")
    transaction.on_commit(lambda: failpoints.hit("take_scan_batch.after_commit"))
    return taken
