"""A PostgreSQL server of the tests' own, in a temporary folder, reached by a socket in it."""

from __future__ import annotations

import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest

# Few writes reach a disk, and nobody else can connect.
_SETTINGS = "-c fsync=off -c listen_addresses='' -c unix_socket_directories={folder}"


def missing(what: str) -> None:
    """Skip the test; where everything is promised to be there, fail it."""
    if os.environ.get("CI") == "true":
        pytest.fail(f"{what}, and CI must have it")
    pytest.skip(what)


def _programs() -> Path:
    found = shutil.which("initdb")
    folders = [Path(found).parent] if found else sorted(Path("/usr/lib/postgresql").glob("*/bin"))
    if not folders:
        missing("PostgreSQL's server programs are not installed (Debian: apt-get install postgresql)")
    return folders[-1]


def _user() -> list[str]:
    # The server refuses to run as root.
    if os.geteuid():
        return []
    for name in ("postgres", "nobody"):
        with suppress(KeyError):
            user = pwd.getpwnam(name)
            return ["setpriv", f"--reuid={user.pw_uid}", f"--regid={user.pw_gid}", "--clear-groups"]
    missing("the server refuses to run as root, and there is no user postgres or nobody")
    raise AssertionError


@pytest.fixture(scope="session")
def postgresql() -> Iterator[str]:
    """The URL of a database on a server that runs as long as the tests do."""
    pytest.importorskip("psycopg")
    programs, user = _programs(), _user()
    with tempfile.TemporaryDirectory(prefix="pressfacts-pg-", dir="/tmp") as name:
        folder = Path(name)
        if user:
            os.chown(folder, int(user[1].partition("=")[2]), int(user[2].partition("=")[2]))
        data, settings = folder / "data", _SETTINGS.format(folder=folder)
        subprocess.run([*user, programs / "initdb", "-D", data, "-U", "tests", "-A", "trust", "-E", "UTF8", "--no-sync"], **_quiet())
        server = [*user, str(programs / "pg_ctl"), "-D", str(data), "-w"]
        subprocess.run([*server, "-l", str(folder / "log"), "-o", settings, "start"], **_quiet())
        try:
            yield f"postgresql://tests@{str(folder).replace('/', '%2F')}/postgres"
        finally:
            subprocess.run([*server, "-m", "immediate", "stop"], **_quiet())


def _quiet() -> dict[str, object]:
    return {"check": True, "stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL, "cwd": "/"}
