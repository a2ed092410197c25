"""Making, stopping and sending letters."""

from __future__ import annotations

import io
from datetime import date, timedelta

import pikepdf
from django.db import transaction

from nahbar.domain.casefile import actions as casefile
from nahbar.domain.casefile.models import Akte, Aufgabe, Dokument, Vorgang
from nahbar.domain.casefile.purpose import refuse_paper_in_locked_room
from nahbar.domain.mailroom.deadlines import service
from nahbar.domain.mailroom.errors import NotReady, ReasonMissing, SchriftformNeedsPost, WrongPostingDay, WrongWay
from nahbar.domain.mailroom.models import Brief
from nahbar.domain.people.models import Person
from nahbar.platform import clock
from nahbar.platform.accounts.roles import Actor, Role
from nahbar.platform.audit import actions as audit
from nahbar.platform.letters.cover import without_window
from nahbar.platform.letters.words import numeric_day
from nahbar.platform.vault.actions import store_file
from nahbar.platform.zone import BERLIN

TO_POST = "brief_versenden"
STOPPED = "brief_angehalten"


@transaction.atomic
def create_brief(
    *,
    acting: Actor,
    akte: Akte,
    vorgang: Vorgang,
    person: Person,
    art: str,
    betreff: str,
    pdf: bytes,
    weg: str,
    schriftform: bool = False,
) -> Brief:
    """Put a finished letter into the file and onto the list of outgoing post.

    `weg` is `post` or `portal`; raises SchriftformNeedsPost where written form forbids the portal, and PurposeLocked
    for a hearing or reduction made in a room for counselling (A07). A letter on paper
    becomes work of the post room; one for the portal waits for `dispatch_portal`.
    """
    refuse_paper_in_locked_room(acting, art)
    way = Brief.Weg(weg)
    if schriftform and way is Brief.Weg.PORTAL:
        raise SchriftformNeedsPost()
    stored = store_file(pdf, "application/pdf")
    # a protected address stands on the paper in the envelope and on no copy of it (U11)
    copy = store_file(without_window(pdf), "application/pdf") if person.anschrift_geheim else stored
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        pages = len(opened.pages)
    now = clock.now()
    dokument = casefile.add_dokument(
        acting=acting,
        akte=akte,
        vorgang=vorgang,
        titel=betreff,
        art=art,
        richtung=Dokument.Richtung.AUSGANG,
        kanal=way.value,
        received_at=now,
        original=stored,
        ansicht=copy,
        seiten=pages,
        # paper is shown to the citizen once it has left the house: a stopped letter never counts
        fuer_buerger=False,
    )
    brief: Brief = Brief.objects.create(
        akte=akte,
        vorgang=vorgang,
        person=person,
        art=art,
        betreff=betreff,
        dokument=dokument,
        weg=way,
        schriftform=schriftform,
        created_at=now,
    )
    if way is Brief.Weg.POST:
        casefile.add_aufgabe(
            acting=acting,
            akte=akte,
            vorgang=vorgang,
            art=TO_POST,
            titel=f"Brief verschicken: {betreff}"[:160],
            frist=clock.today() + timedelta(days=1),
            pool=Role.POSTROOM.value,
        )
    audit.record(
        "brief_created", acting=acting, object_type="brief", object_id=brief.id, details={"art": art, "weg": way}
    )
    return brief


def _locked(brief: Brief) -> Brief:
    row: Brief = Brief.objects.select_for_update(of=("self",)).select_related("akte", "vorgang").get(id=brief.id)
    if row.stand != Brief.Stand.BEREIT:
        raise NotReady(row.get_stand_display())
    return row


def _settle_posting(acting: Actor, brief: Brief) -> None:
    """The post room's task ends with the last paper letter of the matter."""
    waiting = Brief.objects.filter(vorgang=brief.vorgang, stand=Brief.Stand.BEREIT, weg=Brief.Weg.POST)
    if not waiting.exists():
        casefile.finish_aufgaben(acting=acting, vorgang=brief.vorgang, art=TO_POST)


