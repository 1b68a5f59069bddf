"""brat standoff: for each article a .txt file and an .ann file with its spans (brat's Annotation Data Format).

What a span has besides its label stands as JSON in an AnnotatorNotes line, which brat shows beside the span; `optional` is an
attribute besides. `annotation.conf` names the labels, as brat wants it.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import orjson

from pressfacts.article import Article
from pressfacts.convert.collection import SPAN_FIELDS, Collection, Labels, Losses, extras, fits, row_of
from pressfacts.convert.files import Files, encoded, file_name, files_in, id_of_file, read_text
from pressfacts.errors import InputError
from pressfacts.fact import KINDS
from pressfacts.read.fact_rows import Row

_SPAN = re.compile(r"(\S+) (\d+ \d+(?:;\d+ \d+)*)")
_OPTIONAL, _NOTE = "Optional", "AnnotatorNotes"
_CONFIGURATION = "[entities]\n{kinds}\n\n[relations]\n\n[events]\n\n[attributes]\nOptional\tArg:<ENTITY>\n"


def read(path: Path, labels: Labels, losses: Losses) -> Collection:
    """The .txt files of a folder with the spans of the .ann files beside them. Raises InputError for a line that is not brat's."""
    collection = Collection()
    for file in files_in(path, ".txt"):
        article = Article(id_of_file(file), read_text(file))
        collection.articles[article.id] = article
        beside = file.with_suffix(".ann")
        if beside.is_file():
            collection.rows += _rows(article, beside, labels, losses)
    return collection


def _rows(article: Article, path: Path, labels: Labels, losses: Losses) -> list[Row]:
    rows: dict[str, Row] = {}
    notes: list[tuple[str, dict[str, Any]]] = []
    for number, line in enumerate(read_text(path).split("\n"), 1):
        name, _, rest = line.rstrip("\r").partition("\t")
        if name.startswith("T"):
            row = _span(article, rest, labels, losses, f"{path}:{number}")
            if row:
                rows[name] = row
        elif name[:1] in ("A", "M") and rest.split()[:1] == [_OPTIONAL]:
            notes.append((rest.split()[1], {"optional": True}))
        elif name.startswith("#") and rest.startswith(_NOTE):
            about, _, text = rest.partition("\t")
            notes.append((about.split()[-1], _note(text, losses)))
        elif line.strip():
            losses.note(f"a line of type {name[:1]}")
    for about, extra in notes:
        if about in rows:
            rows[about] |= extra
    return list(rows.values())


def _span(article: Article, rest: str, labels: Labels, losses: Losses, where: str) -> Row | None:
    told, _, text = rest.partition("\t")
    match = _SPAN.fullmatch(told)
    if match is None:
        raise InputError(f"not a line of brat: {rest[:60]!r}", where=where, mend="a span is `T1<TAB>label start end<TAB>text`")
    offsets = [int(offset) for part in match[2].split(";") for offset in part.split()]
    start, end = min(offsets), max(offsets)
    kind = labels.kind(match[1], losses)
    if kind is None or not fits(article, start, end, losses):
        return None
    if len(offsets) > 2 and article.text[start:end].split() != text.split():
        losses.note("the gap in a span of several parts")
    return row_of(article, kind, start, end)


def _note(text: str, losses: Losses) -> dict[str, Any]:
    try:
        told = orjson.loads(text)
    except orjson.JSONDecodeError:
        told = None
    if not isinstance(told, dict) or not isinstance(told.get("value"), dict | None):
        losses.note("a note that is no value")  # written by a person, for persons
        return {}
    return {name: value for name, value in told.items() if name not in SPAN_FIELDS}


def write(collection: Collection, losses: Losses) -> Files:
    """A .txt and an .ann file for each article, and annotation.conf."""
    losses.note_articles(collection.articles.values())
    files = {"annotation.conf": _CONFIGURATION.format(kinds="\n".join(KINDS)).encode()}
    for article, rows in collection.by_article():
        name = file_name(article.id)
        files[f"{name}.txt"] = encoded(article.text)
        files[f"{name}.ann"] = encoded("".join(_lines(rows)))
    return files


def _lines(rows: list[Row]) -> list[str]:
    lines, attributes = [], 0
    for number, row in enumerate(rows, 1):
        parts = _parts(row["text"], row["start"])
        places = ";".join(f"{start} {end}" for start, end in parts)
        words = " ".join(row["text"][start - row["start"] : end - row["start"]] for start, end in parts)
        lines.append(f"T{number}\t{row['kind']} {places}\t{words}\n")
        if row.get("optional"):
            attributes += 1
            lines.append(f"A{attributes}\t{_OPTIONAL} T{number}\n")
        rest = {name: value for name, value in extras(row).items() if name != "optional"}
        if rest:
            lines.append(f"#{number}\t{_NOTE} T{number}\t{orjson.dumps(rest).decode()}\n")
    return lines


def _parts(text: str, start: int) -> list[tuple[int, int]]:
    """The lines of a span: brat's own lines cannot hold a line end, so a span across one has several parts."""
    return [(start + match.start(), start + match.end()) for match in re.finditer(r"[^\r\n]+", text)]
