"""Reading letters."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from django.db.models import QuerySet

from nahbar.domain.casefile.models import Akte
from nahbar.domain.mailroom.models import Brief, Druckauftrag

S = Druckauftrag.Stand
IN_BATCH = (S.VORGESEHEN, S.UEBERGEBEN, S.ANGENOMMEN, S.GEDRUCKT, S.AUFGEGEBEN, S.ZURUECK)
"""Orders by which a letter is out of the house's hands, or soon will be."""


class UnknownBrief(Exception):
    """There is no such letter at this Träger."""

    def __init__(self) -> None:
        super().__init__("Diesen Brief gibt es nicht. Bitte öffnen Sie ihn aus der Akte oder aus der Versandliste.")


def _all() -> QuerySet[Brief]:
    found: QuerySet[Brief] = Brief.objects.select_related("akte", "vorgang", "person", "dokument__ansicht")
    return found.prefetch_related("druckauftraege__stapel")


def brief_by_id(brief_id: UUID) -> Brief:
    """The letter of this id; raises UnknownBrief."""
    brief = _all().filter(id=brief_id).first()
    if brief is None:
        raise UnknownBrief()
    return brief


def briefe(akte: Akte, for_citizen: bool) -> Sequence[Brief]:
    """The letters of a file, newest first; a citizen sees those that were sent."""
    found = _all().filter(akte=akte)
    if for_citizen:
        found = found.filter(stand=Brief.Stand.VERSANDT)
    return list(found)


def outgoing(stand: str) -> Sequence[Brief]:
    """The paper letters of the house in this state (`bereit`, `gestoppt`, `versandt`), oldest first.

    A letter that lies in a batch for the print provider is not ready: `at_provider` has it.
    """
    found = _all().filter(stand=stand, weg=Brief.Weg.POST)
    if stand == Brief.Stand.BEREIT:
        found = found.exclude(druckauftraege__stand__in=IN_BATCH)
    return list(found.order_by("created_at", "id"))


def at_provider() -> Sequence[Brief]:
    """The paper letters that lie in a batch, or at the provider and are not posted yet, oldest first."""
    found = _all().filter(stand=Brief.Stand.BEREIT, weg=Brief.Weg.POST, druckauftraege__stand__in=IN_BATCH)
    return list(found.order_by("created_at", "id").distinct())


def returned() -> Sequence[Brief]:
    """The letters that came back undelivered, newest first."""
    return list(_all().filter(zurueck_am__isnull=False).order_by("-zurueck_am", "-id"))
