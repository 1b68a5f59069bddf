"""One HTML file out of a skeleton, a style sheet, scripts and data, under a content security policy that lets nothing else in.

Article text is written by strangers. It reaches the page only inside a block of JSON in which no character is left that HTML gives a
meaning to; the scripts put it into text nodes only. Should one of them fail to, the policy still stops what would run or load: script
and style are named by their SHA-256, nothing may be fetched, and strings cannot become HTML or code (`require-trusted-types-for`).
"""

from __future__ import annotations

import base64
import hashlib
import json
import re
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from string import Template
from typing import Any

# In the order in which they build on each other; each does one thing.
_COMMON = ("text", "dom", "phrases", "marks", "rows", "table", "save", "tabs", "page")
_REPORT = (
    "data",
    "filter",
    "filter-bar",
    "review",
    "gold",
    "open-gold",
    "form",
    "details",
    "editing",
    "articles",
    "facts",
    "map",
    "timeline",
    "money",
    "agreements",
    "keys",
    "report",
)
_ERRORS = ("error-data", "error-groups", "pair", "figures", "confusion", "errors")
_LONE_SURROGATES = re.compile("[\ud800-\udfff]")
# What HTML, or a script that reads JSON as JavaScript, would take for something else than text.
_ESCAPES = str.maketrans({char: f"\\u{ord(char):04x}" for char in "<>&\u2028\u2029"})


@dataclass(frozen=True, slots=True)
class Page:
    """A kind of page: its heading before the data is read, its scripts and its style sheets."""

    title: str
    scripts: tuple[str, ...]
    styles: tuple[str, ...]


REPORT = Page("pressfacts report", _COMMON + _REPORT, ("page", "report", "narrow"))
ERRORS = Page("pressfacts errors", _COMMON + _ERRORS, ("page", "errors", "narrow"))


def page_html(page: Page, data: dict[str, Any]) -> str:
    """The page as one file. `data` is what JSON can hold; the same data gives the same bytes.

    A lone surrogate, which no UTF-8 holds, becomes U+FFFD, so that offsets stay.
    """
    script, style = _script(page), "".join(_asset(f"{name}.css") for name in page.styles)
    content = safe_json(data)
    digest = hashlib.blake2b(content.encode(), digest_size=12).hexdigest()
    return Template(_asset("page.html")).substitute(
        policy=_policy(script, style), title=page.title, style=style, script=script, data=content, digest=digest
    )


def safe_json(data: Any) -> str:
    """JSON that may stand inside a `<script>` element: it holds no `<`, `>`, `&` and no line separator."""
    whole = json.dumps(data, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    return _LONE_SURROGATES.sub("\ufffd", whole).translate(_ESCAPES)


def _policy(script: str, style: str) -> str:
    return "; ".join(
        (
            "default-src 'none'",
            f"script-src '{_digest(script)}'",
            f"style-src '{_digest(style)}'",
            "img-src data:",
            "base-uri 'none'",
            "form-action 'none'",
            "require-trusted-types-for 'script'",
            "trusted-types 'none'",
        )
    )


def _digest(content: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(content.encode()).digest()).decode()


@cache
def _asset(name: str) -> str:
    return (files("pressfacts.pages") / "assets" / name).read_text(encoding="utf-8")


@cache
def _script(page: Page) -> str:
    modules = "\n".join(_asset(f"{name}.js") for name in page.scripts)
    return f'(function () {{\n"use strict";\n{modules}}})();'


@cache
def world() -> dict[str, str]:
    """The shapes of the map: SVG paths of `land` and `borders` in tenths of a degree, and a `note` on where they come from."""
    shapes: dict[str, str] = json.loads(_asset("world.json"))
    return shapes
