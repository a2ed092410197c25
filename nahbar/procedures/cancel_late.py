"""A word at or after the beginning: the appointment is missed, its reason is kept and looked at (J4)."""

from __future__ import annotations

from django.db import transaction

from nahbar.domain.appointments.models import Termin
from nahbar.domain.casefile import actions as casefile
from nahbar.domain.casefile.models import Akte, Aufgabe, Vorgang
from nahbar.platform import clock
from nahbar.platform.accounts.roles import Actor, Role
from nahbar.platform.letters.words import moment


def _matter(acting: Actor, akte: Akte) -> Vorgang:
    """The matter of the file that runs; one of its own if there is none."""
    running: Vorgang | None = Vorgang.objects.filter(akte=akte, closed_at=None).order_by("-created_at").first()
    return running or casefile.open_vorgang(acting=acting, akte=akte, art="termin", titel="Termine")


def tell_case_manager(*, acting: Actor, termin: Termin, art: str, titel: str) -> None:
    """Work for the case management, today: somebody invited said something about the appointment."""
    if termin.akte is None:
        return
    casefile.add_aufgabe(
        acting=acting,
        akte=termin.akte,
        vorgang=_matter(acting, termin.akte),
        art=art,
        titel=titel,
        frist=clock.today(),
        pool=Role.FALLMANAGEMENT.value,
        dringlichkeit=Aufgabe.Dringlichkeit.DRINGEND,
    )


@transaction.atomic
def cancel_late(*, acting: Actor, termin: Termin) -> None:
    """Write down that the reason was given, after `appointments.cancel_termin` counted the appointment as missed.

    Whether it was an important one is for the hearing (§ 24 SGB X) to find out, not for the program.
    """
    if termin.akte is None:
        return
    reason = f"Genannter Grund: {termin.grund}" if termin.grund else "Ein Grund ist nicht genannt."
    casefile.add_eintrag(
        acting=acting,
        akte=termin.akte,
        vorgang=None,
        art="termin_versaeumt_grund",
        text=f"Termin am {moment(termin.beginn)} nicht wahrgenommen, nach Beginn gemeldet. {reason}"[:400],
    )
    if termin.meldetermin:
        tell_case_manager(
            acting=acting,
            termin=termin,
            art="termin_grund_pruefen",
            titel=f"Termin {moment(termin.beginn)} versäumt, Grund genannt: anhören",
        )
