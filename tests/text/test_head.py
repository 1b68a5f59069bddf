"""The publication date in an article's head: datelines and date lines, never prose."""

import datetime

import pytest

from pressfacts.rulebook import load_rulebook
from pressfacts.text.head import REACH, Head

HEAD = Head(load_rulebook())


@pytest.mark.parametrize(
    ("text", "day"),
    [
        (" date 2026-01-17 CẦN THƠ – Cần Thơ and Sendai will twin", "2026-01-17"),
        ("A headline\n\nPublished 12 March 2026\n\nThe text.", "2026-03-12"),
        ("A headline\n\nBy a Staff Reporter Published April 17, 2024\n\nThe text.", "2024-04-17"),
        ("LONDON, March 3, 2026 (Wire) – The board met.", "2026-03-03"),
        ("NAIROBI, 14 April 2025 — The board met.", "2025-04-14"),
        ("SEOUL, 17/01/2026\nThe board met.", "2026-01-17"),
        ("Hà Nội, 5 May 2025 - The board met.", "2025-05-05"),
        ("HANOI, VIETNAM - Media Wire - 13 July 2026 - The fund", "2026-07-13"),
        ("13 July 2026 – The fund", "2026-07-13"),
        ("ABIDJAN, Côte d'Ivoire, 4 December 2024 — The board", "2024-12-04"),
        ("Reno, NV (Wire) Tuesday Mar 25, 2025 @ 3:15 PM Pacific — Two", "2025-03-25"),
        ("By A Reporter  |  Apr 18, 2023\n\nSAPPORO — Guests came.", "2023-04-18"),
        ("Headline\n\n09/07/2025\n\nThe text.", "2025-07-09"),
    ],
)
def test_the_day_is_read_from_a_dateline_or_a_date_line(text: str, day: str) -> None:
    assert HEAD.published(text) == datetime.date.fromisoformat(day)


@pytest.mark.parametrize(
    "text",
    [
        "The deal signed on 3 March 2021 was renewed.",
        "In Nairobi on 3 March 2021, the parties met.",
        "WASHINGTON, August 8 (Wire) -- The president",  # no year
        "LONDON, March 2026 – The board met.",  # no day
        "The firm, founded on 3 March 2021 - a Wednesday - grew.",
        "Valid from 31 June 2024",
        "",
    ],
)
def test_running_prose_and_parts_of_days_tell_nothing(text: str) -> None:
    assert HEAD.published(text) is None


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Headline\n\n09/07/2025\n\nThe board met on June 3.", "2025-09-07"),
        ("Headline\n\n09/07/2025\n\nThe board met on 3 June.", "2025-07-09"),
        ("Headline\n\n09/07/2025\n\nAlpha Corp. of Ohio paid $5.", "2025-09-07"),
        ("Headline\n\n09/25/2025\n\nThe board met on 3 June.", "2025-09-25"),
    ],
)
def test_a_day_in_figures_follows_the_habit_of_the_article(text: str, day: str) -> None:
    assert HEAD.published(text) == datetime.date.fromisoformat(day)


def test_publication_goes_before_an_update() -> None:
    assert HEAD.published("Last updated: 3 May 2024\nPublished: 1 May 2024\n\nText") == datetime.date(2024, 5, 1)
    assert HEAD.published("Last updated: 3 May 2024\n\nText") == datetime.date(2024, 5, 3)


def test_only_the_head_is_read() -> None:
    assert HEAD.published("word " * REACH + "\nPublished: 1 May 2024\n") is None
