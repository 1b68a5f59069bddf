"""How time grows with hostile text: each shape at 20, 200 and 1,000 kB, by kind. Linear means that the last columns stay alike.

    python bench/hostile.py                 # every kind
    python bench/hostile.py money           # one kind

Prints microseconds a character. A quadratic kind shows a figure that grows tenfold from one column to the next.
"""

from __future__ import annotations

import sys
import time

from rich.console import Console
from rich.table import Table

from pressfacts.article import Article
from pressfacts.extractor import Extractor
from pressfacts.settings import DEFAULT_KINDS, Settings

SHAPES = {
    "ended quotes": "? “A",
    "dotted": ". .",
    "digits": "9",
    "groups": "1,1",
    "signs": "$",
    "amounts": "$5 ",
    "elided list": "$5, ",
    "ranges": "$1 to $2 to ",
    "magnitudes": "million ",
    "number words": "twenty ",
    "brackets": "($1 (",
    "accents": "é\u0302",
    "emoji": "🎉",
    "capitals": "Paris ",
    "initials": "A. ",
    "commas": "Rome, ",
    "years": "2025-",
    "months": "May ",
    "weekdays": "on Monday ",
    "agreements": "deal ",
    "signings": "signed an agreement with ",
    "no spaces": "ab",
    "bars": "| ",
    "lines": "x\n",
    "full stops": ".",
    "quotes": "”",
}
SIZES = (20_000, 200_000, 1_000_000)


def cost(extractor: Extractor, shape: str, size: int) -> float:
    """Microseconds of CPU a character."""
    article = Article("a", (shape * (size // len(shape) + 1))[:size])
    began = time.process_time()
    extractor.extract(article)
    return (time.process_time() - began) / size * 1e6


def main() -> None:
    kinds = sys.argv[1:] or list(DEFAULT_KINDS)
    for kind in kinds:
        extractor = Extractor(Settings(kinds=(kind,)))  # type: ignore[arg-type]
        extractor.extract(Article("a", "In Paris he signed a deal for $5 in May."))
        table = Table(kind, *(f"{size // 1000} kB" for size in SIZES), title=f"{kind}: microseconds a character")
        for name, shape in SHAPES.items():
            table.add_row(name, *(f"{cost(extractor, shape, size):.2f}" for size in SIZES))
        Console(width=80).print(table)


if __name__ == "__main__":
    main()
