"""HTML without an article around it (an entry of a feed, the body of a mail) as text, and what every piece of HTML is checked for."""

from __future__ import annotations

import re
from typing import Any

from pressfacts.errors import ArticleError

# Measured: trafilatura takes 30 µs a tag, libxml2 7 ns for every pair of attributes of one tag.
_MOST_TAGS = 100_000
_MOST_ATTRIBUTE_PAIRS = 200_000_000
_LONG_TAG = re.compile(r"<[^<>]{4000,}")  # linear: no tag begins inside another
_ATTRIBUTE_ENDS = re.compile(r"[\s/]+")

_BLOCKS = frozenset(
    (
        *("address", "article", "aside", "blockquote", "br", "caption", "dd", "details", "div", "dl", "dt", "fieldset", "figcaption"),
        *("figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "li", "main", "nav", "ol", "p", "pre"),
        *("section", "summary", "table", "tbody", "td", "tfoot", "th", "thead", "tr", "ul"),
    )
)
_SILENT = frozenset(("script", "style", "head", "template", "noscript", "svg", "math"))
_SPACES = re.compile(r"[ \t\r\n\f\xa0]+")


def refuse_costly(html: str) -> None:
    """Raise ArticleError `too_complex` for HTML that would take minutes to parse: far more tags or attributes than any page of news has."""
    pairs = sum(len(_ATTRIBUTE_ENDS.findall(tag[0])) ** 2 for tag in _LONG_TAG.finditer(html))
    if html.count("<") > _MOST_TAGS or pairs > _MOST_ATTRIBUTE_PAIRS:
        what = f"has more than {_MOST_TAGS:,} tags, or a tag with thousands of attributes"
        raise ArticleError(what, reason="too_complex", mend="give the article's text alone")


def text_of(html: str) -> str:
    """The text of a fragment: a line for each block, white space as a browser shows it. Raises ArticleError `too_complex`."""
    if "<" not in html and "&" not in html:
        return html.strip()
    from lxml import etree

    refuse_costly(html)
    # Told as bytes: lxml refuses text that itself claims an encoding.
    parser = etree.HTMLParser(encoding="utf-8", no_network=True, remove_comments=True, remove_pis=True)
    root = etree.fromstring(html.replace("\0", "\ufffd").encode("utf-8", "replace"), parser)
    if root is None:
        return ""
    pieces: list[str] = []
    _collect(etree.iterwalk(root, events=("start", "end")), pieces)
    lines = (_SPACES.sub(" ", line).strip() for line in "".join(pieces).split("\v"))
    return "\n".join(line for line in lines if line)


def _collect(walk: Any, pieces: list[str]) -> None:
    # Blocks are told apart by vertical tabs, which HTML cannot hold: line feeds in its source are mere spaces.
    for event, element in walk:
        silent, block = element.tag in _SILENT, element.tag in _BLOCKS
        if block:
            pieces.append("\v")
        if event == "start":
            if silent:
                walk.skip_subtree()
            elif element.text:
                pieces.append(element.text.replace("\v", " "))
        elif element.tail:
            pieces.append(element.tail.replace("\v", " "))
