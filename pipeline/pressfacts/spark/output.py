"""The folder that a Spark run writes, wherever Spark can write: this machine's disk, HDFS, a bucket."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any

from py4j.protocol import Py4JJavaError
from pyspark.sql import SparkSession

from pressfacts.errors import OutputError
from pressfacts.read.remote import is_url
from pressfacts.read.spark_folder import SPARK_RUN, SUCCESS, table_name

_OURS = (SUCCESS, SPARK_RUN, "_temporary")


class SparkOutput:
    """The folder by Hadoop's file systems. Raises OutputError where it cannot be reached or written."""

    def __init__(self, session: SparkSession, named: str) -> None:
        self.uri = named if is_url(named) else f"file://{Path(named).resolve()}"
        self._named, self._java = named, session._jvm
        try:
            self._path = self._hadoop().Path(self.uri)
            self._files = self._path.getFileSystem(session._jsparkSession.sessionState().newHadoopConf())
        except Py4JJavaError as error:
            raise self._fault(error) from error

    def _hadoop(self) -> Any:
        return self._java.org.apache.hadoop.fs  # type: ignore[union-attr]

    def refuse_what_is_there(self, *, replace: bool) -> None:
        """Raise OutputError where the folder holds a finished run and is not to be replaced, or anything that no run of ours wrote."""
        try:
            names = [status.getPath().getName() for status in self._files.listStatus(self._path)] if self._files.exists(self._path) else []
        except Py4JJavaError as error:
            raise self._fault(error) from error
        if foreign := sorted(_foreign(names)):
            what = f"holds what no Spark run of pressfacts wrote: {', '.join(foreign[:3])}"
            raise OutputError(what, where=self._named, mend="choose another output folder")
        if SUCCESS in names and not replace:
            raise OutputError("holds a finished run", where=self._named, mend="choose another output folder, or replace it with --fresh")

    def write_report(self, text: str) -> None:
        """Write the run's report beside the mark of success."""
        try:
            stream = self._files.create(self._hadoop().Path(self._path, SPARK_RUN), True)
            stream.write(text.encode("utf-8"))
            stream.close()
        except Py4JJavaError as error:
            raise self._fault(error) from error

    def _fault(self, error: Py4JJavaError) -> OutputError:
        what = f"cannot be written: {str(error.java_exception).splitlines()[0]}"
        return OutputError(what, where=self._named, mend="check the path and the rights, or choose another output folder")


def _foreign(names: Iterable[str]) -> Iterable[str]:
    return (name for name in names if name not in _OURS and not name.startswith((table_name(""), ".")))
