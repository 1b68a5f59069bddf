"""What an article as a whole says about a name: its other mentions, the lists it stands in, the places around it."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterator

from pressfacts.kinds.city_context import Article, Context, in_list
from pressfacts.kinds.city_names import Name
from pressfacts.kinds.city_resolution import Evidence, Resolver, Sense
from pressfacts.rulebook import Rulebook
from pressfacts.text.gazetteer import Gazetteer, Place

SURE, LIKELY, UNLIKELY = 1.5, 0.0, -2.0  # points
_NEAR = 0.8  # degrees, some 90 km


class Whole:
    """Reads the features that need the whole article, and resolves its names."""

    def __init__(self, rules: Rulebook, gazetteer: Gazetteer, context: Context) -> None:
        self._gazetteer, self._context = gazetteer, context
        weights = {feature: float(points) for feature, points in rules.lexicon("city.resolution").items()}
        self._resolver = Resolver(weights)
        self._country_cues = rules.lexicon("place.country_cue")
        self._domains = rules.lexicon("place.domain")

    def evidence(self, article: Article) -> Evidence:
        """How often the article names each country and region, by name, by nationality or by words of one country's habit."""
        evidence = Evidence(home=self._home(article))
        for name in article.names:
            if name.code is None:
                continue
            if name.kind in ("country", "demonym"):
                evidence.countries[name.code] += 1
            elif name.code.startswith("#"):
                region = self._gazetteer.region(int(name.code[1:]))
                evidence.districts[region.index] += 1
                evidence.regions[f"{region.country}.{region.admin1}"] += 1
            else:
                evidence.regions[name.code] += 1
        for word in sorted(article.lower & self._country_cues.keys()):
            evidence.countries[self._country_cues[word]] += 1
        return evidence

    def _home(self, article: Article) -> str | None:
        """The country of the outlet by the ending of its domain."""
        for address in (article.document.article.source, article.document.article.url):
            host = (address or "").partition("//")[2].partition("/")[0] or (address or "")
            country: str | None = self._domains.get(host.rpartition(".")[2].casefold()) if "." in host else None
            if country:
                return country
        return None

    def resolve(self, article: Article, evidence: Evidence, points: dict[int, float], least: float) -> dict[str, Sense]:
        """A place for each name that has at least `least` points somewhere. `points` are by index of the name."""
        senses: dict[str, tuple[Place, ...]] = {}
        told: dict[str, list[Place]] = {}
        trust: dict[str, float] = defaultdict(float)
        for index, value in points.items():
            name = article.names[index]
            if value < least:
                continue
            senses[name.folded] = self._gazetteer.lookup_folded(name.folded)
            trust[name.folded] = max(trust[name.folded], logistic(value))
            container = self._context.container_of(article, index)
            if container and name.folded not in told:
                told[name.folded] = self._context.held(name, container)
        return self._resolver.resolve(senses, told, evidence, trust)

    def read(self, article: Article, points: dict[int, float], senses: dict[str, Sense], evidence: Evidence) -> dict[int, list[str]]:
        """The features of each name by its index."""
        mentions: dict[str, list[int]] = defaultdict(list)
        for index in points:
            mentions[article.names[index].folded].append(index)
        sure = [sense.place for name, sense in senses.items() if max(points[index] for index in mentions[name]) > SURE]
        order = sorted(points)
        before = dict(zip(order[1:], order, strict=False))
        after = dict(zip(order, order[1:], strict=False))
        found: dict[int, list[str]] = {}
        for index in order:
            name = article.names[index]
            others = [points[other] for other in mentions[name.folded] if other != index]
            beside = [other for other in (before.get(index), after.get(index)) if other is not None]
            found[index] = [
                *_of_others(others),
                *self._of_list(article, index, [other for other in beside if article.names[other].folded != name.folded], points),
                *_of_place(senses.get(name.folded), sure, evidence),
            ]
        return found

    def _of_list(self, article: Article, index: int, beside: list[int], points: dict[int, float]) -> Iterator[str]:
        text, name = article.document.text, article.names[index]
        values = [points[other] for other in beside if in_list(text, *sorted((name, article.names[other]), key=lambda each: each.start))]
        if values:
            best = max(values)
            yield "list_sure" if best > SURE else "list_likely" if best > LIKELY else "list_unlikely" if best < UNLIKELY else "list"
        for other in (index - 1, index + 1):
            if 0 <= other < len(article.names) and article.names[other].kind in ("country", "region"):
                first, second = sorted((name, article.names[other]), key=lambda each: each.start)
                if in_list(text, first, second) and text[first.end : second.start] != ", ":
                    yield "list_region"
                    break


def _of_others(others: list[float]) -> Iterator[str]:
    if not others:
        yield "once"
        return
    best = max(others)
    yield "sure_elsewhere" if best > SURE else "likely_elsewhere" if best > LIKELY else "unlikely_elsewhere" if best < UNLIKELY else "doubtful_elsewhere"
    if len(others) >= 3:
        yield "repeated"


def _of_place(sense: Sense | None, sure: list[Place], evidence: Evidence) -> Iterator[str]:
    if sense is None:
        return
    place = sense.place
    if sense.why == "told":
        yield "told_somewhere"
    if place.admin2 >= 0 and place.admin2 in evidence.districts:
        yield "in_named_district"
    elif f"{place.country}.{place.admin1}" in evidence.regions:
        yield "in_named_region"
    elif place.country in evidence.countries:
        yield "in_named_country"
    elif evidence.countries or evidence.regions:
        yield "in_unnamed_country"
    neighbours = [other for other in sure if other.geonameid != place.geonameid]
    if any(abs(other.lat - place.lat) < _NEAR and abs(other.lon - place.lon) * math.cos(math.radians(place.lat)) < _NEAR for other in neighbours):
        yield "near_sure_city"
    elif any(other.country == place.country and other.admin1 == place.admin1 for other in neighbours):
        yield "region_of_sure_city"
    elif neighbours and not any(other.country == place.country for other in neighbours):
        yield "far_from_sure_cities"


def logistic(points: float) -> float:
    """Points as a likelihood between 0 and 1."""
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, points))))
