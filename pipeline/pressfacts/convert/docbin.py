"""spaCy: a .spacy file, a DocBin of tokenised articles.

All facts are in the span group `facts` with their values in the group's `attrs`; those that do not overlap are also entities, so that
`spacy train` takes the file as it is.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pressfacts.article import Article
from pressfacts.convert.articles import article_of, meta_of
from pressfacts.convert.collection import SPAN_FIELDS, Collection, Labels, Losses, extras, row_of, without_overlaps
from pressfacts.convert.files import ONE_FILE, Files, read_bytes
from pressfacts.convert.tokens import blank_english, tokenised
from pressfacts.errors import InputError
from pressfacts.read.fact_rows import Row

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span

_GROUP, _META = "facts", "pressfacts"


def read(path: Path, labels: Labels, losses: Losses) -> Collection:
    """The texts of a DocBin with the spans of the group `facts`, else of all groups and the entities."""
    from spacy.tokens import DocBin

    try:
        docs = list(DocBin().from_bytes(read_bytes(path)).get_docs(blank_english().vocab))
    except InputError:
        raise
    except Exception as error:  # zlib, msgpack and spaCy each have errors of their own for bytes that are not theirs
        raise InputError(f"is no DocBin: {type(error).__name__}", where=str(path), mend="name a file that DocBin.to_disk wrote") from error
    collection = Collection()
    for number, doc in enumerate(docs, 1):
        meta = doc.user_data.get(_META)
        article = article_of(doc.text, meta if isinstance(meta, dict) else {}, f"{path.stem}-{number}")
        collection.articles[article.id] = article
        collection.rows += _rows(article, doc, labels, losses)
    return collection


def _rows(article: Article, doc: Doc, labels: Labels, losses: Losses) -> Iterator[Row]:
    ours = _GROUP in doc.spans
    groups = [doc.spans[_GROUP]] if ours else [*doc.spans.values(), doc.ents]
    told = doc.spans[_GROUP].attrs.get("values") if ours else None
    values = {_key(each): each for each in told or () if isinstance(each, dict)}
    seen: set[tuple[int, int, str]] = set()
    for span in (span for group in groups for span in group):
        place = (span.start_char, span.end_char, span.label_)
        kind = labels.kind(span.label_, losses)
        if kind and (ours or place not in seen):
            seen.add(place)
            rest = {name: value for name, value in values.get((*place, span.id_), {}).items() if name not in (*SPAN_FIELDS, "number")}
            yield row_of(article, kind, span.start_char, span.end_char, rest)


def _key(told: dict[str, Any]) -> tuple[Any, ...]:
    return told.get("start"), told.get("end"), told.get("kind"), told.get("number")


def write(collection: Collection, losses: Losses) -> Files:
    """One .spacy file."""
    from spacy.tokens import DocBin

    docs = DocBin(store_user_data=True)
    for article, rows in collection.by_article():
        docs.add(_doc(article, rows))
    return {ONE_FILE: docs.to_bytes()}


def _doc(article: Article, rows: list[Row]) -> Doc:
    from spacy.tokens import SpanGroup

    doc = tokenised(article.text, rows)
    spans = [_span(doc, row, f"f{number}") for number, row in enumerate(rows)]
    values = [
        {"start": row["start"], "end": row["end"], "kind": row["kind"], "number": f"f{number}", **extras(row)}
        for number, row in enumerate(rows)
    ]
    doc.spans[_GROUP] = SpanGroup(doc, name=_GROUP, spans=spans, attrs={"values": values})
    entities = without_overlaps([row for row in rows if not row.get("optional")], Losses())  # the group has them all: nothing is lost
    doc.set_ents([_span(doc, row) for row in entities])
    doc.user_data[_META] = meta_of(article)
    return doc


def _span(doc: Doc, row: Row, id_: str = "") -> Span:
    span = doc.char_span(row["start"], row["end"], label=row["kind"], span_id=id_)
    assert span is not None, "`tokenised` cut the words where rows begin and end"
    return span
