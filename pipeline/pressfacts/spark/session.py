"""A Spark session that starts without a network and retries what fails."""

from __future__ import annotations

import atexit
import os
import re
import shutil
import subprocess
import sys
import tempfile
import warnings
from pathlib import Path

import pyspark
from pyspark.errors import PySparkException
from pyspark.sql import SparkSession

from pressfacts.errors import WorkerError

ATTEMPTS = 4  # Spark's own number of attempts of a task, which it grants clusters only
_OLDEST_JAVA = 17
_PLAIN_LOCAL = re.compile(r"local(?:\[(\*|\d+)\])?")
_VERSION = re.compile(r'version "(\d+)')
_JAVA_SECONDS = 60
_MEND_JAVA = "install one (Debian: apt-get install openjdk-17-jre-headless) or set JAVA_HOME to where it is"

_SETTINGS = {
    "spark.ui.enabled": "false",
    "spark.ui.showConsoleProgress": "false",
    "spark.sql.session.timeZone": "UTC",
    "spark.sql.parquet.compression.codec": "zstd",
    # Facts, articles and rejections are written side by side: with three files open no task needs to sort its rows first.
    "spark.sql.maxConcurrentOutputFileWriters": "3",
}


def retrying(master: str) -> tuple[str, str | None]:
    """The master to use, and a note where it is not the one that was named: a plain `local[N]` gives up at the first task that fails."""
    if not (plain := _PLAIN_LOCAL.fullmatch(master)):
        return master, None
    better = f"local[{plain[1] or 1},{ATTEMPTS}]"
    return better, f"--master {master} would retry nothing: using {better}"


def open_session(master: str) -> SparkSession:
    """A session on this master; an open one of this process is taken over. Raises WorkerError where Spark cannot be started."""
    # Nothing here goes through pandas.
    warnings.filterwarnings("ignore", message="PySpark does not yet fully support pandas", category=FutureWarning)
    builder = SparkSession.builder.appName("pressfacts").master(master)
    for name, value in (_SETTINGS | (_local_settings(master) if master.startswith("local") else {})).items():
        builder = builder.config(name, value)
    try:
        session: SparkSession = builder.getOrCreate()
    except (PySparkException, OSError, RuntimeError) as error:
        raise WorkerError(
            f"Spark cannot be started: {first_line(error)}", where=master, mend="is the master right, and is it up?"
        ) from error
    session.sparkContext.setLogLevel("FATAL")  # Java's traces of what is retried; what is not is raised here
    return session


def _local_settings(master: str) -> dict[str, str]:
    os.environ.setdefault("SPARK_LOCAL_IP", "127.0.0.1")  # else Spark asks the network for this machine's name
    os.environ.setdefault("PYSPARK_PYTHON", sys.executable)  # else workers run whatever `python3` is
    if master.startswith("local-cluster"):
        os.environ.setdefault("SPARK_HOME", _home_of_a_cluster())
    return {"spark.driver.host": "127.0.0.1", "spark.driver.bindAddress": "127.0.0.1"}


def _home_of_a_cluster() -> str:
    # A cluster within this machine writes into its home: it gets one that ends with the process, the installed package linked into it.
    home = Path(tempfile.mkdtemp(prefix="pressfacts-spark-home-"))
    atexit.register(shutil.rmtree, home, ignore_errors=True)
    for path in Path(pyspark.__file__).parent.iterdir():
        (home / path.name).symlink_to(path)
    return str(home)


def require_java() -> None:
    """Raise WorkerError, telling what to install, where this machine has no Java that Spark can use."""
    home = os.environ.get("JAVA_HOME")
    java = shutil.which("java", path=str(Path(home) / "bin")) if home else shutil.which("java")
    if java is None:
        where = f" in JAVA_HOME ({home})" if home else ""
        raise WorkerError(f"Spark needs Java {_OLDEST_JAVA} or later, and there is none{where}", mend=_MEND_JAVA)
    told = subprocess.run([java, "-version"], capture_output=True, text=True, timeout=_JAVA_SECONDS, check=False).stderr
    version = _VERSION.search(told)
    if version and int(version[1]) < _OLDEST_JAVA:
        raise WorkerError(f"Spark needs Java {_OLDEST_JAVA} or later, and {java} is {version[1]}", mend=_MEND_JAVA)


def first_line(error: BaseException) -> str:
    """What an error says, in one line."""
    return next((line.strip() for line in str(error).splitlines() if line.strip()), type(error).__name__)[:300]
