"""Many articles from few: each is some paragraphs of the corpus in a seeded order, so that no two are equal and all look like news."""

from __future__ import annotations

import json
import random
from pathlib import Path
from typing import Any

from pressfacts.read import Incoming, find_inputs, read_articles

CORPUS = Path(__file__).resolve().parents[2] / "corpus" / "articles"
SEED = 20260117


def mixed_articles(count: int, paragraphs: int = 3) -> list[dict[str, Any]]:
    """So many articles of up to so many paragraphs; every hundredth is ten times as long, every third tells no date."""
    models = [record.article for record in read_articles(find_inputs([str(CORPUS)])) if isinstance(record, Incoming)]
    parts = [part for model in models for part in model.text.split("\n") if part.strip()]
    made = []
    for number in range(count):
        chosen = random.Random(SEED + number)
        size = chosen.randint(1, paragraphs) * (10 if number % 100 == 0 else 1)
        text = "\n\n".join([*chosen.sample(parts, size), f"Update {number}."])
        made.append({"id": f"mixed-{number}", "text": text, "published": None if number % 3 == 0 else f"2026-01-{number % 28 + 1:02}"})
    return made


def write_jsonl(path: Path, articles: list[dict[str, Any]]) -> Path:
    path.write_text("".join(json.dumps(article, ensure_ascii=False) + "\n" for article in articles), "utf-8")
    return path
