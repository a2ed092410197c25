"""Remind of the end of a Bewilligungszeitraum: 8, 4 and 2 weeks before, each once, nobody who has applied (C05)."""

from __future__ import annotations

from datetime import date, timedelta
from uuid import UUID

from django.db import transaction

from nahbar.domain.applications.folge import stamm_of
from nahbar.domain.applications.models import Antrag
from nahbar.domain.casefile import actions as casefile
from nahbar.domain.casefile.models import Eintrag
from nahbar.domain.conversations import notices
from nahbar.domain.decisions.aenderung import grants_of
from nahbar.domain.decisions.models import Entscheidung
from nahbar.platform import clock
from nahbar.platform.accounts.roles import MACHINE, Role
from nahbar.platform.jobs.rounds import every_minute
from nahbar.platform.letters import words
from nahbar.platform.tenancy.scope import traeger_scope
from nahbar.platform.zone import BERLIN

WEEKS = (8, 4, 2)
MARK = "weiter_erinnert"
LETTER_TASK = "weiter_brief"
EVERY_MINUTES = 30


@every_minute("remind_weiter")
def remind_round(traeger_id: UUID) -> None:
    """Twice an hour in the daytime; each file in a transaction of its own."""
    now = clock.now().astimezone(BERLIN)
    if not 8 <= now.hour < 20 or now.minute % EVERY_MINUTES:
        return
    with traeger_scope(traeger_id):
        ending = due(clock.today())
    for decision_id, weeks in ending:
        with traeger_scope(traeger_id):
            remind(Entscheidung.objects.select_related("antrag", "akte__person").get(id=decision_id), weeks)


def stage(days_left: int) -> int | None:
    """Which reminder is due: the last stage that has been reached; None before the first and after the end."""
    reached = [weeks for weeks in WEEKS if days_left <= 7 * weeks]
    return min(reached) if reached and days_left >= 0 else None


def due(today: date) -> list[tuple[UUID, int]]:
    """Grants that end soon, are the last of their line, have no application after them, and lack this reminder."""
    found = []
    running = Entscheidung.objects.filter(
        stand=Entscheidung.Stand.FREIGEGEBEN, art=Entscheidung.Art.BEWILLIGUNG,
        bis__gte=today, bis__lte=today + timedelta(weeks=WEEKS[0]),
    )  # fmt: skip
    seen = set()
    for row in running.select_related("antrag").order_by("-freigegeben_at"):
        root = stamm_of(row.antrag).id
        weeks = stage((row.bis - today).days)
        if root in seen or weeks is None:
            continue
        seen.add(root)
        if any(grant.bis > row.bis for grant in grants_of(row.antrag)) or _applied(root):
            continue
        if not Eintrag.objects.filter(akte=row.akte_id, art=_mark(row.bis, weeks)).exists():
            found.append((row.id, weeks))
    return found


def _mark(end: date, weeks: int) -> str:
    return f"{MARK}_{end:%Y%m}_{weeks}"


def _applied(root: UUID) -> bool:
    sent = (Antrag.Stand.EINGEGANGEN, Antrag.Stand.VORGELEGT)
    return bool(Antrag.objects.filter(stamm=root, art=Antrag.Art.WEITERBEWILLIGUNG, stand__in=sent).exists())


@transaction.atomic
def remind(row: Entscheidung, weeks: int) -> None:
    """One reminder: a notice that there is news, a line in the file; without a way to tell, a letter as a task."""
    text = f"Ihr Bescheid gilt bis {words.day(row.bis)}. Bitte beantragen Sie weiter, dann gibt es keine Lücke."
    casefile.add_eintrag(acting=MACHINE, akte=row.akte, vorgang=row.vorgang, art=_mark(row.bis, weeks), text=text)
    if notices.reachable(row.akte.person):
        notices.add_notices(acting=MACHINE, person=row.akte.person, anlass="weiterbewilligung")
        return
    casefile.add_aufgabe(
        acting=MACHINE, akte=row.akte, vorgang=row.vorgang, art=LETTER_TASK,
        titel=f"Brief: an die Weiterbewilligung erinnern, Ende {words.day(row.bis)}", frist=clock.today(),
        pool=Role.LEISTUNG.value,
    )  # fmt: skip
