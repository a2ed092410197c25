"""Ways on foot: straight distance in a local projection, times a detour, at walking speed."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

EARTH_M = 6_371_008.8
DETOUR = 1.3
"""A way is longer than the straight line by so much."""
METRES_A_MINUTE = 75.0
"""4.5 km/h."""

Place = tuple[float, float]
"""Longitude and latitude in degrees."""


def project(places: Sequence[Place], origin: Place) -> Any:
    """Metres east and north of `origin` (equirectangular: right to a few metres within a district); array n × 2."""
    degrees = np.asarray(places, float).reshape(-1, 2) - np.asarray(origin, float)
    return np.radians(degrees) * EARTH_M * np.array([np.cos(np.radians(origin[1])), 1.0])


def metres(sources: Sequence[Place], targets: Sequence[Place]) -> Any:
    """Straight distances in metres; array sources × targets."""
    if not sources or not targets:
        return np.zeros((len(sources), len(targets)))
    middle = np.asarray([*sources, *targets], float).mean(axis=0)
    a, b = project(sources, tuple(middle)), project(targets, tuple(middle))
    return np.hypot(a[:, None, 0] - b[None, :, 0], a[:, None, 1] - b[None, :, 1])


def minutes(sources: Sequence[Place], targets: Sequence[Place]) -> Any:
    """Minutes on foot; array sources × targets."""
    return metres(sources, targets) * DETOUR / METRES_A_MINUTE
