"""Note the form of an objection: taken down and signed at the counter, or a signed letter (§ 84 Abs. 1 SGG)."""

from __future__ import annotations

import io
from datetime import date

import pikepdf
from django.db import transaction

from nahbar.domain.casefile import actions as casefile
from nahbar.domain.casefile.models import Aufgabe, Dokument
from nahbar.domain.decisions import widerspruch as room
from nahbar.domain.decisions.errors import RoleMissing, SignatureNotSeen
from nahbar.domain.decisions.letters import letter_for
from nahbar.domain.decisions.policies import can_note_form
from nahbar.domain.decisions.widerspruch_models import Widerspruch
from nahbar.platform import clock
from nahbar.platform.accounts.roles import Actor, Role
from nahbar.platform.letters import Address, InfoBlock, Letter, Letterhead, render, words
from nahbar.platform.letters.objection import Niederschrift, WrittenObjection
from nahbar.platform.vault.actions import store_file
from nahbar.platform.zone import BERLIN
from nahbar.procedures.raise_widerspruch import TASK
from nahbar.procedures.tell_citizen import tell_citizen

RESTORE = "wiedereinsetzung_pruefen"


def against(row: Widerspruch) -> date:
    """The date of the attacked letter."""
    if row.brief is not None:
        return row.brief.created_at.astimezone(BERLIN).date()
    return row.erklaert_at.astimezone(BERLIN).date()


def letter_to_sign(row: Widerspruch) -> bytes:
    """The ready letter of the person to the office, with her words; she signs and sends it. Nothing is stored."""
    antrag = row.entscheidung.antrag
    assert antrag.person is not None
    traeger = antrag.traeger
    own = antrag.person.anschrift
    home = tuple(own[1:]) or ("ohne feste Anschrift",)
    letter = Letter(
        head=Letterhead(name=str(antrag.person), address_lines=home, return_line=", ".join(own)),
        address=Address((traeger.name, traeger.strasse, f"{traeger.plz} {traeger.ort}")),
        info=InfoBlock(aktenzeichen=row.akte.aktenzeichen, date=clock.today(), extra=(("Antrag", antrag.nummer),)),
        salutation="Guten Tag,",
    )
    data = WrittenObjection(letter, against(row), row.text, row.erklaert_at, row.frist)
    return render("widerspruch", data.as_data())


def niederschrift(row: Widerspruch, *, acting: Actor, text: str, signed: bool = False) -> bytes:
    """The Niederschrift as it is read out and signed; nothing is stored."""
    letter = letter_for(row.entscheidung.antrag, None, shown=True)
    data = Niederschrift(
        letter=Letter(letter.head, letter.address, letter.info),
        person=str(row.akte.person),
        against=against(row),
        text=text,
        taken_at=clock.now(),
        by=acting.name or acting.role_label,
        seen=f"Die Unterschrift gesehen hat {acting.name or acting.role_label}." if signed else "",
    )
    return render("widerspruch", data.as_data())


@transaction.atomic
def note_form(
    *,
    acting: Actor,
    widerspruch: Widerspruch,
    form: str,
    signed: bool,
    text: str = "",
    arrived_on: date | None = None,
) -> Widerspruch:
    """Put the form into the file and say whether it came in time; late, somebody looks at § 67 SGG at once.

    Raises RoleMissing, SignatureNotSeen, FormNotForDesk, FormThereAlready, ArrivalWrong, WiderspruchOver.
    """
    if not can_note_form(acting):
        raise RoleMissing()
    if not signed:
        raise SignatureNotSeen()
    spoken = text.strip() or widerspruch.text
    dokument = None
    if form == Widerspruch.Form.NIEDERSCHRIFT:
        dokument = _store(acting, widerspruch, niederschrift(widerspruch, acting=acting, text=spoken, signed=True))
    row = room.note_form(
        acting=acting, widerspruch=widerspruch, form=form, arrived_on=arrived_on, text=text, dokument=dokument
    )
    _after(acting, row)
    return row


@transaction.atomic
def prove_by_eid(*, acting: Actor, widerspruch: Widerspruch) -> Widerspruch:
    """The person proved who she is with the Online-Ausweis: that is a form (§ 36a Abs. 2a Nr. 1 Buchst. a SGB I)."""
    row = room.prove_electronically(acting=acting, widerspruch=widerspruch, form=Widerspruch.Form.AUSWEIS)
    _after(acting, row)
    return row


def _store(acting: Actor, row: Widerspruch, pdf: bytes) -> Dokument:
    stored = store_file(pdf, "application/pdf")
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        pages = len(opened.pages)
    return casefile.add_dokument(
        acting=acting, akte=row.akte, vorgang=row.vorgang, titel="Widerspruch zur Niederschrift", art="widerspruch",
        richtung=Dokument.Richtung.EINGANG, kanal="schalter", received_at=clock.now(), original=stored, ansicht=stored,
        seiten=pages,
    )  # fmt: skip


def _after(acting: Actor, row: Widerspruch) -> None:
    assert row.form_at is not None and row.klage_ab is not None
    timely = row.fristgerecht
    told = "rechtzeitig" if timely else "nach dem Ende der Frist; wir prüfen, ob das ohne Ihr Verschulden war"
    casefile.add_eintrag(
        acting=acting, akte=row.akte, vorgang=row.vorgang, art="widerspruch_form",
        text=f"Widerspruch {row.get_form_display()}: {words.moment(row.form_at)}, {told}.",
    )  # fmt: skip
    casefile.finish_aufgaben(acting=acting, vorgang=row.vorgang, art=TASK)
    casefile.add_aufgabe(
        acting=acting, akte=row.akte, vorgang=row.vorgang, art=TASK,
        titel=f"Widerspruch: Abhilfe prüfen, Entscheidung vor dem {words.numeric_day(row.klage_ab)}",
        frist=clock.today(), pool=Role.LEISTUNG.value, dringlichkeit=Aufgabe.Dringlichkeit.DRINGEND,
    )  # fmt: skip
    if not timely:
        casefile.add_aufgabe(
            acting=acting, akte=row.akte, vorgang=row.vorgang, art=RESTORE,
            titel="Widerspruch zu spät: Wiedereinsetzung (§ 67 SGG) und Überprüfung (§ 44 SGB X) prüfen",
            frist=clock.today(), pool=Role.LEISTUNG.value, dringlichkeit=Aufgabe.Dringlichkeit.DRINGEND,
        )  # fmt: skip
    tell_citizen(acting=acting, akte=row.akte, anlass="widerspruch")
