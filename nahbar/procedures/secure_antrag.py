"""Secure an application: the day counts from the first signal (§ 16 Abs. 2 SGB I, § 37 Abs. 2 SGB II)."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

from django.db import transaction

from nahbar.domain.applications import actions as applications
from nahbar.domain.applications.access import Secured, fresh_pin
from nahbar.domain.applications.queries import antrag_by_id
from nahbar.platform.accounts import once
from nahbar.platform.accounts.roles import Actor
from nahbar.platform.tenancy.models import Gemeinde

PRESSED_TWICE = timedelta(minutes=2)
"""How long the same button press is recognised; later it is somebody who wants another application."""


@transaction.atomic
def secure_antrag(
    *, acting: Actor, leistung: str, gemeinde: Gemeinde | None = None, kanal: str = "portal", notlage: bool = False,
    sendung: str = "",
) -> Secured:  # fmt: skip
    """Write down the application with its moment and give out code and PIN; nothing else is asked.

    A button pressed twice over a slow line (`sendung`: what the browser proved to be the same form) is one application;
    the second answer, the only one that is seen, gets a code and PIN of its own.
    """
    fresh = fresh_pin()  # before the number is taken: others wait for the number, nobody for the hash
    if sendung:
        row, before = once.claim("sichern", sendung, within=PRESSED_TWICE)
        if before:
            known = antrag_by_id(UUID(before))
            return applications.new_access(acting=acting, antrag=applications.lock(known), fresh=fresh)
    antrag = applications.create_antrag(
        acting=acting, leistung=leistung, gemeinde=gemeinde, kanal=kanal, notlage=notlage
    )
    if sendung:
        once.settle(row, str(antrag.id))
    return applications.new_access(acting=acting, antrag=antrag, fresh=fresh)
