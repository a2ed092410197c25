"""Record a destruction: the provider's record for papers whose eight weeks are over; breaches are made known (F07)."""

from __future__ import annotations

from datetime import date

from django.db import transaction

from nahbar.domain.casefile import actions as casefile
from nahbar.domain.casefile.models import Aufgabe
from nahbar.domain.mailroom import ledger
from nahbar.domain.mailroom.incoming import Original
from nahbar.domain.mailroom.ledger import Destroyed
from nahbar.platform import clock
from nahbar.platform.accounts.roles import Actor, Role
from nahbar.platform.letters.words import numeric_day
from nahbar.procedures.hold_original import note_in_file

WRONG_TASK = "original_fehlt"


@transaction.atomic
def record_destruction(*, acting: Actor, original: Original, am: date, protokoll: str) -> Destroyed:
    """Keep day and number of the record; the same record again changes nothing.

    What was destroyed in spite of a hold or too early is written down as well: it is gone. The team lead gets a task.
    """
    found = ledger.note_destruction(acting=acting, original=original, am=am, protokoll=protokoll)
    if found in (Destroyed.KNOWN, Destroyed.NOT_THERE):
        return found
    text = f"Original vernichtet am {numeric_day(am)} (Protokoll {protokoll})"
    note_in_file(
        acting, original, "original_vernichtet", text if found is Destroyed.NOTED else f"{text}, {found.value}"
    )
    vorgang = original.scan.vorgang
    if found is not Destroyed.NOTED and vorgang is not None:
        casefile.add_aufgabe(
            acting=acting, akte=vorgang.akte, vorgang=vorgang, art=WRONG_TASK,
            titel=f"Original {found.value}: mit dem Dienstleister klären", frist=clock.today(),
            pool=Role.TEAMLEAD.value, dringlichkeit=Aufgabe.Dringlichkeit.DRINGEND,
        )  # fmt: skip
    return found
