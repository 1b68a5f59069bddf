"""What the report page shows, as one JSON value, small enough that a thousand articles make a page of some megabytes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from pressfacts.fact import KINDS
from pressfacts.pages.guide import gold_fields
from pressfacts.pages.page import world
from pressfacts.pages.run_folder import Row, RunFolder
from pressfacts.pages.values import told
from pressfacts.rulebook import Rulebook
from pressfacts.text.timex import bounds

_SHOWN = ("id", "title", "published", "published_from", "source", "url", "file", "line")
# The field of a kind's value whose days are the days that the fact tells of; a date has its own bounds.
_TIMEX_FIELDS = {"agreement": "date", "funding": "period", "visitors": "period"}


def report_data(folder: RunFolder, texts: Mapping[str, str], rulebook: Rulebook) -> dict[str, Any]:
    """The data of `Page` REPORT.

    A fact is a list: index of its article, id, index of its kind, start, end, start and end of its sentence, index of its rule, the value
    without what is null or empty, [first, last] day that it tells of or null, and its words where the article has no text here.
    Offsets are code points, as everywhere. A rule is [id, why, where it is written]; the last two are null for a rule that is not known.
    """
    index = {row["id"]: at for at, row in enumerate(folder.articles)}
    rules = {name: at for at, name in enumerate(sorted({str(fact.get("rule") or "-") for fact in folder.facts}))}
    return {
        "name": folder.path.resolve().name,
        "run": {name: folder.run.get(name) for name in ("pressfacts", "schema_version", "rules_digest", "model", "articles")},
        "kinds": KINDS,
        "articles": [{name: row.get(name) for name in _SHOWN} | {"text": texts.get(row["id"])} for row in folder.articles],
        "rules": _rules(rules, rulebook),
        "facts": [_fact(fact, index, rules, texts.get(fact["doc_id"])) for fact in _in_order(folder.facts, index)],
        "fields": gold_fields(rulebook),
        "world": world(),
    }


def _in_order(facts: list[Row], index: Mapping[str, int]) -> list[Row]:
    return sorted(facts, key=lambda fact: (index[fact["doc_id"]], fact["start"], -fact["end"], KINDS.index(fact["kind"])))


def _fact(fact: Row, index: Mapping[str, int], rules: Mapping[str, int], text: str | None) -> list[Any]:
    kind = fact["kind"]
    row = [index[fact["doc_id"]], fact["id"], KINDS.index(kind), fact["start"], fact["end"], *_sentence(fact, text)]
    row += [rules[str(fact.get("rule") or "-")], told(fact["value"]), _days(kind, fact["value"])]
    return [*row, fact["text"]] if text is None else row


def _sentence(fact: Row, text: str | None) -> tuple[int, int]:
    """Where the fact's sentence is; its line where the row does not tell, as those of other makers."""
    told = fact.get("sentence")
    if isinstance(told, dict) and isinstance(told.get("start"), int) and isinstance(told.get("end"), int):
        return told["start"], told["end"]
    if text is None:
        return fact["start"], fact["end"]
    end = text.find("\n", fact["end"])
    return text.rfind("\n", 0, fact["start"]) + 1, len(text) if end < 0 else end


def _days(kind: str, value: Row) -> list[str | None] | None:
    if kind == "date":
        days = [value.get("start"), value.get("end")]
    else:
        timex = value.get(_TIMEX_FIELDS.get(kind, ""))
        days = [day.isoformat() if day else None for day in bounds(timex if isinstance(timex, str) else None)]
    return days if any(days) else None


def _rules(names: Iterable[str], rulebook: Rulebook) -> list[list[str | None]]:
    known = {rule.id: rule.why for rule in rulebook.rules()}
    return [[name, known.get(name), _file_name(rulebook.places.get(name))] for name in names]


def _file_name(place: str | None) -> str | None:
    # The folder is this machine's affair; a page travels.
    return Path(place).name if place else None
