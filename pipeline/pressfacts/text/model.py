"""The statistical spaCy models, loaded when the first passage needs them and asked about such passages alone.

A call has a price of its own, as high as that of some sentences: whoever has several articles asks about all of them at once.
What stands beside a passage in a batch changes nothing of its answer, to the last bit (a test holds that): the same article
gives the same facts whatever came before it.
"""

from __future__ import annotations

import functools
import importlib.util
import warnings
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, nullcontext
from pathlib import Path
from typing import Any

from pressfacts.document import Document, Entity, ParsedWord, Sentence
from pressfacts.errors import ModelError
from pressfacts.lots import in_lots
from pressfacts.settings import DEFAULT_MODEL

# Both models are parts of one pipeline, loaded once; what neither needs is left out. So are the strings of all words of the vectors, which
# are found by hash: three quarters of a million, a second of CPU and 130 MB. Labels and the words of a text bring their own.
_UNUSED = ("tagger", "senter", "attribute_ruler", "lemmatizer", "strings")
# Strings that a pipeline may learn for good: the words of the first passages, most of which come again. Tokenising is three times as fast
# for a word that is kept; all later ones are forgotten with their batch, so that memory stays bounded.
_KEPT_STRINGS = 30_000
# Passages, and their words, that a beam goes through at once.
_TOGETHER, _TOGETHER_WORDS = 128, 10_000
Asked = Sequence[tuple[Document, Sequence[Sentence]]]  # documents, and the passages of them that are asked about


class NameModel:
    """A spaCy pipeline with a named entity recogniser, by the name of its installed package."""

    def __init__(self, name: str) -> None:
        self.name = name

    def check(self) -> None:
        """Raise ModelError where no such pipeline is installed, without opening it: a run without doubts saves the seconds that takes."""
        installed = self.name.isidentifier() and importlib.util.find_spec(self.name) is not None
        if not installed and not Path(self.name).is_dir():
            raise _missing(self.name, "no such package is installed")

    def load(self) -> None:
        """Open the pipeline, which else is opened at the first question. Raises ModelError."""
        _loaded(self.name)

    def entities(self, document: Document, passages: Sequence[Sentence]) -> dict[Sentence, list[Entity]]:
        """What the model sees in these passages, as spans of the whole text, by passage."""
        return self.entities_of([(document, passages)])[0]

    def entities_of(self, asked: Asked) -> list[dict[Sentence, list[Entity]]]:
        """What `entities` gives for each document and its passages, all in one batch."""
        found: list[dict[Sentence, list[Entity]]] = [{} for _ in asked]
        with _answers(self.name, "ner", "named entity recogniser", asked) as answers:
            for at, span, parsed in answers:
                start = span.start
                found[at][span] = [Entity(start + entity.start_char, start + entity.end_char, entity.label_) for entity in parsed.ents]
        return found


class ParseModel:
    """The dependency parser of a spaCy pipeline, by the name of its installed package."""

    def __init__(self, name: str) -> None:
        self.name = name

    def parses(self, document: Document, sentences: Sequence[int]) -> dict[int, list[ParsedWord]]:
        """The words of the sentences of these indexes with their heads and labels, by index of the sentence."""
        return self.parses_of([(document, sentences)])[0]

    def parses_of(self, asked: Sequence[tuple[Document, Sequence[int]]]) -> list[dict[int, list[ParsedWord]]]:
        """What `parses` gives for each document and its sentences, all in one batch."""
        found: list[dict[int, list[ParsedWord]]] = [{} for _ in asked]
        indexes = (index for _, sentences in asked for index in sentences)
        spans = [(document, [document.sentences[index] for index in sentences]) for document, sentences in asked]
        with _answers(self.name, "parser", "dependency parser", spans) as answers:
            for index, (at, (start, _), parsed) in zip(indexes, answers, strict=True):
                found[at][index] = [
                    ParsedWord(token.text, start + token.idx, start + token.idx + len(token), token.head.i, token.dep_) for token in parsed
                ]
        return found


@contextmanager
def _answers(name: str, component: str, what: str, asked: Asked) -> Iterator[Iterator[tuple[int, Sentence, Any]]]:
    """What a component of a pipeline makes of each passage, in order: which document, the passage, spaCy's document.

    Raises ModelError where the pipeline cannot be loaded or lacks the component. The answers live inside the context only.
    """
    pipeline, most_strings = _loaded(name)
    if component not in pipeline.pipe_names:
        raise ModelError(f"the pipeline {name!r} has no {what}", mend=f"name one that has, such as {DEFAULT_MODEL}")
    # Layers of embedding run only for the component that listens to them: the recogniser may have its own.
    idle = [pipe for pipe, part in pipeline.pipeline if pipe != component and component not in getattr(part, "listening_components", ())]
    places = [(at, span) for at, (_, spans) in enumerate(asked) for span in spans]
    texts = (" ".join(asked[at][0].text[span.start : span.end].split("\n")) for at, span in places)
    with pipeline.memory_zone() if len(pipeline.vocab.strings) > most_strings else nullcontext():
        docs = pipeline.pipe(texts, disable=[*idle, component])
        answers = zip(places, _annotated(docs, pipeline.get_pipe(component)), strict=True)
        yield ((at, span, parsed) for (at, span), parsed in answers)


def _annotated(docs: Iterable[Any], part: Any) -> Iterator[Any]:
    """What a component makes of documents, in order.

    The greedy search of spaCy's recogniser takes Python's lock anew for each of the 73 moves that it weighs at a word. A beam of one is
    the same search in one hold of the lock: it takes two thirds of the time.
    """
    from spacy.pipeline import EntityRecognizer

    if not isinstance(part, EntityRecognizer) or part.cfg["beam_width"] != 1:
        yield from part.pipe(docs)
        return
    for lot in in_lots(docs, _TOGETHER, _TOGETHER_WORDS, len):
        if any(map(len, lot)):
            part.set_annotations(lot, part.beam_parse(lot, beam_width=1))
        yield from lot


@functools.lru_cache(maxsize=2)
def _loaded(name: str) -> tuple[Any, int]:
    """The pipeline with nothing but recogniser, parser and what they listen to, and how many strings it may hold for good.

    Raises ModelError where it cannot be loaded.
    """
    import spacy
    from thinc.api import Model

    from pressfacts.text.matrix_product import use_numpy_products

    try:
        with warnings.catch_warnings():
            # The packaged models name the spaCy they were trained with; the components used here are compatible.
            warnings.filterwarnings("ignore", message=r".*\[W095\].*")
            pipeline = spacy.load(name, exclude=list(_UNUSED))
        models = (getattr(part, "model", None) for _, part in pipeline.pipeline)
        use_numpy_products(model for model in models if isinstance(model, Model))
        return pipeline, len(pipeline.vocab.strings) + _KEPT_STRINGS
    except (OSError, ValueError, ImportError) as error:
        raise _missing(name, str(error).splitlines()[0]) from error


def _missing(name: str, why: str) -> ModelError:
    mend = f"install it (`pip install {name}`) or name another installed English pipeline with --model"
    return ModelError(f"spaCy cannot load the pipeline {name!r}: {why}", mend=mend)
