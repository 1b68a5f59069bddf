"""What the statistical model said about names, as features like the others."""

from __future__ import annotations

from pressfacts.document import Document, Entity
from pressfacts.kinds.cities.article import CityArticle

_LABELS = {"GPE": "gpe", "LOC": "loc", "PERSON": "person", "ORG": "org", "NORP": "norp", "FAC": "fac"}
_SLACK = 4  # code points, such as "the ", by which the model's span may be longer than the name


def model_features(document: Document, article: CityArticle) -> dict[int, list[str]]:
    """The model's answer for each name in a sentence that it was asked about, by index of the name: a label, or that it saw nothing."""
    found = {}
    for index, name in enumerate(article.names):
        entities = document.entities.get(document.sentence_index(name.start)) if name.kind == "city" else None
        if entities is not None:
            found[index] = [_feature(name.start, name.end, entities)]
    return found


def _feature(start: int, end: int, entities: list[Entity]) -> str:
    for entity in entities:
        if entity.start < end and start < entity.end:
            label = _LABELS.get(entity.label, "other")
            longer = entity.start < start - _SLACK or entity.end > end + 2
            return f"model_{label}_longer" if longer and label == "gpe" else f"model_{label}"
    return "model_nothing"
