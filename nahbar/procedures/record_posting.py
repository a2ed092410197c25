"""Record the posting of a letter: from this day Bekanntgabe and Widerspruch are counted (§ 37 SGB X, § 84 SGG)."""

from __future__ import annotations

from datetime import date

from django.db import transaction

from nahbar.domain.decisions.errors import RoleMissing
from nahbar.domain.mailroom import actions as mailroom
from nahbar.domain.mailroom.models import Brief
from nahbar.domain.mailroom.policies import can_post
from nahbar.platform.accounts.roles import Actor


@transaction.atomic
def record_posting(*, acting: Actor, brief: Brief, posted_on: date) -> Brief:
    """Note when a paper letter went to the post; raises NotReady, WrongWay, WrongPostingDay, RoleMissing."""
    if not can_post(acting):
        raise RoleMissing()
    return mailroom.record_posting(acting=acting, brief=brief, posted_on=posted_on)
