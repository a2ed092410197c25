"""Hold an original: its paper is not destroyed while somebody needs it (F07)."""

from __future__ import annotations

from django.db import transaction

from nahbar.domain.casefile import actions as casefile
from nahbar.domain.decisions.errors import RoleMissing
from nahbar.domain.mailroom import ledger
from nahbar.domain.mailroom.incoming import Original
from nahbar.domain.mailroom.policies import can_keep_papers
from nahbar.platform.accounts.roles import Actor


@transaction.atomic
def hold_original(*, acting: Actor, original: Original, grund: str) -> Original:
    """Stop the date, with the reason (dispute, unreadable, wanted back). The provider learns it within a minute.

    Raises RoleMissing, WhyMissing, PaperGone, HeldAlready.
    """
    if not can_keep_papers(acting):
        raise RoleMissing()
    row = ledger.hold(acting=acting, original=original, grund=grund)
    note_in_file(acting, row, "original_angehalten", f"Vernichtung des Originals angehalten: {row.halt_grund}")
    return row


@transaction.atomic
def request_original(*, acting: Actor, original: Original, grund: str) -> Original:
    """Have the paper brought to the office; it is held with the reason. Raises RoleMissing, WhyMissing, PaperGone."""
    if not can_keep_papers(acting):
        raise RoleMissing()
    if not original.gehalten:
        original = ledger.hold(acting=acting, original=original, grund=grund)
    row = ledger.request_back(acting=acting, original=original)
    note_in_file(
        acting, row, "original_angefordert", "Das Original auf Papier ist beim Dienstleister angefordert.", True
    )
    return row


def note_in_file(acting: Actor, original: Original, art: str, text: str, fuer_buerger: bool = False) -> None:
    """A line in the file of the letter, if it lies in one already."""
    vorgang = original.scan.vorgang
    if vorgang is not None:
        casefile.add_eintrag(
            acting=acting, akte=vorgang.akte, vorgang=vorgang, art=art, text=text, fuer_buerger=fuer_buerger
        )
