"""Reading, writing and comparing collections in tests."""

from __future__ import annotations

from pathlib import Path

from pressfacts.convert import Collection, Labels, Losses, format_named, write_files


def read(name: str, path: Path, losses: Losses | None = None, **labels: str) -> Collection:
    """A file or folder in the format of this name."""
    return format_named(name).read(path, Labels(labels), losses if losses is not None else Losses())


def written(name: str, collection: Collection, path: Path, losses: Losses | None = None) -> Path:
    """The collection in the format of this name, at `path`."""
    write_files(format_named(name).render(collection, losses if losses is not None else Losses()), path)
    return path


def lost(losses: Losses) -> dict[str, int]:
    """What was lost and how often."""
    return dict(losses.told())


def spans(collection: Collection) -> list[tuple[str, str, int, int, str]]:
    """Every row's article, kind, place and words, in order."""
    return [(row["doc_id"], row["kind"], row["start"], row["end"], row["text"]) for _, rows in collection.by_article() for row in rows]
