"""Prodigy: a JSONL file of tasks, each a text with `spans` of start, end and label.

Prodigy keeps keys that it does not know, so that a span carries its value with it. `meta` tells the article.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from pressfacts.article import Article
from pressfacts.convert.articles import article_of, meta_of
from pressfacts.convert.collection import SPAN_FIELDS, Collection, Labels, Losses, extras, fits, row_of
from pressfacts.convert.files import ONE_FILE, Files, json_lines, json_lines_of, text_field
from pressfacts.read.fact_rows import Row

# What Prodigy itself adds to a span.
_PRODIGYS = {"start", "end", "label", "token_start", "token_end", "text", "source", "input_hash", "type", "id", "pattern"}


def read(path: Path, labels: Labels, losses: Losses) -> Collection:
    """The tasks that were accepted, or not answered yet; of several for one article the last."""
    collection = Collection()
    rows: dict[str, list[Row]] = {}
    for number, (task, where) in enumerate(json_lines(path), 1):
        if task.get("answer", "accept") != "accept":
            losses.note("a task that was rejected or ignored")
            continue
        meta = task.get("meta") if isinstance(task.get("meta"), dict) else {}
        article = article_of(text_field(task.get("text"), "text", where), meta or {}, f"{path.stem}-{number}")
        if article.id in rows:
            losses.note("an earlier task for the same article")
        collection.articles[article.id] = article
        rows[article.id] = list(_rows(article, task.get("spans"), labels, losses))
    collection.rows = [row for each in rows.values() for row in each]
    return collection


def _rows(article: Article, spans: Any, labels: Labels, losses: Losses) -> Iterator[Row]:
    for span in spans if isinstance(spans, list) else ():
        if not isinstance(span, dict) or not fits(article, span.get("start"), span.get("end"), losses):
            continue
        kind = labels.kind(str(span.get("label")), losses)
        if kind:
            rest = {name: value for name, value in span.items() if name not in _PRODIGYS and name not in SPAN_FIELDS}
            if "fact_id" in rest:
                rest["id"] = rest.pop("fact_id")
            yield row_of(article, kind, span["start"], span["end"], rest)


def write(collection: Collection, losses: Losses) -> Files:
    """One JSONL file with a task for each article."""
    return {ONE_FILE: json_lines_of(_task(article, rows) for article, rows in collection.by_article())}


def _task(article: Article, rows: list[Row]) -> dict[str, Any]:
    return {"text": article.text, "meta": meta_of(article), "spans": [_span(row) for row in rows], "answer": "accept"}


def _span(row: Row) -> dict[str, Any]:
    rest = extras(row)
    if "id" in rest:  # Prodigy has an `id` of its own
        rest["fact_id"] = rest.pop("id")
    return {"start": row["start"], "end": row["end"], "label": row["kind"], **rest}
