"""News articles in, structured facts out.

    from pressfacts import Article, Extractor

    facts = Extractor().extract(Article("a", "Daegu will invest $5 million by 2027."))

The names below are imported when first asked for, so that `pressfacts --help` need not wait for the models.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pressfacts.article import Article
    from pressfacts.extract import Extraction, Extractor
    from pressfacts.settings import Settings

__all__ = ["Article", "Extraction", "Extractor", "Settings"]

_HOMES = {"Article": "article", "Extraction": "extract", "Extractor": "extract", "Settings": "settings"}


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module 'pressfacts' has no attribute {name!r}")
    import importlib

    return getattr(importlib.import_module(f"pressfacts.{_HOMES[name]}"), name)
