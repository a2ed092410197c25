"""Planning without a database: hot spots, protection of small numbers, ways, choice of rooms, week."""

from __future__ import annotations

import itertools
import os
from pathlib import Path

import numpy as np
import pytest
from shapely.geometry import box

from nahbar.domain.planning import heuristic, travel
from nahbar.domain.planning.disclosure import WHOLE, Geschuetzt, Zelle, intervals, protect, protect_groups, too_small
from nahbar.domain.planning.errors import NoPlan
from nahbar.domain.planning.hotspots import false_discovery, gi_star, neighbours, schwerpunkte
from nahbar.domain.planning.locate import Regel, p_median
from nahbar.domain.planning.need import need, rising
from nahbar.domain.planning.timetable import Raumbedarf, plan_week

GEO = Path(os.environ.get("NAHBAR_TEST_GEO", Path(__file__).resolve().parents[3] / "shared/data/geo"))
EVERY = frozenset((d, h) for d in range(5) for h in ("vm", "nm"))


def test_gi_star_by_hand() -> None:
    """Three areas in a row with 1, 2, 6: mean 3, S = √(41/3 − 9); worked out with formula 14 of Ord and Getis."""
    touching = [[0, 1, 0], [1, 0, 1], [0, 1, 0]]
    spread = np.sqrt(41 / 3 - 9)
    first = (3 - 3 * 2) / (spread * np.sqrt((3 * 2 - 4) / 2))
    last = (8 - 3 * 2) / (spread * np.sqrt((3 * 2 - 4) / 2))
    assert gi_star([1, 2, 6], touching) == pytest.approx([first, 0, last])
    assert first == pytest.approx(-1.3887, abs=1e-4)


def test_equal_values_have_no_hot_spot() -> None:
    assert gi_star([5, 5, 5], np.ones((3, 3)) - np.eye(3)).tolist() == [0, 0, 0]


def test_false_discovery_is_benjamini_hochberg() -> None:
    assert false_discovery([0.01, 0.04, 0.03, 0.5]).tolist() == [True, False, False, False]
    assert false_discovery([0.01, 0.02, 0.03, 0.5]).tolist() == [True, True, True, False]
    assert not false_discovery([0.2, 0.9]).any()


def test_neighbours_queen_and_rook() -> None:
    shapes = [box(0, 0, 1, 1), box(1, 0, 2, 1), box(1, 1, 2, 2), box(5, 5, 6, 6)]
    assert neighbours(shapes).astype(int).tolist() == [[0, 1, 1, 0], [1, 0, 1, 0], [1, 1, 0, 0], [0, 0, 0, 0]]
    assert not neighbours(shapes, corners=False)[0, 2]


def test_hot_corner_of_a_grid_and_hidden_areas_are_left_out() -> None:
    cells = [(x, y) for y in range(6) for x in range(6)]
    shapes = [box(x, y, x + 1, y + 1) for x, y in cells]
    values = [30.0 if x < 2 and y < 2 else 5.0 for x, y in cells]
    found = schwerpunkte([None if cell == (5, 5) else v for cell, v in zip(cells, values, strict=True)], shapes)
    assert found[-1] is None
    assert {cells[i] for i, one in enumerate(found) if one and one.hot} >= {(0, 0), (0, 1), (1, 0), (1, 1)}
    assert not any(one and one.hot for cell, one in zip(cells, found, strict=True) if cell[0] > 3)


@pytest.mark.parametrize("minimum", [3, 5, 10])
def test_p07_nothing_hidden_can_be_computed_back(minimum: int) -> None:
    """Random tables: every small cell is hidden, no hidden one is known to less than the minimum."""
    random = np.random.default_rng(minimum)
    for _ in range(4):
        cells = {f"a{i}": Zelle(f"r{i // 5}", int(n), int(n) + 300) for i, n in enumerate(random.integers(0, 40, 24))}
        shown = protect(cells, minimum)
        for key, cell in cells.items():
            assert not (too_small(cell.zaehler, cell.nenner, minimum) and shown.zellen[key] is not None)
            assert shown.zellen[key] in (None, cell.zaehler)
        assert all(high - low >= minimum - 1e-6 for low, high in intervals(cells, shown).values())


def test_the_audit_can_fail() -> None:
    """One hidden cell under a shown sum is pinned to a point: the audit says so."""
    cells = {"a": Zelle("r", 2, 50), "b": Zelle("r", 20, 90)}
    careless = Geschuetzt({"a": None, "b": 20}, {"r": 22, WHOLE: 22}, frozenset("a"))
    assert intervals(cells, careless)["a"] == pytest.approx((2, 2))
    shown = protect(cells)
    assert shown.zellen == {"a": None, "b": None}


def test_parts_of_a_hidden_number_are_hidden_too() -> None:
    groups = {
        "alle": {"a": Zelle("r", 2, 40), "b": Zelle("r", 50, 500), "c": Zelle("r", 60, 600)},
        "kinder": {"a": Zelle("r", 0, 6), "b": Zelle("r", 20, 90), "c": Zelle("r", 25, 90)},
    }
    shown = protect_groups(groups)
    assert shown["kinder"].zellen["a"] is None
    assert all(shown["kinder"].zellen[k] is None for k, v in shown["alle"].zellen.items() if v is None)


