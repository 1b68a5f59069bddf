"""One article by its name: `file.txt`, `file.jsonl#id`, `file.csv#line=17`, `bundle.zip!/a/b.html`."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from pressfacts.errors import ArticleError, InputError
from pressfacts.read.articles import read_articles
from pressfacts.read.formats import ARCHIVES, format_of
from pressfacts.read.inputs import find_inputs
from pressfacts.read.records import Incoming, Limits, Record, Rejection, name_of
from pressfacts.read.remote import is_url

MEMBER = "!/"
_LINE = "line="
_MEND = "name an article as file.txt, file.jsonl#id, file.jsonl#line=17 or archive.zip!/file.html"


class _Name(NamedTuple):
    """A name taken apart: the file to open, the file that the record must tell, and the id or line."""

    path: str
    told_file: str | None
    which: str | None


def read_one(named: str, limits: Limits | None = None) -> Incoming:
    """The one article that the name tells; a file alone names its first.

    Raises InputError where there is no such file or record, ArticleError where the record is bad.
    """
    if Path(named).is_dir():
        raise InputError("is a folder, not an article", where=name_of(Path(named)), mend=_MEND)
    names = list(_readings(named))
    for name in names:
        for record in read_articles(find_inputs([name.path]), limits):
            if _fits(record, name):
                return _accepted(record)
    what = f"holds no article with the id {names[0].which}" if names[0].which else "holds no article"
    raise InputError(what, where=names[0].path, mend=_MEND)


def _readings(named: str) -> Iterator[_Name]:
    # Names of files may hold `#` and so may ids: all splits whose first part is a file are tried, the whole name first.
    whole = True
    for position in [len(named), *(at for at, letter in enumerate(named) if letter == "#")]:
        file, which = named[:position], named[position + 1 :] or None
        archive, _, member = file.partition(MEMBER)
        if _is_there(file):
            yield _Name(file, None, which)
            whole = False
        elif member and _is_there(archive) and _is_archive(archive):
            yield _Name(archive, file, which)
            whole = False
    if whole:
        yield _Name(named, None, None)  # `find_inputs` then says what is wrong with it


def _is_there(file: str) -> bool:
    return (is_url(file) and format_of(file) is not None) or Path(file).is_file()


def _is_archive(file: str) -> bool:
    format_ = format_of(file)
    return format_ is not None and format_.name in ARCHIVES


def _fits(record: Record, name: _Name) -> bool:
    source = record.source if isinstance(record, Rejection) else record.file
    if name.told_file is not None and source != name.told_file:
        return False
    id_ = record.id if isinstance(record, Rejection) else record.article.id
    return name.which is None or name.which == id_ or (record.line is not None and name.which == f"{_LINE}{record.line}")


def _accepted(record: Record) -> Incoming:
    if isinstance(record, Rejection):
        where = f"{record.source}:{record.line}" if record.line else record.source
        raise ArticleError(record.message, reason=record.reason, where=where, mend=record.mend)
    return record
