"""The texts of articles by id, for whatever shows facts in their place."""

from __future__ import annotations

from collections.abc import Iterable

from pressfacts.article import Article
from pressfacts.read.articles import read_articles
from pressfacts.read.inputs import find_inputs
from pressfacts.read.records import Incoming


def read_texts(inputs: Iterable[str]) -> dict[str, Article]:
    """The articles of files, folders and globs, as `pressfacts extract` reads them. What is no article is passed over.

    Raises InputError where an input is not there.
    """
    records = read_articles(find_inputs(inputs))
    return {record.article.id: record.article for record in records if isinstance(record, Incoming)}