def test_nearly_everybody_is_hidden_and_zero_is_not() -> None:
    assert too_small(48, 50, 3) and too_small(2, 50, 3)
    assert not too_small(0, 50, 3) and not too_small(3, 50, 3)
    with pytest.raises(ValueError, match="between 3 and 10"):
        protect({}, 2)


def test_ways_on_foot() -> None:
    """One kilometre north is 1.3 km of way, 17.3 minutes at 4.5 km/h; the same eastward at 52 degrees."""
    north = travel.minutes([(13.0, 52.0)], [(13.0, 52.0 + 1 / 111.195)])[0, 0]
    east = travel.minutes([(13.0, 52.0)], [(13.0 + 1 / (111.195 * np.cos(np.radians(52))), 52.0)])[0, 0]
    assert north == pytest.approx(17.33, abs=0.01)
    assert east == pytest.approx(north, abs=0.01)


@pytest.mark.parametrize("p", [1, 2, 3, 4])
def test_p_median_is_the_best_of_all_choices(p: int) -> None:
    random = np.random.default_rng(p)
    way, weights = random.uniform(1, 60, (12, 8)), random.uniform(1, 9, 12)
    solved = p_median(way, weights, p)
    best = min(
        float((weights * way[:, list(c)].min(axis=1)).sum()) for c in itertools.combinations(range(8), p)
    )  # fmt: skip
    assert solved.zielwert == pytest.approx(best)
    assert solved.luecke == pytest.approx(0, abs=1e-6)
    assert heuristic.value(way * weights[:, None], solved.orte) == pytest.approx(best)


def test_rules_are_kept_and_cost_something() -> None:
    way = np.array([[1.0, 9, 9], [1, 9, 9], [9, 9, 2]])
    free = p_median(way, np.ones(3), 1)
    bound = p_median(way, np.ones(3), 1, [Regel((1,), "Bedingung.")])
    assert free.orte == (0,) and bound.orte == (1,) and bound.zielwert > free.zielwert
    assert bound.luecke == pytest.approx(0, abs=1e-6)
    with pytest.raises(NoPlan, match="keinen passenden Raum"):
        p_median(way, np.ones(3), 1, [Regel((), "Bedingung.")])
    with pytest.raises(NoPlan, match="nicht alle Bedingungen"):
        p_median(way, np.ones(3), 1, [Regel((0,), "A."), Regel((1,), "B.")])


def test_week_keeps_budget_teams_windows_and_group_times() -> None:
    rooms = [
        Raumbedarf("jugend", 12, 2.0, EVERY),
        Raumbedarf("familie", 6, 1.0, frozenset({(0, "vm"), (1, "vm"), (1, "nm")})),
        Raumbedarf("stadtteil", 30, 1.0, frozenset({(2, "vm")})),
    ]
    week = plan_week(rooms, 6, 1)
    taken = [slot for times in week.zeiten for slot in times]
    assert len(taken) <= 6 and len(set(taken)) == len(taken)
    assert any(half == "nm" for _, half in week.zeiten[0]) and any(half == "vm" for _, half in week.zeiten[1])
    assert week.zeiten[2] == ((2, "vm"),) and week.offen[2] == 27
    with pytest.raises(NoPlan, match="Halbtage"):
        plan_week(rooms, 2, 1)


def test_need_and_rising() -> None:
    rows = [{"anteil": 10.0, "zahl": 100.0}, {"anteil": 5.0, "zahl": 200.0}, {"anteil": None, "zahl": None}]
    found = need(rows, {"anteil": 1, "zahl": 1})
    assert [n and round(n.index) for n in found] == [75, 75, None]
    assert rising([1, 2, 3, 4]) and not rising([1, 3, 2, 4]) and not rising([1, None, 3, 4]) and not rising([2, 3, 4])


@pytest.mark.skipif(not (GEO / "bench_pmed").is_dir(), reason="OR-Library is not here (NAHBAR_TEST_GEO)")
@pytest.mark.parametrize(("nr", "optimum"), [(1, 5819), (2, 4093), (3, 4250)])
def test_known_optima_of_the_or_library(nr: int, optimum: int) -> None:
    """Beasley's pmed1–3, published optima."""
    from scipy.sparse.csgraph import shortest_path

    lines = [line.split() for line in (GEO / f"bench_pmed/pmed{nr}.txt").read_text().splitlines() if line.strip()]
    n, _, p = map(int, lines[0])
    graph = np.zeros((n, n))
    for a, b, cost in lines[1:]:
        graph[int(a) - 1, int(b) - 1] = graph[int(b) - 1, int(a) - 1] = int(cost)
    assert p_median(shortest_path(graph, directed=False), np.ones(n), p).zielwert == pytest.approx(optimum)
