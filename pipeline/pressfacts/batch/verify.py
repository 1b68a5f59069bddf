"""Proof, any time later, that a run's folder holds what its report says, and that every input record is accounted for."""

from __future__ import annotations

import gzip
import hashlib
import io
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import chain
from pathlib import Path
from typing import Any, NamedTuple

import orjson
from pydantic import ValidationError

from pressfacts.batch.ledger import LEDGER, Ledger, Place
from pressfacts.batch.shards import SHARDS, block_digest, shard_path
from pressfacts.errors import InputError, PressfactsError
from pressfacts.fact import FACT
from pressfacts.read import Incoming, Limits, Record, Rejection, find_inputs, read_articles
from pressfacts.read.spark_folder import SPARK, SPARK_RUN, SUCCESS, is_spark_folder
from pressfacts.write import RUN

_MOST_FAULTS = 50
Row = dict[str, Any]


class Proof(NamedTuple):
    """What was proved, what is wrong (no more than the first 50), and what could not be looked at and why."""

    proved: list[str]
    faults: list[str]
    not_looked_at: list[str]


class _TooMany(Exception):
    """More faults than anyone reads."""


def verify_run(folder: Path, *, inputs: bool = True, to: str | None = None) -> Proof:
    """Check the folder of a finished run; `to` is the URL of its database where it takes a password.

    Raises InputError where the folder holds no report, OutputError where the database cannot be reached.
    """
    path = folder / (SPARK_RUN if is_spark_folder(folder) else RUN)
    try:
        run = orjson.loads(path.read_bytes())
        check = _Check(folder, run, {name.split(".")[0]: name for name in run["outputs"]}, run["form"], to)
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise InputError("holds no report of a finished run", where=str(path), mend="name the output folder of a run that ended") from error
    steps: list[Callable[[], None]] = [check.digests, check.sums, check.rows]
    steps += [check.inputs] if inputs else []
    try:
        for step in [*steps, check.kept]:
            step()
    except _TooMany:
        check.proof.not_looked_at.append(f"anything after the first {_MOST_FAULTS} faults")
    except (KeyError, TypeError, AttributeError) as error:
        check.proof.faults.append(f"{RUN} or a row lacks what every one has: {type(error).__name__} {error}")
    return check.proof


