"""A run over any number of articles: bad ones are rejected by name, the run goes on, and the report adds up."""

from pressfacts.batch.report import Report
from pressfacts.batch.run import run_batch

__all__ = ["Report", "run_batch"]
