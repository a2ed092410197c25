"""Propose rooms and hours where presence is needed most (P08); what takes long runs as a job."""

from __future__ import annotations

from dataclasses import asdict
from uuid import UUID

from django.db import transaction

from nahbar.domain.planning import actions, queries
from nahbar.domain.planning.errors import BadInput, NoPlan, NotAllowed
from nahbar.domain.planning.lage import lage
from nahbar.domain.planning.models import Vorschlag
from nahbar.domain.planning.plan import Flaeche, Moeglich, Wunsch, make_plan
from nahbar.domain.planning.policies import can_plan
from nahbar.platform.accounts.roles import MACHINE, Actor
from nahbar.platform.jobs.queue import enqueue, job

JOB = "planung_rechnen"
AT_ONCE = 4000
"""Areas times rooms that are calculated while somebody waits: about two seconds."""


@transaction.atomic
def propose_presence(*, acting: Actor, wunsch: Wunsch) -> Vorschlag:
    """A proposal, calculated at once or, with many areas and rooms, by the worker.

    Raises NotAllowed, NoAreas, BadInput, and NoPlan where the wishes cannot be kept.
    """
    if not can_plan(acting):
        raise NotAllowed()
    rooms = len(queries.kandidaten())
    areas = len(queries.raeume(queries.schluesselwerk()))
    if not rooms:
        raise BadInput("Es sind noch keine möglichen Räume eingelesen. Liefern Sie eine Liste mit (orte.csv).")
    if not (1 <= wunsch.halbtage <= 60 and 1 <= wunsch.teams <= 10 and 0 < wunsch.kontakt_prozent <= 100):
        raise BadInput("Halbtage liegen zwischen 1 und 60, Teams zwischen 1 und 10, Kontakte zwischen 0 und 100 %.")
    row = actions.create_vorschlag(acting=acting, eingaben=asdict(wunsch))
    if areas * rooms > AT_ONCE:
        enqueue(JOB, vorschlag_id=row.id)
        return row
    return actions.keep_result(acting=acting, vorschlag=row, ergebnis=_calculate(wunsch))


def _calculate(wunsch: Wunsch) -> dict[str, object]:
    now = lage()
    people = now.personen()
    known = [row.bedarf.index for row in now.zeilen if row.bedarf is not None]
    middle = sum(known) / len(known) if known else 0.0
    areas = [
        Flaeche(
            str(row.raum.id), row.raum.name, row.raum.lon, row.raum.lat, people.get(str(row.raum.id), 0.0),
            row.bedarf.index if row.bedarf is not None else middle, row.vorrang,
        )
        for row in now.zeilen
    ]  # fmt: skip
    rooms = [
        Moeglich(
            str(k.id), k.name, k.art, k.lon, k.lat, tuple((int(d), str(h)) for d, h in k.fenster), k.kosten_cent_stunde
        )
        for k in queries.kandidaten()
    ]
    result = make_plan(areas, rooms, [(h.lon, h.lat) for h in queries.haeuser()], wunsch)
    return result | {"jahr": now.jahr, "mindestzahl": now.mindestzahl, "gewichte": dict(now.gewichte)}


@job(JOB, priority=-1)
def calculate(vorschlag_id: str) -> None:
    """The same, by the worker; wishes that cannot be kept become the sentence of the proposal."""
    row = queries.vorschlag_by_id(UUID(vorschlag_id))
    if row.stand != Vorschlag.Stand.RECHNET:
        return
    try:
        result = _calculate(Wunsch(**row.eingaben))
    except NoPlan as refusal:
        result = {"fehler": str(refusal)}
    actions.keep_result(acting=MACHINE, vorschlag=row, ergebnis=result)
