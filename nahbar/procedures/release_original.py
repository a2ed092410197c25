"""Release an original: the date of destruction runs on, or the person has the paper back (F06, F07)."""

from __future__ import annotations

from django.db import transaction

from nahbar.domain.decisions.errors import RoleMissing
from nahbar.domain.mailroom import ledger
from nahbar.domain.mailroom.incoming import Original
from nahbar.domain.mailroom.policies import can_keep_papers
from nahbar.platform.accounts.roles import Actor
from nahbar.platform.letters.words import numeric_day
from nahbar.procedures.hold_original import note_in_file


@transaction.atomic
def release_original(*, acting: Actor, original: Original) -> Original:
    """End a hold: the old date counts, at the earliest two weeks from today. Raises RoleMissing, PaperGone, NotHeld."""
    if not can_keep_papers(acting):
        raise RoleMissing()
    row = ledger.release(acting=acting, original=original)
    text = f"Das Original wird nicht mehr angehalten: Vernichtung ab {numeric_day(row.vernichtung_ab)}"
    note_in_file(acting, row, "original_freigegeben", text)
    return row


@transaction.atomic
def give_original_back(*, acting: Actor, original: Original) -> Original:
    """Note that the person has the paper again, today. Raises RoleMissing, PaperGone."""
    if not can_keep_papers(acting):
        raise RoleMissing()
    row = ledger.give_back(acting=acting, original=original)
    note_in_file(acting, row, "original_zurueck", "Das Original auf Papier ist zurückgegeben.", True)
    return row
