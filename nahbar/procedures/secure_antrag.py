"""Secure an application: the day counts from the first signal (§ 16 Abs. 2 SGB I, § 37 Abs. 2 SGB II)."""

from __future__ import annotations

from django.db import transaction

from nahbar.domain.applications import actions as applications
from nahbar.domain.applications.access import Secured, fresh_pin
from nahbar.platform.accounts.roles import Actor
from nahbar.platform.tenancy.models import Gemeinde


@transaction.atomic
def secure_antrag(
    *, acting: Actor, leistung: str, gemeinde: Gemeinde | None = None, kanal: str = "portal", notlage: bool = False
) -> Secured:
    """Write down the application with its moment and give out code and PIN; nothing else is asked."""
    fresh = fresh_pin()  # before the number is taken: others wait for the number, nobody for the hash
    antrag = applications.create_antrag(
        acting=acting, leistung=leistung, gemeinde=gemeinde, kanal=kanal, notlage=notlage
    )
    return applications.new_access(acting=acting, antrag=antrag, fresh=fresh)
