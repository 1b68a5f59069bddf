"""How much may be rejected."""

from __future__ import annotations

import pytest

from pressfacts.batch import MostRejected


@pytest.mark.parametrize("told", ["", "x", "-1", "5.5", "101%", "-1%", "%"])
def test_what_is_no_number_and_no_share_is_refused(told: str) -> None:
    with pytest.raises(ValueError):
        MostRejected.parse(told)


def test_a_number_holds_at_once_and_a_share_after_a_hundred_records() -> None:
    assert MostRejected.parse("0").exceeded(1, 1)
    assert not MostRejected.parse("5%").exceeded(99, 99)
    assert MostRejected.parse("5%").exceeded(99, 99, at_end=True)
    assert MostRejected.parse("5%").exceeded(6, 100)
    assert not MostRejected.parse("5%").exceeded(5, 100)
    assert not MostRejected().exceeded(100, 100, at_end=True)
