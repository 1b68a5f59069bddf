"""Plain text files: one file, one article."""

from __future__ import annotations

from pathlib import Path

from pressfacts.article import Article
from pressfacts.errors import ArticleError
from pressfacts.read.encoding import decode
from pressfacts.read.files import OnBytes, open_input
from pressfacts.read.records import Incoming, Limits, Record, Rejection, name_of, stem_of


def read_text_file(path: Path, limits: Limits, on_bytes: OnBytes | None = None) -> Record:
    """The article in a `.txt` or `.txt.gz` file, its id the name without extension; or the reason why there is none."""
    try:
        with open_input(path, on_bytes) as stream:
            data = stream.read(limits.article_bytes + 1)
        if len(data) > limits.article_bytes:
            raise too_large(limits)
        text, encoding = decode(data)
        if not text.strip():
            raise ArticleError("holds no text", reason="empty", mend="leave the file out")
    except ArticleError as error:
        return Rejection.of(error, name_of(path), id=stem_of(path))
    warnings = () if encoding == "utf-8" else (f"read as {encoding}, not UTF-8",)
    return Incoming(Article(stem_of(path), text), name_of(path), encoding=encoding, warnings=warnings)


def too_large(limits: Limits) -> ArticleError:
    """The error for a record above the limit, of which no more than the limit was held in memory."""
    what = f"is larger than {limits.article_bytes:,} bytes"
    return ArticleError(what, reason="too_large", mend="split it, or raise --max-article-bytes")
