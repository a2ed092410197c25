"""The map as SVG, drawn by the server: five classes, hatched where nothing may be told, rooms with numbers, scale bar.

Colours stand in attributes for paper and in classes for the page, whose style sheet has them for both themes.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from html import escape
from math import cos, radians
from typing import Any

import numpy as np
import shapely
from shapely.geometry import shape

COLOURS = ("#f1eef6", "#bdc9e1", "#74a9cf", "#2b8cbe", "#045a8d")
"""PuBu, light to dark: told apart without colour vision."""
WIDTH = 800.0
MARGIN = 14.0
METRES_A_DEGREE = 111_195.0


@dataclass(frozen=True)
class Flaeche:
    """One area: class 0 to 4, or None where nothing is told; `text` is what a pointer is told."""

    id: str
    name: str
    geometrie: Mapping[str, Any]
    stufe: int | None
    text: str
    hot: bool = False


@dataclass(frozen=True)
class Ort:
    """A room of the proposal (its number) or a house of the office (`J`)."""

    zeichen: str
    name: str
    lon: float
    lat: float


class _Plane:
    """Longitude and latitude → picture."""

    def __init__(self, box: tuple[float, float, float, float]) -> None:
        west, south, east, north = box
        self.west, self.north = west, north
        self.squeeze = cos(radians((south + north) / 2))
        self.scale = (WIDTH - 2 * MARGIN) / ((east - west) * self.squeeze)
        self.height = (north - south) * self.scale + 2 * MARGIN + 34
        self.metres = METRES_A_DEGREE / self.scale
        """Of one unit of the picture."""

    def __call__(self, points: Any) -> Any:
        points = np.asarray(points, float)
        x = (points[:, 0] - self.west) * self.squeeze * self.scale + MARGIN
        return np.column_stack([x, (self.north - points[:, 1]) * self.scale + MARGIN])

    def path(self, geometry: Any) -> str:
        """The `d` of a polygon or of lines, one decimal."""
        parts = []
        for ring in _lines(geometry):
            points = self(ring)
            text = "L".join(f"{x:.1f} {y:.1f}" for x, y in points)
            closed = len(ring) > 2 and tuple(ring[0]) == tuple(ring[-1])
            parts.append(f"M{text}{'Z' if closed else ''}")
        return "".join(parts)


def _lines(geometry: Any) -> list[Any]:
    found = []
    for part in shapely.get_parts(geometry):
        if part.geom_type == "Polygon":
            found += [part.exterior.coords, *(ring.coords for ring in part.interiors)]
        elif part.geom_type in ("LineString", "LinearRing"):
            found.append(part.coords)
    return [list(line) for line in found]


def draw(areas: Sequence[Flaeche], places: Sequence[Ort], title: str, description: str) -> str:
    """The whole map; empty text without areas."""
    if not areas:
        return ""
    shapes = [shape(a.geometrie) for a in areas]
    plane = _Plane(tuple(shapely.total_bounds(np.array(shapes))))
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH:.0f} {plane.height:.0f}" role="img"'
        ' class="pl-map" aria-labelledby="karte-titel karte-text" font-family="Noto Sans, Fira Sans, sans-serif">',
        f'<title id="karte-titel">{escape(title)}</title><desc id="karte-text">{escape(description)}</desc>',
        '<defs><pattern id="schraffur" width="7" height="7" patternUnits="userSpaceOnUse"'
        ' patternTransform="rotate(45)">'
        '<rect class="pl-na" width="7" height="7" fill="#ececec"/>'
        '<line class="pl-na-line" x1="0" y1="0" x2="0" y2="7" stroke="#8a8a8a" stroke-width="2.4"/></pattern></defs>',
    ]
    for area, drawn in zip(areas, shapes, strict=True):
        fill = "url(#schraffur)" if area.stufe is None else COLOURS[area.stufe]
        kind = "" if area.stufe is None else f" pl-c{area.stufe}"
        parts.append(
            f'<path class="pl-area{kind}" data-raum="{area.id}" d="{plane.path(drawn)}" fill="{fill}" stroke="#ffffff"'
            f' stroke-width="1.6" fill-rule="evenodd"><title>{escape(area.name)}: {escape(area.text)}</title></path>'
        )
    hot = [s for a, s in zip(areas, shapes, strict=True) if a.hot]
    if hot:
        outline = plane.path(shapely.boundary(shapely.union_all(hot)))
        parts.append(f'<path class="pl-hot-under" d="{outline}" fill="none" stroke="#ffffff" stroke-width="6.5"/>')
        parts.append(f'<path class="pl-hot" d="{outline}" fill="none" stroke="#c24a00" stroke-width="3.6"/>')
    edge = plane.path(shapely.boundary(shapely.union_all(shapes)))
    parts.append(f'<path class="pl-edge" d="{edge}" fill="none" stroke="#3a3a3a" stroke-width="1.4"/>')
    parts += [_mark(place, plane) for place in places]
    parts.append(_scale(plane))
    return "".join(parts) + "</svg>"


def _mark(place: Ort, plane: _Plane) -> str:
    x, y = plane([[place.lon, place.lat]])[0]
    title = f"<title>{escape(place.name)}</title>"
    if place.zeichen == "J":
        drawn = f'<rect x="{x - 13:.1f}" y="{y - 13:.1f}" width="26" height="26" fill="#1b1b1b" stroke="#ffffff"/>'
        colour = "#ffffff"
    else:
        drawn = f'<circle cx="{x:.1f}" cy="{y:.1f}" r="15" fill="#ffffff" stroke="#1b1b1b" stroke-width="2.2"/>'
        colour = "#1b1b1b"
    return (
        f'<g class="pl-mark">{title}{drawn}<text x="{x:.1f}" y="{y + 6:.1f}" font-size="17" font-weight="600"'
        f' text-anchor="middle" fill="{colour}">{escape(place.zeichen)}</text></g>'
    )


def _scale(plane: _Plane) -> str:
    wanted = 0.25 * WIDTH * plane.metres
    length = max(step for step in (100, 200, 500, 1000, 2000, 5000, 10_000, 20_000, 50_000) if step <= max(wanted, 100))
    width, y = length / plane.metres, plane.height - 18
    word = f"{length // 1000} km" if length >= 1000 else f"{length} m"
    x = MARGIN + width + 8
    return (
        f'<g class="pl-scale"><path d="M{MARGIN} {y - 6:.0f}v6h{width:.1f}v-6" fill="none" stroke="#1b1b1b"'
        f' stroke-width="2"/><text x="{x:.1f}" y="{y:.0f}" font-size="15" fill="#1b1b1b">{word}</text></g>'
    )
