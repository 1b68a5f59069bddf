"""What a process that is ours alone (a command, a worker) does for speed, and what a library must not do to the program that uses it."""

from __future__ import annotations

import gc
import importlib
import os
import sys
import types
from typing import Any

# Net new objects before the youngest are looked through. Python's own 700 makes the collector take a seventh of the time: articles that
# are worked on together hold a hundred thousand objects, none of them in cycles, and all are gone with the articles.
_YOUNGEST, _OLDER, _OLDEST = 200_000, 20, 100


def collect_seldom() -> None:
    """Let Python's garbage collector come less often, from the first import on."""
    gc.set_threshold(_YOUNGEST, _OLDER, _OLDEST)


def keep_what_is_open() -> None:
    """Leave what there is by now (rules, gazetteer, model: a million objects that stay) out of all later rounds of the collector."""
    gc.freeze()


def multiply_in_one_thread() -> None:
    """Keep numpy's BLAS from starting threads: workers share the cores already. For whoever has not yet imported numpy."""
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")


def leave_out_spacys_commands() -> None:
    """Let spaCy be imported without its own command line, which it imports with itself: a third of the time, for an HTTP client and more.

    Whoever asks for it after all gets it.
    """
    if "spacy" not in sys.modules:
        sys.modules.update({name: _Later(name) for name in ("spacy.cli", "spacy.cli.info")})


class _Later(types.ModuleType):
    """Stands for a module of spaCy until something in it is asked for."""

    def __getattr__(self, name: str) -> Any:
        if self.__name__ == "spacy.cli.info" and name == "info" and sys.modules.get(self.__name__) is self:
            return lambda *given, **named: self._real().info(*given, **named)  # which `spacy` takes over as its own
        if name.startswith("__") and (self.__name__, name) != ("spacy.cli", "__path__"):
            raise AttributeError(name)
        return getattr(self._real(), name)

    def _real(self) -> Any:
        for module in [name for name, found in sys.modules.items() if isinstance(found, _Later)]:
            del sys.modules[module]
        return importlib.import_module(self.__name__)
