"""Where rules are: the files of the shipped ones and of a user's folder, and a digest that tells whether any of them has changed."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from pathlib import Path

from pressfacts.errors import RuleError


def shipped_rules() -> Path:
    """The folder of the rules that come with pressfacts: inside the installed package, or in the source tree."""
    inside = Path(__file__).resolve().parent / "rules"
    return inside if inside.is_dir() else Path(__file__).resolve().parents[2] / "rules"


def rule_files(folder: Path) -> list[Path]:
    """The rule files of a folder, in a stable order. Raises RuleError where the folder is missing or has none."""
    files = sorted([*folder.rglob("*.yaml"), *folder.rglob("*.yml")]) if folder.is_dir() else []
    if not files:
        raise RuleError("no rule files (*.yaml) here", where=str(folder), mend="name a folder that holds rule files")
    return files


def digest_of(files: Iterable[Path]) -> str:
    """24 hex digits over the content of rule files, in their order."""
    digest = hashlib.blake2b(digest_size=12)
    for path in files:
        digest.update(path.read_bytes())
    return digest.hexdigest()
