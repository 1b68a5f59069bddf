"""The parser: heads and labels of the words of the sentences asked about, as places of the whole text."""

import pytest

from pressfacts.article import Article
from pressfacts.document import Document, Sentence
from pressfacts.errors import ModelError
from pressfacts.settings import DEFAULT_MODEL
from pressfacts.text.model import ParseModel

TEXT = "It rained.\nGhent signed\na pact."


def document() -> Document:
    return Document(Article("test", TEXT), [Sentence(0, 10), Sentence(11, len(TEXT))], None)


def test_words_keep_their_places_in_the_text() -> None:
    (words,) = ParseModel(DEFAULT_MODEL).parses(document(), [1]).values()
    assert [TEXT[word.start : word.end] for word in words if word.text.strip()] == ["Ghent", "signed", "a", "pact", "."]


def test_heads_are_indexes_within_the_sentence() -> None:
    words = ParseModel(DEFAULT_MODEL).parses(document(), [1])[1]
    labelled = {word.text: (words[word.head].text, word.label) for word in words}
    assert labelled["Ghent"] == ("signed", "nsubj")
    assert labelled["pact"] == ("signed", "dobj")


def test_a_pipeline_that_is_not_there_is_named() -> None:
    with pytest.raises(ModelError, match="no_such_pipeline"):
        ParseModel("no_such_pipeline").parses(document(), [0])
