"""How likely a fact is right: that the name is a city, and that the place is the one meant.

The likelihood is read off articles that the points were not fitted on (`bench/fit_cities.py`): for each grade of a place a logistic curve
over the points; the rules hold its height and slope.
"""

from __future__ import annotations

import math
from collections.abc import Mapping

from pressfacts.kinds.cities.resolution import Sense

# What is known of a name's place, from the surest on; `lead` is how far it lies before the next place of the name.
GRADES = ("told", "only", "far_ahead", "ahead", "just_ahead", "unknown")
MOST_POINTS = 6.0  # beyond which more points make no surer
_FAR, _NEAR = 3.0, 1.2  # points of the resolver


class Confidence:
    """Reads likelihoods off the lexicons `city.calibration` (log-odds at no points) and `city.calibration_slope` (what a point adds)."""

    def __init__(self, height: Mapping[str, float], slope: Mapping[str, float]) -> None:
        self._curves = {grade: (float(height[grade]), float(slope[grade])) for grade in GRADES}

    def of(self, points: float, grade: str) -> float:
        """The likelihood, between 0 and 1, that a name with these points and a place of this grade is right in both."""
        height, slope = self._curves[grade]
        return round(1 / (1 + math.exp(-(height + slope * min(points, MOST_POINTS)))), 3)


def grade(sense: Sense | None, told: bool) -> str:
    """How sure a place is: told by a region beside the name, the only one of its name, or ahead of the next."""
    if sense is None:
        return "told" if told else "unknown"
    if told or sense.why == "told":
        return "told"
    if not sense.others:
        return "only"
    return "far_ahead" if sense.lead >= _FAR else "ahead" if sense.lead >= _NEAR else "just_ahead"
