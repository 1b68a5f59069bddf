"""Plain text and Markdown: one file, one article, its text exactly as it stands."""

from __future__ import annotations

from collections.abc import Iterator
from typing import BinaryIO

from pressfacts.article import Article
from pressfacts.errors import ArticleError
from pressfacts.read.encoding import decode
from pressfacts.read.records import Incoming, Limits, Origin, Record, too_large


def read_text(stream: BinaryIO, origin: Origin, limits: Limits) -> Iterator[Record]:
    """The article of a text file, its id the name without extension. Raises ArticleError where there is none."""
    text, encoding = decode(read_bounded(stream, limits))
    if not text.strip():
        raise ArticleError("holds no text", reason="empty", mend="leave the file out")
    warnings = () if encoding == "utf-8" else (f"read as {encoding}, not UTF-8",)
    yield Incoming(Article(origin.stem, text), origin.source, encoding=encoding, warnings=warnings)


def read_bounded(stream: BinaryIO, limits: Limits) -> bytes:
    """All bytes that are left. Raises ArticleError `too_large` where they are more than an article may have."""
    data = stream.read(limits.article_bytes + 1)
    if len(data) > limits.article_bytes:
        raise too_large(limits)
    return data
