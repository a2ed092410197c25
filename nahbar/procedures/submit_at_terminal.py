"""Submit at a terminal: the pages become one document of the case, the person gets a receipt, printed or by post."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from uuid import UUID

from django.conf import settings
from django.db import transaction
from PIL import Image

from nahbar.domain.applications.models import Antrag, Upload
from nahbar.domain.applications.queries import antrag_by_id, current_code, missing
from nahbar.domain.casefile import actions as casefile
from nahbar.domain.casefile.models import Dokument
from nahbar.domain.lobby import actions as lobby
from nahbar.domain.lobby.errors import LobbyError, NoPages, NotThatWay
from nahbar.domain.lobby.models import Geraeteauftrag, Terminal, Terminalseite, Terminalsitzung
from nahbar.domain.lobby.queries import pages, printer_works
from nahbar.domain.mailroom import actions as mailroom
from nahbar.domain.mailroom.models import Brief
from nahbar.platform import clock
from nahbar.platform.accounts.roles import Actor, Role
from nahbar.platform.intake.build import JpegPage, pages_to_pdf
from nahbar.platform.intake.images import read_pages, to_jpeg
from nahbar.platform.intake.model import Limits
from nahbar.platform.intake.sniff import sniff
from nahbar.platform.letters import Address, LetterFailed, render
from nahbar.platform.letters.arrival import Arrival
from nahbar.platform.tenancy.scope import savepoint
from nahbar.platform.vault.actions import read_file, store_file
from nahbar.procedures.add_upload import add_upload
from nahbar.procedures.receipt import letter_to
from nahbar.procedures.request_evidence import settle_deadline

CHANNEL = "terminal"
RECEIPT = "eingangsbestaetigung"
SUBJECT = "Eingangsbestätigung für Papiere vom Terminal"
SHARP = Limits(long_edge=2600)
"""Pixels of the longer side: 220 dpi on A4; forty such pages are one document."""
QUALITY = 75
_TURNS = {90: Image.Transpose.ROTATE_270, 180: Image.Transpose.ROTATE_180, 270: Image.Transpose.ROTATE_90}


class Refused(LobbyError):
    """The pages together cannot be taken; the sentence says why."""


def citizen(antrag_id: UUID) -> Actor:
    """Whoever stands at the terminal and was recognised: may send to this one application."""
    return Actor("citizen", str(antrag_id), frozenset({Role.CITIZEN}), antrag_ids=frozenset({antrag_id}))


@transaction.atomic
def submit_at_terminal(*, acting: Actor, sitzung: Terminalsitzung) -> Upload:
    """Send the pages as one document to the chosen paper; the same pages twice are kept once.

    The receipt is ordered from the printer, or goes out by post where that cannot print: what was sent counts either
    way (K02). Raises NotThatWay, NoPages, SessionOver, Refused.
    """
    current = lobby.lock(sitzung)
    if current.schritt != Terminalsitzung.Schritt.ANSEHEN or current.antrag_id is None:
        raise NotThatWay()
    sheets = pages(current)
    if not sheets:
        raise NoPages()
    antrag, who = antrag_by_id(current.antrag_id), citizen(current.antrag_id)
    upload = add_upload(
        acting=who,
        antrag=antrag,
        nachweis_key=current.nachweis_key,
        filename=_filename(current.terminal, len(sheets)),
        data=document(sheets),
        kanal=CHANNEL,
        ours=True,
    )
    if not upload.angenommen:
        raise Refused(upload.grund)
    settle_deadline(acting=who, antrag=antrag)
    way = _give_receipt(who, current, antrag, upload)
    lobby.sent(acting=acting, sitzung=current, seiten=len(sheets), quittung=way)
    return upload


def _filename(terminal: Terminal, count: int) -> str:
    return f"{terminal.name}, {count} {'Seite' if count == 1 else 'Seiten'}.pdf"


def turned(data: bytes, degrees: int, limits: Limits = SHARP) -> Image.Image:
    """One page as the person left it: upright, turned, no larger than needed."""
    image = next(read_pages(data, sniff(data), limits))
    turn = _TURNS.get(degrees)
    return image.transpose(turn) if turn is not None else image


def document(sheets: Sequence[Terminalseite]) -> bytes:
    """All pages in their order as one PDF/A."""
    made = []
    for sheet in sheets:
        image = turned(read_file(sheet.bild), sheet.drehung)
        made.append(JpegPage(to_jpeg(image, QUALITY), image.width, image.height, image.mode == "L"))
    return pages_to_pdf(made)


def receipt_number(upload: Upload) -> str:
    """A short number of this delivery: `T-` and the end of its id."""
    return f"T-{upload.id.hex[-8:].upper()}"


def _receipt(antrag: Antrag, upload: Upload, place: str, *lines: str) -> bytes:
    """Printed in the open room it bears no name (`lines` stand in the window); by post it has the address."""
    letter = letter_to(antrag, shown=False)
    code = current_code(antrag)
    base = settings.PUBLIC_URL.rstrip("/")
    shown = Arrival(
        letter=replace(letter, address=Address(lines), salutation="Guten Tag,") if lines else letter,
        number=receipt_number(upload),
        received_at=upload.at,
        place=place,
        papers=((upload.nachweis.titel if upload.nachweis else "Unterlage", upload.seiten, upload.sha256),),
        missing=tuple(paper.titel for paper in missing(antrag)),
        url=f"{base}/weiter?code={code}" if code else base,
    )
    return render("quittung", shown.as_data())


def _give_receipt(acting: Actor, sitzung: Terminalsitzung, antrag: Antrag, upload: Upload) -> str:
    """`druck` or `post`; a receipt that cannot be set must not keep the papers from arriving."""
    if printer_works(sitzung.terminal):
        try:
            with savepoint():
                pdf = _receipt(antrag, upload, sitzung.terminal.name, "Quittung", sitzung.terminal.name)
                lobby.order(acting=acting, sitzung=sitzung, art=Geraeteauftrag.Art.DRUCK, pdf=pdf, upload_id=upload.id)
            return "druck"
        except LetterFailed:
            pass
    post_receipt(acting=acting, upload=upload, place=sitzung.terminal.name)
    return "post"


def post_receipt(*, acting: Actor, upload: Upload, place: str) -> Brief:
    """The receipt as a letter of the post room; an address that fits into no window is looked up there."""
    antrag = upload.antrag
    assert antrag.akte is not None and antrag.vorgang is not None and antrag.person is not None
    try:
        pdf = _receipt(antrag, upload, place)
    except LetterFailed:
        pdf = _receipt(antrag, upload, place, f"Antrag {antrag.nummer}", "Anschrift: siehe Akte")
    return mailroom.create_brief(
        acting=acting,
        akte=antrag.akte,
        vorgang=antrag.vorgang,
        person=antrag.person,
        art=RECEIPT,
        betreff=SUBJECT,
        pdf=pdf,
        weg=Brief.Weg.POST,
    )


@transaction.atomic
def settle_print(*, acting: Actor, auftrag: Geraeteauftrag, ergebnis: str, grund: str = "") -> None:
    """The printer is done: a printed receipt goes into the file, one that did not come out goes by post (K02).

    Told twice, nothing more happens.
    """
    upload_id, pdf = auftrag.upload_id, read_file(auftrag.datei) if auftrag.datei is not None else b""
    if not lobby.finish(acting=acting, auftrag=auftrag, ergebnis=ergebnis, grund=grund):
        return
    sent = Upload.objects.select_related("antrag__akte", "antrag__vorgang", "antrag__person", "nachweis")
    upload: Upload | None = sent.filter(id=upload_id).first()
    if upload is None:
        return
    if ergebnis == "gut":
        _file_receipt(acting, upload.antrag, pdf)
        return
    post_receipt(acting=acting, upload=upload, place=auftrag.terminal.name)
    sitzung = auftrag.sitzung
    if sitzung.beendet_at is None:
        lobby.note_receipt(acting=acting, sitzung=sitzung, quittung="post")


def _file_receipt(acting: Actor, antrag: Antrag, pdf: bytes) -> None:
    assert antrag.akte is not None and antrag.vorgang is not None
    stored = store_file(pdf, "application/pdf")
    casefile.add_dokument(
        acting=acting,
        akte=antrag.akte,
        vorgang=antrag.vorgang,
        titel=SUBJECT,
        art=RECEIPT,
        richtung=Dokument.Richtung.AUSGANG,
        kanal=CHANNEL,
        received_at=clock.now(),
        original=stored,
        ansicht=stored,
    )
