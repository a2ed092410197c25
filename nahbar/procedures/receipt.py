"""The Eingangsbestätigung: number, time, every file with its checksum, the whole declaration, what happens now."""

from __future__ import annotations

import io
from dataclasses import replace

import pikepdf
from django.conf import settings

from nahbar.benefits import registry
from nahbar.domain.applications import queries
from nahbar.domain.applications.models import Antrag
from nahbar.domain.applications.schutz import for_eyes
from nahbar.domain.casefile import actions as casefile
from nahbar.domain.casefile.models import Dokument
from nahbar.domain.rollout.heads import letterhead
from nahbar.platform import clock
from nahbar.platform.accounts.roles import Actor
from nahbar.platform.letters import Address, Attachment, InfoBlock, Letter, LetterFailed, Receipt, render
from nahbar.platform.letters.seal import kept_key, seal
from nahbar.platform.vault.actions import store_file
from nahbar.questionnaire import engine

Declaration = tuple[tuple[str, tuple[tuple[str, str], ...]], ...]
"""Sections with question and answer."""
NEXT_STEPS = (
    "Wir prüfen Ihre Angaben. Im Portal sehen Sie jederzeit, wie weit wir sind.",
    "Fehlt uns etwas, bekommen Sie einen einzigen Brief mit allem, was fehlt.",
    "Ändert sich etwas, sagen Sie es uns bitte gleich: im Portal, am Telefon oder im Amt.",
    "Brauchen Sie vorher Geld, rufen Sie uns an. Nach einem Monat steht Ihnen ein Vorschuss zu (§ 42 SGB I).",
)
SHORT_STEPS = NEXT_STEPS[:3]


CHECK = "Diese Datei ist versiegelt. Ob sie echt ist, kann jeder prüfen: {}/beleg"


def sealed(pdf: bytes, *, signer: str) -> bytes:
    """The receipt with the seal of the house (C09): whoever has the file can prove what arrived and when."""
    now = clock.now()
    return seal(pdf, kept_key(settings.SEAL_KEY_FILE, now), signer=signer, reason="Eingang bestätigt", at=now)


def letter_to(antrag: Antrag, *, shown: bool = True) -> Letter:
    """Head, address and info block of a letter to the applicant; not `shown`: it goes by post, its window is needed."""
    assert antrag.person is not None and antrag.akte is not None
    lines = antrag.person.anschrift if shown else antrag.person.anschrift_im_fenster
    if len(lines) < 2:
        lines = [*lines, "Abholung im Amt"]
    return Letter(
        head=letterhead(antrag.traeger, antrag.akte.gemeinde, registry.get(antrag.leistung).norm),
        address=Address(tuple(lines[:6])),
        info=InfoBlock(
            aktenzeichen=antrag.akte.aktenzeichen,
            date=clock.today(),
            extra=(("Antrag", antrag.nummer),),
        ),
        salutation=f"Guten Tag {antrag.person},",
    )


def _set(receipt: Receipt) -> bytes:
    """The receipt as PDF; an address that fits into no window must not keep the application from arriving.

    The address stands in the declaration on the same receipt, letter by letter.
    """
    try:
        return render("receipt", receipt.as_data())
    except LetterFailed:
        address = Address((f"Antrag {receipt.number}", "Anschrift: siehe Ihre Angaben"))
        return render("receipt", replace(receipt, letter=replace(receipt.letter, address=address)).as_data())


def add_receipt(
    *,
    acting: Actor,
    antrag: Antrag,
    titel: str = "Eingangsbestätigung",
    declaration: Declaration | None = None,
    steps: tuple[str, ...] = NEXT_STEPS,
) -> Dokument:
    """Set the receipt and put it into the file; gives the document. `declaration` in place of all answers."""
    assert antrag.person is not None and antrag.akte is not None and antrag.vorgang is not None
    benefit = registry.get(antrag.leistung)
    now = clock.now()
    sections = engine.summary(queries.questionnaire_of(antrag), for_eyes(antrag, antrag.antworten))
    receipt = Receipt(
        letter=letter_to(antrag),
        number=antrag.nummer,
        received_at=now,
        submitted_by=f"{antrag.person} (online)" if antrag.kanal == "portal" else f"{antrag.person} ({antrag.kanal})",
        leistung=benefit.public_name(antrag.wirkt_ab),
        effect_from=antrag.wirkt_ab,
        attachments=tuple(
            Attachment(u.nachweis.titel if u.nachweis else "Unterlage", u.dateiname, u.sha256)
            for u in queries.uploads(antrag)
            if u.angenommen
        ),
        missing=tuple((n.titel, n.grund) for n in queries.missing(antrag)),
        next_steps=(*steps, CHECK.format(settings.PUBLIC_URL.rstrip("/").removeprefix("https://"))),
        declaration=declaration
        or tuple((section.title, tuple((row.label, row.value_text) for row in section.rows)) for section in sections),
    )
    pdf = sealed(_set(receipt), signer=antrag.traeger.name)
    stored = store_file(pdf, "application/pdf")
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        pages = len(opened.pages)
    return casefile.add_dokument(
        acting=acting,
        akte=antrag.akte,
        vorgang=antrag.vorgang,
        titel=titel,
        art="eingangsbestaetigung",
        richtung=Dokument.Richtung.AUSGANG,
        kanal=antrag.kanal,
        received_at=now,
        original=stored,
        ansicht=stored,
        seiten=pages,
    )
