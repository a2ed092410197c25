"""Assign a scanned letter: into the file, to the paper that was asked for, and before the eyes of the desk (F04)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from uuid import UUID

from django.db import transaction

from nahbar.domain.applications import actions as applications
from nahbar.domain.applications.models import Antrag, Nachweis
from nahbar.domain.applications.queries import antraege_of_akte, missing, nachweise
from nahbar.domain.applications.uploads import StoredUpload, link_dokument, same_upload
from nahbar.domain.casefile import actions as casefile
from nahbar.domain.casefile.models import Akte, Dokument, Vorgang
from nahbar.domain.decisions.errors import RoleMissing
from nahbar.domain.mailroom import batches
from nahbar.domain.mailroom.incoming import Scandokument
from nahbar.domain.mailroom.policies import can_sort
from nahbar.domain.mailroom.scan_errors import NothingToSee, NoVorgang
from nahbar.domain.mailroom.scan_queries import pages_of, scan_by_id
from nahbar.platform import clock, failpoints
from nahbar.platform.accounts.roles import MACHINE, Actor, Role
from nahbar.platform.jobs.queue import job
from nahbar.platform.letters.words import numeric_day
from nahbar.platform.vault.models import StoredFile
from nahbar.platform.zone import BERLIN
from nahbar.procedures.draft_decision import drafting_when_complete
from nahbar.procedures.match_scan import find_match, folded

JOB = "assign_scan"
CHECK_TASK = "unterlage_pruefen"
CHECK_WITHIN = timedelta(days=2)
ONGOING = (Antrag.Stand.EINGEGANGEN, Antrag.Stand.VORGELEGT)
KINDS = {
    "mietvertrag": ("mietvertrag",),
    "kontoauszuege": ("kontoauszug", "kontostand", "kontoauszuge"),
    "lohnabrechnung": ("entgeltabrechnung", "lohnabrechnung", "gehaltsabrechnung", "verdienstabrechnung"),
    "rentenbescheid": ("rentenbescheid",),
    "alg_bescheid": ("bewilligungsbescheid arbeitslosengeld",),
    "elterngeld_bescheid": ("elterngeld",),
    "unterhaltsvorschuss": ("unterhaltsvorschuss",),
    "nebenkosten": ("nebenkostenabrechnung", "betriebskostenabrechnung", "heizkostenabrechnung"),
    "krankenversicherung": ("gesundheitskarte", "versicherungsnummer", "krankenkasse"),
    "mutterpass": ("mutterpass",),
}
"""Kind of paper → words of which one stands on it, folded as names are."""


@job(JOB)
def assign_read_scan(scan: str) -> None:
    """File it where that is certain, else leave it for a person; run again it changes nothing."""
    row = scan_by_id(UUID(scan))
    if row.stand != Scandokument.Stand.GELESEN:
        return
    match = find_match(row)
    fits = match.akte is not None and row.ansicht is not None and _vorgang_of(match.akte, match.antrag) is not None
    if match.akte is not None and match.weg and fits:
        assign_scan(acting=MACHINE, scan=row, akte=match.akte, weg=match.weg, antrag=match.antrag)
    else:
        batches.leave_open(
            acting=MACHINE, scan=row, vorschlag=match.akte, sicherheit=match.sicherheit, hinweis=match.hinweis
        )
    failpoints.hit("assign_scan.before_commit")


@transaction.atomic
def assign_scan(
    *, acting: Actor, scan: Scandokument, akte: Akte, weg: str = Scandokument.Weg.MENSCH, antrag: Antrag | None = None
) -> Dokument:
    """File the letter with the day on which it reached the provider; a second call gives the same document.

    Raises RoleMissing, NotRead, NotOpen, NoVorgang, NothingToSee.
    """
    if not can_sort(acting):
        raise RoleMissing()
    row = batches.lock(scan)
    if row.stand == Scandokument.Stand.ZUGEORDNET and row.dokument is not None and row.dokument.akte_id == akte.id:
        return row.dokument
    batches.require_open(row)
    vorgang = _vorgang_of(akte, antrag)
    if vorgang is None:
        raise NoVorgang
    if row.ansicht is None:
        raise NothingToSee
    pages = pages_of(row)
    kind = kind_of("\n".join(page.text for page in pages))
    pictures = [page.bild for page in pages if page.bild is not None]
    case = _ongoing(akte, antrag)
    paper = _paper_for(acting, case, kind) if case is not None else None
    title = paper.titel if paper is not None and paper.key != "sonstiges" else "Schreiben"
    way, arrived = str(row.stapel.get_kanal_display()), row.stapel.eingegangen_at.astimezone(BERLIN).date()
    dokument = casefile.add_dokument(
        acting=acting,
        akte=akte,
        vorgang=vorgang,
        titel=f"{title} ({way}, {numeric_day(arrived)})",
        art=paper.key.split(":")[0] if paper is not None else "schreiben",
        richtung=Dokument.Richtung.EINGANG,
        kanal=row.stapel.kanal,
        received_at=row.stapel.eingegangen_at,
        original=row.original,
        ansicht=row.ansicht,
        seiten=row.seiten,
        vorschau=pictures,
    )
    if case is not None and paper is not None:
        note_paper(acting, case, paper, row, dokument, pictures)
    batches.mark_assigned(acting=acting, scan=row, dokument=dokument, vorgang=vorgang, weg=weg)
    tell(acting, dokument, vorgang, title, way)
    return dokument


def tell(acting: Actor, dokument: Dokument, vorgang: Vorgang, title: str, way: str = "mit der Post") -> None:
    """A line in the timeline, and the desk's task: one that exists is woken, not doubled."""
    akte, pages = vorgang.akte, f"{dokument.seiten} Seite{'n' if dokument.seiten > 1 else ''}"
    casefile.add_eintrag(
        acting=acting, akte=akte, vorgang=vorgang, art="unterlage_angekommen",
        text=f"{way[0].upper()}{way[1:]} angekommen: {title} ({pages})",
    )  # fmt: skip
    casefile.add_aufgabe(
        acting=acting, akte=akte, vorgang=vorgang, art=CHECK_TASK, titel=f"Neue Post: {title}",
        frist=clock.today() + CHECK_WITHIN, pool=Role.LEISTUNG.value,
    )  # fmt: skip


