"""All inputs as one stream of records, no two articles with the same id."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from pathlib import Path

from pressfacts.errors import ArticleError, InputError
from pressfacts.read.files import OnBytes
from pressfacts.read.inputs import find_inputs, is_jsonl
from pressfacts.read.jsonl import read_jsonl
from pressfacts.read.records import Incoming, Limits, Record, Rejection, name_of
from pressfacts.read.text_files import read_text_file


def read_articles(files: Iterable[Path], limits: Limits | None = None, on_bytes: OnBytes | None = None) -> Iterator[Record]:
    """The records of the files that `find_inputs` found, in order, one at a time.

    A record is an `Incoming` article or a `Rejection`. Of articles with the same id the first counts, the others are rejected.
    """
    return _first_of_each_id(_read(files, limits or Limits(), on_bytes))


def _read(files: Iterable[Path], limits: Limits, on_bytes: OnBytes | None) -> Iterator[Record]:
    for path in files:
        if is_jsonl(path):
            yield from read_jsonl(path, limits, on_bytes)
        else:
            yield read_text_file(path, limits, on_bytes)


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


def read_one(named: str, limits: Limits | None = None) -> Incoming:
    """The one article that `file.txt` or `file.jsonl#id` names; `file.jsonl` alone names its first.

    Raises InputError where there is no such file or id, ArticleError where the record is bad.
    """
    path, id_ = _split_name(named)
    for record in read_articles(find_inputs([path]), limits):
        if id_ is None or id_ == (record.id if isinstance(record, Rejection) else record.article.id):
            return _accepted(record)
    what = f"holds no article with the id {id_}" if id_ else "holds no article"
    raise InputError(what, where=path, mend="name an article as file.txt or file.jsonl#id")


def _accepted(record: Record) -> Incoming:
    if isinstance(record, Rejection):
        where = f"{record.source}:{record.line}" if record.line else record.source
        raise ArticleError(record.message, reason=record.reason, where=where, mend=record.mend)
    return record


def _split_name(named: str) -> tuple[str, str | None]:
    # Names of files may hold a `#` and so may ids: the first split that leaves a file counts.
    if Path(named).is_dir():
        raise InputError("is a folder, not an article", where=name_of(Path(named)), mend="name an article as file.txt or file.jsonl#id")
    position = named.find("#")
    while position >= 0 and not Path(named).exists():
        if Path(named[:position]).is_file():
            return named[:position], named[position + 1 :]
        position = named.find("#", position + 1)
    return named, None
