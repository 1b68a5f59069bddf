"""The formats by name, and where their readers and writers are."""

from __future__ import annotations

import importlib
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple, cast

from pressfacts.convert.collection import Collection, Labels, Losses
from pressfacts.convert.files import Files
from pressfacts.errors import InputError

Reader = Callable[[Path, Labels, Losses], Collection]
Writer = Callable[[Collection, Losses], Files]


class Format(NamedTuple):
    """A format: its name, its module (which has `read` and, where `writes`, `write`), and in a few words what it is."""

    name: str
    module: str
    about: str
    writes: bool = True

    def read(self, path: Path, labels: Labels, losses: Losses) -> Collection:
        """The articles and rows of a file or folder. Raises InputError for what is not of the format."""
        if not path.exists():
            raise InputError("no such file or folder", where=str(path), mend=f"name {self.about}")
        return cast(Reader, self._function("read"))(path, labels, losses)

    def render(self, collection: Collection, losses: Losses) -> Files:
        """The files that hold the collection, for `write_files`. Raises InputError where nothing writes this format."""
        if not self.writes:
            mend = f"the formats that can be written are {', '.join(each.name for each in FORMATS if each.writes)}"
            raise InputError(f"{self.name} is read only", where="convert", mend=mend)
        return cast(Writer, self._function("write"))(collection, losses)

    def _function(self, name: str) -> object:
        return getattr(importlib.import_module(f"pressfacts.convert.{self.module}"), name)


FORMATS = (
    Format("pressfacts", "own", "a JSONL file of gold or facts, or a folder with one and articles.jsonl"),
    Format("timeml", "timeml", "a .tml file or a folder of them"),
    Format("brat", "brat", "a folder of .txt and .ann files"),
    Format("labelstudio", "labelstudio", "a JSON file of tasks"),
    Format("prodigy", "prodigy", "a JSONL file of tasks with spans"),
    Format("doccano", "doccano", "a JSONL file of texts with labels"),
    Format("spacy", "docbin", "a .spacy file (DocBin)"),
    Format("conll", "conll", "a file of columns with IOB2 tags"),
    Format("geoparsing", "geoparsing", "an XML file of articles with toponyms, as LGL, TR-News and GeoVirus are", writes=False),
)


def format_named(name: str) -> Format:
    """The format of this name. Raises InputError."""
    found = next((each for each in FORMATS if each.name == name), None)
    if found is None:
        raise InputError(f"no format {name!r}", where="convert", mend=f"the formats are {', '.join(each.name for each in FORMATS)}")
    return found
