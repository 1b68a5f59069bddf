"""Articles to worker processes and outcomes back, come what may to the workers.

The standard pools either hang when a worker is killed or give up as a whole. Here each worker has a thread that waits for it
alone, and one more looks after time and memory: nothing waits that cannot be ended by killing one process.
"""

from __future__ import annotations

import multiprocessing.resource_tracker
import queue
import signal
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import TracebackType
from typing import Protocol

from pressfacts.article import Article
from pressfacts.batch.fork_server import starter_for
from pressfacts.batch.handful import Task, take
from pressfacts.batch.outcome import Failure, Outcome, out_of_memory
from pressfacts.batch.worker import Allowance, Factory, Worker
from pressfacts.errors import WorkerError

Done = tuple[int, Outcome]
OnDeath = Callable[[str | None, Failure], None]

# So much is extracted in the process of the run itself: the first worker, for which the extractor is opened, has no gain by the clock yet.
FEW_CHARACTERS = 150_000
# What waits when one more worker is worth its start: forking it costs nothing, but its automata and caches fill as it works, which takes
# over a second of processor time. Of a million characters two workers are through in 7 seconds where one takes 9.7. Where few of many
# articles have changed, one worker gets through them while the others are read.
MANY_CHARACTERS = 400_000
_WATCH_SECONDS = 0.1
_MOST_STARTS = 3
_ATTEMPTS = 2


class Pool(Protocol):
    """A context manager that works on articles. Tickets are numbers of the caller's choice."""

    def __enter__(self) -> Pool:
        """Get ready."""

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        """Stop all work."""

    def submit(self, ticket: int, article: Article) -> None:
        """Give an article to work on."""

    def close(self) -> None:
        """Say that no more articles will come."""

    def done(self, seconds: float) -> Done | None:
        """An outcome that is ready, waiting for it for so long at the most. Raises what is a fault of the set-up."""


