"""Files as the tools themselves write them."""

import json

import pytest

from pressfacts.convert import Losses
from pressfacts.errors import InputError
from tests.convert.collections import lost, read, spans

TEXT = "🎉 Daegu paid $5 million."


def test_brat(tmp_path):
    (tmp_path / "doc-1.txt").write_text("Daegu and Huế will sign a deal\nof friendship by 2027.\n")
    lines = [
        "T1\tGPE 0 5\tDaegu",
        "T2\tagreement 26 30;31 44\tdeal of friendship",
        "T3\tdate 48 52\t2027",
        "T4\tPerson 10 13\tHuế",
        "A1\tOptional T3",
        "R1\tPartyOf Arg1:T1 Arg2:T2",
        "*\tEquiv T1 T4",
        '#1\tAnnotatorNotes T2\t{"value": {"type": "agreement", "status": "planned"}}',
        "#2\tAnnotatorNotes T1\tis this the city?",
    ]
    (tmp_path / "doc-1.ann").write_text("\n".join(lines) + "\n")
    losses = Losses()
    found = read("brat", tmp_path, losses, GPE="city")
    assert spans(found) == [
        ("doc-1", "city", 0, 5, "Daegu"),
        ("doc-1", "agreement", 26, 44, "deal\nof friendship"),
        ("doc-1", "date", 48, 52, "2027"),
    ]
    city, agreement, date = found.rows
    assert (city["value"], agreement["value"]["status"], date["optional"]) == (None, "planned", True)
    assert lost(losses) == {
        "a line of type *": 1, "a line of type R": 1, "a note that is no value": 1, "the label 'Person', which is no kind of fact": 1,
    }  # fmt: skip


def test_a_line_that_is_not_brats_is_named(tmp_path):
    (tmp_path / "a.txt").write_text("Daegu")
    (tmp_path / "a.ann").write_text("T1\tcity 0 5\tDaegu\nT2\tcity from 0\n")
    with pytest.raises(InputError, match=r"a\.ann:2"):
        read("brat", tmp_path)


def labelstudio_task(start, end):
    value = {"start": start, "end": end, "text": "Daegu", "labels": ["City"]}
    region = {"value": value, "id": "gw3t9f", "from_name": "label", "to_name": "text", "type": "labels", "origin": "manual"}
    choice = {"value": {"choices": ["news"]}, "id": "q", "from_name": "topic", "to_name": "text", "type": "choices"}
    finished = {"id": 9, "completed_by": 1, "was_cancelled": False, "result": [region, choice]}
    return {"id": 4, "data": {"text": TEXT}, "annotations": [{"was_cancelled": True, "result": []}, finished], "predictions": []}


@pytest.mark.parametrize(("start", "end"), [(2, 7), (3, 8)], ids=["code points", "UTF-16, as versions before 2021 counted"])
def test_label_studio(tmp_path, start, end):
    path = tmp_path / "project-1.json"
    path.write_text(json.dumps([labelstudio_task(start, end)]))
    losses = Losses()
    assert spans(read("labelstudio", path, losses)) == [("project-1-4", "city", 2, 7, "Daegu")]
    assert lost(losses) == {"a result that is no labelled region": 1}


def test_label_studio_without_annotations_has_its_predictions(tmp_path):
    task = labelstudio_task(2, 7)
    task |= {"annotations": [], "predictions": [task["annotations"][1]]}
    path = tmp_path / "p.json"
    path.write_text(json.dumps([task]))
    assert len(read("labelstudio", path).rows) == 1


def test_prodigy(tmp_path):
    span = {"start": 2, "end": 7, "token_start": 1, "token_end": 1, "label": "CITY"}
    task = {
        **{"text": TEXT, "meta": {"source": "wire"}, "_input_hash": 1, "_task_hash": 2, "_view_id": "ner_manual"},
        "tokens": [{"text": "🎉", "start": 0, "end": 1, "id": 0, "ws": True}],
        "spans": [span, span | {"start": 13, "end": 99, "label": "MONEY"}],
    }
    path = tmp_path / "ner.jsonl"
    path.write_text("".join(json.dumps({**task, "answer": answer}) + "\n" for answer in ("reject", "accept", "ignore")))
    losses = Losses()
    assert spans(read("prodigy", path, losses)) == [("ner-2", "city", 2, 7, "Daegu")]
    assert lost(losses) == {"a span outside its text": 1, "a task that was rejected or ignored": 2}


@pytest.mark.parametrize(
    "line",
    [
        {"id": 7, "text": TEXT, "label": [[2, 7, "city"]], "Comments": []},
        {"id": 7, "data": TEXT, "labels": [[2, 7, "City"]]},
        {"id": 7, "text": TEXT, "entities": [{"id": 1, "label": "CITY", "start_offset": 2, "end_offset": 7}], "relations": []},
    ],
    ids=["label", "data and labels", "entities"],
)
def test_doccano(tmp_path, line):
    path = tmp_path / "all.jsonl"
    path.write_text(json.dumps(line) + "\n")
    assert spans(read("doccano", path)) == [("all-7", "city", 2, 7, "Daegu")]


def test_a_docbin_of_spacys_own_making(tmp_path):
    import spacy
    from spacy.tokens import DocBin, SpanGroup

    doc = spacy.blank("en")("Daegu paid $5 million to Daegu.")
    doc.ents = [doc.char_span(0, 5, label="GPE"), doc.char_span(11, 21, label="MONEY")]
    doc.spans["sc"] = SpanGroup(doc, spans=[doc.char_span(25, 30, label="GPE"), doc.char_span(0, 5, label="GPE")])
    DocBin(docs=[doc]).to_disk(tmp_path / "train.spacy")
    found = read("spacy", tmp_path / "train.spacy", GPE="city")
    assert spans(found) == [
        ("train-1", "city", 0, 5, "Daegu"), ("train-1", "money", 11, 21, "$5 million"), ("train-1", "city", 25, 30, "Daegu"),
    ]  # fmt: skip


IOB2 = "-DOCSTART- -X- -X- O\n\nDaegu NNP B-NP B-LOC\nCity NNP I-NP I-LOC\nHuế NNP B-NP B-LOC\n\nIn IN B-PP O\n2027 CD B-NP B-DATE\n"
IOB1 = "Daegu\tI-LOC\nCity\tI-LOC\nHuế\tB-LOC\n\nIn\tO\n2027\tI-DATE\n"
BIOES = "Daegu B-LOC\nCity E-LOC\nHuế S-LOC\n\nIn O\n2027 S-DATE\n"


@pytest.mark.parametrize("columns", [IOB2, IOB1, BIOES], ids=["CoNLL-2003", "IOB1", "BIOES"])
def test_conll(tmp_path, columns):
    path = tmp_path / "eng.train"
    path.write_text(columns)
    found = read("conll", path, LOC="city")
    assert found.articles["eng-1"].text == "Daegu City Huế\nIn 2027"
    assert [(kind, text) for _, kind, _, _, text in spans(found)] == [("city", "Daegu City"), ("city", "Huế"), ("date", "2027")]
    assert all(row["text"] == found.articles["eng-1"].text[row["start"] : row["end"]] for row in found.rows)
