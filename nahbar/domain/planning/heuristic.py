"""Good rooms fast: greedy choice and interchange; and a bound that says how far from the best they can be."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np


def greedy(cost: Any, p: int) -> list[int]:
    """Take the column that saves most, `p` times; `cost` is areas × rooms, already weighted."""
    now = np.full(len(cost), cost.max() * 2.0 + 1.0)
    chosen: list[int] = []
    for _ in range(p):
        saved = np.maximum(now[:, None] - cost, 0).sum(axis=0)
        saved[chosen] = -1
        chosen.append(int(saved.argmax()))
        now = np.minimum(now, cost[:, chosen[-1]])
    return chosen


def interchange(cost: Any, chosen: Sequence[int]) -> list[int]:
    """Swap one open room for a closed one while that helps; the best swap of all each time (Whitaker's bookkeeping)."""
    now = list(chosen)
    rows = np.arange(len(cost))
    while True:
        part = cost[:, now]
        first = part.argmin(axis=1)
        best = part[rows, first]
        part = part.copy()
        part[rows, first] = np.inf
        second = part.min(axis=1) if len(now) > 1 else np.full(len(cost), cost.max() * 2.0 + 1.0)
        gain = np.maximum(best[:, None] - cost, 0).sum(axis=0)
        extra = np.maximum(second[:, None] - np.maximum(cost, best[:, None]), 0)
        profit = np.empty((len(now), cost.shape[1]))
        for place in range(len(now)):
            mine = first == place
            profit[place] = gain - (second[mine] - best[mine]).sum() + extra[mine].sum(axis=0)
        profit[:, now] = -1
        out, new = np.unravel_index(profit.argmax(), profit.shape)
        if profit[out, new] <= 1e-9 * (1 + best.sum()):
            return now
        now[int(out)] = int(new)


def search(cost: Any, p: int, starts: int = 6) -> list[int]:
    """The best of an interchange from the greedy choice and from some random ones; the same result each time."""
    random = np.random.default_rng(0)
    best = interchange(cost, greedy(cost, p))
    for _ in range(starts - 1):
        other = interchange(cost, [int(c) for c in random.choice(cost.shape[1], p, replace=False)])
        if value(cost, other) < value(cost, best) - 1e-9:
            best = other
    return best


def value(cost: Any, chosen: Sequence[int]) -> float:
    """Σ of each area's cost to its nearest open room."""
    return float(cost[:, list(chosen)].min(axis=1).sum())


def bound(cost: Any, p: int, reached: float, chosen: Sequence[int], rounds: int = 600) -> tuple[float, Any]:
    """A proven lower bound (Lagrange: the assignment is relaxed), and each room's reduced cost at it."""
    part = np.sort(cost[:, list(chosen)], axis=1)
    prices = part[:, min(1, part.shape[1] - 1)].copy()
    best, kept, reduced, step, still = -np.inf, prices, np.zeros(cost.shape[1]), 1.0, 0
    for _ in range(rounds):
        open_ = np.minimum(cost - prices[:, None], 0)
        rho = open_.sum(axis=0)
        taken = np.argpartition(rho, p - 1)[:p]
        low = float(prices.sum() + rho[taken].sum())
        if low > best + 1e-9:
            best, kept, reduced, still = low, prices.copy(), rho.copy(), 0
        else:
            still += 1
            if still >= 20:
                step, still, prices = step * 0.6, 0, kept.copy()
        slope = 1 - (open_[:, taken] < 0).sum(axis=1)
        if reached - best < 1e-7 * max(reached, 1.0) or step < 1e-4 or not slope.any():
            break
        prices = np.maximum(prices + step * (1.02 * reached - low) / float(slope @ slope) * slope, 0)
    return best, reduced


def needed_rooms(reduced: Any, p: int, low: float, reached: float) -> Any:
    """Rooms that can still be in a better choice than the one reached; the others are proven useless."""
    order = np.sort(reduced)
    return np.nonzero(low + reduced - order[p - 1] <= reached * (1 + 1e-9) + 1e-9)[0]
