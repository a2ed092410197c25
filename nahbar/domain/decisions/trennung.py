"""The month inside which a household became two: each day by the household of that day (§ 41 Abs. 1 SGB II)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from nahbar.benefits import registry
from nahbar.benefits.base import FactsRefused
from nahbar.domain.applications.models import Trennung
from nahbar.domain.applications.queries import antrag_by_id
from nahbar.domain.applications.trennung import split_answers
from nahbar.domain.decisions.errors import FactsUnusable
from nahbar.law.calendar import erster
from nahbar.law.sgb2.berechnung import MONATSTAGE, anteil_nach_tagen


@dataclass(frozen=True)
class SplitLine:
    """One person's month in cents: joint household before the day, own one from it on."""

    name: str
    vorher_voll: int
    nachher_voll: int
    tage_vorher: int
    tage_nachher: int
    vorher: int
    nachher: int

    @property
    def summe(self) -> int:
        """What the month comes to."""
        return self.vorher + self.nachher


def split_month(row: Trennung, before: Mapping[str, Any]) -> tuple[SplitLine, ...]:
    """Person by person; `before` are the answers of the joint line until the day. Raises FactsUnusable.

    A change on a day divides each claim by 30ths; a month has 30 days whatever the calendar says.
    """
    stamm = antrag_by_id(row.stamm_id)
    benefit, month, partner = registry.get(stamm.leistung), erster(row.tag), row.mit[0]
    first, second = split_answers(before, row.mit, row.tag)
    claims = []
    for answers in (dict(before), first, second):
        try:
            found = benefit.calculate(benefit.facts_from_answers(answers, month), month)
        except FactsRefused as refused:
            raise FactsUnusable(refused.errors) from None
        claims.append({one.id: one.anspruch for one in found.personen})
    joint, stays, goes = claims
    goes[partner] = goes["p1"]  # in her own line she applies herself; her place there is the other one's
    heads = {"p1": f"{before.get('vorname')} {before.get('nachname')}"}
    heads |= {one["id"]: f"{one.get('vorname')} {one.get('nachname')}" for one in first["personen"]}
    days = min(row.tag.day, MONATSTAGE) - 1
    lines = []
    for one, name in heads.items():
        whole, after = joint.get(one, 0), (goes if one in row.mit else stays).get(one, 0)
        parts = anteil_nach_tagen(one, whole, days), anteil_nach_tagen(one, after, MONATSTAGE - days)
        lines.append(SplitLine(name, whole, after, days, MONATSTAGE - days, *parts))
    return tuple(lines)
