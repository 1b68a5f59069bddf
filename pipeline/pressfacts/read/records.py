"""What reading yields: an article with where it came from, or a rejection that says why there is none."""

from __future__ import annotations

import os
import shlex
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple, Protocol

from pressfacts.article import Article
from pressfacts.errors import ArticleError

STANDARD_INPUT = "-"
DEFAULT_ARTICLE_BYTES = 10 << 20


@dataclass(frozen=True, slots=True)
class Limits:
    """How much of one record is read. `article_bytes` bounds a text file, a page, a mail, an entry of a feed, a line of JSONL and
    a field of a table, all after decompression. `page_seconds` bounds the processor time in which an article is looked for in a page.
    """

    article_bytes: int = DEFAULT_ARTICLE_BYTES
    page_seconds: float = 60.0


class Incoming(NamedTuple):
    """An article as it was read. `warnings` tell what had to be guessed or left out.

    `line` counts from 1: the line of a JSONL or CSV file, the mail of a mailbox, the entry of a feed, the row of a Parquet
    file, the record of a WARC file. `byte_offset` is where it begins in the (unpacked) file, None where that is not known.
    Both are None for a file that is one article. `derived_text`: the text was made from HTML, a mail or the like, and stands
    in no input as it is. `digest` is that of the line or file, by which a `Recall` will know the article again; empty where it must not.
    """

    article: Article
    file: str
    line: int | None = None
    byte_offset: int | None = None
    encoding: str = "utf-8"
    warnings: tuple[str, ...] = ()
    derived_text: bool = False
    digest: bytes = b""


class Recalled(NamedTuple):
    """What a `Recall` says of a line: its digest; of a known one also the article's id and where all else about it is kept."""

    digest: bytes
    id: str | None = None
    place: Any = None


class Recall(Protocol):
    """Remembers lines in which articles were read before, and other pieces of bytes that hold one article."""

    def recall(self, lines: Sequence[bytes]) -> list[Recalled]:
        """What is remembered of each."""


class Origin(NamedTuple):
    """Where a stream of bytes comes from: its name as records tell it, what ids begin with that the records lack, and who may know it."""

    source: str
    stem: str
    recall: Recall | None = None

    def recalled(self, *parts: bytes) -> Recalled:
        """What is known of the bytes of one article, with all else that says how it is read."""
        if self.recall is None:
            return Recalled(b"")
        return self.recall.recall([b"".join(b"%d:%b" % (len(part), part) for part in parts)])[0]


class Known(NamedTuple):
    """An article in a line or file that a `Recall` knows: it was not read again. `place` is the Recall's, the rest that of `Incoming`."""

    id: str
    file: str
    line: int | None
    byte_offset: int | None
    place: Any


class Rejection(NamedTuple):
    """A record that became no article, or whose extraction failed: one line of `rejected.jsonl`.

    `source` is the path as the user gave it, for a file in an archive `bundle.zip!/a/b.html`. `line` and `byte_offset` are
    those of `Incoming`; both are None where the whole file is meant. `kind` tells in one word what is to blame: the `input`, a `limit` of
    size, time or memory, or a `fault` of extraction. `reason` is one word to filter by. `retry` is the command that tries
    this record alone and prints its facts; None where the record cannot be named (standard input).
    """

    id: str | None
    source: str
    line: int | None
    byte_offset: int | None
    kind: str
    reason: str
    message: str
    mend: str | None
    retry: str | None = None

    @classmethod
    def of(
        cls, error: ArticleError, source: str, *, id: str | None = None, line: int | None = None, offset: int | None = None
    ) -> Rejection:
        """The rejection that an error stands for; `offset` is in bytes."""
        return cls(id, source, line, offset, kind_of(error.reason), error.reason, error.what, error.mend, retry_command(source, line))


Record = Incoming | Rejection
AnyRecord = Incoming | Known | Rejection


def characters_of(record: AnyRecord) -> int:
    """Code points of an article's text that is held; none of a rejection."""
    return len(record.article.text) if isinstance(record, Incoming) else 0


_LIMITS = ("too_large", "too_complex", "timed_out", "out_of_memory", "decompression_bomb")
_FAULTS = ("extraction_failed", "worker_killed")


def kind_of(reason: str) -> str:
    """What is to blame for a rejection: `input`, `limit` or `fault`."""
    return "limit" if reason in _LIMITS else "fault" if reason in _FAULTS else "input"


def retry_command(source: str, line: int | None) -> str | None:
    """The command that reads one record again and prints its facts. A name that no shell could give back has none."""
    if source == STANDARD_INPUT or not source.isprintable() or "\\x" in source:
        return None
    return "pressfacts show --json " + shlex.quote(source if line is None else f"{source}#line={line}")


def name_of(path: Path) -> str:
    """A path as text. A name that is not valid in the file system's encoding keeps its bytes visible as `\\xNN`."""
    return os.fsencode(path).decode("utf-8", "backslashreplace")


def too_large(limits: Limits) -> ArticleError:
    """The error for a record above the limit, of which no more than the limit was held in memory."""
    what = f"is larger than {limits.article_bytes:,} bytes"
    return ArticleError(what, reason="too_large", mend="split it, or raise --max-article-bytes")
