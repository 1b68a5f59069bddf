"""Extraction where the data already is: Spark DataFrames, over Arrow. Needs the extra `spark`, and Java 17 or later.

facts = pressfacts.spark.extract(articles)    # DataFrame -> DataFrame
"""

from pressfacts.errors import InputError

try:
    import pyarrow  # noqa: F401
    import pyspark  # noqa: F401
except ImportError as missing:
    raise InputError(f"this needs the package {missing.name}", mend="pip install 'pressfacts[spark]'") from missing

from pressfacts.spark.engine import extract

__all__ = ["extract"]
