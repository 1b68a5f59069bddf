"""How many processor cores this process may use: those it is bound to, and no more than its control group's share."""

from __future__ import annotations

import math
import os
from collections.abc import Callable, Iterator
from pathlib import Path

_GROUPS, _MOUNT = Path("/proc/self/cgroup"), Path("/sys/fs/cgroup")


def usable_cores(groups: Path = _GROUPS, mount: Path = _MOUNT) -> int:
    """The cores that this process may use, at least one: `sched_getaffinity`, and where Linux bounds processor time by control groups
    (a container's `--cpus`) that bound rounded up.
    """
    bound_to = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    return max(1, min([bound_to, *(math.ceil(share) for share in _shares(groups, mount))]))


def _shares(groups: Path, mount: Path) -> Iterator[float]:
    """What each group that this process is in, and each around it, may use, in cores."""
    try:
        lines = groups.read_text("utf-8", "replace").splitlines()
    except OSError:
        return
    for line in lines:
        number, _, rest = line.partition(":")
        controllers, _, group = rest.partition(":")
        if number == "0":
            yield from _up(mount, group, _version_2)
        elif "cpu" in controllers.split(","):
            yield from _up(mount / controllers, group, _version_1)
            yield from _up(mount / "cpu", group, _version_1)


def _up(root: Path, group: str, share: Callable[[Path], float | None]) -> Iterator[float]:
    folder = root / group.strip("/")
    for place in (folder, *folder.parents):
        found = share(place)
        if found is not None:
            yield found
        if place == root:
            return


def _version_2(folder: Path) -> float | None:
    try:
        quota, period = (folder / "cpu.max").read_text("ascii").split()
        return int(quota) / int(period)  # ValueError for "max", which is no bound
    except (OSError, ValueError, ZeroDivisionError):
        return None


def _version_1(folder: Path) -> float | None:
    try:
        quota = int((folder / "cpu.cfs_quota_us").read_text("ascii"))
        period = int((folder / "cpu.cfs_period_us").read_text("ascii"))
        return quota / period if quota > 0 else None
    except (OSError, ValueError, ZeroDivisionError):
        return None
