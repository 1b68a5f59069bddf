"""Among damaged files every sound article is read and every damaged file is explained."""

from pathlib import Path

import pytest

from bench import damage
from pressfacts.read import Incoming, Limits, Rejection, find_inputs, read_articles

pytest.importorskip("trafilatura")
pytest.importorskip("pyarrow")
pytest.importorskip("warcio")


def test_every_sound_article_is_read_and_every_damaged_file_is_explained(tmp_path: Path) -> None:
    expected = damage.make(tmp_path, good=300, bad=100)
    records = list(read_articles(find_inputs([str(tmp_path)]), Limits(article_bytes=damage.ARTICLE_BYTES)))
    read = [record.article.id for record in records if isinstance(record, Incoming)]
    rejected = [record for record in records if isinstance(record, Rejection)]
    assert set(expected.bad.values()) == set(damage.KINDS)
    assert sorted(read) == sorted(expected.good)
    explained = {record.source.removeprefix(f"{tmp_path}/").partition("!/")[0] for record in rejected}
    assert explained == set(expected.bad)
    assert all(record.reason and record.message and record.mend for record in rejected)


def test_the_same_seed_makes_the_same_files(tmp_path: Path) -> None:
    for folder in ("a", "b"):
        damage.make(tmp_path / folder, good=20, bad=20)
    first, second = ({path.name: path.read_bytes() for path in (tmp_path / folder).rglob("*") if path.is_file()} for folder in "ab")
    assert first == second
