"""A small run, written by hand as `pressfacts extract` would write it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from pressfacts.fact import fact_id

Row = dict[str, Any]

TWIN = (
    "DAEGU, Jan. 17, 2026 – 😀 Daegu will sign a memorandum of understanding with Đà Nẵng worth over US$1.33 billion "
    "by the end of 2027.\n\nVisitors from Korea reached 1.68 million in 2025."
)
PORT = (
    "Nairobi signed a loan agreement of €20 million with the Port of Mombasa in March 2025. An earlier pact of $3 million failed in 1999."
)
QUIET = "Nothing happened."


def article(id_: str, text: str, **rest: Any) -> Row:
    """A line of articles.jsonl that keeps its text."""
    known = {"title": None, "published": None, "published_from": "record", "source": None, "url": None}
    return {"id": id_, "file": "a.jsonl", "line": 1, **known, **rest, "characters": len(text), "text": text}


def fact(home: Row, kind: str, words: str, value: Row, *, nth: int = 0, rule: str | None = None) -> Row:
    """The fact that stands where `words` stand for the nth time, from 0."""
    start = -1
    for _ in range(nth + 1):
        start = home["text"].index(words, start + 1)
    end = start + len(words)
    sentence = {"start": home["text"].rfind("\n", 0, start) + 1, "end": home["text"].find("\n", end) % (len(home["text"]) + 1)}
    about = {"id": fact_id(home["id"], kind, start, end, words), "doc_id": home["id"], "kind": kind, "text": words}
    return {**about, "start": start, "end": end, "sentence": sentence, "rule": rule or f"{kind}.sample", "value": value}


def city(name: str, geonameid: int, country: str, lat: float, lon: float, **rest: Any) -> Row:
    return {"name": name, "geonameid": geonameid, "country": country, "lat": lat, "lon": lon, "evidence": ["population"], **rest}


def day(timex: str, start: str, end: str, type_: str = "date") -> Row:
    return {"type": type_, "timex": timex, "start": start, "end": end, "mod": None}


def money(amount: str, currency: str, **rest: Any) -> Row:
    return {"low": amount, "high": amount, "currency": currency, "mod": None, "per": None, **rest}


def sample() -> tuple[list[Row], list[Row]]:
    """Articles and facts: nested and equal spans, a character beyond 16 bits before most of them, an article without facts."""
    home = article(
        "twin", TWIN, title="Daegu and Đà Nẵng to sign", published="2026-01-17", source="Example Wire", url="https://example.org/twin"
    )
    port = article("port", PORT, published="2025-03-02")
    amount = money("1330000000", "USD", mod="more_than", measures="investment")
    signed = {"type": "memorandum_of_understanding", "status": "planned", "parties": ["Daegu", "Đà Nẵng"], "topics": [], "money": None}
    cue = TWIN.index("will sign")
    loan = {"type": "loan_agreement", "status": "signed", "parties": ["Nairobi", "Port of Mombasa"], "date": "2025-03", "topics": []}
    facts = [
        fact(home, "city", "DAEGU", city("Daegu", 1835329, "KR", 35.87, 128.59, is_dateline=True)),
        fact(home, "date", "Jan. 17, 2026", day("2026-01-17", "2026-01-17", "2026-01-17")),
        fact(home, "city", "Daegu", city("Daegu", 1835329, "KR", 35.87, 128.59)),
        fact(
            home,
            "agreement",
            "memorandum of understanding",
            {**signed, "date": None, "count": None, "cue": {"start": cue, "end": cue + 9, "text": "will sign"}},
        ),
        fact(home, "city", "Đà Nẵng", city("Da Nang", 1583992, "VN", 16.07, 108.22)),
        fact(home, "money", "US$1.33 billion", amount, rule="money.symbol_amount"),
        fact(home, "funding", "US$1.33 billion", {"type": "investment", "amount": amount, "destination": "Đà Nẵng", "sectors": []}),
        fact(home, "date", "the end of 2027", day("../2027", None, "2027-12-31", "interval")),  # type: ignore[arg-type]
        fact(home, "visitors", "1.68 million", {"count": 1680000, "origin": "Korea", "period": "2025"}),
        fact(home, "date", "2025", day("2025", "2025-01-01", "2025-12-31")),
        fact(port, "city", "Nairobi", city("Nairobi", 184745, "KE", -1.28, 36.82)),
        fact(port, "agreement", "loan agreement of €20 million", loan),
        fact(port, "money", "€20 million", money("20000000", "EUR", measures="loan")),
        fact(port, "city", "Mombasa", city("Mombasa", 186301, "KE", -4.05, 39.67, embedded=True)),
        fact(port, "date", "March 2025", day("2025-03", "2025-03-01", "2025-03-31")),
        fact(port, "money", "$3 million", money("3000000", "USD")),
        fact(port, "date", "1999", day("1999", "1999-01-01", "1999-12-31")),
    ]
    return [home, port, article("quiet", QUIET, published="2025-07-01")], facts


def write_run(folder: Path, articles: list[Row], facts: list[Row]) -> Path:
    """The folder of a run with these rows."""
    folder.mkdir(parents=True, exist_ok=True)
    run = {"pressfacts": "0.1.0", "schema_version": "1.1", "rules_digest": "0123456789", "inputs": [], "settings": {"rules": []}}
    (folder / "run.json").write_text(json.dumps(run))
    for name, rows in (("articles.jsonl", articles), ("facts.jsonl", facts)):
        (folder / name).write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), encoding="utf-8")
    return folder


def report_html(folder: Path, articles: list[Row], facts: list[Row]) -> Path:
    """The report of a run with these rows."""
    from pressfacts.pages.report_page import write_report

    path = folder / "report.html"
    write_report(write_run(folder / "run", articles, facts), path)
    return path
