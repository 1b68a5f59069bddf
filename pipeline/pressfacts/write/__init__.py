"""Getting facts out: JSON lines or Parquet in files that appear only when they are whole, or DuckDB and PostgreSQL."""

from pressfacts.write.database import Database, open_database
from pressfacts.write.jsonl import JsonlFile, output_errors, to_json
from pressfacts.write.output import ARTICLES, FACTS, REJECTED, RUN, TABLES, OutputFolder, remove_leftovers, write_whole

__all__ = [
    "ARTICLES",
    "FACTS",
    "REJECTED",
    "RUN",
    "TABLES",
    "Database",
    "JsonlFile",
    "OutputFolder",
    "open_database",
    "output_errors",
    "remove_leftovers",
    "to_json",
    "write_whole",
]
