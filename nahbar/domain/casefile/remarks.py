"""Notes, and days on which somebody wants to see a file again."""

from __future__ import annotations

from datetime import date

from django.db import transaction

from nahbar.domain.casefile.errors import DayGone, NothingToDo, TaskDone
from nahbar.domain.casefile.models import Akte, Dokument, Notiz, Vorgang, Wiedervorlage
from nahbar.domain.casefile.tasks import add_aufgabe
from nahbar.platform import clock
from nahbar.platform.accounts.models import Account
from nahbar.platform.accounts.roles import MACHINE, Actor, Role
from nahbar.platform.audit import actions as audit

TASK = "wiedervorlage"
LONGEST_NOTE = 4000


@transaction.atomic
def write_note(*, acting: Actor, akte: Akte, text: str, dokument: Dokument | None = None) -> Notiz:
    """Keep a note in the file; raises NothingToDo for an empty one."""
    if not text.strip():
        raise NothingToDo("Schreiben Sie zuerst etwas in die Notiz.")
    made: Notiz = Notiz.objects.create(
        akte=akte, dokument=dokument, text=text.strip()[:LONGEST_NOTE], created_at=clock.now(),
        account_id=acting.account_id,
    )  # fmt: skip
    audit.record("note_written", acting=acting, object_type="akte", object_id=akte.id)
    return made


@transaction.atomic
def strike_note(*, acting: Actor, notiz: Notiz, wieder: bool = False) -> Notiz:
    """Strike a note out, or let it count again; its words stay in the file."""
    notiz.gestrichen_at = None if wieder else clock.now()
    notiz.save(update_fields=["gestrichen_at"])
    audit.record(
        "note_restored" if wieder else "note_struck", acting=acting, object_type="akte", object_id=notiz.akte_id
    )
    return notiz


def _day(am: date | None) -> date:
    if am is None or am < clock.today():
        raise DayGone
    return am


@transaction.atomic
def resubmit(
    *, acting: Actor, vorgang: Vorgang, am: date | None, grund: str, fuer: Account | None = None, mine: bool = False
) -> Wiedervorlage:
    """See the file again on a day: it becomes a task then, at once if it is today.

    For whoever acts (`mine`), a colleague, or the pool. Raises DayGone, NothingToDo.
    """
    if not grund.strip():
        raise NothingToDo("Sagen Sie kurz, worum es bei der Wiedervorlage geht.")
    made: Wiedervorlage = Wiedervorlage.objects.create(
        akte=vorgang.akte, vorgang=vorgang, am=_day(am), grund=grund.strip()[:140],
        fuer_id=acting.account_id if mine else fuer.id if fuer is not None else None,
        pool=Role.LEISTUNG.value, created_at=clock.now(), account_id=acting.account_id,
    )  # fmt: skip
    audit.record("resubmission_set", acting=acting, object_type="akte", object_id=vorgang.akte_id)
    return make_due(acting=acting, row=made) if made.am <= clock.today() else made


def locked(row: Wiedervorlage) -> Wiedervorlage:
    """The row for changing; raises TaskDone."""
    found: Wiedervorlage = (
        Wiedervorlage.objects.select_for_update(of=("self",)).select_related("akte", "vorgang", "fuer").get(id=row.id)
    )
    if found.erledigt_at is not None:
        raise TaskDone
    return found


@transaction.atomic
def make_due(*, acting: Actor = MACHINE, row: Wiedervorlage) -> Wiedervorlage:
    """The day has come: a task of whoever wanted it; told twice it is one task."""
    found = locked(row)
    if found.aufgabe_id is None:
        # each resubmission is a task of its own, also two in one matter on one day
        found.aufgabe = add_aufgabe(
            acting=acting, akte=found.akte, vorgang=found.vorgang, art=f"{TASK}:{found.id.hex[-12:]}",
            titel=f"Wiedervorlage: {found.grund}", frist=found.am, pool=found.pool, owner=found.fuer,
        )  # fmt: skip
        found.save(update_fields=["aufgabe"])
    return found


@transaction.atomic
def settle(*, acting: Actor, row: Wiedervorlage) -> Wiedervorlage:
    """Done: the task goes too. Raises TaskDone."""
    found = locked(row)
    _finish_task(acting, found)
    found.erledigt_at = clock.now()
    found.save(update_fields=["erledigt_at"])
    audit.record("resubmission_done", acting=acting, object_type="akte", object_id=found.akte_id)
    return found


@transaction.atomic
def put_off(*, acting: Actor, row: Wiedervorlage, am: date | None) -> Wiedervorlage:
    """Another day: a task that it became already goes, and comes back then. Raises DayGone, TaskDone."""
    found = locked(row)
    day = _day(am)
    _finish_task(acting, found)
    found.am, found.aufgabe = day, None
    found.save(update_fields=["am", "aufgabe"])
    audit.record("resubmission_moved", acting=acting, object_type="akte", object_id=found.akte_id)
    return make_due(acting=acting, row=found) if day <= clock.today() else found


def _finish_task(acting: Actor, row: Wiedervorlage) -> None:
    task = row.aufgabe
    if task is not None and task.erledigt_at is None:
        task.erledigt_at = clock.now()
        task.save(update_fields=["erledigt_at"])
        audit.record("aufgabe_finished", acting=acting, object_type="aufgabe", object_id=task.id)
