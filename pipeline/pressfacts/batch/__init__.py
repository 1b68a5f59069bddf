"""A run over any number of articles: bad ones are rejected by name, the run goes on, and the report adds up.

The parts: `keys` tells what is still good of earlier work, `shelf` and `ledger` keep it, `pool` and `worker` do what is new,
`run` brings all into the output in the order of the input, `verify` proves it later.
"""

from pressfacts.batch.amount import open_pool
from pressfacts.batch.cores import usable_cores
from pressfacts.batch.limits import MostRejected
from pressfacts.batch.report import Report
from pressfacts.batch.run import Watch, run_batch
from pressfacts.batch.shelf import Shelf
from pressfacts.batch.worker import Allowance

__all__ = ["Allowance", "MostRejected", "Report", "Shelf", "Watch", "open_pool", "run_batch", "usable_cores"]
