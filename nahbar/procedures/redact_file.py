"""Black something out before anybody in the office sees it (§ 67a Abs. 1 SGB X: only what is needed is collected).

Who applies may black out on bank statements to whom money went where that tells about religion, politics, union, health
or sexual life (Art. 9 DSGVO); amounts and days stay, and so does all income (BSG, 19.9.2008 – B 14 AS 45/07 R).
"""

from __future__ import annotations

from collections.abc import Sequence

from django.db import transaction

from nahbar.domain.applications import sendungen
from nahbar.domain.applications.errors import AntragUnknown
from nahbar.domain.applications.models import Antrag, Upload
from nahbar.domain.applications.policies import can_change_answers
from nahbar.domain.applications.sendung_models import Sendung
from nahbar.domain.applications.vertretung_policies import UNTERLAGEN
from nahbar.platform.accounts.roles import Actor
from nahbar.platform.intake.redact import Bar, blacken
from nahbar.procedures.send_in_pieces import hand_over


@transaction.atomic
def redact_file(*, acting: Actor, antrag: Antrag, sendung: Sendung, bars: Sequence[Bar]) -> Upload:
    """Hand the held file over with its bars burnt in; without bars as it is. Its original is deleted with the pieces.

    Told twice it is done once. Raises AntragUnknown for what is not held, and `Unfit` when a page cannot be drawn.
    """
    if not can_change_answers(acting, antrag, UNTERLAGEN):
        raise AntragUnknown
    held = sendungen.locked(sendung)
    if held.upload is not None:
        return held.upload
    if not held.wartet:
        raise AntragUnknown
    data = sendungen.content(held)
    if bars:
        data = blacken(data, bars)
        sendungen.blackened(acting=acting, sendung=held)
    return hand_over(acting=acting, antrag=antrag, sendung=held, data=data)
