"""Facts of what a DuckDB query selects, into a table: `python with_duckdb.py articles.jsonl facts.duckdb`.

Both sides stream: DuckDB hands over record batches and takes record batches, whatever the size of the query's result.
"""

import sys

import duckdb
import pyarrow as pa

from pressfacts.arrow import OUTPUT_SCHEMA, extract_batches


def extract(database: duckdb.DuckDBPyConnection, query: str, table: str) -> None:
    """Make a table of the facts of the articles that the query selects."""
    articles = database.cursor().sql(query).to_arrow_reader(1000)
    facts = pa.RecordBatchReader.from_batches(OUTPUT_SCHEMA, extract_batches(articles))
    database.register("new_facts", facts)
    database.execute(f"CREATE OR REPLACE TABLE {table} AS SELECT * FROM new_facts")
    database.unregister("new_facts")


if __name__ == "__main__":
    source, target = sys.argv[1:]
    with duckdb.connect(target) as database:
        extract(database, f"SELECT * FROM read_json_auto('{source}')", "facts")
        print(database.sql("SELECT city.country, count(*) FROM facts WHERE kind = 'city' GROUP BY ALL ORDER BY 2 DESC LIMIT 5"))
