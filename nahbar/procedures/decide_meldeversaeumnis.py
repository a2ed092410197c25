"""Decide a Meldeversäumnis without a consequence for the money, or write down what the person said about it."""

from __future__ import annotations

from nahbar.domain.decisions import meldung as room
from nahbar.domain.decisions.models import Meldeversaeumnis
from nahbar.platform.accounts.roles import Actor


def decide_meldeversaeumnis(
    *, acting: Actor, meldung: Meldeversaeumnis, ausgang: str, begruendung: str
) -> Meldeversaeumnis:
    """End it; raises PurposeLocked, MeldungOver, ReasonNeeded, FirstHasNoConsequence, HearingFirst, RoleMissing."""
    return room.decide(acting=acting, meldung=meldung, ausgang=ausgang, begruendung=begruendung)


def note_aeusserung(*, acting: Actor, meldung: Meldeversaeumnis, text: str) -> Meldeversaeumnis:
    """Keep what the person said (§ 24 SGB X); raises PurposeLocked, MeldungOver, ReasonNeeded, RoleMissing."""
    return room.note_aeusserung(acting=acting, meldung=meldung, text=text)
