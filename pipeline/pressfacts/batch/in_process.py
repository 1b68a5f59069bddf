"""Articles worked on in this process: for few of them, starting others would take longer than the work."""

from __future__ import annotations

import queue
import resource
from collections.abc import Iterator
from contextlib import contextmanager
from types import TracebackType

from pressfacts.article import Article
from pressfacts.batch.outcome import ExtractsMany, Outcome, extract_one, timed_out
from pressfacts.batch.pool import Done
from pressfacts.batch.worker import Allowance, Factory, memory_bound
from pressfacts.errors import ArticleError
from pressfacts.time_limit import time_limit


class InProcess:
    """All work in this process. Limits of time and memory hold as far as `time_limit` and the system's bound of address space do:
    what hangs in a library's compiled code or ends the process ends the run, and the next run works on it in a worker.
    """

    def __init__(self, factory: Factory, allowance: Allowance) -> None:
        self._factory, self._allowance = factory, allowance
        self._extractor: ExtractsMany | None = None
        self._done: queue.SimpleQueue[Done] = queue.SimpleQueue()

    def __enter__(self) -> InProcess:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        return None

    def submit(self, ticket: int, article: Article) -> None:
        """Extract the article, now. Raises what is a fault of the set-up."""
        if self._extractor is None:
            self._extractor = self._factory()
        failure = timed_out(self._allowance.seconds)
        ended = ArticleError(failure.message, reason=failure.reason, mend=failure.mend)
        try:
            with _bounded_memory(self._allowance), time_limit(self._allowance.seconds, ended):
                outcome = extract_one(self._extractor, article)
        except ArticleError:  # the time was up when extraction was just over
            outcome = Outcome(failure=failure)
        if outcome.failure == failure:
            self._extractor = None  # it was left in the middle of something
        self._done.put((ticket, outcome))

    def close(self) -> None:
        """Nothing changes: all that came is done."""

    def done(self, seconds: float) -> Done | None:
        """The next outcome, if there is one."""
        return None if self._done.empty() else self._done.get()


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
