"""Record the posting of a letter: from this day Bekanntgabe and Widerspruch are counted (§ 37 SGB X, § 84 SGG)."""

from __future__ import annotations

from datetime import date

from django.db import transaction

from nahbar.domain.decisions.errors import RoleMissing
from nahbar.domain.mailroom import actions as mailroom
from nahbar.domain.mailroom.models import Brief
from nahbar.domain.mailroom.policies import can_post
from nahbar.domain.mailroom.print_errors import AtProvider
from nahbar.domain.mailroom.print_queries import active_order
from nahbar.platform.accounts.roles import Actor, Role
from nahbar.procedures.tell_citizen import tell_citizen


@transaction.atomic
def record_posting(*, acting: Actor, brief: Brief, posted_on: date) -> Brief:
    """Note when a paper letter went to the post; raises NotReady, WrongWay, WrongPostingDay, RoleMissing.

    Of a letter in a batch only the print provider's receipt says so: by hand AtProvider is raised.
    """
    if not can_post(acting):
        raise RoleMissing()
    order = active_order(brief)
    if order is not None and not acting.has(Role.MACHINE):
        raise AtProvider(brief.betreff, order.stapel.nummer)
    posted = mailroom.record_posting(acting=acting, brief=brief, posted_on=posted_on)
    tell_citizen(acting=acting, akte=posted.akte, anlass="brief")
    return posted
