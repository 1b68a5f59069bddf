"""Whether a text writes the month or the day first: its other dates, then its money and spelling."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pressfacts.rulebook import load_rulebook
from pressfacts.text.day_order import DayOrder

ORDER = DayOrder(load_rulebook())


@pytest.mark.parametrize(
    ("text", "month_first"),
    [
        ("05/06/2024", False),
        ("05/06/2024 and 03/25/2024", True),
        ("05/06/2024 and 25/03/2024", False),
        ("05/06/2024 and March 25", True),
        ("05/06/2024 and 25 March", False),
        ("05/06/2024 and 25 March, for $5 in Ohio", False),  # dates before cues
        ("05/06/2024 for $5", True),
        ("05/06/2024 for £5", False),
        ("05/06/2024 for A$5", False),
        ("05/06/2024 for $5 or £4", False),
    ],
)
def test_dates_decide_before_cues(text: str, month_first: bool) -> None:
    assert ORDER.month_first(text) is month_first


@given(st.text(max_size=80))
def test_any_text_has_an_order(text: str) -> None:
    assert ORDER.month_first(text) in (True, False)
