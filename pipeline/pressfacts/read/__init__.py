"""Getting articles in: which files, how they are opened and decoded, and what is rejected and why."""

from pressfacts.read.articles import read_articles, recall_articles
from pressfacts.read.files import Source
from pressfacts.read.inputs import find_inputs, local_paths, size_of
from pressfacts.read.one import read_one
from pressfacts.read.records import (
    DEFAULT_ARTICLE_BYTES,
    AnyRecord,
    Incoming,
    Known,
    Limits,
    Recall,
    Recalled,
    Record,
    Rejection,
    characters_of,
)
from pressfacts.read.remote import RemoteFile

__all__ = [
    "DEFAULT_ARTICLE_BYTES",
    "AnyRecord",
    "Incoming",
    "Known",
    "Limits",
    "Recall",
    "Recalled",
    "Record",
    "Rejection",
    "RemoteFile",
    "Source",
    "characters_of",
    "find_inputs",
    "local_paths",
    "read_articles",
    "read_one",
    "recall_articles",
    "size_of",
]
