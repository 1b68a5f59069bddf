"""What the fuzzer found stays found, and some broken files of each format are read anew (`bench/fuzz_readers.py` reads more)."""

from pathlib import Path

import pytest

from bench import fuzz_readers
from bench.samples import WRITERS

for module in ("trafilatura", "pyarrow", "warcio"):
    pytest.importorskip(module)

FOUND = sorted((Path(__file__).parent / "found").glob("*"))


@pytest.mark.parametrize("path", FOUND, ids=lambda path: path.name)
def test_what_was_found_once(path: Path) -> None:
    ending = path.name[path.name.index(".") :]
    assert fuzz_readers.check(path.read_bytes(), ending)


@pytest.mark.parametrize("ending", WRITERS)
def test_broken_files_give_articles_and_rejections_and_nothing_else(ending: str) -> None:
    told, finding = fuzz_readers.fuzz(ending, examples=60, number=1)
    assert finding is None, finding[1]
    assert told
