"""What reading yields: an article with where it came from, or a rejection that says why there is none."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from pressfacts.article import Article
from pressfacts.errors import ArticleError

STANDARD_INPUT = "-"
DEFAULT_ARTICLE_BYTES = 10 << 20


@dataclass(frozen=True, slots=True)
class Limits:
    """How much of one record is read. `article_bytes` bounds a text file and one line of JSONL, both after decompression."""

    article_bytes: int = DEFAULT_ARTICLE_BYTES


class Incoming(NamedTuple):
    """An article as it was read. `warnings` tell what had to be guessed or left out.

    `line` counts from 1, `byte_offset` is where it begins in the (unpacked) file; both are None for a text file.
    """

    article: Article
    file: str
    line: int | None = None
    byte_offset: int | None = None
    encoding: str = "utf-8"
    warnings: tuple[str, ...] = ()


class Rejection(NamedTuple):
    """A record that became no article, or whose extraction failed: one line of `rejected.jsonl`.

    `source` is the path as the user gave it. `line` counts from 1 and `byte_offset` is where that line begins in the file
    (after decompression); both are None where the whole file is meant. `reason` is one word to filter by.
    """

    id: str | None
    source: str
    line: int | None
    byte_offset: int | None
    reason: str
    message: str
    mend: str | None

    @classmethod
    def of(
        cls, error: ArticleError, source: str, *, id: str | None = None, line: int | None = None, offset: int | None = None
    ) -> Rejection:
        """The rejection that an error stands for; `offset` is in bytes."""
        return cls(id, source, line, offset, error.reason, error.what, error.mend)


Record = Incoming | Rejection


def name_of(path: Path) -> str:
    """A path as text. A name that is not valid in the file system's encoding keeps its bytes visible as `\\xNN`."""
    return os.fsencode(path).decode("utf-8", "backslashreplace")


def stem_of(path: Path) -> str:
    """The file's name without `.txt`, `.jsonl` and `.gz`: the id of a text file, and what ids of unnamed lines begin with."""
    name = name_of(Path(path.name))
    if name.lower().endswith(".gz"):
        name = name[:-3]
    suffix = next((suffix for suffix in (".txt", ".jsonl") if name.lower().endswith(suffix)), "")
    return name[: len(name) - len(suffix)] or name
