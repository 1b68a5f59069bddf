"""What made a run's facts: version, rules, model, settings. Equal answers here and equal articles give equal bytes."""

from __future__ import annotations

import importlib.metadata
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from pressfacts.batch.keys import making_key
from pressfacts.batch.worker import Allowance
from pressfacts.fact import SCHEMA_VERSION
from pressfacts.read import Limits
from pressfacts.settings import Settings


def version() -> str:
    """The version of the installed package."""
    return importlib.metadata.version("pressfacts")


def about_run(
    settings: Settings, limits: Limits, allowance: Allowance, made_by: dict[str, Any], inputs: Iterable[str], form: dict[str, Any]
) -> dict[str, Any]:
    """The first part of `run.json`; `made_by` is the `making`, `form` that of the output.

    Inputs and rule folders stand as the user named them.
    """
    return {
        "pressfacts": version(),
        "schema_version": SCHEMA_VERSION,
        "rules_digest": made_by["rules"],
        "model": settings.model,
        "making": {"key": making_key(made_by).hex(), "model": made_by["model"], "code": made_by["code"], "packages": made_by["packages"]},
        "settings": {
            "rules": [_text(folder) for folder in settings.rules],
            "kinds": list(settings.kinds),
            "published": settings.published,
            "max_article_bytes": limits.article_bytes,
            "time_limit": allowance.seconds,
            "memory_limit": allowance.megabytes,
        },
        "form": form,
        "inputs": [_text(name) for name in inputs],
    }


def _text(name: str | Path) -> str:
    # Names that are not valid UTF-8 come from the system with lone surrogates, which JSON cannot hold.
    return str(name).encode("utf-8", "backslashreplace").decode("utf-8")
