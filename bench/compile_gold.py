"""Turn the hand-written gold of corpus/gold/*.yaml into corpus/gold.jsonl, the form that `pressfacts score` reads.

    python bench/compile_gold.py            # write corpus/gold.jsonl
    python bench/compile_gold.py --check    # fail when it is not up to date
    python bench/compile_gold.py NAME ...   # look at single articles: their facts in their places, nothing is written

An annotator writes which words are a fact and which occurrence of them is meant, never an offset; this program
finds the offsets, fills in what follows from the rest (`high` from `low`, the bounds of a `timex`), and refuses what
does not stand in the article.
"""

from __future__ import annotations

import argparse
import json
import pathlib
import re
import sys

import yaml

ROOT = pathlib.Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "pipeline"))

from pressfacts.text.timex import bounds  # noqa: E402

CORPUS = ROOT / "corpus"
KINDS = ("agreement", "city", "date", "funding", "money", "visitors")
DEFAULTS = {
    "money": {"low": None, "high": None, "currency": None, "mod": None, "per": None},
    "date": {"type": "date", "timex": None, "start": None, "end": None, "mod": None},
    "city": {"name": None, "geonameid": None, "country": None},
    "agreement": {"type": None, "status": None, "parties": [], "date": None, "topics": [], "money": None, "count": None},
    "funding": {"type": None, "projects": None, "amount": None, "source": None, "destination": None, "period": None, "sectors": []},
    "visitors": {"count": None, "share_percent": None, "origin": None, "destination": None, "period": None},
}
STATUSES = {"signed", "planned", "negotiating", "ratified", "in_force", "renewed", "ended", "rejected"}


class PlainLoader(yaml.SafeLoader):
    """YAML in which `2026-03-04` and `1.5` stay the text they are; only null, true, false and whole numbers are read."""


PlainLoader.yaml_implicit_resolvers = {
    first: [(tag, shape) for tag, shape in resolvers if not tag.endswith(("timestamp", "float"))]
    for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


def occurrences(text: str, words: str) -> list[int]:
    """Where `words` stands in `text` as whole words."""
    return [found.start() for found in re.finditer(rf"(?<!\w){re.escape(words)}(?!\w)", text)]


def complete(kind: str, value: dict[str, object]) -> dict[str, object]:
    """The value with every field of its kind, those that follow from others filled in."""
    unknown = set(value) - set(DEFAULTS[kind])
    if unknown:
        raise ValueError(f"unknown fields {sorted(unknown)} in {value}")
    value = {**DEFAULTS[kind], **value}
    for field in ("low", "high", "timex", "date", "period", "share_percent"):
        if value.get(field) is not None:
            value[field] = str(value[field])
    if kind == "money":
        value["high"] = value["high"] or value["low"]
    if kind == "date" and not (value["start"] or value["end"]):
        value["start"], value["end"] = (day and day.isoformat() for day in bounds(value["timex"]))
    for field in ("amount", "money"):
        if isinstance(value.get(field), dict):
            value[field] = complete("money", value[field])
    if kind == "agreement" and value["status"] not in STATUSES:
        raise ValueError(f"unknown status {value['status']}")
    return value


def rows(name: str, text: str, gold: dict) -> list[dict]:
    """The gold rows of one article, in the order of its text."""
    out = []
    for fact in gold["facts"]:
        places = occurrences(text, fact["text"])
        wanted = range(1, len(places) + 1) if fact.get("nth") == "all" else [fact.get("nth", 1)]
        if not places or max(wanted) > len(places):
            raise ValueError(f"{name}: {fact['text']!r} occurs {len(places)} times, occurrence {fact.get('nth', 1)} was asked for")
        if fact["kind"] not in KINDS:
            raise ValueError(f"{name}: unknown kind {fact['kind']!r}")
        if set(fact) - {"kind", "text", "nth", "value", "optional"}:
            raise ValueError(f"{name}: unknown fields in {fact}")
        if not fact.get("optional") and not fact.get("value"):
            raise ValueError(f"{name}: {fact['text']!r} is required and has no value")
        value = complete(fact["kind"], fact["value"]) if fact.get("value") else None
        for nth in wanted:
            start = places[nth - 1]
            row = {
                "doc_id": name,
                "kind": fact["kind"],
                "start": start,
                "end": start + len(fact["text"]),
                "text": fact["text"],
                "value": value,
            }
            out.append(row | ({"optional": True} if fact.get("optional") else {}))
    spans = [(row["kind"], row["start"], row["end"]) for row in out]
    twice = {span for span in spans if spans.count(span) > 1}
    if twice:
        raise ValueError(f"{name}: marked twice: {sorted(twice)}")
    return sorted(out, key=lambda row: (row["start"], row["end"], row["kind"]))


def texts() -> dict[str, str]:
    """Every article's text by its id, from the .txt files and the JSONL file of corpus/articles."""
    found = {}
    for path in sorted((CORPUS / "articles").rglob("*.txt")):
        found[path.stem] = path.read_bytes().decode("utf-8-sig")
    for path in sorted((CORPUS / "articles").rglob("*.jsonl")):
        for line in path.read_text(encoding="utf-8").splitlines():
            found[json.loads(line)["id"]] = json.loads(line)["text"]
    return found


def compile_gold(names: list[str] | None = None) -> list[dict]:
    """All rows of all (or the named) gold files."""
    articles, out = texts(), []
    for path in sorted((CORPUS / "gold").glob("*.yaml")):
        if names and path.stem not in names:
            continue
        if path.stem not in articles:
            raise ValueError(f"{path.stem}: gold without an article")
        with path.open(encoding="utf-8") as source:
            out += rows(path.stem, articles[path.stem], yaml.load(source, PlainLoader))
    return out


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("names", nargs="*")
    parser.add_argument("--check", action="store_true")
    args = parser.parse_args()
    gold = compile_gold(args.names)
    if args.names:
        articles = texts()
        for row in gold:
            text, start, end = articles[row["doc_id"]], row["start"], row["end"]
            context = f"{text[max(0, start - 30) : start]}[[{row['text']}]]{text[end : end + 30]}".replace("\n", "/")
            print(f"{row['kind']:9} {'opt' if row.get('optional') else '   '} {context}  {json.dumps(row['value'], ensure_ascii=False)}")
        return
    target, new = CORPUS / "gold.jsonl", "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in gold)
    if args.check:
        sys.exit(
            0
            if target.exists() and target.read_text(encoding="utf-8") == new
            else f"{target} is not up to date: run `python bench/compile_gold.py`"
        )
    target.write_text(new, encoding="utf-8")
    print(f"{target.relative_to(ROOT)}: {len(gold)} facts of {len({row['doc_id'] for row in gold})} articles")


if __name__ == "__main__":
    main()
