"""Who does the work: this process where there is little of it, else workers."""

from __future__ import annotations

from collections import deque
from types import TracebackType

from pressfacts.article import Article
from pressfacts.batch.cores import usable_cores
from pressfacts.batch.in_process import InProcess
from pressfacts.batch.pool import FEW_CHARACTERS, Done, OnDeath, Pool, WorkerPool
from pressfacts.batch.worker import Allowance, Factory

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
    many = WorkerPool(workers or usable_cores(), factory, allowance, on_death, gradual=workers is None)
    return many if workers or careful else ByAmount(InProcess(factory, allowance), many)


class ByAmount:
    """Holds articles back until it is clear whether they are few.

    They are where all are there and this process has nothing else to do; as long as there is more to read, workers do it meanwhile.
    """

    def __init__(self, few: InProcess, many: WorkerPool) -> None:
        self._few, self._many, self._with_workers, self._closed = few, many, False, False
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
        if self._with_workers or self._amount > FEW_CHARACTERS or len(article.text) > LARGE_CHARACTERS:
            self._give_to_workers()

    def close(self) -> None:
        """What is held back now is all."""
        self._closed = True

    def done(self, seconds: float) -> Done | None:
        """An outcome that is ready. Where the caller would wait for one, work on what was held back."""
        if seconds and self._held_back:
            if self._closed:
                self._give_to(self._few)
            else:
                self._give_to_workers()
        return self._few.done(seconds) or (self._many.done(seconds) if self._with_workers else None)

    def _give_to_workers(self) -> None:
        if not self._with_workers:
            self._many.__enter__()
            self._with_workers = True
        self._give_to(self._many)

    def _give_to(self, pool: Pool) -> None:
        while self._held_back:
            pool.submit(*self._held_back.popleft())
