"""Distances on the globe."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Any

_EARTH_RADIUS_KM = 6371.0088  # mean radius, IUGG


def has_place(value: Mapping[str, Any]) -> bool:
    """Whether `lat` and `lon` are told as numbers."""
    return isinstance(value.get("lat"), int | float) and isinstance(value.get("lon"), int | float)


def kilometres(one: Mapping[str, Any], other: Mapping[str, Any]) -> float | None:
    """The great-circle distance of two places by `lat` and `lon` in degrees (haversine formula); None where one has no coordinates."""
    if not (has_place(one) and has_place(other)):
        return None
    lat, lon, other_lat, other_lon = map(math.radians, (one["lat"], one["lon"], other["lat"], other["lon"]))
    half = math.sin((other_lat - lat) / 2) ** 2 + math.cos(lat) * math.cos(other_lat) * math.sin((other_lon - lon) / 2) ** 2
    return 2 * _EARTH_RADIUS_KM * math.asin(min(1.0, math.sqrt(half)))
