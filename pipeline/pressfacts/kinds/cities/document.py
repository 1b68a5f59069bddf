"""What an article as a whole says about a name: its other mentions, the lists it stands in, the places around it."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass, field

from pressfacts.kinds.cities.article import CityArticle, in_list
from pressfacts.kinds.cities.context import TOLD, Context
from pressfacts.kinds.cities.outlet import Outlets
from pressfacts.kinds.cities.resolution import MOST_PLACES, Evidence, Resolver, Sense
from pressfacts.kinds.cities.setting import SettingReader
from pressfacts.rulebook import Rulebook
from pressfacts.text.folding import fold
from pressfacts.text.gazetteer import Gazetteer, Place, Region

SURE, LIKELY, UNLIKELY = 1.5, 0.0, -2.0  # points
_NEAR = 0.8  # degrees, some 90 km
_COUNTY_WORDS = frozenset(("county", "parish", "borough"))
# Features of one mention that concern all mentions of the name.
_REGIONAL = frozenset(("holds_name_before", "region_listed"))
_STATE, _CITY_STATE = frozenset(("state_use", "shared_among_regions")), frozenset(("city_state", "state_use"))
_OF_ALL = _REGIONAL | _STATE | _CITY_STATE


@dataclass
class _Mentions:
    """The mentions of one name: their two highest points, and those features of each that concern all of them."""

    points: list[float] = field(default_factory=list)
    told: list[str] = field(default_factory=list)
    best: list[float] = field(default_factory=list)

    def others(self, points: float, features: Sequence[str]) -> Iterator[str]:
        """What the mentions other than the one with these points and features say."""
        if len(self.points) == 1:
            yield "once"
            return
        best = self.best[1] if points == self.best[0] else self.best[0]
        grade = _grade(best, "doubtful")
        if grade != "unlikely" or TOLD.isdisjoint(features):  # what the text says of one mention the others cannot unsay
            yield f"{grade}_elsewhere"
        if len(self.points) > 3:
            yield "repeated"
        others = {feature for feature in self.told if feature not in features or self.told.count(feature) > 1}
        if others & _REGIONAL:
            yield "region_in_article"
        if others & _STATE and others & _CITY_STATE:
            yield "state_in_article"


class Whole:
    """Reads the features that need the whole article, and resolves its names."""

    def __init__(self, rules: Rulebook, gazetteer: Gazetteer, context: Context) -> None:
        self._gazetteer, self._regions = gazetteer, context.regions
        weights = {feature: float(points) for feature, points in rules.lexicon("city.resolution").items()}
        self._resolver = Resolver(weights, frozenset(map(fold, rules.lexicon("place.stands_alone"))))
        self._common = frozenset(map(fold, rules.lexicon("city.common_word")))
        self._outlets, self._settings = Outlets(rules, gazetteer), SettingReader(rules)

    def evidence(self, article: CityArticle) -> Evidence:
        """How often the article names each country, by name or nationality, and each region."""
        told = article.document.article
        evidence = Evidence(home=self._outlets.home(told.source, told.url), setting=self._settings.read(article.document))
        for name in article.names:
            if name.code is None:
                if "districts_after" in name.features:  # "in Lamar and Delta counties"
                    self._add_districts(evidence, f"{name.folded} county")
                continue
            if name.kind in ("country", "demonym"):
                evidence.countries[name.code] += 1
            elif name.code.startswith("#"):
                if name.folded not in self._common and name.folded not in article.surnames:
                    self._add_districts(evidence, name.folded)
            else:
                evidence.regions[name.code] += 1
        return evidence

    def _add_districts(self, evidence: Evidence, folded: str) -> None:
        """Take a county into the evidence; one whose name several states have tells none of them by itself."""
        regions = [region for region in self._gazetteer.regions(folded) if region.level > 1 and self._is_told(folded, region)]
        evidence.districts.update(region.number for region in regions)
        if len(regions) == 1:
            evidence.regions[f"{regions[0].country}.{regions[0].admin1}"] += 1
        if regions and folded not in evidence.areas:
            middles = (self._gazetteer.middle(region) for region in regions[:MOST_PLACES])
            evidence.areas[folded] = tuple(middle for middle in middles if middle)

    def _is_told(self, folded: str, region: Region) -> bool:
        """Whether a name alone tells the region: of American counties, which are named after persons, only with the word "County"."""
        return region.country != "US" or folded.rpartition(" ")[2] in _COUNTY_WORDS

    def resolve(self, article: CityArticle, evidence: Evidence, likely: Sequence[int], trusted: Set[str]) -> dict[str, Sense]:
        """A place for each of the `likely` names, told by index; those that are `trusted`, folded, help to place the others."""
        senses: dict[str, tuple[Place, ...]] = {}
        told: dict[str, list[Place]] = {}
        for index in likely:
            name = article.names[index]
            senses[name.folded] = self._gazetteer.lookup_folded(name.folded)
            container = self._regions.container(article, index)
            if container and name.folded not in told:
                told[name.folded] = self._regions.held(name, container)
        return self._resolver.resolve(senses, told, evidence, trusted)

    def read(self, article: CityArticle, points: dict[int, float], senses: dict[str, Sense], evidence: Evidence) -> dict[int, list[str]]:
        """The features of each name by its index."""
        mentions = _mentions(article, points)
        sure = [sense.place for name, sense in senses.items() if mentions[name].best[0] > SURE]
        of_place = {name: list(_of_place(sense, sure, evidence)) for name, sense in senses.items()}
        order = sorted(points)
        found: dict[int, list[str]] = {}
        for at, index in enumerate(order):
            name = article.names[index]
            beside = [*order[max(0, at - 1) : at], *order[at + 1 : at + 2]]
            found[index] = [
                *mentions[name.folded].others(points[index], name.features),
                *_of_list(article, index, beside, points),
                *(() if "districts_after" in name.features else of_place.get(name.folded, ())),
            ]
        return found


def _mentions(article: CityArticle, points: dict[int, float]) -> dict[str, _Mentions]:
    mentions: dict[str, _Mentions] = defaultdict(_Mentions)
    for index, value in points.items():
        name = article.names[index]
        of_name = mentions[name.folded]
        of_name.points.append(value)
        if not _OF_ALL.isdisjoint(name.features):  # seldom
            of_name.told += _OF_ALL.intersection(name.features)
    for each in mentions.values():
        each.best = sorted(each.points, reverse=True)[:2]
    return mentions


def _of_list(article: CityArticle, index: int, beside: list[int], points: dict[int, float]) -> Iterator[str]:
    """What the other names of a list say: one sure city makes its neighbours likely."""
    name, values = article.names[index], []
    for at in beside:
        other = article.names[at]
        first, second = (name, other) if index < at else (other, name)
        if other.folded != name.folded and in_list(article.text, first, second):
            values.append(points[at])
    if values:
        yield f"list_{_grade(max(values), 'doubtful')}"


def _of_place(sense: Sense, sure: list[Place], evidence: Evidence) -> Iterator[str]:
    """How a name's place fits with the regions that the article names and with its sure cities."""
    place = sense.place
    if place.admin2 >= 0 and place.admin2 in evidence.districts:
        yield "in_named_district"
    elif f"{place.country}.{place.admin1}" in evidence.regions:
        yield "in_named_region"
    elif place.country in evidence.countries:
        yield "in_named_country"
    elif evidence.countries or evidence.regions:
        yield "in_unnamed_country"
    neighbours = [other for other in sure if other.geonameid != place.geonameid]
    if any(_are_near(place, other) for other in neighbours):
        yield "near_sure_city"
    elif neighbours and not any(other.country == place.country for other in neighbours):
        yield "far_from_sure_cities"


def _are_near(one: Place, other: Place) -> bool:
    return abs(one.lat - other.lat) < _NEAR and abs(one.lon - other.lon) * math.cos(math.radians(one.lat)) < _NEAR


def _grade(points: float, middle: str) -> str:
    """Points in a word; `middle` for those that say neither."""
    if points > LIKELY:
        return "sure" if points > SURE else "likely"
    return "unlikely" if points < UNLIKELY else middle
