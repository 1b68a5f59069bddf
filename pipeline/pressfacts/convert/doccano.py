"""doccano: a JSONL file of texts, each with `label` as [start, end, label] (its import, and the export of sequence labelling) or with
`entities` of start_offset and end_offset (its export where relations are on). It holds kinds and places, and no values.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from pressfacts.article import Article
from pressfacts.convert.articles import article_of, meta_of
from pressfacts.convert.collection import Collection, Labels, Losses, extras, fits, row_of
from pressfacts.convert.files import ONE_FILE, Files, json_lines, json_lines_of, text_field
from pressfacts.read.fact_rows import Row


def read(path: Path, labels: Labels, losses: Losses) -> Collection:
    """The texts with their labels; `text` may also be called `data`, and `label` `labels`, as some versions do."""
    collection = Collection()
    for number, (line, where) in enumerate(json_lines(path), 1):
        text = text_field(line.get("text", line.get("data")), "text", where)
        meta = line | (line["meta"] if isinstance(line.get("meta"), dict) else {})
        article = article_of(text, meta, f"{path.stem}-{line.get('id', number)}")
        collection.articles[article.id] = article
        collection.rows += _rows(article, _spans(line), labels, losses)
        losses.note("a relation", len(line.get("relations") or ()))
        losses.note("a comment", len(line.get("Comments") or line.get("comments") or ()))
    return collection


def _spans(line: dict[str, Any]) -> Iterator[tuple[Any, Any, Any]]:
    for span in line.get("label") or line.get("labels") or ():
        if isinstance(span, list) and len(span) == 3:
            yield span[0], span[1], span[2]
    for entity in line.get("entities") or ():
        if isinstance(entity, dict):
            yield entity.get("start_offset"), entity.get("end_offset"), entity.get("label")


def _rows(article: Article, spans: Iterator[tuple[Any, Any, Any]], labels: Labels, losses: Losses) -> Iterator[Row]:
    for start, end, label in spans:
        kind = labels.kind(str(label), losses)
        if kind and fits(article, start, end, losses):
            yield row_of(article, kind, start, end)


def write(collection: Collection, losses: Losses) -> Files:
    """One JSONL file with a line for each article; what describes the article is kept by doccano as metadata."""
    losses.note_fields((extras(row) for row in collection.rows), ())
    return {ONE_FILE: json_lines_of(_line(article, rows) for article, rows in collection.by_article())}


def _line(article: Article, rows: list[Row]) -> dict[str, Any]:
    return {"text": article.text, "label": [[row["start"], row["end"], row["kind"]] for row in rows], **meta_of(article)}
