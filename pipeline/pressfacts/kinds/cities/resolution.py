"""Which of the places of a name is meant.

What the text says outright decides; else population, the regions named, and nearness to the article's other cities.
"""

from __future__ import annotations

import functools
import itertools
import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from pressfacts.kinds.cities.outlet import NOWHERE, Home
from pressfacts.kinds.cities.setting import Setting
from pressfacts.text.gazetteer import Place

_EARTH = 6371.0  # kilometres
Senses = Mapping[str, Sequence[Place]]
# Inhabitants; such a city is meant by its bare name also beside a small namesake. A local outlet more often means the namesake.
METROPOLIS, METROPOLIS_OF_LOCALS = 1_000_000, 2_500_000
LARGE = 100_000  # inhabitants
COSMOPOLITAN = 3  # countries with a metropolis in one article, so that it names cities of the world rather than towns about it
MOST_PLACES = 40  # of one name that are weighed
FEW_NAMES = 15  # with more names, fewer places of each are weighed, to bound the work
MOST_OTHERS = 3  # places that are kept besides the best
MOST_TIES = 3.0  # names whose nearness to a place adds up
MOST_AREAS = 10  # names of counties that are weighed with the cities
MOST_NAMES = 60  # of one article that are weighed against each other


@dataclass
class Evidence:
    """What an article says about where it plays: how often it names each country, first-level region and second-level region."""

    countries: Counter[str] = field(default_factory=Counter)
    regions: Counter[str] = field(default_factory=Counter)  # "US.IL"
    districts: Counter[int] = field(default_factory=Counter)  # index of the region; of a name that several have, each
    areas: dict[str, tuple[Place, ...]] = field(default_factory=dict)  # the second-level regions of a name, each as the place in its middle
    home: Home = NOWHERE  # of the outlet
    setting: Setting = field(default_factory=lambda: Setting(Counter(), Counter()))  # told without naming the country


@dataclass
class Sense:
    """A name's place in the article. `why` tells what decided; `lead` is how far it lies before the next best of `others`, in points."""

    place: Place
    why: str
    lead: float
    others: list[Place]


class _Areas:
    """The regions, or the countries, that places lie in: many places share few of them."""

    def __init__(self, codes: Iterable[str]) -> None:
        numbers: dict[str, int] = {}
        self._of_places: Any = np.array([numbers.setdefault(code, len(numbers)) for code in codes])
        self._holds = (np.arange(len(numbers))[:, None] == self._of_places).astype(float)

    def sums(self, shares: Any, starts: Any) -> Any:
        """For each place and name, how likely the name's places are in sum that lie in the area of the place."""
        return np.add.reduceat(self._holds * shares, starts, axis=1)[self._of_places]


