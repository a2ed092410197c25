"""Tasks: made once, taken, given back, put off, finished."""

from __future__ import annotations

from datetime import date

from django.db import transaction

from nahbar.domain.casefile.errors import TaskDone, TaskNotYours, TaskTaken
from nahbar.domain.casefile.models import Akte, Aufgabe, Vorgang
from nahbar.domain.casefile.policies import can_take_aufgabe
from nahbar.platform import clock
from nahbar.platform.accounts.models import Account
from nahbar.platform.accounts.roles import Actor, Role
from nahbar.platform.audit import actions as audit

NORMAL = Aufgabe.Dringlichkeit.NORMAL


@transaction.atomic
def add_aufgabe(
    *,
    acting: Actor,
    akte: Akte,
    vorgang: Vorgang,
    art: str,
    titel: str,
    frist: date,
    pool: str,
    dringlichkeit: int = NORMAL,
    owner: Account | None = None,
) -> Aufgabe:
    """Put work on the list; an open task of the same kind in the same matter is updated, never doubled.

    An update keeps the owner and the earlier day and higher urgency, and wakes a task that was put off.
    """
    Vorgang.objects.select_for_update().get(id=vorgang.id)  # two at once would make two tasks
    aufgabe: Aufgabe | None = Aufgabe.objects.filter(vorgang=vorgang, art=art, erledigt_at=None).first()
    if aufgabe is None:
        aufgabe = Aufgabe.objects.create(
            akte=akte,
            vorgang=vorgang,
            art=art,
            titel=titel[:160],
            frist=frist,
            pool=str(pool),
            dringlichkeit=dringlichkeit,
            owner=owner,
            entstanden_at=clock.now(),
        )
        assert aufgabe is not None
    else:
        aufgabe.titel = titel[:160]
        aufgabe.frist = min(aufgabe.frist, frist)
        aufgabe.dringlichkeit = min(aufgabe.dringlichkeit, dringlichkeit)
        aufgabe.owner = owner or aufgabe.owner
        aufgabe.zurueckgestellt_bis = None
        aufgabe.save()
    audit.record("aufgabe_added", acting=acting, object_type="aufgabe", object_id=aufgabe.id, details={"art": art})
    return aufgabe


@transaction.atomic
def finish_aufgaben(*, acting: Actor, vorgang: Vorgang, art: str) -> int:
    """Finish the open tasks of this kind in this matter; gives their number."""
    count = 0
    for aufgabe in Aufgabe.objects.select_for_update().filter(vorgang=vorgang, art=art, erledigt_at=None):
        aufgabe.erledigt_at = clock.now()
        aufgabe.save(update_fields=["erledigt_at"])
        audit.record("aufgabe_finished", acting=acting, object_type="aufgabe", object_id=aufgabe.id)
        count += 1
    return count


def _open_task(acting: Actor, aufgabe: Aufgabe) -> Aufgabe:
    current: Aufgabe = Aufgabe.objects.select_for_update(of=("self",)).select_related("owner").get(id=aufgabe.id)
    if current.erledigt_at is not None:
        raise TaskDone
    if not can_take_aufgabe(acting, current):
        raise TaskNotYours
    return current


@transaction.atomic
def take_aufgabe(*, acting: Actor, aufgabe: Aufgabe) -> Aufgabe:
    """Make the task one's own; the team lead may take over. Raises TaskTaken, TaskNotYours, TaskDone."""
    current = _open_task(acting, aufgabe)
    if current.owner is not None and current.owner_id != acting.account_id and not acting.has(Role.TEAMLEAD):
        raise TaskTaken(current.owner.name)
    current.owner_id = acting.account_id
    current.save(update_fields=["owner"])
    audit.record("aufgabe_taken", acting=acting, object_type="aufgabe", object_id=current.id)
    return current


@transaction.atomic
def release_aufgabe(*, acting: Actor, aufgabe: Aufgabe) -> Aufgabe:
    """Give the task back to its pool; raises TaskTaken if it is somebody else's."""
    current = _open_task(acting, aufgabe)
    if current.owner is not None and current.owner_id != acting.account_id and not acting.has(Role.TEAMLEAD):
        raise TaskTaken(current.owner.name)
    current.owner = None
    current.save(update_fields=["owner"])
    audit.record("aufgabe_released", acting=acting, object_type="aufgabe", object_id=current.id)
    return current


@transaction.atomic
def postpone_aufgabe(*, acting: Actor, aufgabe: Aufgabe, until: date) -> Aufgabe:
    """Take the task off the list until a day (Wiedervorlage); its deadline stays."""
    current = _open_task(acting, aufgabe)
    current.zurueckgestellt_bis = until
    current.save(update_fields=["zurueckgestellt_bis"])
    audit.record("aufgabe_postponed", acting=acting, object_type="aufgabe", object_id=current.id)
    return current