class WorkerPool:
    """So many worker processes, each started when there is work for it; where `gradual` only when those before it have enough for long.

    `on_death` hears of every worker lost: the article id, None where it worked on several, and why.
    Articles that are worked on together when a worker dies are worked on one by one. An article whose worker died is tried once more in
    a new one, while no other works; if that dies too, the outcome is a failure.
    """

    def __init__(
        self, workers: int, factory: Factory, allowance: Allowance, on_death: OnDeath | None = None, *, gradual: bool = False
    ) -> None:
        self._starter, self._allowance, self._on_death = starter_for(factory, allowance), allowance, on_death
        self._tasks: queue.SimpleQueue[Task | None] = queue.SimpleQueue()
        self._done: queue.SimpleQueue[Done | BaseException] = queue.SimpleQueue()
        self._workers: dict[int, Worker] = {}
        self._guard, self._turn, self._stopping = threading.Lock(), _Turn(), threading.Event()
        self._wanted, self._backlog = [threading.Event() for _ in range(workers)], 0
        for wanted in self._wanted[: 1 if gradual else workers]:
            wanted.set()
        self._threads = [threading.Thread(target=self._run, args=(slot,), daemon=True) for slot in range(workers)]
        self._threads.append(threading.Thread(target=self._watch, daemon=True))

    def __enter__(self) -> WorkerPool:
        # It unblocks signals in the thread that happens to start it: better in this one than in one of ours.
        multiprocessing.resource_tracker.ensure_running()
        for thread in self._threads:
            thread.start()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self._stopping.set()
        for wanted in self._wanted:
            wanted.set()
        for _ in self._threads:
            self._tasks.put(None)
        while any(thread.is_alive() for thread in self._threads):
            self._starter.stop()
            for worker in self._current():
                worker.stop()
            for thread in self._threads:
                thread.join(0.05)
        self._starter.close()

    def submit(self, ticket: int, article: Article) -> None:
        """Queue an article."""
        self._tasks.put((ticket, article))
        for wanted in self._wanted[: 1 + self._queued(len(article.text)) // MANY_CHARACTERS]:
            wanted.set()

    def close(self) -> None:
        """Nothing changes: workers wait for the end of the block."""

    def done(self, seconds: float) -> Done | None:
        """The next outcome, of whichever article is ready first."""
        try:
            answer = self._done.get(timeout=seconds) if seconds else self._done.get_nowait()
        except queue.Empty:
            return None
        if isinstance(answer, BaseException):
            raise answer
        return answer

    def _queued(self, characters: int) -> int:
        with self._guard:
            self._backlog += characters
            return self._backlog

    @property
    def _at_work(self) -> int:
        """How many share the tasks: a worker that is not wanted yet takes none of them."""
        return sum(wanted.is_set() for wanted in self._wanted)

    def _current(self) -> list[Worker]:
        with self._guard:
            return list(self._workers.values())

    def _run(self, slot: int) -> None:
        # A worker inherits this mask and with it a moment of peace in which to decide about signals for itself.
        signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT, signal.SIGTERM})
        try:
            self._wanted[slot].wait()
            while (tasks := take(self._tasks, self._at_work)) and not self._stopping.is_set():
                self._queued(-sum(len(article.text) for _, article in tasks))
                for (ticket, _), outcome in zip(tasks, self._work(slot, [article for _, article in tasks]), strict=True):
                    self._done.put((ticket, outcome))
        except BaseException as fault:
            self._done.put(fault)
        finally:
            self._dismiss(slot)

    def _work(self, slot: int, articles: list[Article]) -> Iterator[Outcome]:
        """Work on articles together. Where the worker dies, nobody knows which is to blame: each is worked on by itself."""
        answer = self._ask(slot, articles) if len(articles) > 1 else None
        for place, article in enumerate(articles):
            outcome = answer[place] if isinstance(answer, list) else None
            # Memory may have run out over what articles before this one left behind: then too it is tried in a new process.
            if outcome is None or outcome.failure == out_of_memory():
                outcome = self._work_on_one(slot, article)
            yield outcome

    def _work_on_one(self, slot: int, article: Article) -> Outcome:
        answer: list[Outcome] | Failure | None = None
        for attempt in range(_ATTEMPTS):
            answer = self._ask(slot, [article], alone=attempt > 0)
            if isinstance(answer, list) and answer[0].failure == out_of_memory():
                self._lose(slot, article.id, out_of_memory())
                answer = answer[0].failure
            if isinstance(answer, list):
                return answer[0]
            if self._stopping.is_set():
                break
        assert isinstance(answer, Failure)
        return Outcome(failure=answer)

    def _ask(self, slot: int, articles: list[Article], *, alone: bool = False) -> list[Outcome] | Failure:
        worker = self._workers.get(slot)
        if worker is None or not worker.alive:  # one that died between two articles is no article's fault
            self._dismiss(slot)
            worker = self._hire(slot)
        with self._turn.alone() if alone else self._turn.together():
            answer = worker.ask(articles)
        if isinstance(answer, Failure):
            self._lose(slot, articles[0].id if len(articles) == 1 else None, answer)
        return answer

    def _lose(self, slot: int, article: str | None, why: Failure) -> None:
        self._dismiss(slot)
        if self._on_death and not self._stopping.is_set():
            self._on_death(article, why)

    def _hire(self, slot: int) -> Worker:
        for start in range(_MOST_STARTS):
            try:
                worker = Worker(*self._starter.start(), self._allowance)
                with self._guard:
                    self._workers[slot] = worker
                worker.wait_ready()
                return worker
            except WorkerError:
                self._dismiss(slot)
                if start + 1 == _MOST_STARTS or self._stopping.is_set():
                    raise
        raise AssertionError("the loop above returns or raises")

    def _dismiss(self, slot: int) -> None:
        with self._guard:
            worker = self._workers.pop(slot, None)
        if worker:
            worker.kill()

    def _watch(self) -> None:
        while not self._stopping.wait(_WATCH_SECONDS):
            for worker in self._current():
                worker.watch()


class _Turn:
    """Any number work together, or one alone."""

    def __init__(self) -> None:
        self._free, self._together, self._waiting, self._taken = threading.Condition(), 0, 0, False

    @contextmanager
    def together(self) -> Iterator[None]:
        """Work beside others, once nobody is alone or waits to be."""
        with self._free:
            # Who wants to be alone goes first, or might wait for ever.
            self._free.wait_for(lambda: not self._taken and not self._waiting)
            self._together += 1
        try:
            yield
        finally:
            self._change("_together", -1)

    @contextmanager
    def alone(self) -> Iterator[None]:
        """Work while no other does."""
        with self._free:
            self._waiting += 1
            self._free.wait_for(lambda: not self._taken and not self._together)
            self._waiting -= 1
            self._taken = True
        try:
            yield
        finally:
            with self._free:
                self._taken = False
                self._free.notify_all()

    def _change(self, name: str, by: int) -> None:
        with self._free:
            setattr(self, name, getattr(self, name) + by)
            self._free.notify_all()
