"""All inputs as one stream of records, no two articles with the same id."""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing
from itertools import chain
from typing import cast

from pressfacts.errors import ArticleError, OutputError
from pressfacts.lots import in_lots
from pressfacts.read.files import OnBytes, Source, open_input
from pressfacts.read.formats import JSONL, TEXT, Format, format_of, stem_of
from pressfacts.read.records import (
    STANDARD_INPUT,
    AnyRecord,
    Incoming,
    Known,
    Limits,
    Origin,
    Recall,
    Record,
    Rejection,
    characters_of,
    name_of,
)
from pressfacts.read.remote import RemoteFile
from pressfacts.read.streams import read_stream


def read_articles(files: Iterable[Source], limits: Limits | None = None, on_bytes: OnBytes | None = None) -> Iterator[Record]:
    """The records of the files that `find_inputs` found, in order, one at a time.

    A record is an `Incoming` article or a `Rejection`. Of articles with the same id the first counts, the others are rejected.
    """
    return chain.from_iterable(cast(Iterator[list[Record]], recall_articles(files, None, limits, on_bytes)))


def recall_articles(
    files: Iterable[Source], recall: Recall | None, limits: Limits | None = None, on_bytes: OnBytes | None = None
) -> Iterator[list[AnyRecord]]:
    """As `read_articles`, but some tens at a time, and articles that `recall` knows by their bytes are `Known`, and not read again."""
    bounds = limits or Limits()
    return _first_of_each_id(record for file in files for record in _recall_file(file, recall, bounds, on_bytes))


def read_file(file: Source, limits: Limits) -> Iterator[Record]:
    """The records of one file. What its reader can say of the whole file only is one rejection without a line."""
    return cast(Iterator[Record], _recall_file(file, None, limits, None))


def _recall_file(file: Source, recall: Recall | None, limits: Limits, on_bytes: OnBytes | None) -> Iterator[AnyRecord]:
    origin, format_ = _origin(file, recall), _format(file)
    try:
        with open_input(file, on_bytes, unpack=format_.gzip and origin.source.lower().endswith(".gz")) as stream:
            yield from read_stream(stream, origin, format_, limits)
    except ArticleError as error:
        yield Rejection.of(error, origin.source, id=origin.stem if format_.one_article else None)


def _origin(file: Source, recall: Recall | None) -> Origin:
    if str(file) == STANDARD_INPUT:
        return Origin(STANDARD_INPUT, "stdin", recall)
    source = file.name if isinstance(file, RemoteFile) else name_of(file)
    return Origin(source, stem_of(source), recall)


def _format(file: Source) -> Format:
    # A folder that could not be listed has no format: as a text file it is rejected when it is opened.
    return JSONL if str(file) == STANDARD_INPUT else format_of(file.name) or TEXT


def _first_of_each_id(records: Iterable[AnyRecord]) -> Iterator[list[AnyRecord]]:
    with closing(_Seen()) as seen:
        for lot in in_lots(records, _AT_ONCE, _AT_ONCE_CHARACTERS, characters_of):
            new = iter(seen.are_new([_id(record) for record in lot if not isinstance(record, Rejection)]))
            yield [record if isinstance(record, Rejection) or next(new) else _duplicate(record) for record in lot]


def _id(record: Incoming | Known) -> str:
    return record.id if isinstance(record, Known) else record.article.id


def _duplicate(record: Incoming | Known) -> Rejection:
    return Rejection.of(_DUPLICATE, record.file, id=_id(record), line=record.line, offset=record.byte_offset)


class _Seen:
    """The ids that came by, as digests: the first in a set, where there are more in a database that grows into a temporary file."""

    def __init__(self) -> None:
        self._first: set[bytes] = set()
        self._database = sqlite3.connect("", isolation_level=None)
        self._database.execute(f"PRAGMA cache_size = -{_CACHE_KILOBYTES}")
        self._database.execute("PRAGMA synchronous = OFF")
        self._database.execute("CREATE TABLE seen (id BLOB PRIMARY KEY) WITHOUT ROWID")
        self._database.execute("BEGIN")

    def are_new(self, ids: Sequence[str]) -> list[bool]:
        """Whether each id comes for the first time. Raises OutputError where there is no room for the temporary file."""
        digests = [hashlib.sha256(id_.encode("utf-8", "surrogatepass")).digest()[:_DIGEST_BYTES] for id_ in ids]
        known = self._first.intersection(digests)
        if len(self._first) >= _MOST_IN_SET:
            known |= self._known_to_database(digests)
        else:
            self._first.update(digests)
        return [_is_new(digest, known) for digest in digests]

    def _known_to_database(self, digests: Sequence[bytes]) -> set[bytes]:
        """Those of the digests that the database holds; from now on it holds all of them."""
        try:
            asked = f"SELECT id FROM seen WHERE id IN ({','.join('?' * len(digests))})"
            known = {digest for (digest,) in self._database.execute(asked, digests)}
            if digests:
                self._database.execute(f"INSERT OR IGNORE INTO seen VALUES {','.join(['(?)'] * len(digests))}", digests)
            return known
        except sqlite3.OperationalError as error:
            what, mend = f"cannot be written: {error}", "free some space there, or name another folder by TMPDIR"
            raise OutputError(what, where="the folder for temporary files", mend=mend) from error

    def close(self) -> None:
        """Give back memory and file."""
        self._database.close()


def _is_new(digest: bytes, known: set[bytes]) -> bool:
    new = digest not in known
    known.add(digest)
    return new


_DIGEST_BYTES = 16
_MOST_IN_SET = 131_072  # some thirteen megabytes
_CACHE_KILOBYTES = 16_384
_AT_ONCE, _AT_ONCE_CHARACTERS = 64, 1 << 18  # records that the database is asked about together
_DUPLICATE = ArticleError("an article before it has the same id", reason="duplicate_id", mend="give each article an id of its own")
