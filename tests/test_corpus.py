"""The corpus is what its README says: enough articles, gold that compiles, every kind and status in it."""

import json
import subprocess
import sys
from collections import Counter
from pathlib import Path

ROOT = Path(__file__).parent.parent
GOLD = [json.loads(line) for line in (ROOT / "corpus" / "gold.jsonl").read_text(encoding="utf-8").splitlines()]


def test_gold_is_what_the_annotators_wrote() -> None:
    done = subprocess.run([sys.executable, str(ROOT / "bench" / "compile_gold.py"), "--check"], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def test_there_are_articles_enough() -> None:
    assert len({row["doc_id"] for row in GOLD}) >= 36


def test_every_kind_has_required_facts() -> None:
    counts = Counter(row["kind"] for row in GOLD if not row.get("optional"))
    assert all(counts[kind] >= 20 for kind in ("money", "date", "city", "agreement", "funding")), counts


def test_every_status_of_an_agreement_occurs() -> None:
    statuses = {row["value"]["status"] for row in GOLD if row["kind"] == "agreement" and not row.get("optional")}
    assert statuses == {"signed", "planned", "negotiating", "ratified", "in_force", "renewed", "ended", "rejected"}
