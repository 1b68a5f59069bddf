"""What goes out and comes back through each format."""

from __future__ import annotations

import datetime
import tempfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pressfacts.article import Article
from pressfacts.convert import FORMATS, Collection, Labels, Losses, format_named, own
from pressfacts.convert.collection import row_of
from pressfacts.errors import InputError
from tests.convert.collections import lost, read, spans, written

# An emoji is one code point and two UTF-16 code units; đ has no decomposition; the text holds what XML, JSON and columns must escape.
TEXT = "ĐÀ NẴNG 🎉 – Daegu & <Huế> signed\r\na “memorandum of\nunderstanding” on Jan. 17, 2026,\tworth US$5m.\n"
ARTICLE = Article(
    "press/2026 #1.a", TEXT, title="Twin <cities>", published=datetime.date(2026, 1, 17), source="wire", url="https://x.test/?a&b"
)


def fact(kind: str, words: str, value: object, **rest: object) -> dict[str, object]:
    start = TEXT.index(words)
    return row_of(ARTICLE, kind, start, start + len(words), {"value": value, **rest})


FACTS = [
    fact("city", "ĐÀ NẴNG", {"name": "Da Nang", "geonameid": 1583992, "country": "VN"}),
    fact("city", "Daegu", {"name": "Daegu", "geonameid": 1835329, "country": "KR"}, rule="city.points", id="f7"),
    fact(
        "agreement",
        "memorandum of\nunderstanding",
        {"type": "memorandum_of_understanding", "status": "signed", "parties": ["Huế", "Daegu"]},
    ),
    fact("date", "Jan. 17, 2026", {"type": "date", "timex": "2026-01-17", "start": "2026-01-17", "end": "2026-01-17", "mod": None}),
    fact("date", "2026", None, optional=True),
    fact("money", "US$5m", {"low": "5000000", "high": "5000000", "currency": "USD", "mod": None, "per": None}),
]
WHOLE = Collection({ARTICLE.id: ARTICLE, "empty": Article("empty", "No facts here.")}, FACTS)
# These hold all there is; brat has no place for what describes an article.
HOLD_ALL = ["pressfacts", "labelstudio", "prodigy", "spacy"]


@pytest.mark.parametrize("name", HOLD_ALL)
def test_all_comes_back(name, tmp_path):
    losses = Losses()
    again = read(name, written(name, WHOLE, tmp_path / "out", losses), losses)
    assert lost(losses) == {}
    assert again.articles == WHOLE.articles
    assert [rows for _, rows in again.by_article()] == [rows for _, rows in WHOLE.by_article()]


def test_brat_brings_back_the_facts_and_tells_what_it_loses(tmp_path):
    losses = Losses()
    again = read("brat", written("brat", WHOLE, tmp_path / "out", losses), losses)
    assert lost(losses) == {f"the field `{name}` of articles": 1 for name in ("title", "published", "source", "url")}
    assert {id_: article.text for id_, article in again.articles.items()} == {id_: article.text for id_, article in WHOLE.articles.items()}
    assert dict(_facts(again)) == dict(_facts(WHOLE))


def _facts(collection):
    return [(article.id, rows) for article, rows in collection.by_article()]


def test_doccano_brings_back_the_spans_and_tells_that_values_are_lost(tmp_path):
    losses = Losses()
    again = read("doccano", written("doccano", WHOLE, tmp_path / "out.jsonl", losses))
    assert spans(again) == spans(WHOLE) and again.articles == WHOLE.articles
    assert lost(losses) == {
        f"the field `{name}` of facts": count for name, count in (("value", 5), ("optional", 1), ("rule", 1), ("id", 1))
    }


