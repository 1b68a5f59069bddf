"""The parser: heads and labels of the words of the sentences asked about, as places of the whole text."""

import warnings
from pathlib import Path

import numpy as np
import pytest

from pressfacts.article import Article
from pressfacts.document import Document, Sentence
from pressfacts.errors import ModelError
from pressfacts.settings import DEFAULT_MODEL
from pressfacts.text.model import NameModel, ParseModel

CORPUS = Path(__file__).parents[2] / "corpus" / "articles"
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


def others() -> list[tuple[Document, list[int]]]:
    """Documents of other lengths, to stand beside it in a batch."""
    texts = ["No.", "Bari and Ghent met in Rome on Friday to speak of ports, ships and 12 other things that matter. " * 3, "Ms Lind left."]
    return [(Document(Article(text[:3], text), [Sentence(0, len(text))], None), [0]) for text in texts]


@pytest.mark.parametrize("at", range(4))
def test_what_stands_beside_a_sentence_in_a_batch_changes_nothing(at: int) -> None:
    parser, names = ParseModel(DEFAULT_MODEL), NameModel(DEFAULT_MODEL)
    asked = others()
    asked.insert(at, (document(), [0, 1]))
    assert parser.parses_of(asked)[at] == parser.parses(document(), [0, 1])
    passages = [(each, each.sentences) for each, _ in asked]
    assert names.entities_of(passages)[at] == names.entities(document(), document().sentences)


def test_a_batch_changes_no_bit_of_the_figures() -> None:
    from pressfacts.text.model import _loaded

    nlp, _ = _loaded(DEFAULT_MODEL)
    documents = [nlp.make_doc(asked.text) for asked, _ in (*others(), (document(), []))]
    for model in (nlp.get_pipe("tok2vec").model, nlp.get_pipe("ner").model.get_ref("tok2vec")):
        together = model.predict(documents)
        alone = [model.predict([each]) for each in documents]
        rows = [row for answer in alone for row in answer] if isinstance(together, np.ndarray) else [answer[0] for answer in alone]
        assert all(np.array_equal(one, batched) for one, batched in zip(rows, together, strict=True))


def test_a_beam_of_one_finds_the_names_that_the_recognisers_own_search_finds() -> None:
    from pressfacts.text.model import _annotated, _loaded

    nlp, _ = _loaded(DEFAULT_MODEL)
    lines = [line for path in sorted(CORPUS.glob("*.txt"))[:20] for line in path.read_text("utf-8").splitlines()]
    own, ours = [nlp.make_doc(line) for line in lines], [nlp.make_doc(line) for line in lines]
    list(nlp.get_pipe("ner").pipe(own))
    assert list(_annotated(iter(ours), nlp.get_pipe("ner"))) == ours
    names = [[(name.start, name.end, name.label_) for name in doc.ents] for doc in ours]
    assert names == [[(name.start, name.end, name.label_) for name in doc.ents] for doc in own]
    assert sum(map(len, names)) > 500 and not all(map(len, ours))  # blank lines have no words
    assert [len(doc) for doc in _annotated([nlp.make_doc("")], nlp.get_pipe("ner"))] == [0]


def test_a_pipeline_that_has_learnt_enough_strings_keeps_no_more_and_answers_alike(monkeypatch: pytest.MonkeyPatch) -> None:
    from pressfacts.text import model

    nlp, _ = model._loaded(DEFAULT_MODEL)
    text = "The mayor of Daegu met Mr. Brindlewickson in Nowheresby."
    asked = Document(Article("test", text), [Sentence(0, len(text))], None)
    monkeypatch.setattr(model, "_loaded", lambda name: (nlp, 0))
    before = len(nlp.vocab.strings)
    forgetting = NameModel(DEFAULT_MODEL).entities(asked, asked.sentences)
    assert len(nlp.vocab.strings) == before
    monkeypatch.undo()
    assert NameModel(DEFAULT_MODEL).entities(asked, asked.sentences) == forgetting
    assert len(nlp.vocab.strings) > before


def test_without_the_strings_of_its_vectors_the_pipeline_answers_as_it_does_with_them() -> None:
    import spacy

    from pressfacts.text.model import _loaded

    nlp, _ = _loaded(DEFAULT_MODEL)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # trained with another spaCy
        whole = spacy.load(DEFAULT_MODEL)
    text = "Ms Brindlewickson of Daegu's council signed a $5m memorandum with Ghent, Belgium, on Friday; it'll bind Nowheresby too."
    told, expected = (
        [(word.text, word.head.i, word.dep_, word.ent_iob_, word.ent_type_) for word in model(text)] for model in (nlp, whole)
    )
    assert told == expected
    assert len(nlp.vocab.strings) < 100_000 < len(whole.vocab.strings)


def test_a_model_that_is_not_installed_is_told_without_opening_any() -> None:
    NameModel(DEFAULT_MODEL).check()
    with pytest.raises(ModelError, match="no_such_pipeline"):
        NameModel("no_such_pipeline").check()
    with pytest.raises(ModelError, match="a/b"):
        NameModel("a/b").check()
