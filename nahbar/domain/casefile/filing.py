"""Order in the file: parts, where a matter belongs, what is known of a document, links, and undoing."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db import transaction

from nahbar.domain.casefile.errors import Dissolved, NothingToDo, NotThisFile, UndoTooLate
from nahbar.domain.casefile.models import Akte, Dokument, Handgriff, Teilakte, Verweis, Vorgang
from nahbar.domain.casefile.plan import GENERAL
from nahbar.platform import clock
from nahbar.platform.accounts.roles import Actor
from nahbar.platform.audit import actions as audit

EARLIER = {"angaben", "verschieben", "verweisen"}
"""What is undone without regard to what was done to the pages."""


def teilakte_for(akte: Akte, plan: str) -> Teilakte:
    """The part of a file, opened when the first matter needs it."""
    part: Teilakte
    part, _ = Teilakte.objects.get_or_create(
        akte=akte, plan=plan or GENERAL, defaults={"created_at": clock.now()}
    )
    return part


@transaction.atomic
def place_vorgang(*, acting: Actor, vorgang: Vorgang, plan: str) -> Vorgang:
    """Put a matter into another part of its file."""
    row: Vorgang = Vorgang.objects.select_for_update(of=("self",)).select_related("akte").get(id=vorgang.id)
    row.teilakte = teilakte_for(row.akte, plan)
    row.save(update_fields=["teilakte"])
    audit.record("vorgang_placed", acting=acting, object_type="vorgang", object_id=row.id, details={"plan": plan})
    return row


def lock(dokument: Dokument) -> Dokument:
    """The row for changing, with file and files; raises Dissolved where its pages lie in another document."""
    rows = Dokument.objects.select_for_update(of=("self",)).select_related("akte__person", "vorgang", "original",
                                                                           "ansicht")  # fmt: skip
    row: Dokument = rows.get(id=dokument.id)
    if row.aufgeloest_at is not None:
        raise Dissolved
    return row


def note_hand(acting: Actor, dokument: Dokument, art: str, text: str, daten: Mapping[str, Any]) -> Handgriff:
    """Keep what was done to a document and how to undo it."""
    done: Handgriff = Handgriff.objects.create(
        dokument=dokument, art=art, text=text[:300], daten=dict(daten), created_at=clock.now(),
        account_id=acting.account_id,
    )  # fmt: skip
    audit.record(
        "dokument_handled", acting=acting, object_type="dokument", object_id=dokument.id,
        details={"art": art, "handgriff": str(done.id)},
    )  # fmt: skip
    return done


@transaction.atomic
def take_back(*, acting: Actor, handgriff: Handgriff) -> Handgriff:
    """Mark one action as undone; raises UndoTooLate if it is already, or if later work on the pages builds on it."""
    Dokument.objects.select_for_update().get(id=handgriff.dokument_id)
    row: Handgriff = Handgriff.objects.select_related("dokument__akte").get(id=handgriff.id)
    later = Handgriff.objects.filter(dokument_id=row.dokument_id, zurueck_at=None, created_at__gt=row.created_at)
    if row.zurueck_at is not None or (row.art not in EARLIER and later.exclude(art__in=EARLIER).exists()):
        raise UndoTooLate
    row.zurueck_at, row.zurueck_von_id = clock.now(), acting.account_id
    row.save(update_fields=["zurueck_at", "zurueck_von"])
    audit.record(
        "dokument_undone", acting=acting, object_type="dokument", object_id=row.dokument_id,
        details={"art": row.art, "handgriff": str(row.id)},
    )  # fmt: skip
    return row


@transaction.atomic
def describe(
    *, acting: Actor, dokument: Dokument, titel: str, art: str, absender: str, datum: date | None
) -> Handgriff:
    """Say what a document is: title, kind, sender, the day on it; arrival stays. Raises NothingToDo, Dissolved."""
    row = lock(dokument)
    before = {"titel": row.titel, "art": row.art, "absender": row.absender,
              "datum": row.datum.isoformat() if row.datum else ""}  # fmt: skip
    row.titel, row.art = titel.strip()[:200] or row.titel, art.strip()[:60] or row.art
    row.absender, row.datum = absender.strip()[:160], datum
    after = {"titel": row.titel, "art": row.art, "absender": row.absender,
             "datum": datum.isoformat() if datum else ""}  # fmt: skip
    if before == after:
        raise NothingToDo("Sie haben nichts geändert.")
    row.save(update_fields=["titel", "art", "absender", "datum"])
    return note_hand(acting, row, "angaben", f"Angaben zum Dokument geändert: {row.titel}", {"vorher": before})


def restore_description(handgriff: Handgriff) -> None:
    """Put the earlier words back."""
    before = handgriff.daten["vorher"]
    day = date.fromisoformat(before["datum"]) if before["datum"] else None
    Dokument.objects.filter(id=handgriff.dokument_id).update(**{**before, "datum": day})


@transaction.atomic
def link(*, acting: Actor, von: Dokument, nach: Dokument, art: str) -> Handgriff:
    """Say that one document is the duplicate of, or an answer to another; raises NotThisFile, NothingToDo."""
    if von.akte_id != nach.akte_id:
        raise NotThisFile
    if von.id == nach.id:
        raise NothingToDo("Wählen Sie ein anderes Dokument.")
    kind = Verweis.Art(art)
    if kind is Verweis.Art.DUPLIKAT and (nach.received_at, nach.id) > (von.received_at, von.id):
        von, nach = nach, von  # the later one is the duplicate
    row, _ = Verweis.objects.update_or_create(
        von=von, nach=nach, art=kind,
        defaults={"created_at": clock.now(), "account_id": acting.account_id, "aufgehoben_at": None},
    )  # fmt: skip
    return note_hand(acting, von, "verweisen", f"{kind.label} »{nach.titel}«", {"verweis": str(row.id)})


def unlink(verweis_id: str) -> None:
    """A link no longer counts."""
    Verweis.objects.filter(id=verweis_id).update(aufgehoben_at=clock.now())


def link_same_content(dokument: Dokument) -> None:
    """Part of filing: the same bytes that came before or after by another way are one paper (U22)."""
    if dokument.richtung != Dokument.Richtung.EINGANG:
        return
    same = Dokument.objects.filter(
        akte_id=dokument.akte_id, richtung=Dokument.Richtung.EINGANG, original__sha256=dokument.original.sha256,
        aufgeloest_at=None,
    )  # fmt: skip
    rows = list(same.order_by("received_at", "id"))
    for row in rows[1:]:
        Verweis.objects.get_or_create(
            von=row, nach=rows[0], art=Verweis.Art.DUPLIKAT, defaults={"created_at": clock.now()}
        )
        Verweis.objects.filter(von=row, art=Verweis.Art.DUPLIKAT, account=None).exclude(nach=rows[0]).update(
            aufgehoben_at=clock.now()
        )


@transaction.atomic
def drop_links(*, acting: Actor, dokument: Dokument) -> None:
    """A document leaves its file: its links to papers there end."""
    now = clock.now()
    gone = dokument.verweise.filter(aufgehoben_at=None).update(aufgehoben_at=now)
    gone += dokument.verwiesen.filter(aufgehoben_at=None).update(aufgehoben_at=now)
    if gone:
        audit.record("links_dropped", acting=acting, object_type="dokument", object_id=dokument.id)
