"""What the statistical model is asked about names, and what it said, as features like the others."""

from __future__ import annotations

import bisect
from collections.abc import Iterable, Mapping

from pressfacts.document import Document, Entity, Sentence

_LABELS = {"GPE": "gpe", "LOC": "loc", "PERSON": "person", "ORG": "org", "NORP": "norp", "FAC": "fac"}
_SLACK = 4  # code points, such as "the ", by which the model's span may be longer than the name
# The model's view of a word reaches four words to either side; the rest shows it where other names begin and end. Of 930 answers
# about news, one was another than with ten words to either side, and two with five.
_WORDS = 6  # on either side of a name that the model reads
_FEW = 4  # words: a rest of the sentence no longer than this is read too
_REACH = 160  # code points at the most on either side


def passage(document: Document, start: int, end: int) -> Sentence:
    """The words around a name that the model reads, within its sentence."""
    sentence = document.sentence(start)
    left = max(sentence.start, start - _REACH)
    before = document.text[left:start].rsplit(None, _WORDS)
    if len(before) > _WORDS and len(before[0].split(None, _FEW)) > _FEW:
        left += len(before[0])
    after = document.text[end : min(sentence.end, end + _REACH)].split(None, _WORDS)
    right = min(sentence.end, end + _REACH)
    if len(after) > _WORDS and len(after[-1].split(None, _FEW)) > _FEW:
        right -= len(after[-1])
    return Sentence(left, right)


def merged(passages: Iterable[Sentence]) -> list[Sentence]:
    """The passages in order, those that overlap made one."""
    found: list[Sentence] = []
    for start, end in sorted(passages):
        if found and start < found[-1].end:
            found[-1] = Sentence(found[-1].start, max(end, found[-1].end))
        else:
            found.append(Sentence(start, end))
    return found


def model_features(entities: Mapping[Sentence, list[Entity]], asked: Mapping[int, Sentence]) -> dict[int, list[str]]:
    """The model's answer for each name that it was asked about, by index of the name: a label, or that it saw nothing."""
    passages = sorted(entities)
    starts = [passage.start for passage in passages]
    found = {}
    for index, span in asked.items():
        at = bisect.bisect_right(starts, span.start) - 1
        if at >= 0 and span.end <= passages[at].end:
            found[index] = [_feature(span, entities[passages[at]])]
    return found


def _feature(span: Sentence, entities: list[Entity]) -> str:
    start, end = span
    for entity in entities:
        if entity.start < end and start < entity.end:
            label = _LABELS.get(entity.label, "other")
            longer = entity.start < start - _SLACK or entity.end > end + 2
            return f"model_{label}_longer" if longer and label == "gpe" else f"model_{label}"
    return "model_nothing"
