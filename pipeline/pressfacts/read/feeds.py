"""RSS and Atom: each entry an article, parsed as the file comes in, so that a feed may be of any length.

libxml2 parses and goes on behind damage. Entities that the file declares are never expanded and nothing is fetched.
"""

from __future__ import annotations

import contextlib
import html.entities
from collections.abc import Iterator
from typing import Any, BinaryIO

from pressfacts.article import Article
from pressfacts.errors import ArticleError
from pressfacts.read.files import ends_the_stream
from pressfacts.read.markup import text_of
from pressfacts.read.published import parse_published
from pressfacts.read.records import Incoming, Limits, Origin, Record, Rejection, too_large
from pressfacts.read.rows import LONGEST_ID

_CHUNK_BYTES = 1 << 15
_ENTRIES = ("item", "entry")
_BODIES = ("encoded", "content", "description", "summary")  # the full text first
_DAYS = ("pubDate", "published", "issued", "date", "updated", "modified")
_UNDEFINED_ENTITY = "ERR_UNDECLARED_ENTITY", "WAR_UNDECLARED_ENTITY"


def read_feed(stream: BinaryIO, origin: Origin, limits: Limits) -> Iterator[Record]:
    """The entries of a feed, their ids its guid or id. Raises ArticleError `not_feed` where it has none at all."""
    feed = _Feed(origin)
    try:
        for chunk in _chunks(stream, feed, limits):
            feed.parser.feed(chunk)
            yield from feed.records()
        feed.close()
        yield from feed.records()
    except ArticleError as error:
        if not feed.number and not ends_the_stream(error):
            raise
        yield Rejection.of(error, origin.source, line=feed.number + 1)
        return
    damage = feed.damage()
    if damage and feed.number:
        yield Rejection.of(damage, origin.source)
    elif damage:
        raise damage
    elif not feed.is_feed:
        raise ArticleError("is no RSS or Atom feed", reason="not_feed", mend="name feeds only; pages end in .html")


def _chunks(stream: BinaryIO, feed: _Feed, limits: Limits) -> Iterator[bytes]:
    while data := stream.read(_CHUNK_BYTES):
        feed.since_entry += len(data)
        if feed.since_entry > limits.article_bytes + _CHUNK_BYTES:
            raise too_large(limits)
        yield data


class _Feed:
    """The parser, and how far it came. `since_entry` counts bytes since the last entry ended."""

    def __init__(self, origin: Origin) -> None:
        from lxml import etree

        self.parser = etree.XMLPullParser(
            events=("start", "end"), recover=True, resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False
        )
        self._syntax_error: type[Exception] = etree.XMLSyntaxError
        self._origin = origin
        self._outlet: str | None = None
        self.number, self.since_entry, self.is_feed = 0, 0, False

    def close(self) -> None:
        """Tell the parser that nothing more comes; what it says to that is told by `damage`."""
        with contextlib.suppress(self._syntax_error):
            self.parser.close()

    def records(self) -> Iterator[Record]:
        """The records of the entries that ended in what the parser has been fed so far."""
        for event, element in self.parser.read_events():
            name = _name(element)
            if event == "start":
                self.is_feed = self.is_feed or name in ("rss", "feed", "RDF")
            elif name in _ENTRIES:
                self.number, self.since_entry = self.number + 1, 0
                yield self._record(element)
                _forget(element)
            elif name == "title" and self._outlet is None and _name(element.getparent()) in ("channel", "feed"):
                with contextlib.suppress(UnicodeDecodeError):
                    self._outlet = (element.text or "").strip() or None

    def damage(self) -> ArticleError | None:
        """The first fault that the parser had to step over, apart from `&nbsp;` and its like."""
        errors = [error for error in self.parser.feed_error_log if error.type_name not in _UNDEFINED_ENTITY]
        if not errors:
            return None
        first = errors[0]
        what = f"is damaged XML at line {first.line}: {' '.join(first.message.split())[:200]}; entries behind it may be missing"
        return ArticleError(what, reason="damaged_xml", mend="fetch the feed again")

    def _record(self, entry: Any) -> Record:
        id_ = f"{self._origin.stem}-{self.number}"
        try:
            told = _first(entry, ("guid", "id"))
            if told and len(told) <= LONGEST_ID and told.isprintable():
                id_ = told
            return self._incoming(entry, id_)
        except UnicodeDecodeError:  # in its wish to recover libxml2 lets half of a surrogate pair through
            error = ArticleError("holds text that is not valid UTF-8", reason="bad_encoding", mend="write the feed in UTF-8")
            return Rejection.of(error, self._origin.source, id=id_, line=self.number)
        except ArticleError as error:
            return Rejection.of(error, self._origin.source, id=id_, line=self.number)

    def _incoming(self, entry: Any, id_: str) -> Incoming:
        text = next(filter(str.strip, map(_body_text, _children(entry, _BODIES))), "")
        if not text:
            raise ArticleError("has neither content nor description", reason="no_text", mend="leave the entry out")
        day = _first(entry, _DAYS)
        published = parse_published(day) if day else None
        warnings = (f"`published` is no clear date: {day[:60]}",) if day and not published else ()
        title = text_of(_first(entry, ("title",)) or "") or None
        article = Article(id_, text, title, published, self._outlet, _link(entry))
        return Incoming(article, self._origin.source, self.number, None, "utf-8", warnings, derived_text=True)


def _name(element: Any) -> str:
    # Without the name space: feeds of all ages use a dozen of them for the same few words.
    tag = element.tag if element is not None else ""
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def _children(entry: Any, names: tuple[str, ...]) -> list[Any]:
    found = [(names.index(_name(child)), child) for child in entry if _name(child) in names]
    return [child for _, child in sorted(found, key=lambda pair: pair[0])]


def _first(entry: Any, names: tuple[str, ...]) -> str | None:
    return next((told for told in (_content(child).strip() for child in _children(entry, names)) if told), None)


def _link(entry: Any) -> str | None:
    for link in _children(entry, ("link",)):
        if link.get("rel", "alternate") == "alternate":
            return link.get("href") or (link.text or "").strip() or None
    return None


def _body_text(body: Any) -> str:
    kind = body.get("type", "html")
    if kind in ("text", "text/plain"):
        return _content(body)
    if kind == "xhtml" or len(body):
        from lxml import etree

        _refuse_entities(body)
        return text_of(etree.tostring(body, encoding="unicode", method="html", with_tail=False))
    return text_of(_content(body))


def _content(element: Any) -> str:
    # An undeclared entity such as &nbsp; stands in the tree as a node of its own.
    _refuse_entities(element)
    pieces = [element.text or ""]
    for child in element:
        if not isinstance(child.tag, str) and getattr(child, "name", None) is not None:
            pieces.append(html.entities.html5.get(f"{child.name};", ""))
        pieces.append(child.tail or "")
    return "".join(pieces)


def _refuse_entities(element: Any) -> None:
    from lxml import etree

    for entity in element.iter(etree.Entity):
        if f"{entity.name};" not in html.entities.html5:
            what = f"uses an entity of its own, &{entity.name[:40]};"
            raise ArticleError(what, reason="xml_entity", mend="write the text out")


def _forget(entry: Any) -> None:
    entry.clear()
    parent = entry.getparent()
    while parent is not None and entry.getprevious() is not None:
        del parent[0]
