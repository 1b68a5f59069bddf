"""The one function: Article in, facts out. Offsets are exact, the same article gives the same facts, nothing stops it."""

import datetime
import gc
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pressfacts.article import Article
from pressfacts.document import Document
from pressfacts.extractor import Extractor, batches
from pressfacts.fact import FACT
from pressfacts.settings import Settings

TEXT = (
    "SEOUL, Jan. 17, 2026 (Wire) – The mayor of Daegu said on Friday that the city would sign a memorandum of understanding "
    "with Đà Nẵng, worth over US$1.33 billion, by the end of 2027."
)


def summary(facts: list[Any]) -> list[tuple[str, str]]:
    return [(fact.kind, fact.text) for fact in facts]


def test_one_article_through_every_kind(extractor: Extractor) -> None:
    assert summary(extractor.extract(Article("a", TEXT))) == [
        ("city", "SEOUL"),
        ("date", "Jan. 17, 2026"),
        ("city", "Daegu"),
        ("date", "Friday"),
        ("agreement", "memorandum of understanding"),
        ("city", "Đà Nẵng"),
        ("money", "US$1.33 billion"),
        ("date", "the end of 2027"),
    ]


def test_every_fact_is_a_record_of_the_contract(extractor: Extractor) -> None:
    for fact in extractor.extract(Article("a", TEXT)):
        assert FACT.validate_json(fact.model_dump_json()) == fact
        assert fact.rule in {rule.id for rule in extractor.rulebook.rules()}


def test_kinds_can_be_chosen() -> None:
    only = Extractor(Settings(kinds=("money", "date")))
    assert {fact.kind for fact in only.extract(Article("a", TEXT))} == {"money", "date"}


def test_the_publication_date_comes_from_the_record_then_the_head_then_the_settings() -> None:
    published = datetime.date(2020, 5, 4)
    dates = Extractor(Settings(kinds=("date",), published=datetime.date(1999, 1, 1)))
    articles = [Article("a", TEXT, published=published), Article("b", TEXT), Article("c", "He said on Friday."), Article("d", "")]
    known = [(extraction.published, extraction.published_from) for extraction in dates.extract_many(articles)]
    assert known == [
        (published, "record"),
        (datetime.date(2026, 1, 17), "head"),
        (datetime.date(1999, 1, 1), "option"),
        (datetime.date(1999, 1, 1), "option"),
    ]


def test_a_fault_in_one_article_ends_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    money = Extractor(Settings(kinds=("money",)))
    split = money._splitter.split
    monkeypatch.setattr(money._splitter, "split", lambda text: 1 / 0 if "bad" in text else split(text))
    good, bad, last = money.extract_many([Article("1", "$5"), Article("2", "bad"), Article("3", "$6")])
    assert isinstance(bad.error, ZeroDivisionError)
    assert (summary(good.facts), bad.facts, summary(last.facts)) == ([("money", "$5")], [], [("money", "$6")])


def test_an_article_that_the_model_fails_for_is_the_only_one_lost(monkeypatch: pytest.MonkeyPatch) -> None:
    cities = Extractor(Settings(kinds=("city",)))
    ask = cities._model.entities_of

    def fail(asked: Any) -> Any:
        if any("bad" in document.text for document, _ in asked):
            raise ValueError("no figures")
        return ask(asked)

    monkeypatch.setattr(cities._model, "entities_of", fail)
    monkeypatch.setattr(cities._kinds[0], "doubts", lambda document: set(document.sentences[:1]))
    good, bad, last = cities.extract_many([Article("1", "Ghent won."), Article("2", "Ghent had bad luck."), Article("3", "Ghent won.")])
    assert isinstance(bad.error, ValueError)
    assert (good.error, last.error) == (None, None)
    assert summary(good.facts) == summary(last.facts) == [("city", "Ghent")]


def test_batches_are_bounded_in_number_and_length() -> None:
    short, long = [Article(f"{at}", "x") for at in range(258)], [Article("long", "x" * 600_000), Article("after", "x")]
    assert [len(batch) for batch in batches(short)] == [128, 128, 2]
    assert [[article.id for article in batch] for batch in batches(long)] == [["long"], ["after"]]


@pytest.mark.parametrize(
    "text", ["", " \n\r\n", "\u0000", "|", "\ud800", "🎉" * 50, "a" * 5000, "$" * 500, "9" * 500, "((((" * 200, "Hue\u0302 " * 50]
)
def test_odd_texts_pass_through(extractor: Extractor, text: str) -> None:
    for fact in extractor.extract(Article("a", text)):
        assert fact.text == text[fact.start : fact.end]


WORDS = st.sampled_from(
    [
        "Hue",
        "Đà Nẵng",
        "signed",
        "a deal",
        "on Friday",
        "in May",
        "$5 million",
        "with",
        "Seoul,",
        "2026",
        "🎉",
        ".",
        "\r\n",
        "—",
        "(",
        "MoU",
        "€",
        "Hue\u0302",
    ]
)


@settings(max_examples=60, deadline=None)
@given(st.lists(WORDS, max_size=30))
def test_offsets_are_exact_and_a_second_run_gives_the_same(extractor: Extractor, words: list[str]) -> None:
    article = Article("a", " ".join(words), published=datetime.date(2026, 1, 17))
    facts = extractor.extract(article)
    for fact in facts:
        assert fact.text == article.text[fact.start : fact.end]
        assert fact.sentence.start <= fact.start < fact.end <= fact.sentence.end
    assert extractor.extract(article) == facts
    assert len({fact.id for fact in facts}) == len(facts)


def test_an_article_is_forgotten_without_the_garbage_collector(extractor: Extractor) -> None:
    gc.collect()
    gc.disable()
    try:
        list(extractor.extract_many([Article(str(number), TEXT) for number in range(20)]))
        assert not [thing for thing in gc.get_objects() if isinstance(thing, Document) and thing.text == TEXT]
    finally:
        gc.enable()


def test_facts_of_an_article_do_not_depend_on_what_came_before(extractor: Extractor) -> None:
    alone = extractor.extract(Article("a", TEXT))
    several = list(extractor.extract_many([Article("b", TEXT.replace("Daegu", "Busan")), Article("a", TEXT)]))
    assert several[1].facts == alone
