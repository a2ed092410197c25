"""What is done to the pages of a document: turn, stamp, divide, put together, black out; each can be undone."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from itertools import pairwise

from django.db import transaction
from django.db.models import Max

from nahbar.domain.casefile.errors import NothingToDo, NotThisFile, UndoTooLate
from nahbar.domain.casefile.file_queries import Ansicht, arrival_of, view_of, way
from nahbar.domain.casefile.filing import link, lock, note_hand, restore_description, take_back, unlink
from nahbar.domain.casefile.models import (
    Dokument,
    Dokumentfassung,
    Fassungsseite,
    Handgriff,
    Seite,
    Vorgang,
)
from nahbar.platform import clock
from nahbar.platform.accounts.roles import Actor
from nahbar.platform.intake import sheets
from nahbar.platform.intake.model import Limits
from nahbar.platform.intake.redact import Bar, blacken
from nahbar.platform.vault.actions import read_file, store_file
from nahbar.platform.vault.models import StoredFile
from nahbar.platform.zone import BERLIN

LIMITS = Limits()
TURNS = (90, 180, 270)


def pictures_of(dokument: Dokument, view: Ansicht) -> list[StoredFile] | None:
    """The preview pictures of all pages; None unless there is one for each (office letters keep none)."""
    rows = view.fassung.vorschau if view.fassung is not None else dokument.vorschau
    found = [row.bild for row in rows.select_related("bild").order_by("nr")]
    return found if len(found) == view.seiten else None


def _add_version(
    acting: Actor,
    row: Dokument,
    art: str,
    data: bytes,
    pages: int,
    pictures: Sequence[StoredFile] | None,
    *,
    zeigt: bool = True,
    grund: str = "",
) -> Dokumentfassung:
    last = Dokumentfassung.objects.filter(dokument=row).aggregate(nr=Max("nr"))["nr"] or 1
    made: Dokumentfassung = Dokumentfassung.objects.create(
        dokument=row, nr=last + 1, art=art, datei=store_file(data, "application/pdf"), seiten=pages, zeigt=zeigt,
        grund=grund[:200], created_at=clock.now(), account_id=acting.account_id,
    )  # fmt: skip
    for nr, bild in enumerate(pictures or (), start=1):
        Fassungsseite.objects.create(fassung=made, nr=nr, bild=bild)
    return made


@transaction.atomic
def turn(*, acting: Actor, dokument: Dokument, pages: Collection[int], degrees: int) -> Handgriff:
    """Turn pages clockwise, for everybody who looks; raises NothingToDo, Dissolved."""
    row = lock(dokument)
    view = view_of(row)
    which = sorted({nr for nr in pages if 1 <= nr <= view.seiten})
    if not which or degrees not in TURNS:
        raise NothingToDo("Wählen Sie eine Seite, die es in diesem Dokument gibt.")
    pictures = pictures_of(row, view)
    for nr in which if pictures else ():
        assert pictures is not None
        jpeg = sheets.turned_picture(read_file(pictures[nr - 1]), degrees, LIMITS)
        pictures[nr - 1] = store_file(jpeg, "image/jpeg")
    data = sheets.turned(read_file(view.datei), which, degrees)
    made = _add_version(acting, row, Dokumentfassung.Art.GEDREHT, data, view.seiten, pictures)
    said = f"Seite {which[0]}" if len(which) == 1 else f"{len(which)} Seiten"
    return note_hand(acting, row, "drehen", f"{said} um {degrees}° gedreht", {"fassung": str(made.id)})


@transaction.atomic
def stamp(*, acting: Actor, dokument: Dokument) -> Handgriff:
    """Put »Eingegangen am …« on the first page, with the arrival that counts; raises NothingToDo."""
    row = lock(dokument)
    if row.richtung != Dokument.Richtung.EINGANG:
        raise NothingToDo("Einen Eingangsstempel bekommt nur, was ins Haus gekommen ist.")
    view = view_of(row)
    stamps = Dokumentfassung.objects.filter(dokument=row, art=Dokumentfassung.Art.GESTEMPELT, aufgehoben_at=None)
    if stamps.exists():
        raise NothingToDo("Das Dokument hat schon einen Eingangsstempel.")
    first = arrival_of(row)
    day = first.at.astimezone(BERLIN)
    lines = (f"Eingegangen am {day:%d.%m.%Y}", f"{day:%H.%M} Uhr, {way(first.kanal)}", row.traeger.name)
    picture = sheets.stamp_picture(lines)
    pictures = pictures_of(row, view)
    if pictures:
        jpeg = sheets.stamped_picture(read_file(pictures[0]), picture, LIMITS)
        pictures[0] = store_file(jpeg, "image/jpeg")
    data = sheets.stamped(read_file(view.datei), picture)
    made = _add_version(acting, row, Dokumentfassung.Art.GESTEMPELT, data, view.seiten, pictures)
    return note_hand(acting, row, "stempeln", f"Eingangsstempel: {lines[0]}", {"fassung": str(made.id)})


@transaction.atomic
def divide(*, acting: Actor, dokument: Dokument, after: Sequence[int]) -> Handgriff:
    """Cut a document after these pages; each further piece is a document of its own with the same arrival (U23).

    Raises NothingToDo, Dissolved.
    """
    row = lock(dokument)
    view = view_of(row)
    cuts = sorted({nr for nr in after if 1 <= nr < view.seiten})
    if not cuts:
        raise NothingToDo("Sagen Sie, nach welcher Seite geteilt werden soll. Es muss danach noch eine Seite geben.")
    data, pictures = read_file(view.datei), pictures_of(row, view)
    borders = [0, *cuts, view.seiten]
    pieces = [list(range(first + 1, last + 1)) for first, last in pairwise(borders)]
    made = _add_version(
        acting, row, Dokumentfassung.Art.GETEILT, sheets.taken(data, pieces[0]), len(pieces[0]),
        pictures[: len(pieces[0])] if pictures else None,
    )  # fmt: skip
    born = []
    for piece in pieces[1:]:
        own = [pictures[nr - 1] for nr in piece] if pictures else []
        born.append(_piece(row, sheets.taken(data, piece), piece, own))
    for one in born:
        link(acting=acting, von=one, nach=row, art="gehoert")
    said = f"Geteilt in {len(pieces)} Dokumente, nach Seite {', '.join(map(str, cuts))}"
    daten = {"fassung": str(made.id), "neu": [str(one.id) for one in born]}
    return note_hand(acting, row, "teilen", said, daten)


def _piece(row: Dokument, data: bytes, pages: Sequence[int], pictures: Sequence[StoredFile]) -> Dokument:
    span = f"Seite {pages[0]}" if len(pages) == 1 else f"Seiten {pages[0]} bis {pages[-1]}"
    # a file of its own: a page of somebody else must not travel with it (U23)
    stored = store_file(data, "application/pdf")
    piece: Dokument = Dokument.objects.create(
        akte=row.akte, vorgang=row.vorgang, titel=f"{row.titel[:160]} ({span})", art=row.art, richtung=row.richtung,
        kanal=row.kanal, absender=row.absender, datum=row.datum, received_at=row.received_at, original=stored,
        ansicht=stored, seiten=len(pages),
        # she sees what she sent, once and whole
        fuer_buerger=False,
    )  # fmt: skip
    for nr, bild in enumerate(pictures, start=1):
        Seite.objects.create(dokument=piece, nr=nr, bild=bild)
    return piece


@transaction.atomic
def put_together(*, acting: Actor, dokument: Dokument, others: Sequence[Dokument]) -> Handgriff:
    """Append other documents of the file; they are no longer listed, their arrivals stay.

    Raises NotThisFile, NothingToDo, Dissolved.
    """
    row = lock(dokument)
    if not others or any(one.id == row.id for one in others):
        raise NothingToDo("Wählen Sie mindestens ein anderes Dokument, das angefügt werden soll.")
    rest = [lock(one) for one in sorted(others, key=lambda one: (one.received_at, one.id))]
    if any(one.akte_id != row.akte_id for one in rest):
        raise NotThisFile
    views = [view_of(one) for one in (row, *rest)]
    pictures: list[StoredFile] | None = []
    for one, view in zip((row, *rest), views, strict=True):
        own = pictures_of(one, view)
        pictures = [*pictures, *own] if pictures is not None and own is not None else None
    data = sheets.together([read_file(view.datei) for view in views])
    pages = sum(view.seiten for view in views)
    made = _add_version(acting, row, Dokumentfassung.Art.ZUSAMMEN, data, pages, pictures)
    Dokument.objects.filter(id__in=[one.id for one in rest]).update(aufgeloest_at=clock.now())
    said = "Zusammengefügt mit: " + ", ".join(f"»{one.titel}«" for one in rest)
    daten = {"fassung": str(made.id), "angefuegt": [str(one.id) for one in rest]}
    return note_hand(acting, row, "zusammenfuegen", said, daten)


@transaction.atomic
def black_out(*, acting: Actor, dokument: Dokument, bars: Sequence[Bar], grund: str) -> Handgriff:
    """Make a blacked-out copy for handing out; the desk goes on seeing the whole paper.

    Raises NothingToDo, `Unfit` when a page cannot be drawn, ValueError for a bar outside the pages.
    """
    row = lock(dokument)
    if not bars:
        raise NothingToDo("Setzen Sie zuerst einen Balken.")
    view = view_of(row)
    data = blacken(read_file(view.datei), bars)
    made = _add_version(
        acting, row, Dokumentfassung.Art.GESCHWAERZT, data, view.seiten, None, zeigt=False, grund=grund.strip()
    )
    said = f"Geschwärzte Kopie erstellt ({len(bars)} Balken)" + (f": {grund.strip()}" if grund.strip() else "")
    return note_hand(acting, row, "schwaerzen", said, {"fassung": str(made.id)})


@transaction.atomic
def move_within(*, acting: Actor, dokument: Dokument, vorgang: Vorgang) -> Handgriff:
    """Put a document into another matter of the same file; raises NotThisFile, NothingToDo."""
    row = lock(dokument)
    if vorgang.akte_id != row.akte_id:
        raise NotThisFile
    if vorgang.id == row.vorgang_id:
        raise NothingToDo("Das Dokument liegt schon in diesem Vorgang.")
    before = row.vorgang
    row.vorgang = vorgang
    row.save(update_fields=["vorgang"])
    said = f"Umgehängt von »{before.titel}« nach »{vorgang.titel}«"
    return note_hand(acting, row, "verschieben", said, {"vorgang": str(before.id)})


def _pieces_in_use(row: Handgriff) -> bool:
    """Whether a piece lies in another file by now, or something was done to it."""
    pieces = Dokument.objects.filter(id__in=row.daten["neu"])
    moved = pieces.exclude(akte_id=row.dokument.akte_id).exists() or pieces.exclude(aufgeloest_at=None).exists()
    done = Handgriff.objects.filter(dokument_id__in=row.daten["neu"], zurueck_at=None)
    return bool(moved or done.exclude(art="verweisen").exists())


@transaction.atomic
def undo(*, acting: Actor, handgriff: Handgriff) -> Handgriff:
    """Undo one action on a document; nothing is deleted. Raises UndoTooLate."""
    row = take_back(acting=acting, handgriff=handgriff)
    now = clock.now()
    if row.art == "teilen" and _pieces_in_use(row):
        raise UndoTooLate
    if "fassung" in row.daten:
        Dokumentfassung.objects.filter(id=row.daten["fassung"]).update(aufgehoben_at=now)
    if row.art == "teilen":
        Dokument.objects.filter(id__in=row.daten["neu"]).update(aufgeloest_at=now)
    elif row.art == "zusammenfuegen":
        Dokument.objects.filter(id__in=row.daten["angefuegt"]).update(aufgeloest_at=None)
    elif row.art == "angaben":
        restore_description(row)
    elif row.art == "verweisen":
        unlink(row.daten["verweis"])
    elif row.art == "verschieben" and "akte" not in row.daten:
        Dokument.objects.filter(id=row.dokument_id).update(vorgang_id=row.daten["vorgang"])
    return row
