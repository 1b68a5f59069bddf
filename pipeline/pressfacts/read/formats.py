"""The formats that are read, told by the end of a file's name. A reader is loaded when its first file comes."""

from __future__ import annotations

import importlib
import importlib.util
from collections.abc import Callable, Iterator
from typing import BinaryIO, NamedTuple, cast

from pressfacts.errors import InputError
from pressfacts.read.records import AnyRecord, Limits, Origin

Reader = Callable[[BinaryIO, Origin, Limits], Iterator[AnyRecord]]

_DRIVERS = {"html": ("trafilatura", "lxml"), "warc": ("warcio", "trafilatura", "lxml"), "parquet": ("pyarrow",), "remote": ("fsspec",)}


class Format(NamedTuple):
    """A format: how its names end, whether a file is one article, what is to be installed for it, and where its reader is.

    `gzip`: names may also end in `.gz`, which is unpacked before the reader sees it.
    """

    name: str
    suffixes: tuple[str, ...]
    reader: str
    one_article: bool = False
    extra: str | None = None
    gzip: bool = True

    @property
    def endings(self) -> tuple[str, ...]:
        """All ends of names, in lower case."""
        return (*self.suffixes, *(f"{suffix}.gz" for suffix in self.suffixes)) if self.gzip else self.suffixes

    def load(self) -> Reader:
        """The function that reads it. Raises InputError where a driver is missing."""
        if self.extra:
            require(self.extra, self.name)
        module, function = self.reader.split(":")
        return cast(Reader, getattr(importlib.import_module(f"pressfacts.read.{module}"), function))


FORMATS = (
    Format("text", (".txt", ".md", ".markdown"), "text_files:read_text", one_article=True),
    Format("JSON lines", (".jsonl", ".ndjson"), "jsonl:read_jsonl"),
    Format("HTML", (".html", ".htm", ".xhtml"), "html:read_html", one_article=True, extra="html"),
    Format("mail", (".eml",), "mail:read_mail", one_article=True),
    Format("mailbox", (".mbox",), "mail:read_mailbox"),
    Format("feed", (".rss", ".atom", ".xml"), "feeds:read_feed", extra="html"),
    Format("CSV", (".csv", ".tsv"), "csv_files:read_csv"),
    Format("Parquet", (".parquet",), "parquet:read_parquet", extra="parquet", gzip=False),
    # Each record of a .warc.gz is compressed by itself: its reader unpacks them one by one, and can so step over damage.
    Format("WARC", (".warc", ".warc.gz"), "warc:read_warc", extra="warc", gzip=False),
    Format("zip archive", (".zip",), "zips:read_zip", gzip=False),
    Format("tar archive", (".tar", ".tar.gz", ".tgz"), "tars:read_tar", gzip=False),
)
ARCHIVES = ("zip archive", "tar archive")
KNOWN = ", ".join(suffix for each in FORMATS for suffix in each.suffixes) + "; most of them also with .gz"

_BY_ENDING = sorted(((ending, each) for each in FORMATS for ending in each.endings), key=lambda pair: -len(pair[0]))
TEXT, JSONL = FORMATS[:2]


def format_of(name: str) -> Format | None:
    """The format of a file by its name, None where it is none of ours."""
    name = name.lower()
    return next((each for ending, each in _BY_ENDING if name.endswith(ending)), None)


def stem_of(name: str) -> str:
    """The last part of a name without the end that tells the format: the id of a file that is one article, and what ids of
    unnamed records begin with. Control characters, which would play tricks on terminals, are written as `\\xNN`.
    """
    name = name.rpartition("/")[2]
    ending = next((ending for ending, _ in _BY_ENDING if name.lower().endswith(ending)), "")
    stem = name[: len(name) - len(ending)] or name
    return "".join(letter if letter.isprintable() else letter.encode("unicode_escape").decode() for letter in stem)


def require(extra: str, what: str) -> None:
    """Raise InputError, telling what to install, where a driver of this extra is missing."""
    for module in _DRIVERS[extra]:
        if importlib.util.find_spec(module) is None:
            mend = f'install it: pip install "pressfacts[{extra}]"'
            raise InputError(f"reading {what} needs {module}, which is not installed", mend=mend)
