"""Reject a scanned letter: advertising, for another authority, unreadable; it stays visible in the sums (F13)."""

from __future__ import annotations

from django.db import transaction

from nahbar.domain.decisions.errors import RoleMissing
from nahbar.domain.mailroom import batches
from nahbar.domain.mailroom.incoming import Scandokument
from nahbar.domain.mailroom.policies import can_sort
from nahbar.platform.accounts.roles import Actor


@transaction.atomic
def reject_scan(*, acting: Actor, scan: Scandokument, grund: str) -> Scandokument:
    """Take the letter out of the queue without a file. Raises RoleMissing, WhyMissing, NotRead, NotOpen."""
    if not can_sort(acting):
        raise RoleMissing()
    return batches.reject_scan(acting=acting, scan=scan, grund=grund)
