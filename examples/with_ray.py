"""Facts by Ray Data: `python with_ray.py articles.jsonl facts/`.

A class keeps its actor, and with it the extractor, for all batches.
"""

import sys

import pyarrow as pa
import ray

from pressfacts.arrow import extract_table


class Extract:
    """What each actor does with a batch of articles."""

    def __call__(self, articles: pa.Table) -> pa.Table:
        """One row a fact, or a rejected article with the reason."""
        return extract_table(articles)


def extract(articles: ray.data.Dataset, actors: int) -> ray.data.Dataset:
    """The facts of a dataset of articles. Leave a core free: with one actor on each, none is left to read for them."""
    return articles.map_batches(Extract, batch_format="pyarrow", batch_size=200, concurrency=actors)


if __name__ == "__main__":
    source, target = sys.argv[1:]
    extract(ray.data.read_json(source), actors=1).write_parquet(target)
