"""What many tests share: one extractor for the whole session, since the gazetteer and the model take seconds to open."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from typing import Any

import pytest

from pressfacts.article import Article
from pressfacts.extractor import Extractor
from pressfacts.fact import Kind
from pressfacts.rulebook import Rulebook, load_rulebook


@pytest.fixture(scope="session")
def rulebook() -> Rulebook:
    """The shipped rules."""
    return load_rulebook()


@pytest.fixture(scope="session")
def extractor() -> Extractor:
    """An extractor with every kind and the shipped rules."""
    return Extractor()


@pytest.fixture(scope="session")
def facts_of(extractor: Extractor) -> Callable[..., list[Any]]:
    """`facts_of("money", "It cost $5.")` gives the money facts of a text."""

    def extract(kind: Kind, text: str, published: str | None = None) -> list[Any]:
        day = datetime.date.fromisoformat(published) if published else None
        return [fact for fact in extractor.extract(Article("test", text, published=day)) if fact.kind == kind]

    return extract
