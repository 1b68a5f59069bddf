"""Label Studio: a JSON file of tasks, each a text with the regions of its annotations (its JSON export and import format).

What a region has besides its label is JSON in `meta.text`, which Label Studio shows and keeps. Its labelling configuration is to name
the control `label` and the text `text`: `<View><Labels name="label" toName="text">…</Labels><Text name="text" value="$text"/></View>`.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import orjson

from pressfacts.article import Article
from pressfacts.convert.articles import article_of, meta_of
from pressfacts.convert.collection import SPAN_FIELDS, Collection, Labels, Losses, extras, fits, row_of
from pressfacts.convert.files import ONE_FILE, Files, parsed, read_bytes, text_field
from pressfacts.convert.offsets import told_span
from pressfacts.errors import InputError
from pressfacts.read.fact_rows import Row

_CONTROL, _TEXT = "label", "text"


def read(path: Path, labels: Labels, losses: Losses) -> Collection:
    """The texts of the tasks, with the regions of the last annotation of each that was not cancelled."""
    tasks = parsed(read_bytes(path), str(path))
    if not isinstance(tasks, list) or not all(isinstance(task, dict) for task in tasks):
        raise InputError("not a list of tasks", where=str(path), mend="export as JSON, not as JSON-MIN")
    collection = Collection()
    for number, task in enumerate(tasks, 1):
        where = f"{path}, task {task.get('id', number)}"
        data = task.get("data") if isinstance(task.get("data"), dict) else {}
        article = article_of(text_field(data.get("text"), "data.text", where), data, f"{path.stem}-{task.get('id', number)}")
        collection.articles[article.id] = article
        collection.rows += _rows(article, _result(task, losses), labels, losses)
    return collection


def _result(task: dict[str, Any], losses: Losses) -> list[Any]:
    finished = [each for each in task.get("annotations") or () if isinstance(each, dict) and not each.get("was_cancelled")]
    losses.note("the annotation of another annotator", max(0, len(finished) - 1))
    losses.note("a prediction", len(task.get("predictions") or ()) if finished else 0)
    chosen = finished or [each for each in task.get("predictions") or () if isinstance(each, dict)]
    return list(chosen[-1].get("result") or ()) if chosen else []


def _rows(article: Article, regions: list[Any], labels: Labels, losses: Losses) -> Iterator[Row]:
    for region in regions:
        value = region.get("value") if isinstance(region, dict) else None
        if not isinstance(value, dict) or not isinstance(value.get("labels"), list):
            losses.note("a result that is no labelled region")
            continue
        if not fits_any(article, value, losses):
            continue
        start, end = told_span(article, value["start"], value["end"], value.get("text"), losses)
        for label in value["labels"]:
            kind = labels.kind(str(label), losses)
            if kind and fits(article, start, end, losses):
                yield row_of(article, kind, start, end, _extras(region.get("meta"), losses))


def fits_any(article: Article, value: dict[str, Any], losses: Losses) -> bool:
    """Whether the region tells a span at all, in code points or in UTF-16 code units."""
    start, end = value.get("start"), value.get("end")
    good = isinstance(start, int) and isinstance(end, int) and 0 <= start < end <= 2 * len(article.text)
    if not good:
        losses.note("a span outside its text")
    return good


def _extras(meta: Any, losses: Losses) -> dict[str, Any]:
    texts = meta.get("text") if isinstance(meta, dict) else None
    if not texts:
        return {}
    try:
        told = orjson.loads(texts[0] if isinstance(texts, list) else texts)
    except (orjson.JSONDecodeError, TypeError):
        told = None
    if not isinstance(told, dict) or not isinstance(told.get("value"), dict | None):
        losses.note("a note that is no value")
        return {}
    return {name: value for name, value in told.items() if name not in SPAN_FIELDS}


def write(collection: Collection, losses: Losses) -> Files:
    """One JSON file of tasks, with the rows as a finished annotation."""
    tasks = [_task(number, article, rows) for number, (article, rows) in enumerate(collection.by_article(), 1)]
    return {ONE_FILE: orjson.dumps(tasks, option=orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE)}


def _task(number: int, article: Article, rows: list[Row]) -> dict[str, Any]:
    result = [_region(at, row) for at, row in enumerate(rows, 1)]
    return {"id": number, "data": {"text": article.text, **meta_of(article)}, "annotations": [{"result": result}]}


def _region(number: int, row: Row) -> dict[str, Any]:
    value = {"start": row["start"], "end": row["end"], "text": row["text"], "labels": [row["kind"]]}
    region = {"id": f"r{number}", "from_name": _CONTROL, "to_name": _TEXT, "type": "labels", "value": value}
    rest = extras(row)
    return region | ({"meta": {"text": [orjson.dumps(rest).decode()]}} if rest else {})