def note_paper(
    acting: Actor,
    antrag: Antrag,
    paper: Nachweis,
    scan: Scandokument,
    dokument: Dokument,
    pictures: Sequence[StoredFile],
) -> None:
    """The paper counts as sent, with its arrival; the application may be complete by it."""
    if same_upload(paper, scan.original.sha256) is not None:
        return
    stored = StoredUpload(scan.original, dokument.ansicht, pictures, scan.seiten)
    with drafting_when_complete(antrag):
        upload = applications.record_accepted(
            acting=acting, antrag=antrag, nachweis=paper, dateiname=f"Post {scan.stapel.nummer}, {scan.kennung}",
            sha256=scan.original.sha256, stored=stored, at=scan.stapel.eingegangen_at,
        )  # fmt: skip
    link_dokument(acting=acting, upload=upload, dokument=dokument)


def kind_of(text: str) -> str:
    """The key of the paper whose words stand on it; empty if none or several kinds seem possible."""
    plain = folded(text)
    found = [key for key, words in KINDS.items() if any(word in plain for word in words)]
    return found[0] if len(found) == 1 else ""


def _paper_for(acting: Actor, antrag: Antrag, kind: str) -> Nachweis:
    """The paper of this kind, else the only one that is asked for, else the place for what nobody asked for."""
    rows = nachweise(antrag)
    alike = [row for row in rows if kind and row.key.split(":")[0] == kind and row.stand != Nachweis.Stand.ENTFAELLT]
    asked = [row for row in missing(antrag) if row.angefordert_bis is not None]
    if len(alike) == 1:
        return alike[0]
    if not kind and len(asked) == 1:
        return asked[0]
    return applications.other_paper(acting=acting, antrag=antrag)


def _ongoing(akte: Akte, antrag: Antrag | None) -> Antrag | None:
    candidates = [antrag] if antrag is not None else antraege_of_akte(akte)
    return next((one for one in candidates if one.stand in ONGOING), None)


def _vorgang_of(akte: Akte, antrag: Antrag | None) -> Vorgang | None:
    """The matter of the application, else the newest open one of the file, else the newest."""
    case = antrag if antrag is not None and antrag.vorgang_id is not None else _ongoing(akte, None)
    if case is not None and case.vorgang is not None:
        return case.vorgang
    rows = Vorgang.objects.filter(akte=akte).select_related("akte").order_by("-created_at")
    found: Vorgang | None = rows.filter(closed_at=None).first() or rows.first()
    return found


def place_of(akte: Akte) -> tuple[Vorgang, Antrag | None]:
    """Where a letter of this file goes: its matter, and the application that waits for papers; raises NoVorgang."""
    vorgang = _vorgang_of(akte, None)
    if vorgang is None:
        raise NoVorgang
    return vorgang, _ongoing(akte, None)


def paper_for(acting: Actor, antrag: Antrag, scan: Scandokument) -> Nachweis:
    """The paper of an application that this letter is."""
    return _paper_for(acting, antrag, kind_of("\n".join(page.text for page in pages_of(scan))))
