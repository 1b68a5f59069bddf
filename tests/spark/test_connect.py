"""`pressfacts.spark.extract` with a session of Spark Connect: gazetteer and rules go to the executors by way of the server."""

from __future__ import annotations

import importlib.util
import json
import subprocess
import sys
from pathlib import Path

import pyarrow as pa
import pytest

from pressfacts.arrow import extract_table
from pressfacts.errors import InputError
from pressfacts.settings import Settings
from pressfacts.spark.run import run
from tests.postgresql_server import missing
from tests.spark.mixed import mixed_articles
from tests.spark.test_run import RULES, plan_for


def test_rows_are_those_of_the_arrow_function(java: None, tmp_path: Path) -> None:
    if importlib.util.find_spec("grpc_status") is None:
        missing("what Spark Connect needs is not installed (pip install 'pyspark[connect]')")
    (tmp_path / "money.yaml").write_text(RULES)
    command = [sys.executable, "-m", "tests.spark.connect_job", str(tmp_path)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    told = json.loads(done.stdout.splitlines()[-1])
    assert told["session"].startswith("pyspark.sql.connect")
    articles = [{"id": each["id"], "text": each["text"]} for each in mixed_articles(20)]
    articles += [{"id": "yards", "text": "It cost $5 yards."}, {"id": "blank", "text": " "}]
    rows = extract_table(pa.Table.from_pylist(articles), Settings(rules=(tmp_path,))).to_pylist()
    expected = [[row["doc_id"], row["kind"], row["id"], row["text"], row["rejected"] and row["rejected"]["reason"]] for row in rows]
    assert sorted(told["rows"], key=str) == sorted(expected, key=str)
    assert "$5 yards" in {row[3] for row in expected}


def test_the_command_says_that_it_needs_a_master(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("It cost $5.")
    with pytest.raises(InputError, match="Spark Connect"):
        run(plan_for([tmp_path / "a.txt"], tmp_path / "out", master="sc://host:15002"), lambda _: None)
