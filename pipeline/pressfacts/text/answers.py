"""Answers kept for as long as there is room."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

Asked = TypeVar("Asked")
Answer = TypeVar("Answer")


class Answers(dict[Asked, Answer]):
    """What a function answers, by what it is asked: `answers[asked]`. At `most` answers all are forgotten.

    For what every word of a text asks: `functools.lru_cache` also keeps the order in which answers were asked for, which takes
    longer than to find one.
    """

    def __init__(self, function: Callable[[Asked], Answer], most: int) -> None:
        self._function, self._most = function, most

    def __missing__(self, asked: Asked) -> Answer:
        if len(self) >= self._most:
            self.clear()
        answer = self[asked] = self._function(asked)
        return answer
