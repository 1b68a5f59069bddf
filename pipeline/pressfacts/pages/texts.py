"""The texts of a run's articles: kept in the run itself where they were derived from HTML or mail, else read again from the inputs."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from pathlib import Path

from pressfacts.article import Article
from pressfacts.errors import InputError
from pressfacts.pages.run_folder import RunFolder, read_run
from pressfacts.read import DEFAULT_ARTICLE_BYTES, Incoming, Limits, find_inputs, read_articles
from pressfacts.read.remote import is_url

_MEND = "name the folder or file that holds the articles with --articles"


def texts_of(folder: RunFolder, named: Sequence[str] = ()) -> dict[str, str]:
    """The text of each article by id. It is looked for in `named` files and folders, else in the inputs that the run names.

    An article whose text is not there, or is not the one that the run read, is left out. Raises InputError where no text is found
    at all, and for inputs that only a network or standard input could give again.
    """
    texts = {row["id"]: row["text"] for row in folder.articles if isinstance(row.get("text"), str)}
    if len(texts) < len(folder.articles):
        texts = _read_again(folder, named) | texts
    lengths = {row["id"]: row.get("characters") for row in folder.articles}
    fitting = {id_: text for id_, text in texts.items() if id_ in lengths and lengths[id_] in (None, len(text))}
    for fact in folder.facts:
        text = fitting.get(fact["doc_id"])
        if text is not None and text[fact["start"] : fact["end"]] != fact["text"]:
            del fitting[fact["doc_id"]]
    if folder.articles and not fitting:
        raise InputError("none of its articles' texts is there, or all were changed since", where=str(folder.path), mend=_MEND)
    return fitting


def articles_of(path: Path) -> dict[str, Article]:
    """The articles of a run's folder by id, those whose text can be had; none where the folder does not tell."""
    try:
        folder = read_run(path)
        texts = texts_of(folder)
    except InputError:
        return {}
    rows = (row for row in folder.articles if row["id"] in texts)
    return {
        row["id"]: Article(row["id"], texts[row["id"]], row.get("title"), _day(row.get("published")), row.get("source")) for row in rows
    }


def _day(told: str | None) -> datetime.date | None:
    return datetime.date.fromisoformat(told) if told else None


def _read_again(folder: RunFolder, named: Sequence[str]) -> dict[str, str]:
    inputs = list(named) or [name for name in folder.run.get("inputs") or () if isinstance(name, str)]
    if not named and any(name == "-" or is_url(name) for name in inputs):
        raise InputError("its articles came from standard input or a network", where=str(folder.path), mend=_MEND)
    settings = folder.run.get("settings") or {}
    limits = Limits(article_bytes=settings.get("max_article_bytes") or DEFAULT_ARTICLE_BYTES)
    try:
        files = find_inputs(inputs, leave_out=folder.path)
    except InputError as error:
        raise InputError(f"its articles cannot be read again: {error.what}", where=error.where or str(folder.path), mend=_MEND) from error
    wanted = {row["id"] for row in folder.articles}
    records = (record for record in read_articles(files, limits) if isinstance(record, Incoming))
    return {record.article.id: record.article.text for record in records if record.article.id in wanted}
