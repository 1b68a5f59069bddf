"""The accuracy gate: extract the facts of corpus/, score them, and fail when a kind falls below its floor.

    python bench/gate.py                           # exit 6 when strict or value F1 of a kind is below bench/floors.json
    python bench/gate.py --update                  # write the scores of today as floors; refuses to lower one
    python bench/gate.py --update --allow-lower    # the same, and lowers

The floors hold for the articles and the gold that they were measured on, which a digest tells: a changed corpus makes
the gate fail until the floors are measured anew, so that no change of the corpus passes as a change of the extractor.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import pathlib
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Mapping
from decimal import ROUND_FLOOR, Decimal
from typing import Any

ROOT = pathlib.Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "pipeline"))

from rich.console import Console  # noqa: E402

from pressfacts.errors import GateError, PressfactsError  # noqa: E402
from pressfacts.score import Scores, read_facts, render, score  # noqa: E402

CORPUS = ROOT / "corpus"
FLOORS = ROOT / "bench" / "floors.json"
MEASURES = ("strict", "value")
UPDATE = "python bench/gate.py --update"

Table = Mapping[str, Mapping[str, Any]]


def judge(scores: Table, recorded: Mapping[str, Any] | None, digest: str) -> list[str]:
    """Why the gate fails, a line each; nothing when it passes.

    `scores` are figures in percent by kind (`Scores.as_dict`), `recorded` is the content of floors.json or None where
    there is none, `digest` that of the corpus as it is now.
    """
    if recorded is None:
        return [f"there are no floors yet: run `{UPDATE}`"]
    if recorded.get("digest") != digest:
        return [f"the corpus is not the one that the floors were measured on: run `{UPDATE}`"]
    floors: Table = recorded["floors"]
    failures = [
        f"{kind}: {measure} F1 {_f1(scores, kind, measure)} is below its floor {floor}"
        for kind, measures in floors.items()
        for measure, floor in measures.items()
        if _f1(scores, kind, measure) < _tenths(floor)
    ]
    return failures + [f"{kind}: has no floor: run `{UPDATE}`" for kind in _with_gold(scores) if kind not in floors]


def updated(floors: Table, scores: Table, allow_lower: bool) -> dict[str, dict[str, float]]:
    """New floors by kind and measure: the scores of today, rounded down to 0.1, for every kind that has gold.

    Raises GateError that names each floor which would sink or vanish, unless `allow_lower`.
    """
    new = {kind: {measure: float(_f1(scores, kind, measure)) for measure in MEASURES} for kind in _with_gold(scores)}
    lower = [
        f"{kind} {measure} {old} -> {new.get(kind, {}).get(measure, 'none')}"
        for kind, measures in floors.items()
        for measure, old in measures.items()
        if measure not in new.get(kind, {}) or _tenths(new[kind][measure]) < _tenths(old)
    ]
    if lower and not allow_lower:
        raise GateError(f"floors would sink: {', '.join(lower)}", where="gate", mend="mend the extractor, or add --allow-lower on purpose")
    return new


def corpus_digest(corpus: pathlib.Path) -> str:
    """BLAKE2b (32 hex digits) over the names and bytes of the articles and of the gold."""
    digest = hashlib.blake2b(digest_size=16)
    for path in [*_articles(corpus), corpus / "gold.jsonl"]:
        content = path.read_bytes()
        digest.update(f"{path.relative_to(corpus).as_posix()}\0{len(content)}\0".encode())
        digest.update(content)
    return digest.hexdigest()


def read_floors(path: pathlib.Path) -> dict[str, Any] | None:
    """The content of floors.json, None where the file is missing. Raises GateError where it is something else."""
    try:
        recorded = json.loads(path.read_text(encoding="utf-8"))
        floors = {kind: {name: float(floor) for name, floor in measures.items()} for kind, measures in recorded["floors"].items()}
        return {"digest": recorded["digest"], "floors": floors}
    except FileNotFoundError:
        return None
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        mend = f"take the file from the history, or delete it and run `{UPDATE}`"
        raise GateError("holds no digest and floors", where=str(path), mend=mend) from error


def measure_corpus(corpus: pathlib.Path) -> Scores:
    """Scores of the extractor on the corpus, over the way that users take: the command line and its facts.jsonl."""
    with tempfile.TemporaryDirectory() as folder:
        command = [sys.executable, "-m", "pressfacts", "extract", str(corpus / "articles"), "-o", folder]
        # The status is looked at, not raised: 1 says that an article was rejected, and then its facts are missing.
        done = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", cwd=ROOT / "pipeline", check=False)
        if done.returncode:
            what = f"the extraction ended with {done.returncode}:\n{done.stderr[-2000:]}"
            raise GateError(what, where="gate", mend="run `pressfacts extract corpus/articles -o outputs/corpus`")
        return score(read_facts(corpus / "gold.jsonl"), read_facts(pathlib.Path(folder) / "facts.jsonl"))


def _articles(corpus: pathlib.Path) -> list[pathlib.Path]:
    found = [*(corpus / "articles").rglob("*.txt"), *(corpus / "articles").rglob("*.jsonl")]
    return sorted(found, key=lambda path: path.relative_to(corpus).as_posix())


def _with_gold(scores: Table) -> Iterable[str]:
    return [kind for kind, row in scores.items() if row["gold"]]


def _f1(scores: Table, kind: str, measure: str) -> Decimal:
    """F1 in percent; a kind without scores has found nothing right."""
    return _tenths(scores[kind][measure]["f1"]) if kind in scores else Decimal("0.0")


def _tenths(number: float) -> Decimal:
    # By way of the shortest decimal: the binary 0.3 would round down to 0.2.
    return Decimal(str(number)).quantize(Decimal("0.1"), rounding=ROUND_FLOOR)


def _update(scores: Scores, digest: str, path: pathlib.Path, allow_lower: bool) -> None:
    recorded = read_floors(path) or {"floors": {}}
    floors = updated(recorded["floors"], scores.as_dict(), allow_lower)
    path.write_text(json.dumps({"digest": digest, "floors": floors}, indent=2) + "\n", encoding="utf-8")


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--update", action="store_true", help="write the scores of today as floors")
    parser.add_argument("--allow-lower", action="store_true", help="with --update: a floor may sink")
    options = parser.parse_args(arguments)
    try:
        scores, digest = measure_corpus(CORPUS), corpus_digest(CORPUS)
        render(scores, Console())
        if options.update:
            _update(scores, digest, FLOORS, options.allow_lower)
            print(f"wrote {FLOORS.relative_to(ROOT)}")
            return 0
        failures = judge(scores.as_dict(), read_floors(FLOORS), digest)
    except PressfactsError as error:
        print(f"error: {error}", file=sys.stderr)
        return error.exit_code
    print("\n".join(failures) or "every kind holds its floor", file=sys.stderr if failures else sys.stdout)
    return GateError.exit_code if failures else 0


if __name__ == "__main__":
    sys.exit(main())
