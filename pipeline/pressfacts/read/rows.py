"""One row of named fields, from JSONL, CSV or Parquet, made into an article."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any

from pressfacts.article import Article
from pressfacts.errors import ArticleError
from pressfacts.read.published import parse_published
from pressfacts.read.records import Incoming, Origin

FIELDS = ("id", "text", "title", "published", "source", "url")
LONGEST_ID = 1000  # it is written again with every fact


def id_of(row: Mapping[str, Any], origin: Origin, number: int) -> str:
    """The id of a row, made from the name of the file and the number of the row where it has none. Raises ArticleError `bad_id`."""
    value = row.get("id")
    if value is None or value == "":
        return f"{origin.stem}-{number}"
    if isinstance(value, str):
        if len(value) > LONGEST_ID:
            what = f"`id` is longer than {LONGEST_ID} code points"
            raise ArticleError(what, reason="bad_id", mend="give a shorter id, or leave `id` out")
        if "\0" in value:
            raise ArticleError("`id` holds a NUL character", reason="bad_id", mend="remove it")
        return value
    if isinstance(value, int) and not isinstance(value, bool):
        return str(value)
    raise ArticleError("`id` is neither text nor a whole number", reason="bad_id", mend="give a text, or leave `id` out")


def incoming_of(row: Mapping[str, Any], id_: str, source: str, line: int, offset: int | None, encoding: str = "utf-8") -> Incoming:
    """The article of a row. Raises ArticleError where it has no text; a bad side field costs a warning."""
    warnings: list[str] = []
    text = _text(row)
    title, outlet, url = (_optional_text(row, field, warnings) for field in ("title", "source", "url"))
    published = _published(row, warnings)
    return Incoming(Article(id_, text, title, published, outlet, url), source, line, offset, encoding, tuple(warnings))


def _published(row: Mapping[str, Any], warnings: list[str]) -> datetime.date | None:
    value = row.get("published")
    if isinstance(value, datetime.date):  # a column of dates or times, as Parquet has them
        return value.date() if isinstance(value, datetime.datetime) else value
    told = _optional_text(row, "published", warnings)
    published = parse_published(told) if told else None
    if told and published is None:
        warnings.append(f"`published` is no clear date: {told[:60]}")
    return published


def _is_blank(text: str) -> bool:
    return not text or text.isspace()  # `strip` would copy the article


def _text(row: Mapping[str, Any]) -> str:
    text = row.get("text")
    if text is None:
        raise ArticleError("has no `text`", reason="no_text", mend="put the article's text into the field `text`")
    if not isinstance(text, str):
        raise ArticleError("`text` is not a string", reason="bad_text", mend="put the article's text into the field `text`")
    if _is_blank(text):
        raise ArticleError("`text` is blank", reason="empty", mend="leave the line out")
    if "\0" in text:
        what = f"`text` holds a NUL character at code point {text.index(chr(0))}"
        raise ArticleError(what, reason="control_characters", mend="remove the NUL characters")
    return text


def _optional_text(row: Mapping[str, Any], field: str, warnings: list[str]) -> str | None:
    value = row.get(field)
    if value is None or (isinstance(value, str) and _is_blank(value)):
        return None
    if isinstance(value, str):
        return value
    warnings.append(f"`{field}` is not text and was left out")
    return None
