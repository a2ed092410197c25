"""Choose the benefit of a draft: what was said stays, the day stays, the questions change."""

from __future__ import annotations

from datetime import date

from django.db import transaction

from nahbar.benefits import registry
from nahbar.benefits.choice import Situation
from nahbar.domain.applications import actions as applications
from nahbar.domain.applications.errors import AntragUnknown
from nahbar.domain.applications.leistung import change_leistung
from nahbar.domain.applications.models import Antrag
from nahbar.domain.applications.policies import can_change_answers
from nahbar.domain.applications.vertretung_policies import BEARBEITEN
from nahbar.platform.accounts.roles import Actor
from nahbar.questionnaire.model import UNKNOWN

TOLD = "_gesagt"
"""In the answers: keys that were said when the benefit was chosen, so that the way does not ask for them again."""


@transaction.atomic
def choose_leistung(
    *, acting: Actor, antrag: Antrag, leistung: str, situation: Situation | None = None, month: date | None = None
) -> Antrag:
    """Make the draft one for this benefit (§ 16 Abs. 2 and 3 SGB I: wrong doors are mended, not refused).

    Answers that both know are kept, also those that only the old one asks: they do not count, and come back with it.
    What `situation` says in `month` is kept as an answer, so that it is not asked again. Raises AlreadySubmitted.
    """
    current = applications.lock(antrag)
    if not can_change_answers(acting, current, BEARBEITEN):
        raise AntragUnknown
    if leistung != current.leistung:
        current = change_leistung(acting=acting, antrag=current, leistung=leistung)
    if situation is not None and month is not None:
        known = registry.get(leistung).known_from(situation, month)
        unknown = set(current.antworten.get(UNKNOWN, ())) - set(known) | set(known.get(UNKNOWN, ()))
        told = sorted({*(key for key in known if key != UNKNOWN), *known.get(UNKNOWN, ())})
        answers = {**current.antworten, **known, UNKNOWN: sorted(unknown), TOLD: told}
        if not unknown:
            del answers[UNKNOWN]
        current = applications.store_answers(acting=acting, antrag=current, antworten=answers)
    applications.sync_nachweise(acting=acting, antrag=current)
    return current
