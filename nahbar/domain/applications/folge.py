"""What follows a first application: change, continuation, education. One line, one file, one code."""

from __future__ import annotations

from django.db.models import Q

from nahbar.domain.applications.models import Antrag

COUNTS = (Antrag.Stand.EINGEGANGEN, Antrag.Stand.VORGELEGT, Antrag.Stand.ENTSCHIEDEN)
"""States in which the answers of an application are declared."""
LIVELIHOOD = (Antrag.Art.ERSTANTRAG, Antrag.Art.AENDERUNG, Antrag.Art.WEITERBEWILLIGUNG)
"""Kinds that answer the whole questionnaire; the others have a short one of their own."""
OPEN = (Antrag.Stand.GESICHERT, Antrag.Stand.EINGEGANGEN, Antrag.Stand.VORGELEGT)


def stamm_of(antrag: Antrag) -> Antrag:
    """The first application of the line."""
    return antrag.stamm or antrag


def line_of(antrag: Antrag) -> list[Antrag]:
    """The first application and all that followed it, oldest first."""
    root = antrag.stamm_id or antrag.id
    found = Antrag.objects.filter(Q(id=root) | Q(stamm_id=root)).select_related("stamm", "person", "akte", "vorgang")
    return list(found.order_by("gesichert_at", "id"))


def declared_before(antrag: Antrag) -> Antrag | None:
    """The application whose answers are the last valid ones of the line, `antrag` itself left out while a draft."""
    known = [
        one
        for one in line_of(antrag)
        if one.stand in COUNTS
        and one.art in LIVELIHOOD
        and (one.id != antrag.id or antrag.stamm_id is None)
        and (antrag.eingegangen_at is None or one.eingegangen_at is None or one.eingegangen_at <= antrag.eingegangen_at)
    ]
    return max(known, key=lambda one: (one.eingegangen_at or one.gesichert_at, one.id), default=None)


def last_declared(antrag: Antrag) -> Antrag | None:
    """The newest application of the line that was sent: whoever goes on begins with its answers."""
    known = [one for one in line_of(antrag) if one.stand in COUNTS and one.art in LIVELIHOOD]
    return max(known, key=lambda one: (one.eingegangen_at or one.gesichert_at, one.id), default=None)


def open_folge(antrag: Antrag, art: str) -> Antrag | None:
    """The follow-up of this kind that is begun or not decided yet; a sent one before a draft."""
    found = [one for one in line_of(antrag) if one.art == art and one.stand in OPEN]
    return max(found, key=lambda one: one.stand != Antrag.Stand.GESICHERT, default=None)
