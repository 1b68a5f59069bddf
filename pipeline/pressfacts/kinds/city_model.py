"""What the statistical model said about names, as features like the others."""

from __future__ import annotations

from pressfacts.document import Document, Entity
from pressfacts.kinds.city_context import Article

_LABELS = {"GPE": "gpe", "LOC": "loc", "PERSON": "person", "ORG": "org", "NORP": "norp", "FAC": "fac"}


class Asked:
    """Reads the model's answers: a label, whether its span is the name's own, or that it saw nothing."""

    def read(self, document: Document, article: Article) -> dict[int, list[str]]:
        """The feature of each name in a sentence that the model was asked about, by index of the name."""
        found = {}
        for index, name in enumerate(article.names):
            if name.kind != "city":
                continue
            entities = document.entities.get(document.sentence_index(name.start))
            if entities is not None:
                found[index] = [_feature(name.start, name.end, entities)]
        return found


def _feature(start: int, end: int, entities: list[Entity]) -> str:
    for entity in entities:
        if entity.start < end and start < entity.end:
            label = _LABELS.get(entity.label, "other")
            whole = entity.start >= start - 4 and entity.end <= end + 2 or label != "gpe"
            return f"model_{label}" if whole else f"model_{label}_longer"
    return "model_nothing"
