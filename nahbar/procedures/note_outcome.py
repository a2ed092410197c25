"""Note that somebody came to an appointment, or did not; a missed one is not yet a Meldeversäumnis."""

from __future__ import annotations

from django.db import transaction

from nahbar.domain.appointments import actions as appointments
from nahbar.domain.appointments.errors import NotAllowed
from nahbar.domain.appointments.models import Termin
from nahbar.domain.appointments.policies import can_book_for_others
from nahbar.domain.casefile import actions as casefile
from nahbar.platform.accounts.roles import Actor
from nahbar.platform.letters.words import moment
from nahbar.procedures.check_in import receive_visitor


@transaction.atomic
def note_outcome(*, acting: Actor, termin: Termin, kam: bool) -> Termin:
    """Write it into the appointment and the file; raises NotAllowed, NotYet before the beginning, NotOpen."""
    if not can_book_for_others(acting):
        raise NotAllowed
    row = appointments.note_outcome(acting=acting, termin=termin, kam=kam)
    receive_visitor(acting=acting, termin=row)  # nobody waits any more
    if row.akte is not None:
        what = "wahrgenommen" if kam else "nicht wahrgenommen"
        casefile.add_eintrag(
            acting=acting,
            akte=row.akte,
            vorgang=None,
            art="termin_wahrgenommen" if kam else "termin_versaeumt",
            text=f"Termin am {moment(row.beginn)} {what}.",
        )
    return row
