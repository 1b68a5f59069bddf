"""Opening an extractor for `extract`. A worker process imports this, and of the command line nothing else."""

from __future__ import annotations

import multiprocessing
from typing import TYPE_CHECKING

from pressfacts.own_process import collect_seldom, keep_what_is_open, leave_out_spacys_commands

if TYPE_CHECKING:
    from pressfacts.extractor import Extractor
    from pressfacts.settings import Settings


def open_extractor(settings: Settings) -> Extractor:
    """The extractor to work with; a model that is missing is told at once.

    A worker process opens the model now, so that no article's time limit pays for loading it. In this process, where few articles
    are worked on, it waits for the first sentence that needs it: often there is none.
    """
    collect_seldom()  # a worker process does not come by way of the command
    leave_out_spacys_commands()
    from pressfacts.extractor import Extractor

    extractor = Extractor(settings)
    extractor.prepare(load=multiprocessing.parent_process() is not None)
    keep_what_is_open()
    return extractor
