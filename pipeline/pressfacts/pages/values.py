"""Values as pages carry them."""

from __future__ import annotations

from typing import Any


def told(value: Any) -> Any:
    """A value without fields that tell nothing: null, no, and the empty list."""
    if isinstance(value, dict):
        return {name: told(inner) for name, inner in value.items() if inner is not None and inner is not False and inner != []}
    return [told(item) for item in value] if isinstance(value, list) else value
