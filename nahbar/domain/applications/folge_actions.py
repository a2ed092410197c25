"""Writing what follows a first application."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db import transaction

from nahbar.domain.applications.actions import lock, next_number
from nahbar.domain.applications.folge import stamm_of
from nahbar.domain.applications.models import Antrag
from nahbar.platform import clock
from nahbar.platform.accounts.roles import Actor
from nahbar.platform.audit import actions as audit


@transaction.atomic
def create_folge(
    *, acting: Actor, source: Antrag, art: str, wirkt_ab: date, aenderung: Mapping[str, Any], kanal: str = "portal",
    antworten: Mapping[str, Any] | None = None, leistung: str = "", version: int = 0,
) -> Antrag:  # fmt: skip
    """A follow-up with the answers of `source` (or `antworten`); it takes effect from `wirkt_ab`.

    The first application is locked, so that two windows do not begin two.
    """
    root = lock(stamm_of(source))
    antrag: Antrag = Antrag.objects.create(
        nummer=next_number(),
        art=Antrag.Art(art),
        stamm=root,
        aenderung=dict(aenderung),
        leistung=leistung or source.leistung,
        fragebogen_version=version or source.fragebogen_version,
        kanal=kanal,
        gesichert_at=clock.now(),
        wirkt_ab=wirkt_ab,
        antworten=dict(source.antworten if antworten is None else antworten),
        bescheid_weg=source.bescheid_weg,
        gemeinde=root.gemeinde,
        account_id=root.account_id,
    )
    audit.record("antrag_followed", acting=acting, object_type="antrag", object_id=antrag.id, details={"art": str(art)})
    return antrag


@transaction.atomic
def set_aenderung(
    *, acting: Actor, antrag: Antrag, aenderung: Mapping[str, Any], wirkt_ab: date | None = None
) -> Antrag:
    """Say anew what a draft that follows is about, and from when."""
    antrag.aenderung = dict(aenderung)
    antrag.wirkt_ab = wirkt_ab or antrag.wirkt_ab
    antrag.save(update_fields=["aenderung", "wirkt_ab"])
    audit.record("antrag_about", acting=acting, object_type="antrag", object_id=antrag.id)
    return antrag
