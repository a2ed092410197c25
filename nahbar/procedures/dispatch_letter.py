"""Dispatch a letter of the portal, or stop one before it leaves."""

from __future__ import annotations

from django.db import transaction

from nahbar.domain.casefile import actions as casefile
from nahbar.domain.decisions.errors import RoleMissing
from nahbar.domain.mailroom import actions as mailroom
from nahbar.domain.mailroom.deadlines import APPEALABLE
from nahbar.domain.mailroom.models import Brief
from nahbar.domain.mailroom.policies import can_post
from nahbar.platform.accounts.roles import Actor


@transaction.atomic
def dispatch_letter(*, acting: Actor, brief: Brief) -> Brief:
    """Put a waiting letter into the citizen's mailbox; raises NotReady, WrongWay (paper: record_posting)."""
    if not can_post(acting):
        raise RoleMissing()
    return mailroom.dispatch_portal(acting=acting, brief=brief)


@transaction.atomic
def stop_letter(*, acting: Actor, brief: Brief, grund: str) -> Brief:
    """Keep a letter in the house; its caseworker gets a task. Raises NotReady, ReasonMissing, RoleMissing.

    Money is not stopped with it: the decision is released, and the file says so.
    """
    if not can_post(acting):
        raise RoleMissing()
    stopped = mailroom.stop_brief(acting=acting, brief=brief, grund=grund)
    if stopped.art in APPEALABLE:
        casefile.add_eintrag(
            acting=acting,
            akte=stopped.akte,
            vorgang=stopped.vorgang,
            art="bescheid_angehalten",
            text="Der Bescheid ist angehalten und noch nicht bekannt gegeben. Die Zahlungen dazu laufen weiter.",
            fuer_buerger=False,
        )
    return stopped
