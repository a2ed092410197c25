"""End of a mandate: access ends at once, or by the clock on its last day; the office gets what is still open."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

from django.db import transaction

from nahbar.domain.applications import vertretung_actions as mandates
from nahbar.domain.applications.models import Antrag, Nachweis, Vertretung
from nahbar.domain.applications.papers import OPEN
from nahbar.domain.applications.policies import is_own_antrag
from nahbar.domain.applications.queries import antrag_by_id
from nahbar.domain.applications.vertretung_errors import VertretungUnknown
from nahbar.domain.applications.vertretung_queries import antraege_of, vertretung_by_id
from nahbar.domain.casefile import actions as casefile
from nahbar.domain.casefile.queries import open_aufgaben
from nahbar.domain.mailroom.queries import briefe
from nahbar.platform import clock
from nahbar.platform.accounts.roles import MACHINE, Actor, Role
from nahbar.platform.jobs.rounds import every_minute
from nahbar.platform.tenancy.scope import traeger_scope

ROUND = "note_ended_mandates"
TASK = "vertretung_beendet"
LOOK_WITHIN = timedelta(days=1)


@transaction.atomic
def end_vertretung(*, acting: Actor, vertretung: Vertretung, grund: str = "") -> Vertretung:
    """End it now: the person at any time (§ 13 Abs. 1 S. 4 SGB X), the representative, or the office.

    The person ends what she gave herself; a Betreuung is ended by the court, so only the office notes its end.
    Raises VertretungUnknown for everybody else, VertretungDecided.
    """
    if not may_end(acting, vertretung):
        raise VertretungUnknown
    row = vertretung_by_id(mandates.end(acting=acting, vertretung=vertretung, grund=grund).id)
    list_open_deadlines(acting=acting, vertretung=row)
    return row


def may_end(acting: Actor, vertretung: Vertretung) -> bool:
    """Staff who decide; the representative; the person, unless it is a Betreuung or parental."""
    if acting.has(Role.LEISTUNG, Role.TEAMLEAD):
        return True
    if acting.account_id is not None and vertretung.vertreter.account_id == acting.account_id:
        return True
    if vertretung.art in (Vertretung.Art.BETREUUNG, Vertretung.Art.ELTERN):
        return False
    return any(is_own_antrag(acting, antrag_by_id(antrag.id)) for antrag in antraege_of(vertretung))


@transaction.atomic
def list_open_deadlines(*, acting: Actor, vertretung: Vertretung) -> int:
    """Make one task for each file with every deadline that still runs there; a second time changes nothing."""
    if not mandates.note_end(acting=acting, vertretung=vertretung):
        return 0
    count = 0
    for antrag in antraege_of(vertretung):
        current = antrag_by_id(antrag.id)
        if current.akte is None or current.vorgang is None:
            continue
        who = str(vertretung.vertreter)
        listed = open_deadlines(current)
        casefile.add_eintrag(
            acting=acting,
            akte=current.akte,
            vorgang=current.vorgang,
            art=TASK,
            text=f"{vertretung.get_art_display()} beendet: {who} handelt nicht mehr. "
            + (f"Offen: {'; '.join(listed)}" if listed else "Es läuft keine Frist."),
        )
        casefile.add_aufgabe(
            acting=acting,
            akte=current.akte,
            vorgang=current.vorgang,
            art=TASK,
            titel=f"Vertretung beendet, {len(listed)} offene Fristen: {who}",
            frist=clock.today() + LOOK_WITHIN,
            pool=Role.LEISTUNG.value,
        )
        count += 1
    return count


def open_deadlines(antrag: Antrag) -> list[str]:
    """What still runs in this case, in words: papers asked for, tasks of the office, time to object."""
    assert antrag.akte is not None
    today = clock.today()
    asked = Nachweis.objects.filter(antrag=antrag, stand__in=OPEN, angefordert_bis__isnull=False)
    found = [f"{row.titel} bis {row.angefordert_bis:%d.%m.%Y}" for row in asked.order_by("angefordert_bis")]
    found += [
        f"{brief.betreff}: Widerspruch bis {brief.widerspruch_bis:%d.%m.%Y}"
        for brief in briefe(antrag.akte, for_citizen=False)
        if brief.widerspruch_bis is not None and brief.widerspruch_bis >= today
    ]
    found += [f"{row.titel} bis {row.frist:%d.%m.%Y}" for row in open_aufgaben(antrag.akte) if row.art != TASK]
    return found


@every_minute(ROUND)
def note_ended_mandates(traeger_id: UUID) -> None:
    """List what is open where a mandate's last day has passed: its access ended before, on the day itself."""
    with traeger_scope(traeger_id):
        ended = Vertretung.objects.filter(
            stand=Vertretung.Stand.FREIGEGEBEN, bis__lt=clock.today(), ende_notiert_at=None
        )
        waiting = list(ended.values_list("id", flat=True))
    for one in waiting:
        with traeger_scope(traeger_id):
            list_open_deadlines(acting=MACHINE, vertretung=vertretung_by_id(one))
