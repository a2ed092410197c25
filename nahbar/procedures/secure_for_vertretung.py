"""Secure an application for somebody else: her day counts, and both of them can open it."""

from __future__ import annotations

from django.db import transaction

from nahbar.domain.applications import vertretung_actions as mandates
from nahbar.domain.applications.access import Secured
from nahbar.domain.applications.models import Vertretung
from nahbar.domain.applications.vertretung_errors import NotAllowedHere, VertretungUnknown
from nahbar.domain.applications.vertretung_policies import may_submit
from nahbar.domain.applications.vertretung_queries import vertreter_of
from nahbar.platform import clock
from nahbar.platform.accounts.roles import Actor
from nahbar.platform.tenancy.models import Gemeinde
from nahbar.procedures.secure_antrag import secure_antrag


@transaction.atomic
def secure_for_vertretung(
    *, acting: Actor, vertretung: Vertretung, leistung: str, gemeinde: Gemeinde | None = None
) -> Secured:
    """Secure it for the person of this mandate; code and PIN are hers. Raises VertretungUnknown, NotAllowedHere."""
    vertreter = vertreter_of(acting.account_id)
    if vertreter is None or vertretung.vertreter_id != vertreter.id:
        raise VertretungUnknown
    if vertretung.person is None or vertretung.antrag_id is not None or not may_submit(vertretung, clock.today()):
        raise NotAllowedHere
    secured = secure_antrag(acting=acting, leistung=leistung, gemeinde=gemeinde)
    antrag = mandates.set_person(acting=acting, antrag=secured.antrag, person=vertretung.person)
    return Secured(antrag, secured.code, secured.pin)
