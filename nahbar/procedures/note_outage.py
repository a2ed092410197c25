"""The portal was down: note it, and propose to give back the periods that were missed because of it (U42)."""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import UUID

from django.conf import settings
from django.db import transaction

from nahbar.domain.applications.models import Antrag
from nahbar.domain.casefile import actions as casefile
from nahbar.domain.casefile.models import Akte, Aufgabe, Eintrag, Vorgang
from nahbar.domain.decisions import rechte
from nahbar.domain.decisions.rechte_models import Stoerung
from nahbar.domain.decisions.rechte_queries import outage_on, outages
from nahbar.domain.decisions.widerspruch import RUNNING
from nahbar.domain.decisions.widerspruch_models import Widerspruch
from nahbar.domain.mailroom.deadlines import seat
from nahbar.law.sgb10.wiedereinsetzung import wiedereinsetzung_bis
from nahbar.law.sgg.wiedereinsetzung import prozess_wiedereinsetzung_bis
from nahbar.platform import clock
from nahbar.platform.accounts.roles import MACHINE, Actor, Role
from nahbar.platform.health import fallback
from nahbar.platform.jobs.rounds import every_minute
from nahbar.platform.letters import words
from nahbar.platform.tenancy.models import Traeger
from nahbar.platform.tenancy.scope import current_traeger_id, traeger_scope
from nahbar.platform.zone import BERLIN

TASK = "wiedereinsetzung_pruefen"
NOTE = "stoerung_frist"
KEPT = timedelta(days=2)
"""Notes are left lying so long, so that every Träger of the installation has read them."""
LOOK_BACK = timedelta(days=45)
"""Longer than the month of § 67 Abs. 2 SGG: what comes later is asked for by the person."""


@every_minute("note_outage")
def look(traeger_id: UUID) -> None:
    """Every minute: live, note a gap, propose what follows from it."""
    with traeger_scope(traeger_id), transaction.atomic():
        rechte.sign_of_life(acting=MACHINE)
        _write_down()
        propose_restitution(acting=MACHINE)


def _write_down() -> None:
    """Take over the notes that were left while the database did not answer, and say whom the page names."""
    office = Traeger.objects.get(id=current_traeger_id())
    town = f"{office.plz} {office.ort}"
    contact = {"name": office.name, "strasse": office.strasse, "ort": town, "telefon": office.telefon,
               "zeiten": office.oeffnungszeiten}  # fmt: skip
    for host in office.hosts:
        fallback.keep_contact(settings.FALLBACK_ROOT, host, contact)
    known = {row.von: row.bis for row in outages(clock.now() - LOOK_BACK)}
    for spell in fallback.spells(settings.FALLBACK_ROOT):
        if known.get(spell.von) != spell.bis:
            rechte.note_outage(acting=MACHINE, von=spell.von, bis=spell.bis, quelle=spell.quelle)
        elif clock.now() - spell.bis > KEPT:
            spell.path.unlink(missing_ok=True)


@transaction.atomic
def note_outage(*, acting: Actor, von: datetime, bis: datetime, quelle: str, anmerkung: str = "") -> Stoerung:
    """Keep an outage that somebody knows of, and propose what follows."""
    row = rechte.note_outage(acting=acting, von=von, bis=bis, quelle=quelle, anmerkung=anmerkung)
    propose_restitution(acting=acting)
    return row


@transaction.atomic
def propose_restitution(*, acting: Actor) -> int:
    """Put a task on the desk for each declaration that came late after an outage on the last day; gives their number.

    Objections: § 67 SGG (by § 84 Abs. 2 S. 3 SGG), a month after the obstacle ended. Statutory periods of applications:
    § 27 SGB X, two weeks. The declaration was made up for already, so no request is needed (Abs. 2 S. 4 of both).
    Nothing is granted here: a person decides. Twice gives the same.
    """
    recent = outages(clock.now() - LOOK_BACK)
    if not recent:
        return 0
    return sum(_objection(acting, row) for row in _late_objections()) + sum(
        _application(acting, row, outage) for outage in recent for row in _late_applications(outage)
    )


def _late_objections() -> list[Widerspruch]:
    rows = Widerspruch.objects.filter(stand__in=RUNNING, weg=Widerspruch.Weg.WIDERSPRUCH, frist__isnull=False)
    since = (clock.now() - LOOK_BACK).date()
    return [row for row in rows.filter(frist__gte=since).select_related("akte", "vorgang") if row.fristgerecht is False]


def _objection(acting: Actor, row: Widerspruch) -> int:
    assert row.frist is not None and row.form_at is not None
    outage = outage_on(row.frist)
    if outage is None or outage.bis is None:
        return 0
    where = seat()
    until = prozess_wiedereinsetzung_bis(outage.bis.astimezone(BERLIN).date(), where.land, where.ags)
    if row.form_at.astimezone(BERLIN).date() > until:
        return 0
    return _propose(acting, row.akte, row.vorgang, outage, "Widerspruch", "§ 67 SGG")


def _late_applications(outage: Stoerung) -> list[Antrag]:
    """Applications of the weeks after an outage that touched the last day of a month: a day later is a month less."""
    if outage.bis is None:
        return []
    begin, end = outage.von.astimezone(BERLIN).date(), outage.bis.astimezone(BERLIN).date()
    days = [begin + timedelta(days=n) for n in range((end - begin).days + 1)]
    if not any((day + timedelta(days=1)).day == 1 for day in days):
        return []
    where = seat()
    until = wiedereinsetzung_bis(end, where.land, where.ags)
    rows = Antrag.objects.filter(gesichert_at__gt=outage.bis, akte__isnull=False, vorgang__isnull=False)
    found = rows.exclude(stand=Antrag.Stand.ZURUECKGENOMMEN).select_related("akte", "vorgang")
    return [row for row in found if row.gesichert_at.astimezone(BERLIN).date() <= until]


def _application(acting: Actor, row: Antrag, outage: Stoerung) -> int:
    assert row.akte is not None and row.vorgang is not None
    if row.wirkt_ab <= outage.von.astimezone(BERLIN).date():
        return 0
    return _propose(acting, row.akte, row.vorgang, outage, "Antrag", "§ 27 SGB X")


def _propose(acting: Actor, akte: Akte, vorgang: Vorgang, outage: Stoerung, what: str, norm: str) -> int:
    if Eintrag.objects.filter(vorgang=vorgang, art=NOTE).exists():
        return 0
    assert outage.bis is not None
    span = f"{words.moment(outage.von)} bis {words.moment(outage.bis)}"
    casefile.add_eintrag(
        acting=acting, akte=akte, vorgang=vorgang, art=NOTE,
        text=f"Das Portal war am letzten Tag gestört ({span}). Wir prüfen von uns aus, ob Ihr {what} trotzdem als"
        f" rechtzeitig gilt ({norm}).",
    )  # fmt: skip
    casefile.add_aufgabe(
        acting=acting, akte=akte, vorgang=vorgang, art=TASK,
        titel=f"{what}: Wiedereinsetzung wegen Störung vorgeschlagen ({norm})", frist=clock.today(),
        pool=Role.LEISTUNG.value, dringlichkeit=Aufgabe.Dringlichkeit.DRINGEND,
    )  # fmt: skip
    return 1
