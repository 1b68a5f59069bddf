"""The functions behind `import pressfacts`: facts of one text, or of a stream of articles, in this process."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from pressfacts.article import Article
from pressfacts.errors import ArticleError, InputError
from pressfacts.extractor import Extraction
from pressfacts.fact import Fact
from pressfacts.opened import extract_in_order, opened
from pressfacts.read.published import parse_published
from pressfacts.read.records import Origin
from pressfacts.read.rows import id_of, incoming_of
from pressfacts.settings import Settings

_ORIGIN = Origin("articles", "article")


def extract(
    text: str,
    *,
    published: datetime.date | str | None = None,
    id: str = "article",
    title: str | None = None,
    source: str | None = None,
    url: str | None = None,
    settings: Settings | None = None,
) -> list[Fact]:
    """The facts of one article, in the order of its text.

    `published` is the day against which "Friday" or "last year" are resolved: a date or `YYYY-MM-DD`. `id` names the article in its
    facts. The first call opens rules, gazetteer and model, which takes seconds; later calls share them. Raises InputError for a day
    that is none.
    """
    article = Article(id, text, title, _day(published), source, url)
    ((_, extraction),) = extract_in_order(opened(settings), [(None, article)])
    assert extraction is not None
    if extraction.error:
        raise extraction.error
    return extraction.facts


def extract_many(articles: Iterable[Article | Mapping[str, Any]], *, settings: Settings | None = None) -> Iterator[Extraction]:
    """The extraction of each article of a stream, in order; memory does not grow with their number.

    An article is an `Article`, or a mapping with `text` and any of `id`, `title`, `published`, `source`, `url`, as a line of JSONL
    has them; one without `id` is named by its number. Bad data and faults in one article are told in the extraction's `error`, with
    no facts, and end nothing.
    """
    readings = (_read(article, number) for number, article in enumerate(articles, start=1))
    tagged = ((reading, None if reading.error else reading.article) for reading in readings)
    for reading, extraction in extract_in_order(opened(settings), tagged):
        yield extraction or reading


def _read(article: Article | Mapping[str, Any], number: int) -> Extraction:
    """The article as an extraction that is still to be made, or one that says what is wrong with the row."""
    if isinstance(article, Article):
        return Extraction(article, [], article.published, None)
    id_ = f"{_ORIGIN.stem}-{number}"
    try:
        id_ = id_of(article, _ORIGIN, number)
        told = incoming_of(article, id_, _ORIGIN.source, number, None).article
        return Extraction(told, [], told.published, None)
    except ArticleError as error:
        return Extraction(Article(id_, ""), [], None, None, error)


def _day(told: datetime.date | str | None) -> datetime.date | None:
    if isinstance(told, datetime.datetime):
        return told.date()
    if told is None or isinstance(told, datetime.date):
        return told
    if day := parse_published(told):
        return day
    raise InputError(f"{told!r} is no clear day", where="published", mend="give a datetime.date or YYYY-MM-DD")
