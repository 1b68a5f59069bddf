"""Points of each name of an article: from the words around it, from the whole article, from the statistical model."""

from __future__ import annotations

import copy
import itertools
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from pressfacts.document import Document, Sentence
from pressfacts.kinds.cities.article import CityArticle
from pressfacts.kinds.cities.confidence import grade
from pressfacts.kinds.cities.context import Context
from pressfacts.kinds.cities.document import Whole
from pressfacts.kinds.cities.model import merged, model_features, passage
from pressfacts.kinds.cities.names import NameReader
from pressfacts.kinds.cities.resolution import MOST_OTHERS, Evidence, Sense
from pressfacts.kinds.cities.unknown import UnknownNames
from pressfacts.rulebook import Rulebook
from pressfacts.text.gazetteer import Gazetteer, Place

LEAST = -2.5  # points below which a name is left out of the article's picture
_TRUSTED = -0.4  # points from which a name helps to place the others
_DOUBT = (-0.7, 0.7)  # points between which the statistical model is asked: what its word can turn
_UNPLACED, _PLACED = frozenset(("region_told", "country_told")), frozenset(("in_region", "in_country"))
_MENTIONS_A_NAME = 2  # that the model is asked about; one name is seldom two things in an article


@dataclass
class Reading:
    """An article as far as it is judged. All but `senses` by index of the name; `senses` by its folded text.

    `whole` and `heard` are the features from the whole article and from the model; those from the words around a name are its own.
    `resolved`: the names that got a place, by index, and those that were trusted to place the others, folded.
    `asked`: the spans of the names that the model is asked about.
    """

    article: CityArticle
    evidence: Evidence
    local: dict[int, float] = field(default_factory=dict)
    points: dict[int, float] = field(default_factory=dict)
    whole: dict[int, list[str]] = field(default_factory=dict)
    asked: dict[int, Sentence] = field(default_factory=dict)
    heard: dict[int, list[str]] = field(default_factory=dict)
    senses: dict[str, Sense] = field(default_factory=dict)
    resolved: tuple[list[int], set[str]] | None = None
    unplaced: frozenset[str] = frozenset()  # names that the text sets where the gazetteer has none of them

    def features(self, index: int) -> list[str]:
        """All features of a name."""
        return [*self.article.names[index].features, *self.whole.get(index, ()), *self.heard.get(index, ())]


class Placed(NamedTuple):
    """The place of one mention, the next likeliest places of its name, best first, and how sure the place is."""

    place: Place | None
    others: list[Place]
    grade: str


class Judge:
    """Reads articles and gives their names points."""

    def __init__(self, rules: Rulebook, gazetteer: Gazetteer) -> None:
        gazetteer = gazetteer.with_main_names(rules.lexicon("place.main_name"))
        self._names = NameReader(rules, gazetteer)
        self.context = Context(rules, gazetteer)
        self._whole = Whole(rules, gazetteer, self.context)
        self._unknown = UnknownNames(rules, gazetteer)
        self.points: Mapping[str, float] = read_points(rules)

    def with_points(self, points: Mapping[str, float]) -> Judge:
        """The same judge with other points for the features."""
        other = copy.copy(self)
        other.points = points
        return other

    def read(self, document: Document) -> Reading:
        """The names of an article with their features, not yet judged."""
        words = self._names.words(document.text)
        names = self._unknown.add(document.text, words, list(self._names.names(document.text, words)))
        article = self.context.article(document, words, names)
        for index, name in enumerate(names):
            if name.kind == "city":
                name.features = self.context.read(article, index)
        told = {name.folded for name in names if not _UNPLACED.isdisjoint(name.features)}
        placed = {name.folded for name in names if not _PLACED.isdisjoint(name.features)}
        return Reading(article, self._whole.evidence(article), unplaced=frozenset(told - placed))

    def judge(self, reading: Reading) -> None:
        """Give each name its points: those from its words, from the model where it was heard, and from the whole article."""
        names = reading.article.names
        reading.local = {index: self._local(reading, index) for index, name in enumerate(names) if name.kind == "city"}
        self._weigh(reading)

    def _weigh(self, reading: Reading) -> None:
        """Add what the whole article says to the points of each name by itself."""
        self._resolve(reading)
        reading.whole = self._whole.read(reading.article, reading.local, reading.senses, reading.evidence)
        reading.points = {index: reading.local[index] + self.sum(features) for index, features in reading.whole.items()}

    def _resolve(self, reading: Reading) -> None:
        """Find the place of each name that counts, anew only where the points let other names count: the model's word seldom does."""
        names = reading.article.names
        likely = [index for index, value in reading.local.items() if value >= LEAST]
        trusted = {names[index].folded for index in likely if reading.local[index] > _TRUSTED}
        if reading.resolved != (likely, trusted):
            reading.resolved = likely, trusted
            reading.senses = self._whole.resolve(reading.article, reading.evidence, likely, trusted)

    def doubts(self, reading: Reading) -> set[Sentence]:
        """The words around names about which the rules are in doubt: for each name the mentions where the doubt is greatest."""
        doubtful: dict[str, list[tuple[float, int]]] = {}
        for index, value in reading.points.items():
            if _DOUBT[0] < value < _DOUBT[1]:
                doubtful.setdefault(reading.article.names[index].folded, []).append((abs(value), index))
        document, names = reading.article.document, reading.article.names
        chosen = sorted(index for mentions in doubtful.values() for _, index in sorted(mentions)[:_MENTIONS_A_NAME])
        reading.asked = {index: Sentence(names[index].start, names[index].end) for index in chosen}
        return set(merged(passage(document, *span) for span in reading.asked.values()))

    def hear(self, document: Document, reading: Reading) -> None:
        """Take the model's word into account, on the names that these points were given to, and weigh them anew."""
        reading.heard = model_features(document.entities, reading.asked)
        reading.local |= {index: self._local(reading, index) for index in reading.heard}
        self._weigh(reading)

    def place(self, reading: Reading, index: int) -> Place | None:
        """The place of a mention."""
        return self.placed(reading, index).place

    def grade(self, reading: Reading, index: int) -> str:
        """How sure the place of a mention is."""
        return self.placed(reading, index).grade

    def placed(self, reading: Reading, index: int) -> Placed:
        """The place that a region beside this mention tells, else the one that the name has in the whole article."""
        name = reading.article.names[index]
        sense = reading.senses.get(name.folded)
        container = self.context.regions.container(reading.article, index)
        told = self.context.regions.held(name, container) if container else []
        where = None if name.folded in reading.unplaced else sense  # the text may set it where no list does
        place = told[0] if told and (sense is None or sense.place not in told) else where.place if where else None
        others = [other for other in (where.place, *where.others) if other.geonameid != place.geonameid] if where and place else []
        return Placed(place, others[:MOST_OTHERS], grade(where, container is not None))

    def sum(self, features: Iterable[str]) -> float:
        """The points of features in sum."""
        return sum(map(self.points.get, features, itertools.repeat(0.0)))

    def _local(self, reading: Reading, index: int) -> float:
        heard = reading.heard.get(index, ())
        return self.points["bias"] + self.sum(reading.article.names[index].features) + self.sum(heard)


def read_points(rules: Rulebook) -> dict[str, float]:
    """What each feature is worth: as fitted, or as set by hand."""
    entries = {**rules.lexicon("city.points"), **rules.lexicon("city.points_by_hand")}
    return {feature: float(points) for feature, points in entries.items()}
