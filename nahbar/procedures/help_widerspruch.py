"""Help an objection: a new act is drafted, a second person releases it, and the file says how it ended (§ 85 SGG)."""

from __future__ import annotations

from collections.abc import Sequence

from django.db import transaction

from nahbar.domain.casefile import actions as casefile
from nahbar.domain.decisions import widerspruch_abhilfe as room
from nahbar.domain.decisions.facts import FactChange
from nahbar.domain.decisions.models import Entscheidung
from nahbar.domain.decisions.widerspruch_models import Widerspruch
from nahbar.platform.accounts.roles import Actor
from nahbar.procedures.raise_widerspruch import TASK


@transaction.atomic
def help_widerspruch(
    *,
    acting: Actor,
    widerspruch: Widerspruch,
    changes: Sequence[FactChange],
    begruendung: str,
    voll: bool,
    kosten: str,
    bevollmaechtigt: bool | None = None,
) -> Entscheidung:
    """Draft the new act; it is presented and released like every decision.

    Raises FormFirst, ReasonNeeded, CostsMissing, CorrectionRefused, FactsUnusable, NoChange, WorseThanBefore,
    NotADraft, RoleMissing, WiderspruchOver.
    """
    return room.draft_help(
        acting=acting, widerspruch=widerspruch, changes=changes, begruendung=begruendung, voll=voll, kosten=kosten,
        bevollmaechtigt=bevollmaechtigt,
    )  # fmt: skip


def settle_help(*, acting: Actor, entscheidung: Entscheidung) -> None:
    """After the release: the objection ends, or stays open for the rest; nothing where the decision has none."""
    row = room.helped(acting=acting, entscheidung=entscheidung)
    if row is None:
        return
    over = row.stand == Widerspruch.Stand.ABHILFE
    if over:
        casefile.finish_aufgaben(acting=acting, vorgang=row.vorgang, art=TASK)
    rest = "" if over else " Über den Rest entscheidet die Widerspruchsstelle."
    casefile.add_eintrag(
        acting=acting, akte=row.akte, vorgang=row.vorgang, art="widerspruch_abhilfe",
        text=f"{row.get_weg_display()}: {row.get_stand_display()}. Der neue Bescheid ist Teil des Verfahrens"
        f" (§ 86 SGG).{rest}",
    )  # fmt: skip
