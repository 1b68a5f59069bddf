"""Facts of a Polars frame of articles: `python with_polars.py articles.jsonl facts.parquet`."""

import sys

import polars as pl

from pressfacts.arrow import extract_table


def extract(articles: pl.DataFrame) -> pl.DataFrame:
    """One row a fact, or a rejected article with the reason."""
    facts = pl.from_arrow(extract_table(articles.to_arrow()))
    assert isinstance(facts, pl.DataFrame)
    return facts


if __name__ == "__main__":
    source, target = sys.argv[1:]
    facts = extract(pl.read_ndjson(source))
    facts.write_parquet(target)
    print(facts.group_by("kind").len().sort("kind"))