@dataclass
class _Check:
    folder: Path
    run: Row
    names: dict[str, str]
    form: dict[str, Any]
    to: str | None
    proof: Proof = field(default_factory=lambda: Proof([], [], []))

    def fault(self, what: str) -> None:
        self.proof.faults.append(what)
        if len(self.proof.faults) >= _MOST_FAULTS:
            raise _TooMany

    @contextmanager
    def _proving(self, what: str) -> Iterator[None]:
        before = len(self.proof.faults)
        yield
        if len(self.proof.faults) == before:
            self.proof.proved.append(what)

    def digests(self) -> None:
        """Each file has the length and the digest that the report tells."""
        if self.form["format"] == SPARK:
            self._spark_folders()
            return
        with self._proving("files are those that the run wrote, byte for byte"):
            for name, about in self.run["outputs"].items():
                path = self.folder / name
                if "schema" in about:
                    continue  # of a server's tables `rows` tells
                if not path.is_file():
                    self.fault(f"{name} is missing")
                elif "sha256" in about and _digest(path) != about["sha256"]:
                    self.fault(f"{name} was changed after the run, or belongs to another")

    def _spark_folders(self) -> None:
        with self._proving("the tables and Spark's mark of success are there"):
            for name in [SUCCESS, *self.run["outputs"]]:
                if not (self.folder / name).exists():
                    self.fault(f"{name} is missing")
        self.proof.not_looked_at.append("bytes of the files: Spark's committer tells no digests")

    def sums(self) -> None:
        """The report's counts add up."""
        articles, facts = self.run["articles"], self.run["facts"]
        sums = [
            ("records read = extracted + rejected", articles["read"], articles["extracted"] + articles["rejected"]),
            ("extracted = with facts + without", articles["extracted"], articles["with_facts"] + articles["without_facts"]),
            ("rejected = sum over reasons", articles["rejected"], sum(self.run["rejected"].values())),
            ("facts = sum over kinds", facts["total"], sum(count for kind, count in facts.items() if kind != "total")),
        ]
        with self._proving("counts of the report add up"):
            for what, whole, parts in sums:
                if whole != parts:
                    self.fault(f"{RUN}: {what}: {whole} is not {parts}")

    def rows(self) -> None:
        """Rows are as many as the report counts, each fact is valid, has its article, and each article all its facts."""
        if self.form["format"] != "jsonl":
            self._columns()
            return
        kinds: Counter[str] = Counter()
        with self._proving("each fact is valid and stands with its article, each article has its facts"):
            facts = self._rows("facts")
            fact = next(facts, None)
            for article in self._rows("articles"):
                count = 0
                while fact is not None and fact["doc_id"] == article["id"]:
                    self._fact(fact)
                    kinds[fact["kind"]] += 1
                    count, fact = count + 1, next(facts, None)
                if count != article["facts"]:
                    self.fault(f"article {article['id']}: {count} facts, where {article['facts']} were counted")
            if fact is not None:
                self.fault(f"fact {fact['id']} and those behind it belong to no article, {fact['doc_id']}")
        self._compare("facts of kind", {kind: count for kind, count in self.run["facts"].items() if kind != "total" and count}, kinds)
        self._compare("rejected for", self.run["rejected"], Counter(row["reason"] for row in self._rows("rejected")))

    def _fact(self, row: Row) -> None:
        try:
            FACT.validate_json(orjson.dumps(row))
        except ValidationError as error:
            self.fault(f"fact {row.get('id')} does not fit the schema: {error.errors()[0]['msg']}")

    def _compare(self, what: str, told: dict[str, int], found: dict[str, int]) -> None:
        with self._proving(f"{what}: as many rows as counted"):
            for name in sorted({*told, *found}):
                if told.get(name, 0) != found.get(name, 0):
                    self.fault(f"{what} {name}: {found.get(name, 0)} rows, where {told.get(name, 0)} were counted")

    def _columns(self) -> None:
        from pressfacts.batch.verify_columns import count_columns  # needs an extra

        kinds, reasons, articles = count_columns(self.folder, self.form, self.to)
        self._compare("facts of kind", {kind: count for kind, count in self.run["facts"].items() if kind != "total" and count}, kinds)
        self._compare("rejected for", self.run["rejected"], reasons)
        self._compare("articles", {"extracted": self.run["articles"]["extracted"]}, {"extracted": articles})
        self.proof.not_looked_at.append("single rows: that is done for JSONL")

    def _rows(self, table: str) -> Iterator[Row]:
        path = self.folder / self.names[table]
        if not path.is_file():
            return
        with _open(path) as lines:
            for number, line in enumerate(lines, 1):
                try:
                    yield orjson.loads(line)
                except ValueError:
                    self.fault(f"{path.name}:{number} is not JSON")

    def inputs(self) -> None:
        """Read the inputs again: each record stands, in their order, among the articles or among the rejected."""
        if self.form["format"] != "jsonl":
            self.proof.not_looked_at.append("inputs: that is done for JSONL")
            return
        if "-" in self.run["inputs"]:
            self.proof.not_looked_at.append("inputs: standard input cannot be read again")
            return
        limits = Limits(self.run["settings"]["max_article_bytes"], self.run["settings"]["time_limit"])
        try:
            files = find_inputs(self.run["inputs"], leave_out=self.folder)
            with self._proving("every record of the inputs is accounted for, in their order; every fact's text stands at its offsets"):
                self._account(read_articles(files, limits))
        except PressfactsError as error:
            self.fault(f"the inputs cannot be read again: {error.where}: {error.what}")

    def _account(self, records: Iterator[Record]) -> None:
        articles, rejected, facts = self._rows("articles"), self._rows("rejected"), self._rows("facts")
        article, rejection = next(articles, None), next(rejected, None)
        for record in records:
            told = record._asdict() if isinstance(record, Rejection) else None
            if told is not None and rejection == orjson.loads(orjson.dumps(told)):
                rejection = next(rejected, None)
            elif not isinstance(record, Rejection) and article and _same(article, record):
                for _ in range(article["facts"]):
                    self._span(next(facts, None), record.article.text)
                article = next(articles, None)
            elif not isinstance(record, Rejection) and rejection and rejection["id"] == record.article.id:
                rejection = next(rejected, None)
            else:
                self.fault(f"{_place(record)} is not accounted for: the inputs changed after the run, or it lost this")
                return
        for row in chain([article] if article else [], [rejection] if rejection else []):
            self.fault(f"{row['id']} was read from an input that holds it no more")

    def _span(self, fact: Row | None, text: str) -> None:
        if fact is None or text[fact["start"] : fact["end"]] != fact["text"]:
            self.fault(f"fact {fact and fact['id']}: its text does not stand at its offsets")

    def kept(self) -> None:
        """What is kept for the next run is sound: the ledger, and each block in the shards. Spark keeps nothing."""
        if self.form["format"] == SPARK:
            return
        if not (self.folder / LEDGER).is_file():
            self.proof.not_looked_at.append(f"{LEDGER}: it is not there; the next run starts over")
            return
        with self._proving("what is kept for the next run is sound"):
            ledger = Ledger(self.folder / LEDGER)
            try:
                for fault in ledger.faults():
                    self.fault(f"{LEDGER}: {fault}")
                for entry in ledger.entries():
                    path = shard_path(self.folder / SHARDS, entry.place.shard)
                    if not _holds(path, entry.place, entry.digest):
                        self.fault(f"{SHARDS}/{path.name}: the block of {entry.key.hex()} is damaged; the next run makes it again")
            finally:
                ledger.close()


def _same(article: Row, record: Incoming) -> bool:
    told = (article["id"], article["file"], article["line"], article["characters"])
    text_fits = not record.derived_text or article.get("text") == record.article.text
    return text_fits and told == (record.article.id, record.file, record.line, len(record.article.text))


def _place(record: Record) -> str:
    file = record.source if isinstance(record, Rejection) else record.file
    return f"{file}:{record.line}" if record.line else file


def _holds(path: Path, place: Place, digest: bytes) -> bool:
    try:
        with path.open("rb") as file:
            file.seek(place.start)
            return block_digest(file.read(place.length)) == digest
    except OSError:
        return False


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


@contextmanager
def _open(path: Path) -> Iterator[Any]:
    with path.open("rb") as file:
        if path.name.endswith(".gz"):
            yield gzip.GzipFile(fileobj=file)
        elif path.name.endswith(".zst"):
            import zstandard

            yield io.BufferedReader(zstandard.ZstdDecompressor().stream_reader(file))
        else:
            yield file
