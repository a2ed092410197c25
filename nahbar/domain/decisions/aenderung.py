"""A change of circumstances after the grant: which grant it touches, from which month, what it does (§ 48 SGB X)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from nahbar.benefits import registry
from nahbar.benefits.base import Benefit, Facts, FactsRefused, MonthResult
from nahbar.domain.applications.folge import line_of
from nahbar.domain.applications.models import Antrag
from nahbar.domain.decisions import facts as f
from nahbar.domain.decisions.calculation import calculate_period, months_between, period
from nahbar.domain.decisions.errors import FactsUnusable, NoGrantToChange, NothingLeftToChange
from nahbar.domain.decisions.freeze import with_steps
from nahbar.domain.decisions.models import Entscheidung
from nahbar.law.calendar import erster, plus_monate
from nahbar.law.difference import Difference, difference
from nahbar.platform import clock


@dataclass(frozen=True)
class Frame:
    """For which months a decision is drafted, on which facts, and what it changes."""

    von: date
    bis: date
    facts: Facts
    """As declared."""
    korrekturen: tuple[Mapping[str, Any], ...] = ()
    """Corrections of the changed grant: they go on where the answer below them is the same."""
    aendert: Entscheidung | None = None


@dataclass(frozen=True)
class MonthChange:
    """One month before and after, in cents: Ansprüche and Sofortzuschlag of all."""

    monat: date
    vorher: int
    nachher: int
    werte_stand: date | None = None

    @property
    def cents(self) -> int:
        """By how much the month moves."""
        return self.nachher - self.vorher


@dataclass(frozen=True)
class Effect:
    """What a change does: the first month in detail, and every month until the period ends."""

    antrag: Antrag
    grant: Entscheidung
    first: Difference
    names: dict[str, str]
    monate: tuple[MonthChange, ...]
    vorher: tuple[MonthResult, ...]
    nachher: tuple[MonthResult, ...]


def total(month: MonthResult) -> int:
    """What is paid for the month, in cents."""
    return month.summe + month.sofortzuschlag


def grants_of(antrag: Antrag) -> list[Entscheidung]:
    """Released grants in the line of this application, oldest first."""
    ids = [one.id for one in line_of(antrag) if one.leistung == antrag.leistung]
    found = Entscheidung.objects.filter(
        antrag_id__in=ids, stand=Entscheidung.Stand.FREIGEGEBEN, art=Entscheidung.Art.BEWILLIGUNG
    )
    return list(found.select_related("antrag", "brief").order_by("freigegeben_at"))


def in_force(grants: Sequence[Entscheidung], month: date) -> Entscheidung | None:
    """The grant that holds for this month: the newest that covers it."""
    return next((g for g in reversed(grants) if erster(g.von) <= month <= g.bis), None)


def running_until(antrag: Antrag) -> date | None:
    """The last day for which something is granted in the line of this application; None: nothing ever was."""
    return max((grant.bis for grant in grants_of(antrag)), default=None)


def _touched(antrag: Antrag) -> tuple[Entscheidung, date]:
    """The grant that the change touches and its first month; raises NoGrantToChange.

    What is said to hold since before the period counts from its first day.
    """
    grants = grants_of(antrag)
    month = erster(antrag.wirkt_ab)
    grant = in_force(grants, month)
    if grant is None:
        later = [g for g in grants if g.bis >= month]
        if not later:
            raise NoGrantToChange()
        grant = in_force(grants, erster(min(g.von for g in later)))
    assert grant is not None
    return grant, max(month, erster(grant.von))


def _facts(benefit: Benefit, antrag: Antrag, grant: Entscheidung) -> tuple[Facts, Facts]:
    """The new answers as a case of the same period: as declared, and with the office's corrections; FactsUnusable."""
    begin = date.fromisoformat(str(grant.fakten.get("bewilligungszeitraum_beginn") or erster(grant.von).isoformat()))
    try:
        base = benefit.facts_from_answers(antrag.antworten, begin)
    except FactsRefused as refused:
        raise FactsUnusable(refused.errors) from None
    return base, f.corrected(base, grant.fakten.get(f.KORREKTUREN, ()))[0]


def months_in_force(antrag: Antrag, von: date, bis: date) -> tuple[MonthResult, ...]:
    """Month by month what is granted now, with the traces, from whichever decision holds for it."""
    grants = grants_of(antrag)
    thawed = {g.id: {m.monat: m for m in with_steps(g.monate, g.trace)} for g in grants}
    found = []
    for month in months_between(von, bis):
        grant = in_force(grants, month)
        if grant is not None and month in thawed[grant.id]:
            found.append(thawed[grant.id][month])
    return tuple(found)


def effect_of(antrag: Antrag, *, first_only: bool = False) -> Effect:
    """What the change does month by month; raises NoGrantToChange, FactsUnusable.

    `first_only`: enough for the estimate that the person sees before sending.
    """
    benefit = registry.get(antrag.leistung)
    grant, month = _touched(antrag)
    facts = _facts(benefit, antrag, grant)[1]
    until = month if first_only else grant.bis
    before = months_in_force(antrag, month, until)
    try:
        after = calculate_period(benefit, facts, month, until)
    except FactsRefused as refused:
        raise FactsUnusable(refused.errors) from None
    if not before or not after:
        raise NoGrantToChange()
    names = {**f.names(grant.fakten), **f.names(facts)}
    changes = tuple(
        MonthChange(old.monat, total(old), total(new), new.werte_stand) for old, new in zip(before, after, strict=False)
    )
    return Effect(antrag, grant, difference(before[0], after[0]), names, changes, before, after)


def paid_or_begun(bezahlt_bis: date | None) -> date:
    """The last month that is no longer future: it has begun, or its money is on the way."""
    return max(erster(clock.today()), bezahlt_bis or date.min)


def frame(benefit: Benefit, antrag: Antrag, bezahlt_bis: date | None) -> Frame:
    """Months and facts of a draft on this application; raises FactsUnusable, NoGrantToChange, NothingLeftToChange.

    A change that takes something away is decided for the future alone (§ 48 Abs. 1 S. 1 SGB X): not for months that
    have begun or are paid; those are looked at apart, with a hearing. One that gives more works from its own month
    (S. 2 Nr. 1).
    """
    if antrag.art != Antrag.Art.AENDERUNG:
        von, bis = period(benefit, antrag.antworten, antrag.wirkt_ab)
        try:
            return Frame(von, bis, benefit.facts_from_answers(antrag.antworten, benefit.effect_from(von)))
        except FactsRefused as refused:
            raise FactsUnusable(refused.errors) from None
    grant, von = _touched(antrag)
    base, facts = _facts(benefit, antrag, grant)
    last = paid_or_begun(bezahlt_bis)
    if von <= last and _takes_away(benefit, antrag, facts, von, min(last, grant.bis)):
        von = plus_monate(last, 1)
        grant = in_force(grants_of(antrag), von) or grant
    if von > grant.bis:
        raise NothingLeftToChange()
    return Frame(von, grant.bis, base, tuple(grant.fakten.get(f.KORREKTUREN, ())), grant)


def _takes_away(benefit: Benefit, antrag: Antrag, facts: Facts, von: date, bis: date) -> bool:
    try:
        after = calculate_period(benefit, facts, von, bis)
    except FactsRefused:
        return True  # nothing is paid again on facts that cannot be calculated
    before = {month.monat: total(month) for month in months_in_force(antrag, von, bis)}
    return any(total(month) < before.get(month.monat, 0) for month in after)
