"""The whole proposal from figures that may be shown: rooms, week, what it costs and leaves, one room fewer, why not."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

import numpy as np

from nahbar.domain.planning import travel
from nahbar.domain.planning.locate import SOLVER, Loesung, Regel, p_median
from nahbar.domain.planning.timetable import DAYS, HALVES, HOURS, Raumbedarf, plan_week

NEAR_MINUTES = 15


@dataclass(frozen=True)
class Wunsch:
    """What somebody asked for; all of it is kept with the result."""

    raeume: int
    halbtage: int
    teams: int = 2
    vorrang_zu_fuss: bool = True
    """Each priority area has a room within 15 minutes on foot."""
    jugend: bool = True
    familie: bool = True
    kontakt_prozent: float = 2.0
    """Of 100 people so many want counselling in a week."""
    minuten_je_kontakt: int = 30


@dataclass(frozen=True)
class Flaeche:
    """An area as the plan sees it: how many people (as shown or shared out), need 0 to 100, priority or not."""

    id: str
    name: str
    lon: float
    lat: float
    personen: float
    index: float
    vorrang: bool


@dataclass(frozen=True)
class Moeglich:
    """A room that can be chosen."""

    id: str
    name: str
    art: str
    lon: float
    lat: float
    fenster: tuple[tuple[int, str], ...] = ()
    kosten_cent_stunde: int = 0


def make_plan(
    areas: Sequence[Flaeche], rooms: Sequence[Moeglich], there: Sequence[travel.Place], wish: Wunsch
) -> dict[str, Any]:
    """The proposal as plain data (JSON); raises NoPlan with what to change.

    Weight of an area: people times their need against the average need, so that hours do not drift to those who live
    far away and well. `there`: places where people are counselled anyhow.
    """
    weights = _weights(areas)
    where = [(a.lon, a.lat) for a in areas]
    way = travel.minutes(where, [(r.lon, r.lat) for r in rooms])
    today = travel.minutes(where, there).min(axis=1) if there else None
    rules = _rules(areas, rooms, way, wish)
    solved = p_median(way, weights, wish.raeume, rules, fest=today)
    return _result(areas, rooms, way, today, weights, wish, solved)


def _weights(areas: Sequence[Flaeche]) -> Any:
    people = np.array([a.personen for a in areas])
    index = np.array([a.index for a in areas])
    mean = float(people @ index) / people.sum() if people.sum() else 0.0
    return people * index / mean if mean else people


def _rules(areas: Sequence[Flaeche], rooms: Sequence[Moeglich], way: Any, wish: Wunsch) -> list[Regel]:
    found = []
    if wish.vorrang_zu_fuss:
        for i, area in enumerate(areas):
            if area.vorrang:
                near = tuple(int(j) for j in np.nonzero(way[i] <= NEAR_MINUTES)[0])
                text = f"{area.name} soll einen Raum höchstens {NEAR_MINUTES} Minuten zu Fuß haben."
                found.append(Regel(near, text))
    for wanted, kind, word in (
        (wish.jugend, "jugend", "Jugendeinrichtung"),
        (wish.familie, "familie", "Familienzentrum"),
    ):
        if wanted:
            fitting = tuple(j for j, room in enumerate(rooms) if room.art == kind)
            found.append(Regel(fitting, f"Mindestens ein Raum: {word}."))
    return found


def _result(
    areas: Sequence[Flaeche], rooms: Sequence[Moeglich], way: Any, today: Any, weights: Any, wish: Wunsch,
    solved: Loesung,
) -> dict[str, Any]:  # fmt: skip
    chosen = list(solved.orte)
    people = np.array([a.personen for a in areas])
    ways = way[:, chosen]
    nearest, after = ways.argmin(axis=1), ways.min(axis=1)
    best = after if today is None else np.minimum(after, today)
    hours = people * wish.kontakt_prozent / 100 * wish.minuten_je_kontakt / 60
    needs = []
    for place, j in enumerate(chosen):
        mine = nearest == place
        free = frozenset(rooms[j].fenster) or frozenset((d, h) for d in range(DAYS) for h in HALVES)
        need = float(weights[mine].sum() / people[mine].sum()) if people[mine].sum() else 1.0
        needs.append(Raumbedarf(rooms[j].art, float(hours[mine].sum()), need, free))
    week = plan_week(needs, wish.halbtage, wish.teams)
    total = float(people.sum()) or 1.0
    return {
        "orte": [
            {
                "nr": place + 1,
                "id": rooms[j].id,
                "name": rooms[j].name,
                "art": rooms[j].art,
                "lon": rooms[j].lon,
                "lat": rooms[j].lat,
                "zeiten": [[day, half] for day, half in week.zeiten[place]],
                "stunden": HOURS * len(week.zeiten[place]),
                "gewuenscht": round(needs[place].stunden, 1),
                "offen": round(week.offen[place], 1),
                "naechster_fuer": [a.name for i, a in enumerate(areas) if nearest[i] == place],
                "kosten_cent_woche": rooms[j].kosten_cent_stunde * HOURS * len(week.zeiten[place]),
                "ohne_ihn_minuten": _without(ways, place, today, people),
            }
            for place, j in enumerate(chosen)
        ],
        "minuten": _minutes(people, best, total),
        "minuten_heute": _minutes(people, today, total) if today is not None else None,
        "nah_prozent": _near(people, best, total),
        "nah_prozent_heute": _near(people, today, total) if today is not None else None,
        "weitester": round(float(best.max())),
        "vorrang_nah": sum(bool(a.vorrang and after[i] <= NEAR_MINUTES) for i, a in enumerate(areas)),
        "vorrang": sum(a.vorrang for a in areas),
        "stunden_gewuenscht": round(float(hours.sum()), 1),
        "stunden": HOURS * sum(len(t) for t in week.zeiten),
        "stunden_offen": round(sum(week.offen), 1),
        "raeume": {
            a.id: {"minuten": round(float(best[i])), "ort": int(nearest[i]) + 1, "vorrang": a.vorrang}
            for i, a in enumerate(areas)
        },
        "zielwert": round(solved.zielwert, 1),
        "luecke": solved.luecke,
        "schnell": None if not np.isfinite(solved.schnell) else round(solved.schnell, 1),
        "status": solved.status,
        "loeser": SOLVER,
        "wochenplan": week.status,
        "eingaben": asdict(wish),
    }  # fmt: skip


def _minutes(people: Any, ways: Any, total: float) -> float:
    return round(float(people @ ways) / total, 1)


def _near(people: Any, ways: Any, total: float) -> int:
    return round(100 * float(people[ways <= NEAR_MINUTES].sum()) / total)


def _without(ways: Any, place: int, today: Any, people: Any) -> float | None:
    """Mean minutes if this room drops out; None where nothing would be left."""
    rest = np.delete(ways, place, axis=1)
    columns = [rest] if rest.shape[1] else []
    if today is not None:
        columns.append(np.asarray(today)[:, None])
    if not columns:
        return None
    return _minutes(people, np.hstack(columns).min(axis=1), float(people.sum()) or 1.0)


def why_not(area_id: str, result: Mapping[str, Any]) -> str:
    """One sentence about an area in a proposal: who is nearest, and why it has no room of its own."""
    row = result["raeume"].get(area_id)
    if row is None:
        return "Dieser Raum lag beim Berechnen noch nicht vor. Berechnen Sie den Vorschlag neu."
    room = next((o for o in result["orte"] if o["nr"] == row["ort"]), None)
    name = room["name"] if room else "der nächste Raum"
    nearer = f"Der nächste Ort ist {row['minuten']} Minuten zu Fuß entfernt; unter den neuen ist es {name}."
    if row["minuten"] <= NEAR_MINUTES:
        return f"{nearer} Ein weiterer Raum hier würde wenig Weg sparen."
    if row["vorrang"]:
        return f"{nearer} Er hat Vorrang, aber die Bedingung „höchstens {NEAR_MINUTES} Minuten“ war nicht gewählt."
    return (
        f"{nearer} Ein Raum hier würde insgesamt weniger Weg sparen als an den gewählten Stellen: Bedarf oder Zahl der"
        " Menschen sind geringer. Mit einem Raum mehr kann sich das ändern."
    )
