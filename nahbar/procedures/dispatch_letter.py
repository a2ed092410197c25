"""Dispatch a letter of the portal, or stop one before it leaves."""

from __future__ import annotations

from django.db import transaction

from nahbar.domain.casefile import actions as casefile
from nahbar.domain.decisions.errors import RoleMissing
from nahbar.domain.mailroom import actions as mailroom
from nahbar.domain.mailroom import print_actions
from nahbar.domain.mailroom.deadlines import APPEALABLE
from nahbar.domain.mailroom.models import Brief, Druckauftrag
from nahbar.domain.mailroom.policies import can_post
from nahbar.domain.mailroom.print_queries import active_order
from nahbar.platform.accounts.roles import Actor
from nahbar.procedures.send_print_batch import ask_letter_back
from nahbar.procedures.tell_citizen import tell_citizen


@transaction.atomic
def dispatch_letter(*, acting: Actor, brief: Brief) -> Brief:
    """Put a waiting letter into the citizen's mailbox; raises NotReady, WrongWay (paper: record_posting)."""
    if not can_post(acting):
        raise RoleMissing()
    sent = mailroom.dispatch_portal(acting=acting, brief=brief)
    tell_citizen(acting=acting, akte=sent.akte, anlass="brief")
    return sent


@transaction.atomic
def stop_letter(*, acting: Actor, brief: Brief, grund: str) -> Brief:
    """Keep a letter in the house; its caseworker gets a task. Raises NotReady, ReasonMissing, RoleMissing, BackAlready.

    In a batch that was not handed over it is taken out. Handed over, the provider is asked to give it back: before it
    has accepted it, the letter is stopped at once; afterwards the answer decides, and until then it is under way.
    Money is not stopped with it: the decision is released, and the file says so.
    """
    if not can_post(acting):
        raise RoleMissing()
    order = active_order(brief)
    if order is not None and order.stand == Druckauftrag.Stand.VORGESEHEN:
        print_actions.take_out(acting=acting, auftrag=order)
    elif order is not None:
        asked = ask_letter_back(acting=acting, auftrag=order, grund=grund)
        if asked.stand != Druckauftrag.Stand.UEBERGEBEN:
            return brief
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
