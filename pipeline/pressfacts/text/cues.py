"""Words just before or after a span that change what it means: qualifiers, units, prepositions."""

from __future__ import annotations

import functools
import re
from typing import Any

REACH = 48  # code points looked at on either side; the longest qualifier has 24
_WORDS = re.compile(r"[^\W_]+(?:['’.-][^\W_]+)*|[^\w\s]")


class CueLexicon:
    """Phrases and what each means, looked up backwards from where a span begins or forwards from where it ends.

    `fillers` are words that may stand between phrase and span: "more than *a whopping* $5 million".
    """

    def __init__(self, entries: dict[str, Any], fillers: frozenset[str] = frozenset()) -> None:
        self._entries = {tuple(_WORDS.findall(form.casefold())): value for form, value in entries.items()}
        self._longest = max(map(len, self._entries), default=0)
        self._fillers = fillers

    def before(self, text: str, start: int) -> Any:
        """The meaning of the outermost phrase that ends where the span begins, or None: of "up to an estimated" it is "up to"."""
        words = _words(text[max(0, start - REACH) : start])
        found = None
        while words:
            size = next((size for size in range(min(self._longest, len(words)), 0, -1) if words[-size:] in self._entries), 0)
            if size:
                found = self._entries[words[-size:]]
            elif words[-1] not in self._fillers:
                break
            words = words[: -(size or 1)]
        return found

    def after(self, text: str, end: int) -> Any:
        """The meaning of the longest phrase that begins where the span ends, or None."""
        words = _words(text[end : end + REACH])
        sizes = range(min(self._longest, len(words)), 0, -1)
        return next((self._entries[words[:size]] for size in sizes if words[:size] in self._entries), None)


@functools.lru_cache(maxsize=64)
def _words(stretch: str) -> tuple[str, ...]:
    """The words of a stretch, case-folded; kept for a while, since several lexicons are asked about the same one."""
    return tuple(_WORDS.findall(stretch.casefold()))
