"""The articles that are measured, and longer ones made of them."""

from __future__ import annotations

import dataclasses
import itertools

from pressfacts.article import Article
from pressfacts.read import Incoming, find_inputs, read_articles


def load(inputs: list[str], most: int) -> list[Article]:
    """The first `most` articles of the inputs."""
    found = (record.article for record in read_articles(find_inputs(inputs)) if isinstance(record, Incoming))
    return list(itertools.islice(found, most))


def words_of(articles: list[Article]) -> int:
    """Words as white space separates them."""
    return sum(len(article.text.split()) for article in articles)


def of_length(articles: list[Article], words: int) -> Article:
    """One article of so many words: the texts one behind the other, again and again."""
    texts: list[str] = []
    missing = words
    for article in itertools.cycle(articles):
        words_told = article.text.split()
        if len(words_told) >= missing:
            texts.append(" ".join(words_told[:missing]))
            break
        texts.append(article.text)
        missing -= len(words_told)
    return Article(f"{words}-words", "\n\n".join(texts), published=articles[0].published)


def many(articles: list[Article], count: int) -> list[Article]:
    """So many articles: the same again and again, with ids of their own."""
    return [dataclasses.replace(article, id=f"{at}") for at, article in zip(range(count), itertools.cycle(articles), strict=False)]
