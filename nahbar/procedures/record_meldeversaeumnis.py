"""Record a Meldeversäumnis (§ 32 SGB II): after a Meldetermin with instruction, never in a room for counselling."""

from __future__ import annotations

from nahbar.domain.appointments.models import Termin
from nahbar.domain.decisions import meldung
from nahbar.domain.decisions.models import Meldeversaeumnis
from nahbar.platform.accounts.roles import Actor


def record_meldeversaeumnis(*, acting: Actor, termin: Termin, belehrung: str) -> Meldeversaeumnis:
    """Start the matter; raises PurposeLocked, NoMeldetermin, SaidInTime, NotInvitedInWriting, RoleMissing."""
    return meldung.start(acting=acting, termin=termin, belehrung=belehrung)
