"""All inputs as one stream of records, no two articles with the same id."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator

from pressfacts.errors import ArticleError
from pressfacts.read.files import OnBytes, Source, open_input
from pressfacts.read.formats import JSONL, TEXT, Format, format_of, stem_of
from pressfacts.read.records import STANDARD_INPUT, Limits, Origin, Record, Rejection, name_of
from pressfacts.read.remote import RemoteFile


def read_articles(files: Iterable[Source], limits: Limits | None = None, on_bytes: OnBytes | None = None) -> Iterator[Record]:
    """The records of the files that `find_inputs` found, in order, one at a time.

    A record is an `Incoming` article or a `Rejection`. Of articles with the same id the first counts, the others are rejected.
    """
    bounds = limits or Limits()
    return _first_of_each_id(record for file in files for record in read_file(file, bounds, on_bytes))


def read_file(file: Source, limits: Limits, on_bytes: OnBytes | None = None) -> Iterator[Record]:
    """The records of one file. What its reader can say of the whole file only is one rejection without a line."""
    origin, format_ = _origin(file), _format(file)
    try:
        with open_input(file, on_bytes, unpack=format_.gzip and origin.source.lower().endswith(".gz")) as stream:
            yield from format_.load()(stream, origin, limits)
    except ArticleError as error:
        yield Rejection.of(error, origin.source, id=origin.stem if format_.one_article else None)


def _origin(file: Source) -> Origin:
    if str(file) == STANDARD_INPUT:
        return Origin(STANDARD_INPUT, "stdin")
    source = file.name if isinstance(file, RemoteFile) else name_of(file)
    return Origin(source, stem_of(source))


def _format(file: Source) -> Format:
    # A folder that could not be listed has no format: as a text file it is rejected when it is opened.
    return JSONL if str(file) == STANDARD_INPUT else format_of(file.name) or TEXT


def _first_of_each_id(records: Iterable[Record]) -> Iterator[Record]:
    seen: set[bytes] = set()  # digests: 16 bytes an article, however long its id
    for record in records:
        if isinstance(record, Rejection):
            yield record
            continue
        digest = hashlib.blake2b(record.article.id.encode("utf-8", "surrogatepass"), digest_size=16).digest()
        if digest in seen:
            yield Rejection.of(_DUPLICATE, record.file, id=record.article.id, line=record.line, offset=record.byte_offset)
        else:
            seen.add(digest)
            yield record


_DUPLICATE = ArticleError("an article before it has the same id", reason="duplicate_id", mend="give each article an id of its own")
