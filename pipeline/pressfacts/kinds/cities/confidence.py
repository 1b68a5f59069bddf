"""How likely a fact is right: that the name is a city, and that the place is the one meant.

Both likelihoods are read off articles that the points were not fitted on (`bench/fit_cities.py`); the rules hold them as tables.
"""

from __future__ import annotations

import bisect
from collections.abc import Mapping

from pressfacts.kinds.cities.resolution import Sense

# What is known of a name's place, from the surest on; `lead` is how far it lies before the next place of the name.
GRADES = ("told", "only", "far_ahead", "ahead", "just_ahead", "unknown")
_FAR, _NEAR = 3.0, 1.2  # points of the resolver


class Confidence:
    """Reads likelihoods off the tables `city.calibration` (by points) and `city.place_calibration` (by grade)."""

    def __init__(self, by_points: Mapping[str, float], by_grade: Mapping[str, float]) -> None:
        knots = sorted((float(points), float(likelihood)) for points, likelihood in by_points.items())
        self._points, self._likelihoods = [knot[0] for knot in knots], [knot[1] for knot in knots]
        self._by_grade = {grade: float(likelihood) for grade, likelihood in by_grade.items()}

    def of(self, points: float, grade: str) -> float:
        """The likelihood, between 0 and 1, that a name with these points and a place of this grade is right in both."""
        return round(self._is_city(points) * self._by_grade[grade], 3)

    def _is_city(self, points: float) -> float:
        """Straight lines between the knots, level outside them."""
        at = bisect.bisect_left(self._points, points)
        if at == 0 or at == len(self._points):
            return self._likelihoods[min(at, len(self._points) - 1)]
        share = (points - self._points[at - 1]) / (self._points[at] - self._points[at - 1])
        return self._likelihoods[at - 1] + share * (self._likelihoods[at] - self._likelihoods[at - 1])


def grade(sense: Sense | None, told: bool) -> str:
    """How sure a place is: told by a region beside the name, the only one of its name, or ahead of the next."""
    if sense is None:
        return "told" if told else "unknown"
    if told or sense.why == "told":
        return "told"
    if not sense.others:
        return "only"
    return "far_ahead" if sense.lead >= _FAR else "ahead" if sense.lead >= _NEAR else "just_ahead"