@transaction.atomic
def stop_brief(*, acting: Actor, brief: Brief, grund: str) -> Brief:
    """Keep a letter in the house; its caseworker gets a task with the reason. Raises NotReady, ReasonMissing."""
    if not grund.strip():
        raise ReasonMissing()
    row = _locked(brief)
    row.stand = Brief.Stand.GESTOPPT
    row.stopp_grund = grund.strip()[:200]
    row.save(update_fields=["stand", "stopp_grund"])
    _settle_posting(acting, row)
    casefile.add_aufgabe(
        acting=acting,
        akte=row.akte,
        vorgang=row.vorgang,
        art=STOPPED,
        titel=f"Angehaltener Brief: {row.betreff}"[:160],
        frist=clock.today(),
        pool=Role.LEISTUNG.value,
        dringlichkeit=Aufgabe.Dringlichkeit.DRINGEND,
    )
    casefile.add_eintrag(
        acting=acting,
        akte=row.akte,
        vorgang=row.vorgang,
        art="brief_angehalten",
        text=f"Brief angehalten: {row.betreff}. Grund: {row.stopp_grund}",
        fuer_buerger=False,
    )
    audit.record("brief_stopped", acting=acting, object_type="brief", object_id=row.id)
    return row


def _sent(acting: Actor, row: Brief, day: date, *, electronic: bool, how: str) -> Brief:
    refuse_paper_in_locked_room(acting, row.art)
    times = service(row.art, day, electronic=electronic)
    row.stand = Brief.Stand.VERSANDT
    row.aufgegeben_am = day
    row.bekanntgabe_am = times.bekanntgabe
    row.widerspruch_bis = times.widerspruch_bis
    row.save(update_fields=["stand", "aufgegeben_am", "bekanntgabe_am", "widerspruch_bis"])
    Dokument.objects.filter(id=row.dokument_id).update(fuer_buerger=True)
    text = f"{row.betreff}: {how} am {numeric_day(day)}, gilt als bekannt gegeben am {numeric_day(times.bekanntgabe)}"
    if times.widerspruch_bis:
        text += f", Widerspruch möglich bis {numeric_day(times.widerspruch_bis)}"
    casefile.add_eintrag(
        acting=acting,
        akte=row.akte,
        vorgang=row.vorgang,
        art="brief_versandt",
        text=f"{text}."[:400],
        fuer_buerger=True,
    )
    audit.record(
        "brief_sent",
        acting=acting,
        object_type="brief",
        object_id=row.id,
        details={"weg": row.weg, "am": day.isoformat(), "bekanntgabe": times.bekanntgabe.isoformat()},
    )
    return row


@transaction.atomic
def dispatch_portal(*, acting: Actor, brief: Brief) -> Brief:
    """Put the letter into the citizen's mailbox today; the clock of § 37 Abs. 2a SGB X starts with the notification."""
    row = _locked(brief)
    if row.weg != Brief.Weg.PORTAL:
        raise WrongWay(row.get_weg_display())
    return _sent(acting, row, clock.today(), electronic=True, how="im Postfach des Portals bereitgestellt")


@transaction.atomic
def record_posting(*, acting: Actor, brief: Brief, posted_on: date) -> Brief:
    """Note the day on which a paper letter was handed to the post: without this note the fiction of § 37 SGB X fails.

    Raises NotReady, WrongWay, and WrongPostingDay for a day in the future or before the letter existed.
    """
    row = _locked(brief)
    if row.weg != Brief.Weg.POST:
        raise WrongWay(row.get_weg_display())
    earliest, latest = row.created_at.astimezone(BERLIN).date(), clock.today()
    if not earliest <= posted_on <= latest:
        raise WrongPostingDay(numeric_day(posted_on), numeric_day(earliest), numeric_day(latest))
    sent = _sent(acting, row, posted_on, electronic=False, how="zur Post gegeben")
    _settle_posting(acting, sent)
    return sent


@transaction.atomic
def mark_read(*, acting: Actor, brief: Brief) -> Brief:
    """Keep the moment at which the letter was opened in the portal for the first time."""
    row: Brief = Brief.objects.select_for_update().get(id=brief.id)
    if row.gelesen_at is None and row.stand == Brief.Stand.VERSANDT:
        row.gelesen_at = clock.now()
        row.save(update_fields=["gelesen_at"])
        audit.record("brief_read", acting=acting, object_type="brief", object_id=row.id)
    return row
