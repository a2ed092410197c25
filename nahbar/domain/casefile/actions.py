"""Writing into the file: documents, timeline, tasks, and who opened it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from django.db import connection, transaction

from nahbar.domain.casefile.auffaellig import note_unusual
from nahbar.domain.casefile.errors import ReasonMissing
from nahbar.domain.casefile.filing import drop_links, link_same_content, teilakte_for
from nahbar.domain.casefile.models import Akte, Dokument, Eintrag, Seite, Vorgang, Zugriff
from nahbar.domain.casefile.plan import place_for
from nahbar.domain.casefile.tasks import (
    add_aufgabe,
    finish_aufgaben,
    postpone_aufgabe,
    release_aufgabe,
    take_aufgabe,
)
from nahbar.domain.people.models import Person
from nahbar.platform import clock
from nahbar.platform.accounts.roles import Actor
from nahbar.platform.audit import actions as audit
from nahbar.platform.tenancy.models import Gemeinde
from nahbar.platform.tenancy.scope import current_traeger_id
from nahbar.platform.vault.models import StoredFile
from nahbar.platform.zone import BERLIN

__all__ = [
    "add_aufgabe",
    "add_dokument",
    "add_eintrag",
    "finish_aufgaben",
    "log_access",
    "move_dokument",
    "open_akte",
    "open_vorgang",
    "postpone_aufgabe",
    "release_aufgabe",
    "take_aufgabe",
]


def _next_aktenzeichen() -> str:
    """`2026-000417`; the lock lasts until the transaction ends, so that no number is given twice."""
    with connection.cursor() as cursor:
        cursor.execute("select pg_advisory_xact_lock(hashtextextended(%s, 1))", [f"akte:{current_traeger_id()}"])
    prefix = f"{clock.today().year}-"
    last = Akte.objects.filter(aktenzeichen__startswith=prefix).order_by("-aktenzeichen").first()
    number = int(last.aktenzeichen.removeprefix(prefix)) + 1 if last else 1
    return f"{prefix}{number:06d}"


@transaction.atomic
def open_akte(*, acting: Actor, person: Person, gemeinde: Gemeinde | None) -> Akte:
    """Open the file of a household under the next number of the year."""
    akte: Akte = Akte.objects.create(
        aktenzeichen=_next_aktenzeichen(), person=person, gemeinde=gemeinde, created_at=clock.now()
    )
    audit.record("akte_opened", acting=acting, object_type="akte", object_id=akte.id)
    return akte


@transaction.atomic
def open_vorgang(*, acting: Actor, akte: Akte, art: str, titel: str, plan: str = "") -> Vorgang:
    """Open a matter in its part of the file; `plan` is the benefit, if it is about one."""
    vorgang: Vorgang = Vorgang.objects.create(
        akte=akte, teilakte=teilakte_for(akte, place_for(art, plan)), art=art, titel=titel, created_at=clock.now()
    )
    audit.record("vorgang_opened", acting=acting, object_type="vorgang", object_id=vorgang.id, details={"art": art})
    return vorgang


@transaction.atomic
def add_dokument(
    *,
    acting: Actor,
    akte: Akte,
    vorgang: Vorgang,
    titel: str,
    art: str,
    richtung: str,
    kanal: str,
    received_at: datetime,
    original: StoredFile,
    ansicht: StoredFile,
    seiten: int = 1,
    vorschau: Sequence[StoredFile] = (),
    fuer_buerger: bool = True,
    absender: str = "",
    datum: date | None = None,
) -> Dokument:
    """Put a document into the file with one preview picture a page; its time of arrival never changes.

    The same content that lies in this file already is linked as its duplicate: the earliest arrival counts (U22).
    """
    dokument: Dokument = Dokument.objects.create(
        akte=akte,
        vorgang=vorgang,
        titel=titel[:200],
        art=art,
        richtung=richtung,
        kanal=kanal,
        received_at=received_at,
        original=original,
        ansicht=ansicht,
        seiten=seiten,
        fuer_buerger=fuer_buerger,
        absender=absender[:160],
        datum=datum,
    )
    for nr, bild in enumerate(vorschau, start=1):
        Seite.objects.create(dokument=dokument, nr=nr, bild=bild)
    link_same_content(dokument)
    audit.record("dokument_added", acting=acting, object_type="dokument", object_id=dokument.id, details={"art": art})
    return dokument


@transaction.atomic
def move_dokument(*, acting: Actor, dokument: Dokument, vorgang: Vorgang) -> Dokument:
    """Put a document that was filed wrongly into the matter where it belongs; arrival and content stay as they are."""
    row: Dokument = Dokument.objects.select_for_update().get(id=dokument.id)
    before, row.akte_id, row.vorgang = row.akte_id, vorgang.akte_id, vorgang
    row.save(update_fields=["akte", "vorgang"])
    if before != vorgang.akte_id:
        drop_links(acting=acting, dokument=row)
        link_same_content(row)
    audit.record(
        "dokument_moved", acting=acting, object_type="dokument", object_id=row.id,
        details={"von": str(before), "nach": str(vorgang.akte_id)},
    )  # fmt: skip
    return row


@transaction.atomic
def add_eintrag(
    *, acting: Actor, akte: Akte, vorgang: Vorgang | None, art: str, text: str, fuer_buerger: bool = True
) -> Eintrag:
    """Write a line into the timeline, with the role of whoever acts."""
    eintrag: Eintrag = Eintrag.objects.create(
        akte=akte,
        vorgang=vorgang,
        at=clock.now(),
        art=art,
        text=text[:400],
        akteur=acting.role_label[:80],
        fuer_buerger=fuer_buerger,
    )
    audit.record("eintrag_added", acting=acting, object_type="akte", object_id=akte.id, details={"art": art})
    return eintrag


@transaction.atomic
def log_access(
    *, acting: Actor, akte: Akte, zweck: str, anlass: str = Zugriff.Anlass.DIENST
) -> Zugriff | None:
    """Note that somebody of the office opened the file and why; once a day for the same person and reason.

    Rules look at each new access; what they find unusual waits for a team lead (U32).

    None where the same opening stands already. Raises ReasonMissing.
    """
    if not zweck.strip():
        raise ReasonMissing
    now = clock.now()
    start: date = now.astimezone(BERLIN).date()
    same = Zugriff.objects.filter(akte=akte, account_id=acting.account_id, zweck=zweck[:200]).first()
    if same is not None and same.at.astimezone(BERLIN).date() == start:
        return None
    zugriff: Zugriff = Zugriff.objects.create(
        akte=akte, at=now, account_id=acting.account_id, rolle=acting.role_label[:80], zweck=zweck[:200],
        anlass=anlass, stelle=(acting.arbeitsort.name if acting.arbeitsort else "")[:160],
    )  # fmt: skip
    audit.record("akte_viewed", acting=acting, object_type="akte", object_id=akte.id)
    note_unusual(acting=acting, zugriff=zugriff, akte=akte)
    return zugriff
