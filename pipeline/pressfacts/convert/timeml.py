"""TimeML: dates as TIMEX3 tags in the text (TimeML 1.2.1; the files of TempEval-3 are of this kind). A file an article."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import Element

from pressfacts.article import Article
from pressfacts.convert.collection import Collection, Labels, Losses, extras, row_of, without_overlaps
from pressfacts.convert.files import Files, encoded, file_name, files_in, id_of_file
from pressfacts.convert.xml import escaped, read_xml, without_forbidden
from pressfacts.read.fact_rows import Row
from pressfacts.read.published import parse_published
from pressfacts.text.timex import bounds

_OURS = {"TEXT", "TIMEX3"}
_KEPT = {"tid", "type", "value", "mod"}
_OPEN = ".."
# What TIMEX3 holds of a date, and what follows from it.
_HELD = {"type", "timex", "mod", "start", "end", "granularity", "parts"}


def read(path: Path, labels: Labels, losses: Losses) -> Collection:
    """The articles of .tml files and their TIMEX3 as dates. The id is the file's name: DOCID is not always filled in."""
    collection = Collection()
    for file in files_in(path, ".tml", ".xml"):
        root = read_xml(file)
        text, spans = _text_and_spans(root, losses)
        created = next(_creation_times(root), None)
        published = parse_published(created.get("value") or "") if created is not None else None
        title = " ".join((root.findtext(".//TITLE") or "").split())
        article = Article(id_of_file(file), text, title=title or None, published=published)
        collection.articles[article.id] = article
        collection.rows += [row for start, end, tag in spans for row in _rows(article, start, end, tag, losses)]
    return collection


def _creation_times(root: Element) -> Iterator[Element]:
    yield from root.iterfind(".//DCT//TIMEX3")
    yield from (tag for tag in root.iter("TIMEX3") if tag.get("functionInDocument") in ("CREATION_TIME", "PUBLICATION_TIME"))


def _text_and_spans(root: Element, losses: Losses) -> tuple[str, list[tuple[int, int, Element]]]:
    """The text of all TEXT elements without tags, and where the TIMEX3 tags stand in it."""
    pieces: list[str] = []
    spans: list[tuple[int, int, Element]] = []
    for part in root.iter("TEXT"):
        _walk(part, sum(map(len, pieces)), pieces, spans, losses)
    return "".join(pieces), sorted(spans, key=lambda span: span[:2])


def _walk(root: Element, at: int, pieces: list[str], spans: list[tuple[int, int, Element]], losses: Losses) -> None:
    # A stack of our own: tags may be nested deeper than Python calls may.
    begun: list[tuple[Element, int]] = []
    stack: list[tuple[Element, bool]] = [(root, True)]
    while stack:
        element, opens = stack.pop()
        piece = element.text if opens else element.tail if element is not root else None
        if opens:
            begun.append((element, at))
            stack.append((element, False))
            stack += [(child, True) for child in reversed(element)]
            if element.tag not in _OURS:
                losses.note(f"the tag {element.tag}")
        else:
            _, start = begun.pop()
            if element.tag == "TIMEX3" and at > start:
                spans.append((start, at, element))
        if piece:
            pieces.append(piece)
            at += len(piece)


def _rows(article: Article, start: int, end: int, tag: Element, losses: Losses) -> Iterator[Row]:
    text = article.text[start:end]
    start, end = start + len(text) - len(text.lstrip()), end - (len(text) - len(text.rstrip()))
    if start >= end:
        return
    for name in sorted(set(tag.keys()) - _KEPT):
        losses.note(f"the attribute {name} of TIMEX3")
    timex = tag.get("value") or None
    first, last = bounds(timex) if timex else (None, None)
    value = {
        "type": (tag.get("type") or "date").lower(),
        "timex": timex,
        "start": first and first.isoformat(),
        "end": last and last.isoformat(),
    }
    yield row_of(article, "date", start, end, {"value": value | {"mod": (tag.get("mod") or "").lower() or None}})


def as_timex3(rows: Iterable[Row]) -> list[Row]:
    """Dates as TIMEX3 has them, other facts as they are: an interval told with both ends is two, one with one end is that end."""
    return [each for row in rows for each in (_ends(row) if row["kind"] == "date" else [row])]


def _ends(row: Row) -> list[Row]:
    value: dict[str, Any] = row.get("value") or {}
    parts = value.get("parts")
    if parts:
        return [
            {
                **row,
                "start": part["start"],
                "end": part["end"],
                "text": part["text"],
                "value": _end(value, part.get("timex"), part.get("type")),
            }
            for part in parts
        ]
    told = next((end for end in (value.get("timex") or "").split("/") if end != _OPEN), None) or None
    return [{**row, "value": _end(value, told, value.get("type"))}]


def _end(value: dict[str, Any], timex: str | None, type_: str | None) -> dict[str, Any]:
    """The value of one end. TIMEX3 has no intervals: their ends are dates."""
    first, last = bounds(timex) if timex else (None, None)
    kind = "date" if type_ in (None, "interval") else type_
    return {"type": kind, "timex": timex, "start": first and first.isoformat(), "end": last and last.isoformat(), "mod": value.get("mod")}


def write(collection: Collection, losses: Losses) -> Files:
    """A .tml file for each article."""
    losses.note_articles(collection.articles.values(), ("title", "published"))
    return {f"{file_name(article.id)}.tml": encoded(_document(article, rows, losses)) for article, rows in collection.by_article()}


def _document(article: Article, rows: list[Row], losses: Losses) -> str:
    text, forbidden = without_forbidden(article.text)
    losses.note("a code point that XML cannot hold", forbidden)
    day = article.published.isoformat() if article.published else ""
    head = f'<TIMEX3 tid="t0" type="DATE" value="{day}" temporalFunction="false" functionInDocument="CREATION_TIME">{day}</TIMEX3>'
    title = f"<TITLE>{escaped(without_forbidden(article.title)[0])}</TITLE>\n\n" if article.title else ""
    tagged, at = [], 0
    for number, row in enumerate(without_overlaps(_dates(rows, losses), losses), 1):
        value = row.get("value") or {}
        mod = f' mod="{escaped(value["mod"].upper())}"' if value.get("mod") else ""
        attributes = (
            f'tid="t{number}" type="{escaped((value.get("type") or "date").upper())}" value="{escaped(value.get("timex") or "")}"{mod}'
        )
        tagged += [escaped(text[at : row["start"]]), f"<TIMEX3 {attributes}>{escaped(text[row['start'] : row['end']])}</TIMEX3>"]
        at = row["end"]
    body = "".join([*tagged, escaped(text[at:])])
    dct = f"<DCT>{head}</DCT>\n\n" if day else ""
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n<TimeML>\n\n'
        f"<DOCID>{escaped(without_forbidden(article.id)[0])}</DOCID>\n\n{dct}{title}<TEXT>{body}</TEXT>\n\n</TimeML>\n"
    )


def _dates(rows: list[Row], losses: Losses) -> list[Row]:
    dates = [row for row in rows if row["kind"] == "date"]
    for row in rows:
        if row["kind"] != "date":
            losses.note(f"facts of kind {row['kind']}")
    for row in dates:
        value = row.get("value") or {}
        if value.get("type") == "interval":
            losses.note("an interval, written as its ends")
        if row.get("value") is None:
            losses.note("that the value is not told")
        losses.note_fields([extras(row)], {"value"})
        losses.note_fields([{f"value.{name}": inner for name, inner in value.items()}], {f"value.{name}" for name in _HELD})
    return as_timex3(dates)