def test_timeml_brings_back_the_dates_and_tells_of_the_rest(tmp_path):
    losses = Losses()
    again = read("timeml", written("timeml", WHOLE, tmp_path / "out", losses))
    assert [row["value"] for row in again.rows] == [FACTS[3]["value"]]
    assert spans(again) == [(ARTICLE.id, "date", *_place("Jan. 17, 2026"))]
    assert again.articles[ARTICLE.id] == Article(ARTICLE.id, TEXT, title="Twin <cities>", published=ARTICLE.published)
    told = lost(losses)
    assert (told["facts of kind city"], told["a fact that overlaps another"], told["the field `source` of articles"]) == (2, 1, 1)
    assert told["the field `optional` of facts"] == told["that the value is not told"] == 1


def _place(words):
    return TEXT.index(words), TEXT.index(words) + len(words), words


def test_conll_brings_back_words_and_kinds(tmp_path):
    losses = Losses()
    again = read("conll", written("conll", WHOLE, tmp_path / "out.conll", losses))
    assert list(again.articles) == [ARTICLE.id, "empty"]
    assert [(row["kind"], row["text"].replace("\n", " ")) for row in again.rows] == [
        ("city", "ĐÀ NẴNG"),
        ("city", "Daegu"),
        ("agreement", "memorandum of understanding"),
        ("date", "Jan. 17 , 2026"),
        ("money", "US$ 5 m"),
    ]
    assert lost(losses)["the white space between words"] == 2 and lost(losses)["a fact that overlaps another"] == 1


_texts = st.text(st.characters(codec="utf-8", exclude_characters="\0"), min_size=1, max_size=40)


@st.composite
def any_collection(draw):
    text = draw(_texts)
    edges = st.tuples(st.integers(0, len(text) - 1), st.integers(1, len(text))).filter(lambda edge: edge[0] < edge[1])
    article = Article(draw(st.text(st.characters(codec="utf-8", exclude_characters="\0"), min_size=1, max_size=12)), text)
    kinds = st.sampled_from(["money", "date", "city"])
    places = draw(st.lists(st.tuples(kinds, edges), max_size=5, unique=True))
    return Collection({article.id: article}, [row_of(article, kind, *edge, {"value": {"name": kind}}) for kind, edge in places])


@settings(max_examples=40, deadline=None)
@given(any_collection())
@pytest.mark.parametrize("name", ["pressfacts", "labelstudio", "prodigy", "doccano", "spacy"])
def test_any_text_keeps_its_spans(name, collection):
    if name == "pressfacts" and any(not article.text.strip() for article in collection.articles.values()):
        return  # an article without a word is no article there
    with tempfile.TemporaryDirectory() as folder:
        again = read(name, written(name, collection, Path(folder) / "out"))
    assert spans(again) == spans(collection)


@pytest.mark.parametrize("format_", [each for each in FORMATS if each.name != "pressfacts"], ids=lambda each: each.name)
@pytest.mark.parametrize("content", [b"", b"\xff\xfe\x00", b"{", b'{"text": 1}', b'[{"data": 1}]', b"<a>", b"word"])
def test_what_is_not_of_the_format_is_an_input_error_or_empty(format_, content, tmp_path):
    path = tmp_path / "file.txt"
    path.write_bytes(content)
    try:
        found = format_.read(path, Labels(), Losses())
    except InputError as error:
        assert str(path) in str(error)
    else:
        assert found.rows == []


def test_formats_that_are_not_there():
    with pytest.raises(InputError, match="no format 'xml'"):
        format_named("xml")
    with pytest.raises(InputError, match="read only"):
        format_named("geoparsing").render(Collection(), Losses())
    with pytest.raises(InputError, match="no such file"):
        read("brat", Path("nowhere"))


def test_facts_need_the_very_text_that_they_were_made_from():
    rows = [FACTS[0]]
    with pytest.raises(InputError, match="--articles"):
        own.with_articles(Collection({}, rows), {})
    with pytest.raises(InputError, match="the text says"):
        own.with_articles(Collection({}, rows), {ARTICLE.id: Article(ARTICLE.id, "x" + TEXT)})
    assert own.with_articles(Collection({}, rows), {ARTICLE.id: ARTICLE, "other": ARTICLE}).articles == {ARTICLE.id: ARTICLE}
