"""How the tests of the readers read: bytes in, records out."""

from pathlib import Path

from pressfacts.read import Incoming, Limits, Record, Rejection, find_inputs, read_articles


def read(folder: Path, name: str, data: bytes, limit: int = 1 << 20) -> list[Record]:
    (folder / name).write_bytes(data)
    return list(read_articles(find_inputs([str(folder / name)]), Limits(article_bytes=limit)))


def articles(records: list[Record]) -> list[Incoming]:
    return [record for record in records if isinstance(record, Incoming)]


def reasons(records: list[Record]) -> list[str]:
    return [record.reason for record in records if isinstance(record, Rejection)]
