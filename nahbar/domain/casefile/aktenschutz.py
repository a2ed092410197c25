"""Who may know a protected file, and naming its team (U33)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from uuid import UUID

from django.db import transaction

from nahbar.domain.casefile.aktenschutz_models import Aktenschutz, Schutzteam
from nahbar.domain.casefile.errors import AkteUnknown, OwnMatter, TeamTooSmall
from nahbar.domain.casefile.models import Akte, Aufgabe
from nahbar.platform import clock
from nahbar.platform.accounts.models import Account
from nahbar.platform.accounts.roles import Actor, Role
from nahbar.platform.audit import actions as audit
from nahbar.platform.tenancy.scope import forget, kept

WORKERS = frozenset({Role.LEISTUNG, Role.TEAMLEAD})
"""Roles that open files and decide."""
LEAST = 2
"""One prepares, another one releases."""
_KEY = "aktenschutz"


def hidden_akten(actor: Actor) -> frozenset[UUID]:
    """Files that do not exist for this member of staff; read once a request.

    Empty for citizens, whose own rules decide, and for the machine, which pays and prints for everybody.
    """
    if not actor.is_staff:
        return frozenset()

    def read() -> frozenset[UUID]:
        running = Aktenschutz.objects.filter(beendet_at=None)
        own = running.filter(team__account_id=actor.account_id).values("akte_id")
        return frozenset(running.exclude(akte_id__in=own).values_list("akte_id", flat=True))

    return kept(f"{_KEY}:{actor.account_id}", read)


def must_know(actor: Actor, akte_id: UUID | None) -> None:
    """Raise AkteUnknown where the file is protected from whoever acts: the same answer as for none at all."""
    if akte_id is not None and akte_id in hidden_akten(actor):
        raise AkteUnknown


def running_of(akte: Akte) -> Aktenschutz | None:
    """The protection in force."""
    row: Aktenschutz | None = Aktenschutz.objects.filter(akte=akte, beendet_at=None).first()
    return row


def protections(actor: Actor) -> Sequence[Aktenschutz]:
    """Protections in force, the own matter of whoever looks left out: number, team, no name of the client."""
    rows = Aktenschutz.objects.filter(beendet_at=None).select_related("akte", "betroffen")
    rows = rows.exclude(betroffen_id=actor.account_id)
    return list(rows.prefetch_related("team__account"))


def protection_by_id(schutz_id: UUID, actor: Actor) -> Aktenschutz:
    """One protection in force; raises AkteUnknown, also for the own matter."""
    for row in protections(actor):
        if row.id == schutz_id:
            return row
    raise AkteUnknown


def candidates(betroffen_id: UUID | None = None) -> Sequence[Account]:
    """Who can be in a team: everybody of the office who works with files, but the colleague concerned."""
    staff = Account.objects.filter(kind=Account.Kind.STAFF, is_active=True).order_by("name")
    return [one for one in staff if one.id != betroffen_id and one.role_set & WORKERS]


def colleagues() -> Sequence[Account]:
    """Everybody who works here: whose matter a file can be."""
    return list(Account.objects.filter(kind=Account.Kind.STAFF, is_active=True).order_by("name"))


def _checked(team: Iterable[UUID], betroffen: Account | None) -> list[Account]:
    wanted = set(team)
    if betroffen is not None and betroffen.id in wanted:
        raise OwnMatter
    chosen = [one for one in candidates() if one.id in wanted]
    if len(chosen) < LEAST:
        raise TeamTooSmall
    return chosen


def _forget() -> None:
    for account in Account.objects.filter(kind=Account.Kind.STAFF).values_list("id", flat=True):
        forget(f"{_KEY}:{account}")


def _hand_over(akte_id: UUID, team: Sequence[Account]) -> None:
    """Open tasks of those who no longer know the file go back to their pool, where only the team sees them."""
    ours = [one.id for one in team]
    Aufgabe.objects.filter(akte_id=akte_id, erledigt_at=None).exclude(owner_id__in=ours).update(owner=None)


@transaction.atomic
def protect_akte(
    *, acting: Actor, akte: Akte, grund: str, team: Iterable[UUID], betroffen: Account | None = None
) -> Aktenschutz:
    """Hide a file from everybody but the team, at once; asked again the team is new.

    Raises TeamTooSmall, OwnMatter (the colleague concerned in the team, or changing the own matter).
    """
    Akte.objects.select_for_update().get(id=akte.id)
    chosen = _checked(team, betroffen)
    row = running_of(akte)
    if row is None:
        row = Aktenschutz.objects.create(
            akte=akte, grund=grund, betroffen=betroffen, gesetzt_at=clock.now(), gesetzt_by_id=acting.account_id
        )
    else:
        if row.betroffen_id is not None and row.betroffen_id == acting.account_id:
            raise OwnMatter
        row.grund, row.betroffen = grund, betroffen or row.betroffen
        chosen = _checked(team, row.betroffen)
        row.save(update_fields=["grund", "betroffen"])
    Akte.objects.filter(id=akte.id).update(geschuetzt=True)
    akte.geschuetzt = True
    Schutzteam.objects.filter(schutz=row).exclude(account__in=chosen).delete()
    for one in chosen:
        Schutzteam.objects.get_or_create(schutz=row, account=one)
    _hand_over(akte.id, chosen)
    _forget()
    audit.record(
        "akte_protected", acting=acting, object_type="akte", object_id=akte.id, details={"team": len(chosen)}
    )
    return row


@transaction.atomic
def end_protection(*, acting: Actor, schutz: Aktenschutz) -> Aktenschutz:
    """The file is a file like others again. Raises OwnMatter, AkteUnknown (ended already)."""
    row: Aktenschutz | None = (
        Aktenschutz.objects.select_for_update(of=("self",)).filter(id=schutz.id, beendet_at=None).first()
    )
    if row is None:
        raise AkteUnknown
    if row.betroffen_id is not None and row.betroffen_id == acting.account_id:
        raise OwnMatter
    row.beendet_at, row.beendet_by_id = clock.now(), acting.account_id
    row.save(update_fields=["beendet_at", "beendet_by"])
    Akte.objects.filter(id=row.akte_id).update(geschuetzt=False)
    _forget()
    audit.record("akte_protection_ended", acting=acting, object_type="akte", object_id=row.akte_id)
    return row
