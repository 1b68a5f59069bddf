"""What made a run's facts: version, rules, model, settings. Equal answers here and equal articles give equal bytes."""

from __future__ import annotations

import importlib.metadata
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from pressfacts.fact import SCHEMA_VERSION
from pressfacts.read import Limits
from pressfacts.settings import Settings


def version() -> str:
    """The version of the installed package."""
    return importlib.metadata.version("pressfacts")


def about_run(settings: Settings, limits: Limits, rules_digest: str, inputs: Iterable[str]) -> dict[str, Any]:
    """The first part of `run.json`. Inputs and rule folders stand as the user named them."""
    return {
        "pressfacts": version(),
        "schema_version": SCHEMA_VERSION,
        "rules_digest": rules_digest,
        "model": settings.model,
        "settings": {
            "rules": [_text(folder) for folder in settings.rules],
            "kinds": list(settings.kinds),
            "published": settings.published,
            "max_article_bytes": limits.article_bytes,
        },
        "inputs": [_text(name) for name in inputs],
    }


def _text(name: str | Path) -> str:
    # Names that are not valid UTF-8 come from the system with lone surrogates, which JSON cannot hold.
    return str(name).encode("utf-8", "backslashreplace").decode("utf-8")
