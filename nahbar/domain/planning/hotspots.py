"""Where high values lie together: Getis-Ord Gi* with binary weights, and which of the many tests count (FDR).

Ord and Getis (1995), formula 14 with w_ii = 1; weights stay 0 and 1: rows that sum to 1 would make z too small.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import shapely
from scipy.special import ndtr

LEVEL = 0.05
MIN_AREAS = 8
"""With fewer areas the normal distribution says nothing; no hot spot is named."""
TOUCH_DEGREES = 1e-7
"""Outlines were simplified: what lies nearer than a centimetre touches."""


@dataclass(frozen=True)
class Schwerpunkt:
    """Gi* of one area: z, one-sided p (high values), and whether it holds against the false discovery rate."""

    z: float
    p: float
    hot: bool


def neighbours(shapes: Sequence[Any], *, corners: bool = True) -> Any:
    """0/1 matrix of areas that touch; `corners` False: only those with a common line (rook)."""
    n = len(shapes)
    found = np.zeros((n, n), dtype=bool)
    tree = shapely.STRtree(shapes)
    for i, j in tree.query(shapes, predicate="dwithin", distance=TOUCH_DEGREES).T:
        if i == j:
            continue
        if not corners and shapely.intersection(shapes[i], shapes[j]).length <= TOUCH_DEGREES:
            continue
        found[i, j] = True
    return found


def gi_star(values: Any, touching: Any) -> Any:
    """z of Gi* for each area; `touching` is a symmetric 0/1 matrix without the diagonal. Equal values everywhere: 0."""
    x = np.asarray(values, float)
    n = len(x)
    weights = np.asarray(touching, float) + np.eye(n)
    mean = x.mean()
    spread = np.sqrt(max((x**2).mean() - mean**2, 0.0))
    around = weights.sum(axis=1)
    below = spread * np.sqrt(np.maximum(n * around - around**2, 0) / (n - 1)) if n > 1 else np.zeros(n)
    above = weights @ x - mean * around
    return np.divide(above, below, out=np.zeros(n), where=below > 1e-12)


def false_discovery(p: Any, level: float = LEVEL) -> Any:
    """Which of these p hold together at this rate of false finds (Benjamini and Hochberg)."""
    p = np.asarray(p, float)
    order = np.argsort(p)
    held = p[order] <= level * (np.arange(len(p)) + 1) / len(p)
    cut = p[order][np.nonzero(held)[0].max()] if held.any() else -1.0
    return p <= cut


def schwerpunkte(values: Sequence[float | None], shapes: Sequence[Any]) -> list[Schwerpunkt | None]:
    """Hot spots among the areas that have a value; None where there is none, or too few areas."""
    known = [i for i, value in enumerate(values) if value is not None]
    found: list[Schwerpunkt | None] = [None] * len(values)
    if len(known) < MIN_AREAS:
        return found
    z = gi_star([values[i] for i in known], neighbours([shapes[i] for i in known]))
    p = ndtr(-z)
    hot = false_discovery(p)
    for place, i in enumerate(known):
        found[i] = Schwerpunkt(float(z[place]), float(p[place]), bool(hot[place] and z[place] > 0))
    return found
