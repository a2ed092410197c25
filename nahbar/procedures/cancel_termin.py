"""Cancel an appointment; before it begins nothing was missed (J4, C13)."""

from __future__ import annotations

from django.db import transaction

from nahbar.domain.appointments import actions as appointments
from nahbar.domain.appointments.models import Termin
from nahbar.domain.casefile import actions as casefile
from nahbar.platform.accounts.roles import Actor
from nahbar.platform.letters.words import moment
from nahbar.procedures.book_termin import tell_unless_own
from nahbar.procedures.cancel_late import cancel_late, tell_case_manager
from nahbar.procedures.move_termin import require_hold


@transaction.atomic
def cancel_termin(*, acting: Actor, termin: Termin, grund: str = "", seite: str = "", code: str = "") -> Termin:
    """Give the time back and keep the reason; `seite` (`buerger`, `amt`) where the office writes for a caller.

    At or after the beginning a citizen's word makes it «versäumt, Grund genannt». Raises NotAllowed, NotOpen.
    """
    require_hold(acting, termin, code)
    row = appointments.cancel_termin(acting=acting, termin=termin, grund=grund, seite=seite)
    if row.stand == Termin.Stand.VERSAEUMT:
        cancel_late(acting=acting, termin=row)
    elif row.akte is not None:
        side = "Amt" if row.abgesagt_von == Termin.Seite.AMT else "Bürgerseite"
        reason = f" Grund: {row.grund}" if row.grund else ""
        when = "vor Beginn" if row.vor_beginn else "nach Beginn"
        casefile.add_eintrag(
            acting=acting,
            akte=row.akte,
            vorgang=None,
            art="termin_abgesagt",
            text=f"Termin am {moment(row.beginn)} {when} abgesagt ({side}).{reason}"[:400],
        )
        if row.meldetermin and row.abgesagt_von == Termin.Seite.BUERGER:
            tell_case_manager(
                acting=acting,
                termin=row,
                art="termin_abgesagt",
                titel=f"Termin {moment(row.beginn)} vor Beginn abgesagt: neuen vereinbaren",
            )
    if row.akte is not None:
        tell_unless_own(acting, row.akte)
    return row