class Resolver:
    """Weighs the places of each name of an article.

    `weights` are those of the rule `city.resolution`; of a name in `stands_alone`, folded, news says where it lies
    unless its largest place is meant.
    """

    def __init__(self, weights: Mapping[str, float], stands_alone: Set[str]) -> None:
        self._weights, self._stands_alone = weights, stands_alone

    def resolve(self, senses: Senses, told: Senses, evidence: Evidence, trust: Set[str]) -> dict[str, Sense]:
        """One place for each name.

        `told` narrows a name to places that the text itself names by a region or country beside it; only names in
        `trust` speak for places near theirs.
        """
        names = [name for name in senses if senses[name]][:MOST_NAMES]
        if not names:
            return {}
        most = MOST_PLACES if len(names) <= FEW_NAMES else MOST_PLACES // 3
        places = {name: list(told.get(name) or self._narrow(senses[name], evidence, most)) for name in names}
        # The towns in the outlet's name and the counties take part like cities of the article; no name of an article has a line break.
        towns = {f"\n{number}": list(town) for number, town in enumerate(evidence.home.towns)}
        towns |= {f"\n{name}": list(areas) for name, areas in list(evidence.areas.items())[:MOST_AREAS] if areas}
        named = max(1, sum(evidence.regions.values()))
        priors = {name: [self._prior(place, evidence, named) for place in found] for name, found in (places | towns).items()}
        self._add_fame(names, places, priors, trust, evidence)
        totals: Mapping[str, list[float]] = priors
        if any(len(places[name]) > 1 for name in names):  # a choice to make
            totals = self._with_neighbours([*names, *towns], places | towns, priors, trust | towns.keys())
        found = {}
        for name in names:
            points = totals[name]
            order = sorted(range(len(points)), key=lambda at: -points[at])
            best = order[0]
            lead = points[best] - points[order[1]] if len(order) > 1 else 9.0
            why = self._why(name, told, places[name][best], evidence, priors[name], best)
            others = [places[name][at] for at in order[1 : 1 + MOST_OTHERS]]
            found[name] = Sense(places[name][best], why, lead, others)
        return found

    def _narrow(self, places: Sequence[Place], evidence: Evidence, most: int) -> list[Place]:
        """The most populous places, and those in regions that the article names."""
        rest = [place for place in places[most:] if _region(place) in evidence.regions or place.admin2 in evidence.districts]
        return [*places[:most], *rest[:most]]

    def _prior(self, place: Place, evidence: Evidence, named: int) -> float:
        """Points of a place by itself and by the regions and countries that the article names, `named` times a region."""
        weights, home, region = self._weights, evidence.home, _region(place)
        points: float = weights["population"] * _magnitude(place.population)
        if place.population > (METROPOLIS_OF_LOCALS if home.region or home.towns else METROPOLIS):
            points += weights["metropolis"]
        if place.canonical:
            points += weights["canonical"]
        if times := evidence.regions.get(region, 0):
            # Where an article names many regions, each of them tells less.
            points += weights["region"] * math.sqrt(min(times, 3)) * (times / named) ** weights["spread"]
        if times := evidence.countries.get(place.country, 0):
            points += weights["country"] * math.sqrt(min(times, 4))
        if place.admin2 >= 0 and (times := evidence.districts.get(place.admin2, 0)):
            points += weights["district"] * min(times, 2)
        if times := evidence.setting.countries.get(place.country, 0):
            points += weights["setting"] * math.sqrt(min(times, 4))
        if region in evidence.setting.regions:
            points += weights["setting_region"]
        points += weights["home"] * (place.country == home.country) + weights["home_region"] * (region == home.region)
        return points

    def _add_fame(
        self, names: list[str], places: Mapping[str, list[Place]], priors: Mapping[str, list[float]], trust: Set[str], evidence: Evidence
    ) -> None:
        """Points for the largest place of a name that news says so only of it, and of each in an article about cities of the world.

        An outlet in whose country a namesake lies, and an article set where one lies, may mean that one.
        """
        largest = {name: max(range(len(places[name])), key=lambda at: _size(places[name][at])) for name in names}
        tops = {name: places[name][at] for name, at in largest.items()}
        world = {top.country for name, top in tops.items() if name in trust and top.population >= METROPOLIS}
        for name, top in tops.items():
            alone = name in self._stands_alone and not any(_is_at_home(place, top, evidence) for place in places[name])
            fame = self._weights["stands_alone"] * alone
            if len(world) >= COSMOPOLITAN and top.population >= LARGE:
                fame += self._weights["cosmopolitan"]
            priors[name][largest[name]] += fame

    def _with_neighbours(
        self, names: list[str], places: Mapping[str, list[Place]], priors: Mapping[str, list[float]], trust: Set[str]
    ) -> Mapping[str, list[float]]:
        """Priors and what the likely places of the other names add to each place that is near them."""
        if len(names) == 1:
            return priors
        everywhere = [place for name in names for place in places[name]]
        near, regions, countries = (
            self._nearness(everywhere),
            _Areas(map(_region, everywhere)),
            _Areas(place.country for place in everywhere),
        )
        counts = [len(places[name]) for name in names]
        ends: Any = np.array(counts).cumsum()
        starts = ends - counts
        owners = np.arange(len(names)).repeat(counts)
        own = np.arange(ends[-1]), owners  # what a place has from its own name
        trusted = np.array([name in trust for name in names])[owners]
        prior = totals = np.array([points for name in names for points in priors[name]])
        for _ in range(2):
            shares = _shares(totals, starts, owners, self._weights["sharpness"]) * trusted
            by_name = np.maximum.reduceat(near * shares, starts, axis=1)
            ties = (by_name, "near"), (regions.sums(shares, starts), "same_region"), (countries.sums(shares, starts), "same_country")
            totals = prior
            for tie, weight in ties:
                tie[own] = 0.0
                totals = totals + self._weights[weight] * np.minimum(tie.sum(axis=1), MOST_TIES) ** 0.5
        return {name: totals[start:end].tolist() for name, start, end in zip(names, starts, ends, strict=True)}

    def _nearness(self, places: list[Place]) -> Any:
        """How near each two places are: 1 beside, 0 far."""
        radians = np.radians([(place.lat, place.lon) for place in places])
        cos = np.cos(radians[:, 0])
        points = np.stack([cos * np.cos(radians[:, 1]), cos * np.sin(radians[:, 1]), np.sin(radians[:, 0])], axis=1)
        kilometres = _EARTH * np.arccos(np.minimum(np.maximum(points @ points.T, -1.0), 1.0))
        return np.exp(-kilometres / self._weights["reach"])

    def _why(self, name: str, told: Mapping[str, Sequence[Place]], place: Place, evidence: Evidence, prior: list[float], best: int) -> str:
        if name in told:
            return "told"
        if place.admin2 in evidence.districts:
            return "district_named"
        if _region(place) in evidence.regions:
            return "region_named"
        if prior.index(max(prior)) != best:
            return "near_others"
        return "country_named" if place.country in evidence.countries else "population"


def _size(place: Place) -> tuple[bool, int]:
    """By what the largest place of a name is told: "New Delhi" is no other name of Delhi's."""
    return place.canonical, place.population


def _is_at_home(place: Place, top: Place, evidence: Evidence) -> bool:
    """Whether a namesake abroad of the largest place lies where the outlet or the article is at home, or in a county that it names."""
    told = place.admin2 in evidence.districts or _region(place) in evidence.setting.regions
    return place.country != top.country and (told or place.country == evidence.home.country)


@functools.lru_cache(maxsize=10_000)
def _magnitude(population: int) -> float:
    """The power of ten of a population; of a hamlet or an unknown one 2."""
    return float(np.log10(max(population, 100)))


def _region(place: Place) -> str:
    return f"{place.country}.{place.admin1}"


def _shares(points: Any, starts: Any, owners: Any, sharpness: float) -> Any:
    """How likely each place of its name is, in sum 1 a name. The places of name `n` begin at `starts[n]`; `owners` are their names."""
    highest = np.maximum.reduceat(points, starts)
    powers = np.exp((points - highest[owners]) * sharpness)
    # Each name's own sum: `add.reduceat` would add in another order.
    edges = [*starts.tolist(), len(powers)]
    sums = np.array([np.add.reduce(powers[first:last]) for first, last in itertools.pairwise(edges)])
    return powers / sums[owners]
