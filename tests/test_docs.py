"""The pages under docs/: their Python blocks run in order and print what stands below them."""

from __future__ import annotations

import contextlib
import io
import re
from pathlib import Path
from typing import Any

DOCS = Path(__file__).parent.parent / "docs"
_BLOCK = re.compile(r"```python\n(.*?)```(?:\n+```text\n(.*?)```)?", re.DOTALL)


def run_page(name: str, **names: Any) -> int:
    """Run the page's blocks with these names defined; how many there were."""
    blocks = _BLOCK.findall((DOCS / name).read_text(encoding="utf-8"))
    for code, expected in blocks:
        out = io.StringIO()
        with contextlib.redirect_stdout(out):
            exec(compile(code, f"docs/{name}", "exec"), names)
        assert out.getvalue() == expected, code
    return len(blocks)


def test_python() -> None:
    assert run_page("python.md") == 6
