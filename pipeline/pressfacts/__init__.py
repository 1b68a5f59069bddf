"""News articles in, structured facts out.

    import pressfacts

    for fact in pressfacts.extract("Daegu will invest $5 million by 2027.", published="2026-01-17"):
        print(fact.kind, fact.text, fact.value)

The names below are imported when first asked for, so that `import pressfacts` and `pressfacts --help` need not wait for the models.
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pressfacts.api import extract, extract_many
    from pressfacts.article import Article
    from pressfacts.errors import ArticleError, PressfactsError
    from pressfacts.extractor import Extraction, Extractor
    from pressfacts.fact import AgreementFact, CityFact, DateFact, Fact, FrameFact, FundingFact, MoneyFact, VisitorsFact
    from pressfacts.settings import Settings

__all__ = [
    "AgreementFact",
    "Article",
    "ArticleError",
    "CityFact",
    "DateFact",
    "Extraction",
    "Extractor",
    "Fact",
    "FrameFact",
    "FundingFact",
    "MoneyFact",
    "PressfactsError",
    "Settings",
    "VisitorsFact",
    "extract",
    "extract_many",
]

_HOMES = {
    **dict.fromkeys(("extract", "extract_many"), "api"),
    **dict.fromkeys(("ArticleError", "PressfactsError"), "errors"),
    **dict.fromkeys(("Extraction", "Extractor"), "extractor"),
    **dict.fromkeys((name for name in __all__ if name.endswith("Fact")), "fact"),
    "Article": "article",
    "Settings": "settings",
}
_MODULES = ("arrow", "spark")  # they need packages of their extras


def __getattr__(name: str) -> Any:
    if name in _MODULES:
        return importlib.import_module(f"pressfacts.{name}")
    if name not in _HOMES:
        raise AttributeError(f"module 'pressfacts' has no attribute {name!r}")
    return getattr(importlib.import_module(f"pressfacts.{_HOMES[name]}"), name)


def __dir__() -> list[str]:
    return [*__all__, *_MODULES]
