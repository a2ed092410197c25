"""Hints about pages: taken without a name, counted for each page, read and done by the office (B04)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from django.db import transaction
from django.db.models import Count, Q

from nahbar.domain.knowledge.errors import BeitragUnknown, RemarkEmpty
from nahbar.domain.knowledge.hints_models import Seitenhinweis
from nahbar.platform import clock
from nahbar.platform.accounts.roles import Actor
from nahbar.platform.audit import actions as audit

__all__ = ["ARTS", "Seitenhinweis", "add_hint", "finish_hint", "forget_hints", "hints", "per_page"]

ARTS = dict(Seitenhinweis.Art.choices)
LONGEST = 1000
KEPT = timedelta(days=365)
"""After a hint is done; its count for the page goes with it."""
SHOWN = 200
PAGE = re.compile(r"[a-z0-9_.-]{1,80}")


@dataclass(frozen=True)
class PageCount:
    """How many hints a page has, and how many of them are open."""

    seite: str
    alle: int
    offen: int


def usable_page(text: str) -> str:
    """The key of a page as it is kept; `unbekannt` for anything that is none."""
    return text if PAGE.fullmatch(text) else "unbekannt"


@transaction.atomic
def add_hint(*, acting: Actor, seite: str, art: str, text: str, sprache: str = "") -> Seitenhinweis:
    """Keep a hint; raises RemarkEmpty without a kind. The trace names the hint, never the person."""
    if art not in ARTS:
        raise RemarkEmpty
    hint: Seitenhinweis = Seitenhinweis.objects.create(
        seite=usable_page(seite), art=art, text=text.strip()[:LONGEST], sprache=sprache[:10], at=clock.now()
    )
    audit.record("page_hint_taken", acting=acting, object_type="seitenhinweis", object_id=hint.id)
    return hint


@transaction.atomic
def finish_hint(*, acting: Actor, hint_id: UUID) -> Seitenhinweis:
    """Mark a hint as done; a second time changes nothing. Raises BeitragUnknown."""
    hint: Seitenhinweis | None = Seitenhinweis.objects.select_for_update().filter(id=hint_id).first()
    if hint is None:
        raise BeitragUnknown
    if hint.erledigt_at is None:
        hint.erledigt_at, hint.erledigt_von = clock.now(), acting.name
        hint.save(update_fields=["erledigt_at", "erledigt_von"])
        audit.record("page_hint_done", acting=acting, object_type="seitenhinweis", object_id=hint.id)
    return hint


def hints(*, seite: str = "", art: str = "", done: bool = False) -> list[Seitenhinweis]:
    """Open hints (or those that are done), the latest first."""
    rows = Seitenhinweis.objects.filter(erledigt_at__isnull=not done)
    if seite:
        rows = rows.filter(seite=seite)
    if art:
        rows = rows.filter(art=art)
    return list(rows[:SHOWN])


def per_page() -> list[PageCount]:
    """Counts for each page, the page with most open hints first."""
    rows = (
        Seitenhinweis.objects.order_by()
        .values("seite")
        .annotate(alle=Count("id"), offen=Count("id", filter=Q(erledigt_at__isnull=True)))
        .order_by("-offen", "-alle", "seite")
    )
    return [PageCount(row["seite"], row["alle"], row["offen"]) for row in rows]


def forget_hints() -> None:
    """Delete hints that were done a year ago."""
    Seitenhinweis.objects.filter(erledigt_at__lt=clock.now() - KEPT).delete()
