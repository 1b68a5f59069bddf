"""Getting facts out: JSON lines, Parquet or DuckDB, in files that appear only when they are whole."""

from pressfacts.write.jsonl import JsonlFile, output_errors, to_json
from pressfacts.write.output import ARTICLES, FACTS, REJECTED, RUN, OutputFolder, remove_leftovers, write_whole

__all__ = [
    "ARTICLES",
    "FACTS",
    "REJECTED",
    "RUN",
    "JsonlFile",
    "OutputFolder",
    "output_errors",
    "remove_leftovers",
    "to_json",
    "write_whole",
]
