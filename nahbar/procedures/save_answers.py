"""Keep the answers of one page."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db import transaction

from nahbar.domain.applications import actions as applications
from nahbar.domain.applications.errors import AntragUnknown
from nahbar.domain.applications.models import Antrag
from nahbar.domain.applications.policies import can_change_answers
from nahbar.domain.applications.queries import questionnaire_of
from nahbar.domain.applications.vertretung_policies import BEARBEITEN
from nahbar.platform.accounts.roles import Actor
from nahbar.procedures.keep_both_angaben import keep_both
from nahbar.questionnaire import engine
from nahbar.questionnaire.model import PageRef


@transaction.atomic
def save_answers(*, acting: Actor, antrag: Antrag, ref: PageRef, values: Mapping[str, Any]) -> Antrag:
    """Put one page's values into the draft; after submission into a correction, which counts once it is sent.

    Only this page changes: two windows of the same application do not undo each other. Raises UnknownPage, GroupFull.
    """
    current = applications.lock(antrag)
    if not can_change_answers(acting, current, BEARBEITEN):
        raise AntragUnknown
    questionnaire = questionnaire_of(current)
    if current.stand == Antrag.Stand.GESICHERT:
        answers = engine.apply(questionnaire, current.antworten, ref, values)
        keep_both(acting=acting, antrag=current, before=current.antworten, after=answers)
        applications.store_answers(acting=acting, antrag=current, antworten=answers)
        applications.sync_nachweise(acting=acting, antrag=current)
        return current
    begun = applications.begin_korrektur(acting=acting, antrag=current)
    answers = engine.apply(questionnaire, begun.korrektur or {}, ref, values)
    return applications.store_korrektur(acting=acting, antrag=begun, antworten=answers)


@transaction.atomic
def remove_person(*, acting: Actor, antrag: Antrag, group: str, item: str) -> Antrag:
    """Take an entry of a group (a person) out of the answers, with everything that was said about it."""
    current = applications.lock(antrag)
    if not can_change_answers(acting, current, BEARBEITEN):
        raise AntragUnknown
    if current.stand == Antrag.Stand.GESICHERT:
        answers = engine.remove_item(current.antworten, group, item)
        applications.store_answers(acting=acting, antrag=current, antworten=answers)
        applications.sync_nachweise(acting=acting, antrag=current)
        return current
    begun = applications.begin_korrektur(acting=acting, antrag=current)
    return applications.store_korrektur(
        acting=acting, antrag=begun, antworten=engine.remove_item(begun.korrektur or {}, group, item)
    )
