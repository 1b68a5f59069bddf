"""Articles are worked on some tens at a time, and each worker leaves its share to the others."""

from __future__ import annotations

import queue
from pathlib import Path

import pytest

from pressfacts.article import Article
from pressfacts.batch import Allowance
from pressfacts.batch.handful import MOST_ARTICLES, MOST_CHARACTERS, Task, take
from pressfacts.read import Record
from tests.batch.runs import incoming, run, written


def waiting(*texts: str, ended: bool = False) -> queue.SimpleQueue[Task | None]:
    tasks: queue.SimpleQueue[Task | None] = queue.SimpleQueue()
    for number, text in enumerate(texts):
        tasks.put((number, Article(str(number), text)))
    if ended:
        tasks.put(None)
    return tasks


@pytest.mark.parametrize(
    ("texts", "shares", "taken"),
    [
        (["a"], 1, 1),
        (["a"] * 9, 1, 9),
        (["a"] * 9, 2, 5),  # one, and half of the eight behind it
        (["a"] * 500, 2, MOST_ARTICLES),
        (["a" * MOST_CHARACTERS, "a"], 1, 1),
        (["a", "a" * MOST_CHARACTERS, "a"], 1, 2),
    ],
)
def test_a_share_of_what_waits_is_taken(texts: list[str], shares: int, taken: int) -> None:
    assert [number for number, _ in take(waiting(*texts), shares)] == list(range(taken))


def test_the_end_is_left_for_the_others_too() -> None:
    tasks = waiting("a", "b", ended=True)
    assert [number for number, _ in take(tasks, 1)] == [0, 1]
    assert take(tasks, 1) == []


@pytest.mark.parametrize("workers", [1, 2])
@pytest.mark.parametrize("word", ["SPIN", "HANG"])
def test_of_articles_worked_on_together_only_the_one_to_blame_is_set_aside(tmp_path: Path, word: str, workers: int) -> None:
    records: list[Record] = [incoming(f"a{number}", word if number == 7 else f"${number}") for number in range(40)]
    report = run(tmp_path / "out", records, workers=workers, allowance=Allowance(0.3, 512))
    assert (report.extracted, dict(report.rejected)) == (39, {"timed_out": 1})
    run(tmp_path / "others", [record for record in records if record is not records[7]], workers=1)
    assert written(tmp_path / "others")[0] == written(tmp_path / "out")[0]
