"""Records wait in the order of the input, and those that are known wait without their texts."""

from __future__ import annotations

import pytest

from pressfacts.batch import window as module
from pressfacts.batch.ledger import Place
from pressfacts.batch.outcome import Outcome
from pressfacts.batch.window import Shelved, Waiting, Window, without_text
from pressfacts.read import Incoming, Known
from tests.batch.runs import incoming, rejection

PLACE = Place(1, 0, 0, 10)


def test_records_leave_in_order_each_when_it_is_ready() -> None:
    window, new = Window(), Waiting(incoming("a1", "$1"))
    for waiting in (new, Waiting(rejection(2)), Waiting(incoming("a3", "$3"), place=PLACE)):
        window.add(waiting)
    assert not window.ready
    new.outcome = Outcome()
    left = [window.leave(2), window.leave(2), window.leave(2)]
    assert [[waiting.record for waiting in part] for part in left] == [[incoming("a1", "$1"), rejection(2)], [incoming("a3", "$3")], []]
    assert len(window) == 0 and not window.ready


@pytest.mark.parametrize(
    ("limit", "waiting", "full"),
    [
        ("_MOST_TO_WORK_ON", Waiting(incoming("a1", "$1")), True),
        ("_MOST_TO_WORK_ON", Waiting(incoming("a1", "$1"), place=PLACE), False),
        ("_MOST_TO_WORK_ON", Waiting(rejection(1)), False),
        ("_MOST_RECORDS", Waiting(incoming("a1", "$1"), place=PLACE), True),
        ("_MOST_CHARACTERS", Waiting(incoming("a1", "$1"), place=PLACE), True),
        ("_MOST_CHARACTERS", Waiting(without_text(incoming("a1", "$1")), place=PLACE), False),
    ],
)
def test_it_is_full_of_texts_of_characters_or_of_records(monkeypatch: pytest.MonkeyPatch, limit: str, waiting: Waiting, full: bool) -> None:
    monkeypatch.setattr(module, limit, 2)
    window = Window()
    window.add(waiting)
    window.add(waiting)
    assert window.is_full == full
    waiting.outcome = Outcome()  # that it is ready by now takes nothing away
    assert len(window.leave(9)) == 2
    assert not window.is_full


KNOWN = [Known("a1", "news.jsonl", 1, 0, Place(1, 0, 0, 10)), Known("b", "b.txt", None, None, Place(1, 1, 10, 5))]


def test_known_articles_take_few_bytes_and_leave_in_their_places(monkeypatch: pytest.MonkeyPatch) -> None:
    window = Window()
    for known in [*KNOWN, *KNOWN]:
        window.add_known(known)
    window.add(Waiting(incoming("a2", "$2")))
    window.add_known(KNOWN[0])
    assert (len(window), window.ready, window.is_full) == (6, True, False)
    assert window.leave(9) == [Shelved(*known[1:]) for known in [*KNOWN, *KNOWN]]
    assert (len(window), window.ready, window.leave(9)) == (2, False, [])
    monkeypatch.setattr(module, "_MOST_KNOWN", 2)
    window.add_known(KNOWN[0])
    assert window.is_full


def test_a_run_of_known_articles_ends_somewhere() -> None:
    window = Window()
    for line in range(1000):
        window.add_known(KNOWN[0]._replace(line=line))
    parts = [window.leave(1) for _ in range(4)]
    assert [len(part) for part in parts] == [256, 256, 256, 232]
    assert [waiting.line for part in parts for waiting in part if isinstance(waiting, Shelved)] == list(range(1000))


def test_a_known_article_is_held_without_its_text_unless_the_text_is_written_again() -> None:
    record = incoming("a1", "$1", warnings=("odd",))
    assert without_text(record) == Incoming(*record)._replace(article=incoming("a1", "").article)
    derived = incoming("a1", "$1", derived_text=True)
    assert without_text(derived) is derived
