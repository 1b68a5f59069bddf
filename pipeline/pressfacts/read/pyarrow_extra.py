"""pyarrow, by which Parquet is read, and which is an extra."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from pressfacts.errors import InputError


def parquet_module(where: Path) -> Any:
    """The module `pyarrow.parquet`. Raises InputError, naming what was to be read, where pyarrow is not installed."""
    try:
        import pyarrow.parquet as module
    except ImportError as error:
        raise InputError("to read Parquet needs the package pyarrow", where=str(where), mend="pip install 'pressfacts[parquet]'") from error
    return module
