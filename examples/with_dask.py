"""Facts of many files by Dask, one task a file: `python with_dask.py 'articles/*.jsonl' facts/`.

Tasks run in processes, each with an extractor of its own that its first task opens. With a `distributed.Client` open they run on its
cluster: leave `scheduler` out then.
"""

import glob
import sys
from pathlib import Path

import dask
import pyarrow.parquet as pq
from pyarrow import json

from pressfacts.arrow import extract_table


@dask.delayed
def extract(source: str, folder: str) -> int:
    """Write the facts of a JSONL file into a Parquet file of the same name; how many there are."""
    facts = extract_table(json.read_json(source))
    pq.write_table(facts, Path(folder) / f"{Path(source).stem}.parquet")
    return facts.num_rows


if __name__ == "__main__":
    pattern, target = sys.argv[1:]
    Path(target).mkdir(exist_ok=True)
    counts = dask.compute(*[extract(source, target) for source in sorted(glob.glob(pattern))], scheduler="processes")
    print(f"{sum(counts):,} facts")
