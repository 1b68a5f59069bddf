"""Getting articles in: which files, how they are decoded, and what is rejected and why."""

from pressfacts.read.articles import read_articles, read_one
from pressfacts.read.inputs import find_inputs
from pressfacts.read.records import DEFAULT_ARTICLE_BYTES, Incoming, Limits, Record, Rejection

__all__ = ["DEFAULT_ARTICLE_BYTES", "Incoming", "Limits", "Record", "Rejection", "find_inputs", "read_articles", "read_one"]
