"""Release a payment run: the file for the bank, checked, stored, and laid out for collection exactly once (U26)."""

from __future__ import annotations

from pathlib import Path
from uuid import UUID

from django.conf import settings
from django.db import transaction

from nahbar.domain.casefile import actions as casefile
from nahbar.domain.payments import actions as payments
from nahbar.domain.payments.models import Zahllauf, Zahlungsauftrag
from nahbar.domain.payments.queries import run_by_id, run_files, run_view
from nahbar.platform import failpoints, files, ports
from nahbar.platform.accounts.roles import Actor
from nahbar.platform.jobs.queue import enqueue, job
from nahbar.platform.letters import words

FILE_JOB = "write_payment_files"


class OutboxOccupied(RuntimeError):
    """Another content lies in the outbox under this name: nothing is overwritten."""


@transaction.atomic
def release_payment_run(*, acting: Actor, lauf: Zahllauf) -> Zahllauf:
    """A second person lets the money go; asked again the released run is given back, nothing is doubled.

    Raises RoleMissing, OwnRun, TotalsDiffer, FileRefused, PortMissing.
    """
    released_before = run_by_id(lauf.id).stand == Zahllauf.Stand.FREIGEGEBEN
    released = payments.release_run(acting=acting, lauf=lauf, bank=ports.get("sepa"))
    if not released_before:
        for order in run_view(released).orders:
            _tell(acting, released, order)
    enqueue(FILE_JOB, lauf=released.id)
    failpoints.hit("release_payment_run.before_commit")
    transaction.on_commit(lambda: failpoints.hit("release_payment_run.after_commit"))
    return released


def _tell(acting: Actor, lauf: Zahllauf, order: Zahlungsauftrag) -> None:
    way = "überwiesen" if order.weg == Zahlungsauftrag.Weg.KONTO else "als Zahlungsanweisung geschickt"
    casefile.add_eintrag(
        acting=acting,
        akte=order.akte,
        vorgang=order.entscheidung.vorgang,
        art="zahlung",
        text=f"{words.amount(order.betrag)} für {words.month(order.monat)} {way}, "
        f"Ausführung {words.weekday(lauf.ausfuehrung_am)}.",
    )


@job(FILE_JOB)
def write_payment_files(lauf: str) -> None:
    """Lay the files of a released run into the outbox: written beside, forced to disk, renamed; again: no change."""
    row = run_by_id(UUID(lauf))
    folder = Path(settings.OUTBOX_ROOT) / row.traeger.kuerzel
    for file in run_files(row):
        target = folder / file.name
        if target.exists():
            if target.read_bytes() != file.content:
                raise OutboxOccupied(file.name)
            continue
        files.lay_down(target, file.content, step="payment_file")
