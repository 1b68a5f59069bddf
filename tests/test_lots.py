"""A stream in lists: not too many things in one, not too much, and none lost where the stream fails."""

from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pressfacts.lots import in_lots


def lots(*words: str) -> list[list[str]]:
    return list(in_lots(words, 3, 10, len))


def test_a_list_ends_when_it_is_long_or_its_things_are() -> None:
    assert lots("a", "b", "c", "d") == [["a", "b", "c"], ["d"]]
    assert lots("aaaaaa", "bbbb", "c") == [["aaaaaa", "bbbb"], ["c"]]
    assert lots("a" * 50, "b") == [["a" * 50], ["b"]]
    assert lots() == []


@given(st.lists(st.text(max_size=12)))
def test_nothing_is_lost_and_the_order_stays(words: list[str]) -> None:
    assert [word for lot in lots(*words) for word in lot] == words


def test_what_came_before_a_failure_is_given_first() -> None:
    def failing() -> Iterator[str]:
        yield from "abcd"
        raise OSError("gone")

    stream = in_lots(failing(), 3, 10, len)
    assert [next(stream), next(stream)] == [["a", "b", "c"], ["d"]]
    with pytest.raises(OSError, match="gone"):
        next(stream)
