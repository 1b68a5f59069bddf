"""Offsets that a tool written in JavaScript may have counted in UTF-16 code units, where ours are code points."""

from __future__ import annotations

from pressfacts.article import Article
from pressfacts.convert.collection import Losses


def told_span(article: Article, start: int, end: int, text: object, losses: Losses) -> tuple[int, int]:
    """The span at which the told text stands: as given, or read as UTF-16 code units; as given too where neither fits."""
    if not isinstance(text, str) or article.text[start:end] == text:
        return start, end
    units = article.text.encode("utf-16-le", "surrogatepass")
    first, last = (len(units[: 2 * offset].decode("utf-16-le", "ignore")) for offset in (start, end))
    if article.text[first:last] == text:
        return first, last
    losses.note("the words of a span, which are not those of the text there")
    return start, end
