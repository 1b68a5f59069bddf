"""Partitions of equal size."""

from __future__ import annotations

from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from bench.skew import by_size, skew_of
from pressfacts.spark.balance import FEWEST_CHARACTERS, MOST_CHARACTERS, MOST_PARTITIONS, large_from, partition_size, place

Articles = st.dictionaries(st.integers(-(2**63), 2**63 - 1), st.integers(1, 1000), max_size=50)


def test_partitions_are_small_enough_to_share_and_large_enough_to_be_worth_a_task() -> None:
    assert partition_size(0, cores=2) == FEWEST_CHARACTERS
    assert partition_size(50_000_000, cores=2) == 50_000_000 // 32
    assert partition_size(10**9, cores=2) == MOST_CHARACTERS
    assert partition_size(3 * 10**12, cores=256) == 3 * 10**12 // MOST_PARTITIONS


def test_giants_come_first_and_alone() -> None:
    placed = place([(7, 90), (-8, 200), (9, 10)], characters=1000, size=100)
    assert placed.large == {-8: 0, 7: 1, 9: 1}
    assert (placed.number, placed.rest, placed.partitions) == (2, 7, 9)


@given(Articles, st.integers(1, 500))
def test_no_partition_is_overfull_unless_one_article_fills_it(articles: dict[int, int], size: int) -> None:
    placed = place(articles.items(), sum(articles.values()), size)
    filled = Counter[int]()
    for hash_, partition in placed.large.items():
        filled[partition] += articles[hash_]
    assert set(placed.large) == set(articles)
    assert set(filled) == set(range(placed.number))
    for partition, characters in filled.items():
        assert characters <= size or sum(1 for each in placed.large.values() if each == partition) == 1


@given(Articles, st.integers(1, 500))
def test_the_order_of_the_articles_does_not_matter(articles: dict[int, int], size: int) -> None:
    forwards, backwards = (place(each, sum(articles.values()), size) for each in (articles.items(), reversed(articles.items())))
    assert forwards == backwards


def test_giants_among_news_do_not_make_a_run_wait() -> None:
    lengths = [3500] * 20_000 + [10 << 20] * 5
    assert large_from(partition_size(sum(lengths), 8)) > 3500
    assert skew_of(by_size(lengths, 8), cores=8).time < 1.1
