"""Regions, countries and other names beside a name: "City, State", lists of states, counties."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pressfacts.kinds.cities.article import CityArticle, in_list
from pressfacts.kinds.cities.names import HYPHEN, Name
from pressfacts.rulebook import Rulebook
from pressfacts.text.folding import fold
from pressfacts.text.gazetteer import Gazetteer, Place, Region

_ADJACENT = frozenset((", ", ",", " , ", ",\n", " (", ", ("))
# "Alofi in Niue", "Tamale, in northern Ghana".
_PART = r"(?:north|south|east|west|north-?east|north-?west|south-?east|south-?west)(?:ern)?|central|upper|lower|coastal|rural|mainland"
_IN = re.compile(rf",? in (?:(?:the )?(?:{_PART}) (?:of )?)?")
_LONGEST_IN = 32  # code points
_FAR = 0.6  # degrees
_LARGE = 100_000  # inhabitants of a city that is meant whatever country stands beside it
_LEAST_SHARE = 20  # a town beside another name that may hold it has at least this part of the best place's inhabitants


class Regions:
    """Reads which name beside a name tells where it lies, and what regions share the name."""

    def __init__(self, rules: Rulebook, gazetteer: Gazetteer) -> None:
        self._gazetteer = gazetteer
        both = rules.lexicon("place.both")
        self._shared = frozenset(map(fold, both))
        self._city_states = frozenset(fold(form) for form, choice in both.items() if choice == "city_state")

    def read(self, article: CityArticle, index: int) -> Iterator[str]:
        """Features of names[index] from the names beside it."""
        name = article.names[index]
        after = self._beside(article, index)
        if after is not None:
            if self.held(name, after):
                yield {"city": "in_town_named", "region": "in_region"}.get(after.kind, "in_country")
            elif self._is_unknown_there(article, index):
                yield f"{after.kind}_told"
                return
            elif after.kind != "city":
                yield "other_region_after"
        if self._among_regions(article, index):
            yield "shared_among_regions" if name.folded in self._shared else "among_regions"
        if index:
            before = article.names[index - 1]
            if before.kind == "city" and self._beside(article, index - 1) is name and self.held(before, name):
                yield "state_of_name_before" if self._is_far(name, before) else "holds_name_before"

    def _is_unknown_there(self, article: CityArticle, index: int) -> bool:
        """Whether the text sets the name, as no list does, in a region or country where the gazetteer has none: "Windham, Maine,"."""
        names, text = article.names, article.text
        name, after = names[index], names[index + 1]
        if after.kind == "city" or text[name.end : after.start] != ", " or self._is_region(name.folded):
            return False
        if index and names[index - 1].kind in ("region", "country") and in_list(text, names[index - 1], name):
            return False
        following = names[index + 2] if index + 2 < len(names) else None
        if following and following.kind in ("region", "country", "demonym") and in_list(text, after, following):
            return False
        if after.kind == "region":
            return after.code is not None and after.code[0] != "#"
        return not self._gazetteer.has_region(name.folded) and all(
            place.population < _LARGE for place in self._gazetteer.lookup_folded(name.folded)
        )

    def _is_region(self, folded: str) -> bool:
        """Whether a country or first-level region has the name as well."""
        return folded in self._shared or any(region.level == 1 for region in self._gazetteer.regions(folded))

    def _is_far(self, name: Name, before: Name) -> bool:
        """Whether the town before lies too far from this city: "Everett, Washington" is the state, unlike "Brooklyn, New York"."""
        places = self._gazetteer.lookup_folded(name.folded)
        held = self.held(before, name)
        return bool(places and held) and max(abs(places[0].lat - held[0].lat), abs(places[0].lon - held[0].lon)) > _FAR

    def of_name(self, folded: str, places: tuple[Place, ...]) -> Iterator[str]:
        """Whether regions have the name that these places have, and whether the city lies in one of them."""
        if not self._gazetteer.has_region(folded):
            return
        named = [region for region in self._gazetteer.regions(folded) if fold(region.name) == folded]
        for level, kind in ((1, "region"), (2, "district")):
            regions = [region for region in named if region.level == level]
            if regions:
                own = any(region.holds(place) for region in regions for place in places[:3])
                yield f"{kind}_of_its_name" if own else f"{kind}_elsewhere"
                return

    def container(self, article: CityArticle, index: int) -> Name | None:
        """The region, country or town beside names[index] that holds a place of that name, or None."""
        after = self._beside(article, index)
        return after if after is not None and self.held(article.names[index], after) else None

    def held(self, name: Name, container: Name) -> list[Place]:
        """The places of the name that lie in the region, country or town of the container, best first."""
        places = self._gazetteer.lookup_folded(name.folded)
        if container.kind == "country":
            return [place for place in places if place.country == container.code]
        if container.kind == "region" and container.code and container.code[0] != "#":
            country, _, admin1 = container.code.partition(".")
            return [place for place in places if place.country == country and place.admin1 == admin1]
        if container.folded in self._city_states:  # "Weiswampach, Luxembourg"
            states = self._gazetteer.lookup_folded(container.folded)[:1]
            return [place for place in places if states and place.country == states[0].country and name.folded != container.folded]
        held = _in_any(places, self._gazetteer.regions(container.folded))
        if container.kind == "city":  # "Boston, New York and Chicago" is a list, though New York has a Boston
            least = max((place.population for place in places), default=0) / _LEAST_SHARE
            return [place for place in held if place.population >= least and name.folded != container.folded]
        return held

    def _beside(self, article: CityArticle, index: int) -> Name | None:
        """The name after a comma or in brackets that may tell where this one lies."""
        if index + 1 >= len(article.names):
            return None
        name, following = article.names[index], article.names[index + 1]
        if following.start - name.end > _LONGEST_IN or following.kind not in ("region", "country", "city"):
            return None
        gap = article.text[name.end : following.start]
        adjacent = gap in _ADJACENT or (following.kind != "city" and (gap == " " or _IN.fullmatch(gap) is not None))
        return following if adjacent and article.words[following.first].tie != HYPHEN else None

    def _among_regions(self, article: CityArticle, index: int) -> bool:
        """Whether the name stands in a list of regions or countries that tell of no city: "New Mexico, New York, Ohio"."""
        names, text = article.names, article.text
        name = names[index]
        if index and names[index - 1].kind in ("region", "country") and in_list(text, names[index - 1], name):
            earlier = names[index - 2] if index > 1 else None
            if not (earlier and earlier.kind == "city" and names[index - 1].start - earlier.end <= 3):
                return True
        following = names[index + 1] if index + 1 < len(names) else None
        if following is None or following.kind not in ("region", "country"):
            return False
        return in_list(text, name, following) and not self.held(name, following)


def _in_any(places: tuple[Place, ...], regions: list[Region]) -> list[Place]:
    return [place for place in places if any(region.holds(place) for region in regions)]
