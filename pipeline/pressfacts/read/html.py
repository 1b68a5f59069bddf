"""Pages of HTML: the article in it without the page around it, by trafilatura, with the title and day that its head tells."""

from __future__ import annotations

import codecs
import logging
import re
from collections.abc import Iterator
from typing import Any, BinaryIO, NamedTuple

from pressfacts.article import Article
from pressfacts.errors import ArticleError
from pressfacts.read.encoding import Decoded, decode
from pressfacts.read.markup import refuse_costly
from pressfacts.read.published import parse_published
from pressfacts.read.records import Incoming, Limits, Origin, Record
from pressfacts.read.text_files import read_bounded
from pressfacts.time_limit import time_limit

_CHARSET = re.compile(rb"""<meta[^>]{0,200}?charset\s{0,5}=\s{0,5}["']?\s{0,5}([A-Za-z0-9_.:-]{2,40})""", re.IGNORECASE)
_DECLARED_WITHIN = 2048  # the HTML standard asks for the first 1,024 bytes; pages are late now and then

logging.getLogger("trafilatura").addHandler(logging.NullHandler())  # its complaints about bad pages would land on the terminal
logging.getLogger("htmldate").addHandler(logging.NullHandler())


class Page(NamedTuple):
    """What a page tells: the article of `Incoming` still lacks its id."""

    article: Article
    encoding: str


def read_html(stream: BinaryIO, origin: Origin, limits: Limits) -> Iterator[Record]:
    """The article of a page, its id the name without extension. Raises ArticleError where there is none."""
    page = read_page(read_bounded(stream, limits), origin.stem, limits)
    warnings = () if page.encoding == "utf-8" else (f"read as {page.encoding}, not UTF-8",)
    yield Incoming(page.article, origin.source, encoding=page.encoding, warnings=warnings, derived_text=True)


def read_page(data: bytes, id_: str, limits: Limits, *, charset: str | None = None, url: str | None = None) -> Page:
    """The article of a page; `charset` is what the server told and `url` where it stood.

    Raises ArticleError: `no_article` where trafilatura finds none, `too_complex`, `timed_out`, `bad_html`, or what decoding raises.
    """
    html, encoding = _decoded(data, charset)
    refuse_costly(html)
    found = _extracted(html.replace("\0", "\ufffd"), url, limits)
    text = found.text if found is not None else None
    if not text or not text.strip():
        raise ArticleError("no article was found in the page", reason="no_article", mend="give the article's text as a text file")
    published = parse_published(found.date) if found.date else None
    outlet = found.sitename or found.hostname
    return Page(Article(id_, text, found.title or None, published, outlet or None, url or found.url or None), encoding)


def _extracted(html: str, url: str | None, limits: Limits) -> Any:
    import trafilatura

    # htmldate takes today as its last possible day unless it is told another, and would then read a page differently tomorrow.
    days = {"extensive_search": False, "original_date": True, "min_date": "1600-01-01", "max_date": "2199-12-31"}
    what, mend = f"took more than {limits.page_seconds:g} seconds to read", "give the article's text alone, or raise --time-limit"
    try:
        with time_limit(limits.page_seconds, ArticleError(what, reason="timed_out", mend=mend)):
            return trafilatura.bare_extraction(html, url=url, with_metadata=True, include_comments=False, date_extraction_params=days)
    except ArticleError:
        raise
    except Exception as error:  # whatever a page of a stranger brings about in a parser costs that page
        raise ArticleError(f"cannot be parsed: {type(error).__name__}", reason="bad_html", mend="give the text as a text file") from error


def _decoded(data: bytes, charset: str | None) -> Decoded:
    match = _CHARSET.search(data[:_DECLARED_WITHIN])
    for told in (charset, match[1].decode("ascii") if match else None):
        text = decoded_as(data, told)
        if text is not None:
            return text
    return decode(data)


def decoded_as(data: bytes, charset: str | None) -> Decoded | None:
    """The text by a declared encoding; None where that is unknown or, as often, not true. Latin-1 means windows-1252, as in browsers."""
    try:
        name = codecs.lookup(charset or "").name
        name = "cp1252" if name in ("iso8859-1", "ascii") else name
        if data.startswith(codecs.BOM_UTF8) or name.startswith(("utf-16", "utf-32", "utf-8")):
            return None  # told by the bytes themselves
        return Decoded(data.decode(name), name)
    except (LookupError, UnicodeError, ValueError, TypeError, AttributeError):
        return None
