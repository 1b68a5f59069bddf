"""What became of one article, in the form that crosses process borders and is kept on disk.

A block is a header, one line of JSON, and below it the article's lines of `facts.jsonl` as they will be written. Fresh or
kept, from this process or another, an article's lines reach the output through a block: hence always the same bytes.
"""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple, Protocol

import orjson

from pressfacts.article import Article
from pressfacts.errors import ArticleError, PressfactsError
from pressfacts.time_limit import CLOCK_FACTOR
from pressfacts.write import to_json

_LONGEST_MESSAGE = 300

# Reasons that tell of this machine and its limits, not of the article alone: with other limits the article is tried again.
REASONS_OF_LIMITS = ("timed_out", "out_of_memory", "worker_killed")


class FactLike(Protocol):
    """What the run needs of a fact, besides that it can be written as JSON."""

    @property
    def kind(self) -> str:
        """The kind of the fact."""


class ExtractionLike(Protocol):
    """What became of one article."""

    @property
    def article(self) -> Article:
        """The article that was given."""

    @property
    def facts(self) -> Sequence[Any]:
        """Its facts, in the order of the text."""

    @property
    def published(self) -> datetime.date | None:
        """The publication day that relative dates were resolved against."""

    @property
    def published_from(self) -> str | None:
        """How that day was known."""

    @property
    def error(self) -> Exception | None:
        """What went wrong, where extraction failed."""


class ExtractsMany(Protocol):
    """An extractor: it answers each article of a stream, in order."""

    def extract_many(self, articles: Iterable[Article]) -> Iterator[ExtractionLike]:
        """The extraction of each article."""


class Failure(NamedTuple):
    """Why the extraction of an article failed: `reason` is one word to filter by."""

    reason: str
    message: str
    mend: str | None = None


class Outcome(NamedTuple):
    """Facts of one article as lines of JSON (each with its line feed), how many of each kind, how long its text is; or the failure."""

    published: str | None = None
    published_from: str | None = None
    words: int = 0
    characters: int = 0
    kinds: Mapping[str, int] = {}
    failure: Failure | None = None
    lines: bytes = b""

    def to_block(self, *more: object) -> bytes:
        """Header and lines as bytes, with more in the header that is told beside the outcome."""
        failure = self.failure and [self.failure.reason, self.failure.message, self.failure.mend]
        return orjson.dumps([*self[:5], failure, *more]) + b"\n" + self.lines

    @classmethod
    def from_block(cls, block: bytes) -> tuple[Outcome, list[Any]]:
        """The outcome that `to_block` made these bytes of, and what more was told."""
        header, _, lines = block.partition(b"\n")
        published, published_from, words, characters, kinds, failure, *more = orjson.loads(header)
        return cls(published, published_from, words, characters, kinds, Failure(*failure) if failure else None, lines), more


def extract_all(extractor: ExtractsMany, articles: Sequence[Article]) -> list[Outcome]:
    """Extract articles together. What an article is to blame for becomes its failure; a fault of the set-up is raised.

    Raises RuntimeError for an extractor that does not give one answer about each article.
    """
    answers = list(extractor.extract_many(articles))
    if [answer.article.id for answer in answers] != [article.id for article in articles]:
        raise RuntimeError(f"the extractor gave {len(answers)} answers, or some to other questions, for {len(articles)} articles")
    return [outcome_of(answer) for answer in answers]


def outcome_of(answer: ExtractionLike) -> Outcome:
    """What an extraction gave, as lines of JSON. What the article is to blame for becomes a failure; a fault of the set-up is raised."""
    try:
        if answer.error:
            raise answer.error
        lines = b"".join(to_json(fact) + b"\n" for fact in answer.facts)
    except Exception as error:
        return Outcome(failure=_failure(error))
    kinds, text = Counter(fact.kind for fact in answer.facts), answer.article.text
    published = answer.published.isoformat() if answer.published else None
    return Outcome(published, answer.published_from, len(text.split()), len(text), dict(sorted(kinds.items())), None, lines)


def _failure(error: Exception) -> Failure:
    if isinstance(error, PressfactsError) and not isinstance(error, ArticleError):
        raise error  # a fault of the set-up: every other article would fail too
    if isinstance(error, ArticleError):
        return Failure(error.reason, error.what, error.mend)
    if isinstance(error, MemoryError):
        return out_of_memory()
    first_line = (str(error).splitlines() or [""])[0][:_LONGEST_MESSAGE]
    message = f"{type(error).__name__}: {first_line}".encode("utf-8", "backslashreplace").decode("utf-8")
    return Failure("extraction_failed", message, "this is a fault of pressfacts: please report it with the article")


def timed_out(seconds: float) -> Failure:
    """The failure of an article that took longer than it may."""
    what = f"took more than {seconds:g} seconds of processor time, or {seconds * CLOCK_FACTOR:g} by the clock"
    return Failure("timed_out", what, "split it, or raise --time-limit")


def out_of_memory() -> Failure:
    """The failure of an article that needed more memory than a worker may have."""
    return Failure("out_of_memory", "needed more memory than a worker may have", "split it, or raise --memory-limit")


def worker_killed() -> Failure:
    """The failure of an article at which two workers died."""
    return Failure("worker_killed", "the process that worked on it died, and so did a second one", "look at it alone: pressfacts show")
