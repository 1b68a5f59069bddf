"""Cities: which capitalised names are populated places, and which place each is.

Names known to the gazetteer are judged by points: `cities.context` reads features off the words around a name, `cities.document`
off the rest of the article, and `rules/cities.yaml` says what each is worth. The statistical model is asked about what stays
in doubt and gives points like any other feature.
"""

from __future__ import annotations

from typing import Any

from pressfacts import fact
from pressfacts.document import Document, Mention, Sentence
from pressfacts.kinds.cities.confidence import Confidence
from pressfacts.kinds.cities.judge import LEAST, Judge, Reading
from pressfacts.kinds.cities.resolution import Sense
from pressfacts.kinds.kind import Resources
from pressfacts.text.folding import fold
from pressfacts.text.gazetteer import Gazetteer, Place

_EVIDENCE_SHOWN = 6
_INSTITUTIONS = ("institution", "school", "hospital", "council", "airport", "venue", "event", "newspaper", "police")
_EMBEDDED = frozenset(("organisation_of", *(f"{kind}_{where}" for kind in _INSTITUTIONS for where in ("after", "later"))))
# The feature that carried a mention, the first that it has, and the rule that it was read from.
_CARRIERS = {"list_named": "city.list_intro", "kind_before": "city.kind_before", "in_region": "place.region"}


class CityKind:
    """Finds and resolves cities."""

    name: fact.Kind = "city"

    def __init__(self, resources: Resources) -> None:
        self._gazetteer: Gazetteer = resources.gazetteer
        rules = resources.rulebook
        self.judge = Judge(rules, self._gazetteer)
        self._confidence = Confidence(rules.lexicon("city.calibration"), rules.lexicon("city.calibration_slope"))

    def find(self, document: Document) -> list[Mention]:
        """The names that may be cities, with the points that the article's text gives them."""
        reading = self.judge.read(document)
        self.judge.judge(reading)
        document.notes[self.name] = reading
        return [self._mention(reading, index) for index in sorted(reading.points) if reading.points[index] > LEAST]

    def doubts(self, document: Document) -> set[Sentence]:
        """The words around names about which the rules are in doubt."""
        return self.judge.doubts(self._of(document))

    def normalise(self, document: Document) -> list[Mention]:
        """The names that are cities in the end, each with its place."""
        reading = self._of(document)
        if reading.asked:
            self.judge.hear(document, reading)
        chosen = [index for index in sorted(reading.points) if reading.points[index] > 0]
        mentions = [self._mention(reading, index) for index in chosen]
        for index, mention in zip(chosen, mentions, strict=True):
            mention.value = self._value(reading, index)
        return mentions

    def link(self, document: Document) -> None:
        """Nothing: a city stands for itself."""

    def _of(self, document: Document) -> Reading:
        """What `find` read off the document."""
        reading: Reading = document.notes[self.name]
        return reading

    def _mention(self, reading: Reading, index: int) -> Mention:
        name, features = reading.article.names[index], reading.features(index)
        return Mention(self.name, name.start, name.end, _rule(features), {"points": reading.points[index], "name": name.folded})

    def _value(self, reading: Reading, index: int) -> dict[str, Any]:
        name, features = reading.article.names[index], reading.features(index)
        text = reading.article.text[name.start : name.end]
        place, others, grade = self.judge.placed(reading, index)
        shared = {
            "confidence": self._confidence.of(reading.points[index], grade),
            "alternatives": [other.geonameid for other in others],
            "evidence": self._strongest(features, reading.senses.get(name.folded)),
            "is_dateline": "dateline" in features,
            "embedded": not _EMBEDDED.isdisjoint(features),
        }
        if place is None:
            return {"name": text, "geonameid": None, "country": None, "match": "text", **shared}
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

    def _strongest(self, features: list[str], sense: Sense | None) -> list[str]:
        weighed = sorted(dict.fromkeys(features), key=lambda feature: (-abs(self.judge.points.get(feature, 0.0)), feature))
        shown = [feature for feature in weighed if self.judge.points.get(feature)][:_EVIDENCE_SHOWN]
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
