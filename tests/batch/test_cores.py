"""How many cores a process may use, as its control groups tell it."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from pressfacts.batch.cores import usable_cores


def groups(folder: Path, lines: str, **files: str) -> tuple[Path, Path]:
    (folder / "cgroup").write_text(lines)
    for name, content in files.items():
        path = folder / "mount" / name.replace("__", "/").replace("_DOT_", ".")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content)
    return folder / "cgroup", folder / "mount"


@pytest.fixture(autouse=True)
def eight_cores(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "sched_getaffinity", lambda _process: set(range(8)), raising=False)


@pytest.mark.parametrize(
    ("lines", "files", "cores"),
    [
        ("0::/\n", {"cpu_DOT_max": "150000 100000"}, 2),
        ("0::/a/b\n", {"a__b__cpu_DOT_max": "max 100000", "a__cpu_DOT_max": "300000 100000"}, 3),
        ("0::/a\n", {"a__cpu_DOT_max": "1000 100000"}, 1),
        ("0::/a\n", {"a__cpu_DOT_max": "9900000 100000"}, 8),
        ("0::/a\n", {"a__cpu_DOT_max": "nonsense"}, 8),
        ("4:cpu,cpuacct:/a\n", {"cpu,cpuacct__a__cpu_DOT_cfs_quota_us": "200000", "cpu,cpuacct__a__cpu_DOT_cfs_period_us": "100000"}, 2),
        ("4:cpu:/\n", {"cpu__cpu_DOT_cfs_quota_us": "-1", "cpu__cpu_DOT_cfs_period_us": "100000"}, 8),
        ("", {}, 8),
    ],
)
def test_a_groups_share_bounds_the_cores(tmp_path: Path, lines: str, files: dict[str, str], cores: int) -> None:
    assert usable_cores(*groups(tmp_path, lines, **files)) == cores


def test_without_control_groups_those_that_the_process_is_bound_to(tmp_path: Path) -> None:
    assert usable_cores(tmp_path / "missing", tmp_path) == 8
