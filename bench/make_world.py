"""Write the map shapes of the report page from Natural Earth, as the npm package `world-atlas` ships it.

    npm pack world-atlas@2.0.2 && tar xzf world-atlas-2.0.2.tgz
    python bench/make_world.py package/countries-110m.json

Natural Earth is in the public domain; `world-atlas` (ISC licence) only turned it into TopoJSON. Coast and borders are thinned by
Ramer-Douglas-Peucker, arc by arc, so that neighbours keep their common border, and written as SVG paths in tenths of a degree,
longitude to the right and latitude downwards (plate carrée), relative from point to point: some tens of kilobytes.
"""

from __future__ import annotations

import argparse
import itertools
import json
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

TARGET = Path(__file__).resolve().parent.parent / "pipeline" / "pressfacts" / "pages" / "assets" / "world.json"
NOTE = "Made with Natural Earth (public domain, naturalearthdata.com), by way of the package world-atlas 2.0.2 (ISC)"
TOLERANCE = 0.2  # degrees: below what a map of 1,000 pixels shows
SMALLEST = 0.6  # degrees: an island narrower and lower than this is a speck
ANTARCTICA = "010"  # has no cities, and takes a fifth of the map

Point = tuple[float, float]


def decoded(topology: dict[str, Any]) -> list[list[Point]]:
    """The arcs in degrees: TopoJSON keeps them as differences on a grid (TopoJSON specification, section 2.1.4)."""
    (scale_x, scale_y), (move_x, move_y) = topology["transform"]["scale"], topology["transform"]["translate"]
    arcs = []
    for steps in topology["arcs"]:
        x = y = 0
        points = []
        for dx, dy in steps:
            x, y = x + dx, y + dy
            points.append((x * scale_x + move_x, y * scale_y + move_y))
        arcs.append(points)
    return arcs


def thinned(points: list[Point]) -> list[Point]:
    """Ramer-Douglas-Peucker: drop what lies nearer than TOLERANCE to the line between the points kept. A ring keeps its farthest point."""
    keep = {0, len(points) - 1}
    if points[0] == points[-1]:
        far = max(range(len(points)), key=lambda at: _distance(points[at], points[0], points[0]))
        keep.add(far)
    ends = sorted(keep)
    spans = list(itertools.pairwise(ends))
    while spans:
        first, last = spans.pop()
        distance, at = max(((_distance(points[i], points[first], points[last]), i) for i in range(first + 1, last)), default=(0.0, 0))
        if distance > TOLERANCE:
            keep.add(at)
            spans += [(first, at), (at, last)]
    return [points[at] for at in sorted(keep)]


def _distance(point: Point, start: Point, end: Point) -> float:
    (x, y), (x1, y1), (x2, y2) = point, start, end
    length = (x2 - x1) ** 2 + (y2 - y1) ** 2
    along = 0.0 if length == 0 else max(0.0, min(1.0, ((x - x1) * (x2 - x1) + (y - y1) * (y2 - y1)) / length))
    return float(((x - x1 - along * (x2 - x1)) ** 2 + (y - y1 - along * (y2 - y1)) ** 2) ** 0.5)


def rings(geometry: dict[str, Any]) -> Iterator[list[int]]:
    """The rings of a polygon or several, each as indexes of arcs; ~index is an arc run backwards."""
    polygons = [geometry["arcs"]] if geometry["type"] == "Polygon" else geometry["arcs"]
    for polygon in polygons:
        yield from polygon


def joined(ring: list[int], arcs: list[list[Point]]) -> list[Point]:
    """The points of a ring; where it crosses the date line it runs on past it, not back across the whole map."""
    points: list[Point] = []
    for index in ring:
        arc = arcs[index] if index >= 0 else arcs[~index][::-1]
        for x, y in arc[1:] if points else arc:
            turns = round((points[-1][0] - x) / 360) if points else 0
            points.append((x + 360 * turns, y))
    return points


def path(points: list[Point], closed: bool) -> str:
    """An SVG path of whole tenths of a degree."""
    whole = [(round(x * 10), round(-y * 10)) for x, y in points]
    steps = [(x2 - x1, y2 - y1) for (x1, y1), (x2, y2) in itertools.pairwise(whole) if (x1, y1) != (x2, y2)]
    line = " ".join(f"{dx} {dy}" for dx, dy in steps).replace(" -", "-")
    return f"M{whole[0][0]} {whole[0][1]}l{line}{'z' if closed else ''}" if steps else ""


def is_speck(points: list[Point]) -> bool:
    xs, ys = [x for x, _ in points], [y for _, y in points]
    return max(xs) - min(xs) < SMALLEST and max(ys) - min(ys) < SMALLEST


def world(topology: dict[str, Any]) -> dict[str, str]:
    """The land as closed paths, and the borders: the arcs that two countries share."""
    countries = [shape for shape in topology["objects"]["countries"]["geometries"] if shape.get("id") != ANTARCTICA]
    arcs = [thinned(arc) for arc in decoded(topology)]
    used: Counter[int] = Counter()
    land = []
    for country in countries:
        for ring in rings(country):
            used.update(index if index >= 0 else ~index for index in ring)
            points = joined(ring, arcs)
            if not is_speck(points):
                land.append(path(points, closed=True))
    borders = [path(arcs[index], closed=False) for index, times in sorted(used.items()) if times > 1]
    return {"note": NOTE, "land": "".join(land), "borders": "".join(borders)}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("topology", type=Path, help="countries-110m.json of the package world-atlas")
    shapes = world(json.loads(parser.parse_args().topology.read_bytes()))
    TARGET.write_text(json.dumps(shapes, indent=1) + "\n", encoding="utf-8")
    print(f"{TARGET.name}: {TARGET.stat().st_size:,} bytes")


if __name__ == "__main__":
    main()
