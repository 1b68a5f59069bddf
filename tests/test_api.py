"""`import pressfacts` and its two functions."""

from __future__ import annotations

import datetime
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

import pressfacts
from pressfacts.errors import InputError

TEXT = "Daegu will invest $5 million by Friday."


def test_extract_gives_typed_facts() -> None:
    facts = pressfacts.extract(TEXT, published="2026-01-17")
    assert [(fact.kind, fact.text) for fact in facts] == [
        ("city", "Daegu"), ("money", "$5 million"), ("funding", "$5 million"), ("date", "Friday"),
    ]  # fmt: skip
    (money,) = [fact for fact in facts if isinstance(fact, pressfacts.MoneyFact)]
    assert (money.value.low, money.value.currency, money.doc_id) == ("5000000", "USD", "article")


@pytest.mark.parametrize("published", ["2026-01-17", datetime.date(2026, 1, 17), datetime.datetime(2026, 1, 17, 23, 59)])
def test_a_day_may_be_told_in_several_forms(published: Any) -> None:
    assert pressfacts.extract("He left on Friday.", published=published)[0].value.timex == "2026-01-16"


def test_what_is_no_day_is_refused() -> None:
    with pytest.raises(InputError, match="no clear day"):
        pressfacts.extract(TEXT, published="01/02/2026")


def test_extract_many_streams() -> None:
    asked = list[int]()

    def articles() -> Iterator[dict[str, str]]:
        for number in range(10_000_000):
            asked.append(number)
            yield {"id": f"a{number}", "text": f"It cost ${number}."}

    extractions = pressfacts.extract_many(articles())
    assert [next(extractions).facts[0].text for _ in range(3)] == ["$0", "$1", "$2"]
    assert len(asked) < 1000


def test_bad_articles_are_told_at_their_place() -> None:
    rows = [
        {"text": "It cost $5."},
        {"id": "b"},
        {"id": "c", "text": 7},
        pressfacts.Article("d", "It cost $6."),
        {"id": True, "text": "It cost $7."},
    ]
    told = [(each.article.id, len(each.facts), str(each.error or "").splitlines()[:1]) for each in pressfacts.extract_many(rows)]
    assert told == [
        ("article-1", 1, []),
        ("b", 0, ["has no `text`"]),
        ("c", 0, ["`text` is not a string"]),
        ("d", 1, []),
        ("article-5", 0, ["`id` is neither text nor a whole number"]),
    ]


def test_a_stream_may_wait_while_another_article_is_extracted() -> None:
    for extraction in pressfacts.extract_many([{"id": "a", "text": TEXT}, {"id": "b", "text": TEXT}]):
        assert [fact.text for fact in pressfacts.extract(TEXT)] == [fact.text for fact in extraction.facts]


def test_threads_may_share_it() -> None:
    texts = [f"The mayor of Avranches paid ${number} in Lincoln, said Hope." for number in range(40)]
    alone = [pressfacts.extract(text) for text in texts]
    found = dict[int, Any]()

    def work(first: int) -> None:
        for position in range(first, len(texts), 4):
            found[position] = pressfacts.extract(texts[position])

    threads = [threading.Thread(target=work, args=(first,)) for first in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert [found[position] for position in range(len(texts))] == alone


def test_import_is_light() -> None:
    heavy = "'spacy', 'pydantic', 'numpy', 'pyarrow', 'pyspark'"
    code = f"import sys, pressfacts; print([name for name in ({heavy}) if name in sys.modules], 'extract' in dir(pressfacts))"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout == "[] True\n"


def test_every_name_is_there() -> None:
    assert all(getattr(pressfacts, name) is not None for name in pressfacts.__all__)
    with pytest.raises(AttributeError, match="no attribute 'extracts'"):
        _ = pressfacts.extracts


def test_editors_see_the_types(tmp_path: Path) -> None:
    assert (Path(pressfacts.__file__).parent / "py.typed").exists()
    script = tmp_path / "script.py"
    script.write_text('import pressfacts\nreveal_type(pressfacts.extract("a"))\nreveal_type(pressfacts.extract_many([]))\n')
    command = [sys.executable, "-m", "mypy", "--no-incremental", "--config-file", "", "--ignore-missing-imports", str(script)]
    told = subprocess.run(command, capture_output=True, text=True, check=False, cwd=tmp_path).stdout
    assert "list[" in told and "MoneyFact" in told and "Iterator[" in told, told
