"""Who does the work: this process while there is little of it, workers once there is more."""

from __future__ import annotations

from collections import deque
from types import TracebackType

from pressfacts.article import Article
from pressfacts.batch.cores import usable_cores
from pressfacts.batch.in_process import InProcess
from pressfacts.batch.pool import Done, OnDeath, Pool, WorkerPool
from pressfacts.batch.worker import Allowance, Factory

# Measured: opening the extractor in a worker costs as much processor time as extracting 20,000 words, or 120,000 characters.
FEW_CHARACTERS = 150_000
# An article costs something however short it is; one that is this long may take time and memory that only a worker bounds.
_CHARACTERS_EACH = 300
LARGE_CHARACTERS = 40_000


def open_pool(
    workers: int | None, factory: Factory, allowance: Allowance, on_death: OnDeath | None = None, *, careful: bool = False
) -> Pool:
    """A pool of so many worker processes; with 1 the work is done in this process.

    With None the amount of work decides, unless told to be `careful`: then workers do all.
    """
    if workers == 1:
        return InProcess(factory, allowance)
    many = WorkerPool(workers or usable_cores(), factory, allowance, on_death)
    return many if workers or careful else ByAmount(InProcess(factory, allowance), many)


class ByAmount:
    """Holds articles back until it is clear whether they are few.

    Few are worked on when the run has nothing else to do than to wait for them.
    """

    def __init__(self, few: InProcess, many: WorkerPool) -> None:
        self._few, self._many, self._with_workers = few, many, False
        self._held_back: deque[tuple[int, Article]] = deque()
        self._amount = 0

    def __enter__(self) -> ByAmount:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        if self._with_workers:
            self._many.__exit__(kind, error, trace)

    def submit(self, ticket: int, article: Article) -> None:
        """Hold the article back, or give it to the workers with all that were held back."""
        self._held_back.append((ticket, article))
        self._amount += len(article.text) + _CHARACTERS_EACH
        if self._amount > FEW_CHARACTERS or len(article.text) > LARGE_CHARACTERS:
            self._start_workers()
        if self._with_workers:
            while self._held_back:
                self._many.submit(*self._held_back.popleft())

    def done(self, seconds: float) -> Done | None:
        """An outcome that is ready. Where the caller would wait for one, work on an article that was held back."""
        if seconds and self._held_back:
            self._few.submit(*self._held_back.popleft())
        return self._few.done(0) or (self._many.done(seconds) if self._with_workers else None)

    def _start_workers(self) -> None:
        if not self._with_workers:
            self._few.close_extractor()
            self._many.__enter__()
            self._with_workers = True
