"""Cities: which capitalised names are populated places, and which place each is.

Names known to the gazetteer are judged by points: `cities.context` reads features off the words around a name, `cities.document`
off the rest of the article, and `rules/cities.yaml` says what each is worth. The statistical model is asked about what stays
in doubt and gives points like any other feature.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from pressfacts import fact
from pressfacts.document import Document, Mention
from pressfacts.kinds.cities.article import CityArticle
from pressfacts.kinds.cities.context import Context
from pressfacts.kinds.cities.document import Whole, logistic
from pressfacts.kinds.cities.model import model_features
from pressfacts.kinds.cities.names import Name, NameReader
from pressfacts.kinds.cities.resolution import Evidence, Sense
from pressfacts.kinds.cities.unknown import UnknownNames
from pressfacts.kinds.kind import Resources
from pressfacts.text.gazetteer import Gazetteer, Place, fold

_LEAST = -2.5  # points below which a name is left out of the article's picture
_DOUBT = (-1.6, 1.4)  # points between which the statistical model is asked
_SENTENCES_A_NAME = 2  # that the model is asked about; one name is seldom two things in an article
_EVIDENCE_SHOWN = 6
_INSTITUTIONS = ("institution", "school", "hospital", "council", "airport", "venue", "event", "newspaper", "police")
_EMBEDDED = frozenset(("organisation_of", *(f"{kind}_{where}" for kind in _INSTITUTIONS for where in ("after", "later"))))
# The feature that carried a mention, the first that it has, and the rule that it was read from.
_CARRIERS = {"list_named": "city.list_intro", "kind_before": "city.kind_before", "in_region": "place.region"}


@dataclass
class _State:
    """An article between `find` and `normalise`. `local` and `points` are by index of the name: from the words around it, and in sum."""

    article: CityArticle
    evidence: Evidence
    local: dict[int, float]
    points: dict[int, float] = field(default_factory=dict)
    features: dict[int, list[str]] = field(default_factory=dict)
    senses: dict[str, Sense] = field(default_factory=dict)


class CityKind:
    """Finds and resolves cities."""

    name: fact.Kind = "city"

    def __init__(self, resources: Resources) -> None:
        rules = resources.rulebook
        self._gazetteer: Gazetteer = resources.gazetteer
        self._names = NameReader(rules, self._gazetteer)
        self._context = Context(rules, self._gazetteer)
        self._whole = Whole(rules, self._gazetteer, self._context)
        self._unknown = UnknownNames(rules, self._gazetteer)
        self._points = {feature: float(points) for feature, points in rules.lexicon("city.points").items()}

    def find(self, document: Document) -> list[Mention]:
        """The names that may be cities, with the points that the article's text gives them."""
        state = self._read(document)
        document.notes[self.name] = state
        return [self._mention(state, index) for index in sorted(state.points) if state.points[index] > _LEAST]

    def doubts(self, document: Document) -> set[int]:
        """The sentences of names about which the rules are in doubt: for each such name those where the doubt is greatest."""
        state = self._of(document)
        doubtful: dict[str, list[tuple[float, int]]] = {}
        for index, value in state.points.items():
            if _DOUBT[0] < value < _DOUBT[1]:
                name = state.article.names[index]
                doubtful.setdefault(name.folded, []).append((abs(value), document.sentence_index(name.start)))
        chosen = (sentence for places in doubtful.values() for _, sentence in sorted(places)[:_SENTENCES_A_NAME])
        return {sentence for sentence in chosen if sentence >= 0}

    def normalise(self, document: Document) -> list[Mention]:
        """The names that are cities in the end, each with its place."""
        state = self._of(document)
        if document.entities:
            self._hear(document, state)
        chosen = [index for index in sorted(state.points) if state.points[index] > 0]
        mentions = [self._mention(state, index) for index in chosen]
        for index, mention in zip(chosen, mentions, strict=True):
            mention.value = self._value(state, index)
        return mentions

    def link(self, document: Document) -> None:
        """Nothing: a city stands for itself."""

    def _of(self, document: Document) -> _State:
        """What `find` read off the document."""
        state: _State = document.notes[self.name]
        return state

    def _read(self, document: Document) -> _State:
        words = self._names.words(document.text)
        names = self._unknown.add(document.text, words, list(self._names.names(document.text, words)))
        article = self._context.article(document, words, names)
        for index, name in enumerate(names):
            if name.kind == "city":
                name.features = self._context.read(article, index)
        local = {index: self._sum(name.features, bias=True) for index, name in enumerate(names) if name.kind == "city"}
        state = _State(article, self._whole.evidence(article), local)
        self._judge(state, local)
        return state

    def _judge(self, state: _State, local: dict[int, float]) -> None:
        """Add to the points of each name those that the whole article gives."""
        state.senses = self._whole.resolve(state.article, state.evidence, local, _LEAST)
        whole = self._whole.read(state.article, local, state.senses, state.evidence)
        for index, features in whole.items():
            state.points[index] = local[index] + self._sum(features)
            state.features[index] = state.article.names[index].features + features

    def _hear(self, document: Document, state: _State) -> None:
        """Take the model's word into account and judge anew."""
        heard = model_features(document, state.article)
        local = {index: value + self._sum(heard.get(index, ())) for index, value in state.local.items()}
        self._judge(state, local)
        for index, features in heard.items():
            state.features[index] = state.features[index] + features

    def _sum(self, features: Iterable[str], bias: bool = False) -> float:
        return sum(self._points.get(feature, 0.0) for feature in features) + (self._points["bias"] if bias else 0.0)

    def _mention(self, state: _State, index: int) -> Mention:
        name, features = state.article.names[index], state.features[index]
        return Mention(self.name, name.start, name.end, _rule(features), {"points": state.points[index], "name": name.folded})

    def _value(self, state: _State, index: int) -> dict[str, Any]:
        name, features = state.article.names[index], state.features[index]
        text = state.article.text[name.start : name.end]
        container = self._context.regions.container(state.article, index)
        place = self._place(state, index, container)
        shared = {
            "confidence": round(logistic(state.points[index]), 3),
            "evidence": self._strongest(features, state.senses.get(name.folded)),
            "is_dateline": "dateline" in features,
            "embedded": not _EMBEDDED.isdisjoint(features),
        }
        if place is None:
            country = container.code if container and container.kind == "country" else None
            return {"name": text, "geonameid": None, "country": country, "match": "text", **shared}
        return {
            "name": place.name,
            "geonameid": place.geonameid,
            "country": place.country,
            "admin1": place.admin1 or None,
            "admin1_name": self._gazetteer.admin1_name(place.country, place.admin1),
            "lat": place.lat,
            "lon": place.lon,
            "population": place.population,
            "match": _match(text, place),
            **shared,
        }

    def _place(self, state: _State, index: int, container: Name | None) -> Place | None:
        """The place that a region beside this mention tells, else the one that the name has in the whole article."""
        name = state.article.names[index]
        sense = state.senses.get(name.folded)
        told = self._context.regions.held(name, container) if container else []
        if told and (sense is None or sense.place not in told):
            return told[0]
        return sense.place if sense else None

    def _strongest(self, features: list[str], sense: Sense | None) -> list[str]:
        weighed = sorted(dict.fromkeys(features), key=lambda feature: (-abs(self._points.get(feature, 0.0)), feature))
        shown = [feature for feature in weighed if self._points.get(feature)][:_EVIDENCE_SHOWN]
        return [*shown, f"place: {sense.why}"] if sense else shown


def _rule(features: list[str]) -> str:
    """The id of the rule that carried a mention."""
    return next((rule for feature, rule in _CARRIERS.items() if feature in features), "city.points")


def _match(text: str, place: Place) -> str:
    """How the text's name met the gazetteer's."""
    if text == place.name:
        return "canonical"
    if fold(text) == fold(place.name):
        return "folded"
    return "canonical" if place.canonical else "alternate"
