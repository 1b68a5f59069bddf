"""Arrow in, Arrow out: the one function that Spark, Ray, Dask, DuckDB and Polars map over their data. Needs the extra `arrow`.

facts = pressfacts.arrow.extract_batch(articles)    # pyarrow.RecordBatch -> pyarrow.RecordBatch
"""

from pressfacts.errors import InputError

try:
    import pyarrow  # noqa: F401
except ImportError as missing:
    raise InputError("this needs the package pyarrow", mend="pip install 'pressfacts[arrow]'") from missing

from pressfacts.arrow.batches import extract_batch, extract_batches, extract_table
from pressfacts.arrow.schemas import INPUT_SCHEMA, OUTPUT_SCHEMA, REJECTED_COLUMN

__all__ = ["INPUT_SCHEMA", "OUTPUT_SCHEMA", "REJECTED_COLUMN", "extract_batch", "extract_batches", "extract_table"]
