"""Put numbers into the `entries` of a lexicon of a rule file, leaving everything else of the file as it is."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path


def write_entries(path: Path, lexicon: str, entries: Mapping[str, float]) -> None:
    """Replace the entries of a lexicon that has one a line; keys in order. Raises SystemExit where the file has no such lexicon."""
    text = path.read_text(encoding="utf-8")
    block = re.compile(rf"(?m)^  - id: {re.escape(lexicon)}\n(?:    .*\n)*?    entries:\n((?:      .*\n)+)")
    found = block.search(text)
    if found is None:
        raise SystemExit(f"{path}: no lexicon {lexicon} with one entry a line")
    keys = {name: f'"{name}"' if name[:1].isdigit() else name for name in entries}
    lines = "".join(f'      {keys[name]}: "{value:g}"\n' for name, value in entries.items())
    path.write_text(text[: found.start(1)] + lines + text[found.end(1) :], encoding="utf-8")
