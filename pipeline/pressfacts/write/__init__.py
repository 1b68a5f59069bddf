"""Getting facts out: JSON lines in files that appear only when they are whole."""

from pressfacts.write.jsonl import JsonlFile, to_json
from pressfacts.write.output import ARTICLES, FACTS, REJECTED, RUN, OutputFolder, write_whole

__all__ = ["ARTICLES", "FACTS", "REJECTED", "RUN", "JsonlFile", "OutputFolder", "to_json", "write_whole"]
