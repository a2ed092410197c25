"""Papers: which are needed follows from the facts; which have come follows from the uploads."""

from __future__ import annotations

from datetime import date

from django.db import transaction

from nahbar.benefits import registry
from nahbar.benefits.base import EvidenceNeed
from nahbar.domain.applications.aenderung import papers_for
from nahbar.domain.applications.models import Antrag, Nachweis, Upload
from nahbar.domain.applications.weiter import known_papers
from nahbar.platform import clock
from nahbar.platform.accounts.roles import Actor
from nahbar.platform.audit import actions as audit

OPEN = (Nachweis.Stand.FEHLT, Nachweis.Stand.UNBRAUCHBAR)
OTHER = "sonstiges"
"""Key under which citizens send what nobody asked for."""


@transaction.atomic
def sync_nachweise(*, acting: Actor, antrag: Antrag) -> None:
    """Bring the list of papers in line with the answers: new ones are added, needless ones marked, none deleted."""
    needs = {need.key: need for need in _needs(antrag)}
    known = {row.key: row for row in Nachweis.objects.filter(antrag=antrag)}
    changed = False
    for key, need in needs.items():
        row = known.get(key) or Nachweis(antrag=antrag, key=key)
        before = (row.titel, row.grund, row.norm, row.pflicht, row.stand)
        row.titel, row.grund, row.norm = need.title[:160], need.reason[:300], need.norm[:80]
        row.pflicht = need.required
        if row.stand == Nachweis.Stand.ENTFAELLT:
            row.stand = Nachweis.Stand.GESENDET if _has_uploads(row) else Nachweis.Stand.FEHLT
        if key not in known or before != (row.titel, row.grund, row.norm, row.pflicht, row.stand):
            row.save()
            changed = True
    for key, row in known.items():
        if key not in needs and key != OTHER and row.stand != Nachweis.Stand.ENTFAELLT and not row.angefordert_bis:
            row.stand = Nachweis.Stand.ENTFAELLT
            row.save(update_fields=["stand"])
            changed = True
    if changed:
        audit.record("papers_listed", acting=acting, object_type="antrag", object_id=antrag.id)
    note_completeness(antrag)


def _needs(antrag: Antrag) -> tuple[EvidenceNeed, ...]:
    """A change asks for the one paper that shows it; whoever goes on asks again for what was new or grows old."""
    if antrag.art == Antrag.Art.AENDERUNG:
        return papers_for(antrag)
    needs = registry.get(antrag.leistung).evidence(antrag.antworten, antrag.wirkt_ab)
    if antrag.art == Antrag.Art.WEITERBEWILLIGUNG:
        lies_here = known_papers(antrag)
        return tuple(need for need in needs if need.key not in lies_here)
    return needs


def _has_uploads(nachweis: Nachweis) -> bool:
    return bool(Upload.objects.filter(nachweis=nachweis, angenommen=True).exists())


def note_completeness(antrag: Antrag) -> None:
    """Write down the first moment after submission at which no required paper was missing."""
    if antrag.stand == Antrag.Stand.GESICHERT or antrag.vollstaendig_at is not None:
        return
    if not Nachweis.objects.filter(antrag=antrag, pflicht=True, stand__in=OPEN).exists():
        antrag.vollstaendig_at = clock.now()
        antrag.save(update_fields=["vollstaendig_at"])


@transaction.atomic
def set_nachweis(*, acting: Actor, nachweis: Nachweis, stand: str, bemerkung: str = "") -> Nachweis:
    """Accept a paper, ask for it again (`unbrauchbar`, with the reason for the citizen), or say it is not needed."""
    nachweis.stand = Nachweis.Stand(stand)
    nachweis.bemerkung = bemerkung[:300]
    nachweis.save(update_fields=["stand", "bemerkung"])
    audit.record(
        "paper_set",
        acting=acting,
        object_type="antrag",
        object_id=nachweis.antrag_id,
        details={"nachweis": nachweis.key, "stand": str(stand)},
    )
    note_completeness(Antrag.objects.get(id=nachweis.antrag_id))
    return nachweis


@transaction.atomic
def ask_for(*, acting: Actor, antrag: Antrag, key: str, titel: str, grund: str, norm: str, bis: date) -> Nachweis:
    """Ask for a paper by a day, also one that the rules do not list."""
    row: Nachweis = Nachweis.objects.filter(antrag=antrag, key=key).first() or Nachweis(antrag=antrag, key=key)
    if not row.titel:
        row.titel, row.grund, row.norm = titel[:160], grund[:300], norm[:80]
    if row.stand == Nachweis.Stand.ENTFAELLT:
        row.stand = Nachweis.Stand.FEHLT
    row.pflicht = True
    row.angefordert_bis = bis
    row.save()
    audit.record("paper_asked", acting=acting, object_type="antrag", object_id=antrag.id, details={"nachweis": key})
    return row


@transaction.atomic
def other_paper(*, acting: Actor, antrag: Antrag) -> Nachweis:
    """The place for what nobody asked for; never required."""
    row: Nachweis
    row, made = Nachweis.objects.get_or_create(
        antrag=antrag,
        key=OTHER,
        defaults={
            "titel": "Etwas anderes",
            "grund": "Hier ist Platz für alles, was Sie uns noch zeigen möchten.",
            "norm": "§ 60 SGB I",
            "pflicht": False,
        },
    )
    if made:
        audit.record("paper_added", acting=acting, object_type="antrag", object_id=antrag.id)
    return row
