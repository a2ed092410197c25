"""Hear somebody about a missed Meldetermin before anything follows (§ 24 SGB X, § 31a Abs. 2 SGB II)."""

from __future__ import annotations

from datetime import date

from django.db import transaction

from nahbar.domain.applications.queries import antraege_of_akte
from nahbar.domain.casefile import actions as casefile
from nahbar.domain.casefile.purpose import refuse_in_locked_room
from nahbar.domain.decisions import meldung as room
from nahbar.domain.decisions.errors import MeldungOver, RoleMissing
from nahbar.domain.decisions.letters import BescheidIncomplete, letterhead, to_whom
from nahbar.domain.decisions.models import Meldeversaeumnis
from nahbar.domain.decisions.policies import can_handle_meldung
from nahbar.domain.mailroom import actions as mailroom
from nahbar.domain.mailroom.deadlines import seat
from nahbar.domain.mailroom.models import Brief
from nahbar.law.sgb2.meldeversaeumnis import kann_mindern
from nahbar.law.sgb10.bekanntgabe import bekanntgabe_by_post
from nahbar.law.sgb10.fristen import authority_deadline
from nahbar.platform import clock
from nahbar.platform.accounts.models import Account
from nahbar.platform.accounts.roles import Actor
from nahbar.platform.letters import Address, Anhoerung, InfoBlock, Letter, Signature, check_letter, render, words
from nahbar.platform.letters.coverage import showable
from nahbar.platform.zone import BERLIN

ART = "anhoerung_meldeversaeumnis"
PERIOD_DAYS = 14
FIRST = (
    "Das ist Ihr erster versäumter Termin. Er hat keine Folgen für Ihr Geld. Versäumen Sie wieder einen Termin ohne"
    " wichtigen Grund, kann Ihr Grundsicherungsgeld einen Monat lang um 30 Prozent des Regelbedarfs sinken"
    " (§ 32 Absatz 1 und 2 SGB II). Ihre Miete ist davon nicht betroffen (§ 31a Absatz 4 SGB II)."
)
REPEATED = (
    "Es ist nicht der erste versäumte Termin. Ohne wichtigen Grund kann Ihr Grundsicherungsgeld einen Monat lang um"
    " 30 Prozent des Regelbedarfs sinken (§ 32 Absatz 1 und 2 SGB II). Das geschieht nicht, wenn es für Sie eine"
    " außergewöhnliche Härte wäre (§ 31a Absatz 3 SGB II). Ihre Miete ist davon nicht betroffen"
    " (§ 31a Absatz 4 SGB II)."
)
EARLIER = (
    "Für Termine vor dem 1. Juli 2026 gilt das frühere Recht: Ohne wichtigen Grund kann die Leistung einen Monat lang"
    " um 10 Prozent des Regelbedarfs sinken (§ 32 SGB II in der Fassung bis 30. Juni 2026, § 65a Absatz 2 SGB II)."
)


@transaction.atomic
def hear_meldeversaeumnis(*, acting: Actor, meldung: Meldeversaeumnis) -> Meldeversaeumnis:
    """Send the letter of the hearing with 14 days to answer; a second time changes nothing.

    Raises PurposeLocked, MeldungOver, RoleMissing, and BescheidIncomplete where the letter is not sound.
    """
    refuse_in_locked_room(acting)
    if not can_handle_meldung(acting):
        raise RoleMissing()
    if meldung.stand == Meldeversaeumnis.Stand.ENTSCHIEDEN:
        raise MeldungOver()
    if meldung.anhoerung_id is not None:
        return meldung
    where = seat()
    until = authority_deadline(bekanntgabe_by_post(clock.today()), PERIOD_DAYS, where.land, where.ags)
    brief = mailroom.create_brief(
        acting=acting,
        akte=meldung.akte,
        vorgang=meldung.vorgang,
        person=meldung.person,
        art=ART,
        betreff=f"Ihr Termin am {words.day(_missed_on(meldung))}: bitte antworten Sie bis {words.day(until)}",
        pdf=_letter(acting, meldung, until),
        weg=Brief.Weg.POST,
    )
    casefile.add_eintrag(
        acting=acting,
        akte=meldung.akte,
        vorgang=meldung.vorgang,
        art="anhoerung",
        text=f"Anhörung zum Termin vom {words.day(_missed_on(meldung))}, Antwort erbeten bis {words.day(until)}",
    )
    return room.hear(acting=acting, meldung=meldung, brief=brief, until=until)


def _missed_on(meldung: Meldeversaeumnis) -> date:
    return meldung.termin.beginn.astimezone(BERLIN).date()


def _consequence(meldung: Meldeversaeumnis) -> str:
    missed = _missed_on(meldung)
    if not kann_mindern(meldung.nummer, missed):
        return FIRST
    return REPEATED if kann_mindern(2, missed) and not kann_mindern(1, missed) else EARLIER


def _letter(acting: Actor, meldung: Meldeversaeumnis, until: date) -> bytes:
    account = Account.objects.filter(id=acting.account_id).first()
    traeger = meldung.traeger
    lines = meldung.person.anschrift_im_fenster
    if len(lines) < 2:  # without a dwelling the letter waits at the office
        lines = [*lines, f"Abholung: {traeger.name}", traeger.strasse, f"{traeger.plz} {traeger.ort}"]
    salutation = f"Guten Tag {meldung.person},"
    antrag = next((one for one in antraege_of_akte(meldung.akte) if one.stamm_id is None), None)
    if antrag is not None:  # whoever represents her is written to (§ 13 Abs. 3 SGB X)
        lines, salutation = to_whom(antrag, lines, salutation)
    data = Anhoerung(
        letter=Letter(
            head=letterhead(traeger),
            address=Address(tuple(lines[:6])),
            info=InfoBlock(
                aktenzeichen=meldung.akte.aktenzeichen,
                date=clock.today(),
                contact=account.name if account else "",
                phone=(account.telefon if account else "") or traeger.telefon,
                room=account.zimmer if account else "",
            ),
            salutation=salutation,
        ),
        missed_on=_missed_on(meldung),
        place=f"{meldung.termin.ort.name}, {meldung.termin.ort.anschrift}",
        invited=meldung.belehrung,
        consequence=_consequence(meldung),
        deadline=until,
        said=meldung.genannter_grund,
        signature=Signature(name=account.name if account else acting.name, role=acting.role_label),
    )
    pdf = render("anhoerung", data.as_data())
    problems = check_letter(
        pdf,
        address_lines=[showable(line) for line in data.letter.address.lines],
        required=[showable(text) for text in (words.day(until), words.day(data.missed_on), "§ 32", "wichtigen Grund")],
    )
    if problems:
        raise BescheidIncomplete(problems)
    return pdf
