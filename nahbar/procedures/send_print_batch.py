"""Send letters to the print provider: prepared and looked at by a person, handed over once, asked back if need be."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from uuid import UUID

from django.db import transaction

from nahbar.domain.decisions.errors import RoleMissing
from nahbar.domain.mailroom import print_actions
from nahbar.domain.mailroom.outgoing import Druckauftrag, Druckstapel
from nahbar.domain.mailroom.policies import can_post
from nahbar.domain.mailroom.print_queries import batch_by_id, order_by_id, orders
from nahbar.domain.mailroom.printing import PrintBatch, PrintLetter, PrintProvider, Recall
from nahbar.platform import failpoints, ports
from nahbar.platform.accounts.roles import MACHINE, Actor
from nahbar.platform.jobs.queue import enqueue, job
from nahbar.platform.vault.actions import read_file

FILE_JOB = "write_print_batch"
RECALL_JOB = "write_print_recall"


@transaction.atomic
def prepare_print_batch(
    *, acting: Actor, brief_ids: Sequence[UUID], versand: str = Druckauftrag.Versand.STANDARD
) -> Druckstapel:
    """Put letters that are ready into a batch; raises NothingChosen, NotReady, WrongWay, AtProvider, RoleMissing."""
    if not can_post(acting):
        raise RoleMissing()
    return print_actions.prepare_batch(acting=acting, brief_ids=brief_ids, versand=versand)


@transaction.atomic
def discard_print_batch(*, acting: Actor, stapel: Druckstapel) -> None:
    """Give a batch up before it was handed over; raises BatchGone, RoleMissing."""
    if not can_post(acting):
        raise RoleMissing()
    print_actions.discard_batch(acting=acting, stapel=stapel)


@transaction.atomic
def send_print_batch(*, acting: Actor, stapel: Druckstapel) -> Druckstapel:
    """Hand the batch over; its file is written by a job that exists if and only if this commits.

    Asked again nothing is doubled. Raises BatchGone, BatchEmpty, RoleMissing, PortMissing.
    """
    if not can_post(acting):
        raise RoleMissing()
    ports.get("print_provider")
    sent = print_actions.hand_over(acting=acting, stapel=stapel)
    enqueue(FILE_JOB, stapel=sent.id)
    failpoints.hit("send_print_batch.before_commit")
    transaction.on_commit(lambda: failpoints.hit("send_print_batch.after_commit"))
    return sent


@job(FILE_JOB)
def write_print_batch(stapel: str) -> None:
    """Lay the batch into the outbox. Killed between file and commit it is written again with the same bytes.

    Should the provider have fetched it in between, it gets the same batch twice and knows each letter by id and sum.
    """
    row = batch_by_id(UUID(stapel))
    if row.abgelegt_at is not None or row.uebergeben_at is None:
        return
    provider: PrintProvider = ports.get("print_provider")
    letters = tuple(_letter(order) for order in orders(row) if order.rueckruf_at is None)
    sha256 = ""
    if letters:
        sha256 = provider.put_batch(PrintBatch(row.id, row.nummer, row.traeger.kuerzel, row.uebergeben_at, letters))
    print_actions.note_laid(acting=MACHINE, stapel=row, sha256=sha256)
    failpoints.hit("write_print_batch.before_commit")


def _letter(order: Druckauftrag) -> PrintLetter:
    return PrintLetter(
        id=order.brief_id,
        read=partial(read_file, order.brief.dokument.original),
        sha256=order.sha256,
        pages=order.seiten,
        duplex=order.beidseitig,
        colour=order.farbe,
        service=order.versand,
        cost_centre=order.kostenstelle,
        latest=order.spaetestens,
    )


@transaction.atomic
def ask_letter_back(*, acting: Actor, auftrag: Druckauftrag, grund: str) -> Druckauftrag:
    """Ask the provider for a letter; raises ReasonMissing, BackAlready, NotReady, RoleMissing."""
    if not can_post(acting):
        raise RoleMissing()
    asked = print_actions.ask_back(acting=acting, auftrag=auftrag, grund=grund)
    enqueue(RECALL_JOB, auftrag=asked.id)
    return asked


@job(RECALL_JOB)
def write_print_recall(auftrag: str) -> None:
    """Lay the wish into the outbox; again it changes nothing."""
    order = order_by_id(UUID(auftrag))
    if order.rueckruf_at is not None:
        provider: PrintProvider = ports.get("print_provider")
        recall = Recall(order.brief_id, order.sha256, order.stapel_id, order.rueckruf_at)
        provider.put_recall(order.traeger.kuerzel, recall)
