"""Articles worked on in this process: for few of them, starting others would take longer than the work."""

from __future__ import annotations

import queue
import resource
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from types import TracebackType

from pressfacts.article import Article
from pressfacts.batch.handful import Task, is_full
from pressfacts.batch.outcome import ExtractsMany, Failure, Outcome, extract_all, out_of_memory, timed_out
from pressfacts.batch.pool import Done
from pressfacts.batch.worker import Allowance, Factory, memory_bound
from pressfacts.errors import ArticleError
from pressfacts.time_limit import time_limit


class InProcess:
    """All work in this process. Limits of time and memory hold as far as `time_limit` and the system's bound of address space do:
    what hangs in a library's compiled code or ends the process ends the run, and the next run works on it in a worker.
    """

    def __init__(self, factory: Factory, allowance: Allowance, extractor: ExtractsMany | None = None) -> None:
        self._factory, self._allowance = factory, allowance
        self._extractor = extractor  # the first, where one is open
        self._held: list[Task] = []
        self._done: queue.SimpleQueue[Done] = queue.SimpleQueue()

    def __enter__(self) -> InProcess:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        return None

    def submit(self, ticket: int, article: Article) -> None:
        """Keep the article until there are some to work on together; then do. Raises what is a fault of the set-up."""
        self._held.append((ticket, article))
        if is_full(self._held):
            self._work()

    def close(self) -> None:
        """Nothing changes: `done` works on what is held when it is waited for."""

    def done(self, seconds: float) -> Done | None:
        """The next outcome, if there is one; where the caller would wait for one, it is worked for."""
        if seconds and self._held and self._done.empty():
            self._work()
        return None if self._done.empty() else self._done.get()

    def _work(self) -> None:
        tasks, self._held = self._held, []
        for (ticket, _), outcome in zip(tasks, self.outcomes([article for _, article in tasks]), strict=True):
            self._done.put((ticket, outcome))

    def outcomes(self, articles: Sequence[Article]) -> list[Outcome]:
        """Work on a handful of articles now. Raises what is a fault of the set-up."""
        outcomes = self._together(articles)
        if len(articles) > 1 and any(outcome.failure in (self._late, out_of_memory()) for outcome in outcomes):
            # They share the limits: which of them is to blame shows when each is worked on by itself.
            outcomes = [self._together([article])[0] for article in articles]
        return outcomes

    @property
    def _late(self) -> Failure:
        return timed_out(self._allowance.seconds)

    def _together(self, articles: Sequence[Article]) -> list[Outcome]:
        if self._extractor is None:
            self._extractor = self._factory()
        ended = ArticleError(self._late.message, reason=self._late.reason, mend=self._late.mend)
        try:
            with _bounded_memory(self._allowance), time_limit(self._allowance.seconds, ended):
                outcomes = extract_all(self._extractor, articles)
        except ArticleError:  # the time was up when extraction was just over
            outcomes = [Outcome(failure=self._late) for _ in articles]
        if any(outcome.failure == self._late for outcome in outcomes):
            self._extractor = None  # it was left in the middle of something
        return outcomes


@contextmanager
def _bounded_memory(allowance: Allowance) -> Iterator[None]:
    bound = memory_bound(allowance)
    before = resource.getrlimit(resource.RLIMIT_AS)
    if bound:
        resource.setrlimit(resource.RLIMIT_AS, bound)
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_AS, before)
