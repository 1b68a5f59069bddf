"""The recogniser: what it sees in passages, as places of the whole text; passages of several articles at once give the same."""

from pressfacts.article import Article
from pressfacts.document import Document, Sentence
from pressfacts.kinds.cities.model import merged, model_features, passage
from pressfacts.settings import DEFAULT_MODEL
from pressfacts.text.model import NameModel

TEXT = "It rained.\nThe mayor of Daegu met guests from\nChicago on Friday."
SPAN = Sentence(11, len(TEXT))


def document(text: str = TEXT) -> Document:
    return Document(Article("test", text), [Sentence(0, 10), Sentence(11, len(text))], None)


def test_entities_keep_their_places_in_the_text() -> None:
    found = NameModel(DEFAULT_MODEL).entities(document(), [SPAN])
    assert ("Chicago", "GPE") in [(TEXT[entity.start : entity.end], entity.label) for entity in found[SPAN]]


def test_what_stands_beside_a_passage_in_a_batch_changes_nothing() -> None:
    model = NameModel(DEFAULT_MODEL)
    other = document("It rained.\nBroadcasters in Boston and Lagos agreed with the British council on the price of rice.")
    alone = [model.entities(each, each.sentences) for each in (document(), other)]
    assert model.entities_of([(each, each.sentences) for each in (document(), other)]) == alone


def test_a_passage_is_cut_some_words_around_the_name_within_its_sentence() -> None:
    words = [f"word{number}" for number in range(60)]
    text = " ".join([*words[:30], "Daegu", *words[30:]])
    start = text.index("Daegu")
    span = passage(Document(Article("test", text), [Sentence(0, len(text))], None), start, start + 5)
    assert text[span.start : span.end].split() == [*words[24:30], "Daegu", *words[30:36]]


def test_a_short_sentence_is_read_whole() -> None:
    start = TEXT.index("Daegu")
    assert passage(document(), start, start + 5) == SPAN


def test_passages_that_overlap_become_one() -> None:
    assert merged([Sentence(5, 9), Sentence(0, 6), Sentence(9, 12)]) == [Sentence(0, 9), Sentence(9, 12)]


def test_only_names_that_were_asked_about_hear_an_answer() -> None:
    start = TEXT.index("Chicago")
    found = NameModel(DEFAULT_MODEL).entities(document(), [SPAN])
    assert model_features(found, {7: Sentence(start, start + 7)}) == {7: ["model_gpe"]}
    assert model_features(found, {7: Sentence(0, 2)}) == {}
