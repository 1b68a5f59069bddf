"""A job by Spark Connect, in a process of its own: a session of either kind rules out the other in one process.

python -m tests.spark.connect_job RULES    # prints the rows as JSON
"""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path

from pyspark.sql import SparkSession

import pressfacts
from pressfacts.settings import Settings
from tests.spark.mixed import mixed_articles


def main(rules: str) -> None:
    os.environ["SPARK_LOCAL_IP"] = "127.0.0.1"
    os.environ["PYSPARK_PYTHON"] = sys.executable
    session = SparkSession.builder.remote("local[2]").getOrCreate()  # a server within this machine, and a client of it
    rows = [(article["id"], article["text"]) for article in mixed_articles(20)] + [("yards", "It cost $5 yards."), ("blank", " ")]
    facts = pressfacts.spark.extract(session.createDataFrame(rows, "id string, text string"), Settings(rules=(Path(rules),)))
    found = [[row.doc_id, row.kind, row.id, row.text, row.rejected and row.rejected.reason] for row in facts.collect()]
    print(json.dumps({"session": type(session).__module__, "rows": found}))
    session.stop()


if __name__ == "__main__":
    main(sys.argv[1])
