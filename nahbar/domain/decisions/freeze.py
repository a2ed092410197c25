"""Results and traces as JSON and back: what a decision keeps of a calculation."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from datetime import date
from typing import Any

from nahbar.benefits.base import Hinweis, MonthResult, PersonResult
from nahbar.law.explain import Step, UsedParameter


def frozen_month(result: MonthResult) -> dict[str, Any]:
    """The amounts (cents) of one month, without its trace."""
    return {
        "monat": result.monat.isoformat(),
        "leistung": result.leistung,
        "rechtsstand": result.rechtsstand.isoformat(),
        "summe": result.summe,
        "sofortzuschlag": result.sofortzuschlag,
        "personen": [asdict(person) for person in result.personen],
        "hinweise": [asdict(hinweis) for hinweis in result.hinweise],
        "werte_stand": result.werte_stand.isoformat() if result.werte_stand else None,
    }


def frozen_trace(result: MonthResult) -> dict[str, Any]:
    """The tree of applied norms of one month."""
    return {"monat": result.monat.isoformat(), "schritte": [asdict(step) for step in result.schritte]}


def thawed_months(monate: Sequence[Mapping[str, Any]]) -> tuple[MonthResult, ...]:
    """The frozen months as results again, without traces."""
    return tuple(_month(month) for month in monate)


def thawed_steps(schritte: Sequence[Mapping[str, Any]]) -> tuple[Step, ...]:
    """A frozen trace as steps again."""
    return tuple(_step(step) for step in schritte)


def with_steps(monate: Sequence[Mapping[str, Any]], trace: Sequence[Mapping[str, Any]]) -> tuple[MonthResult, ...]:
    """The frozen months together with their traces."""
    steps = {entry["monat"]: entry["schritte"] for entry in trace}
    return tuple(_month(month, thawed_steps(steps.get(month["monat"], ()))) for month in monate)


def _month(raw: Mapping[str, Any], schritte: tuple[Step, ...] = ()) -> MonthResult:
    return MonthResult(
        monat=date.fromisoformat(raw["monat"]),
        leistung=raw["leistung"],
        rechtsstand=date.fromisoformat(raw["rechtsstand"]),
        summe=raw["summe"],
        sofortzuschlag=raw["sofortzuschlag"],
        personen=tuple(PersonResult(**person) for person in raw["personen"]),
        hinweise=tuple(Hinweis(**hinweis) for hinweis in raw["hinweise"]),
        schritte=schritte,
        werte_stand=date.fromisoformat(raw["werte_stand"]) if raw["werte_stand"] else None,
    )


def _step(raw: Mapping[str, Any]) -> Step:
    rest = {key: value for key, value in raw.items() if key not in ("parameter", "kinder")}
    return Step(
        **rest,
        parameter=[UsedParameter(**used) for used in raw["parameter"]],
        kinder=[_step(child) for child in raw["kinder"]],
    )
