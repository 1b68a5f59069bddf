"""Gold and found side by side, and what is taken for what."""

from pressfacts.score import Confusion, align, confusions


def row(kind, start, end, value=None, **rest):
    return {"doc_id": "a", "kind": kind, "start": start, "end": end, "text": "x" * (end - start), "value": value, **rest}


def test_each_outcome():
    gold = [
        row("date", 0, 4, {"timex": "2020", "mod": None}),
        row("date", 10, 14, {"timex": "2021"}),
        row("date", 20, 24, {"timex": "2022"}),
        row("date", 30, 34, {"timex": "2023"}),
        row("date", 40, 44, optional=True),
        row("date", 50, 54, optional=True),
    ]
    facts = [
        row("date", 0, 4, {"timex": "2020", "mod": "end"}),
        row("date", 10, 16, {"timex": "2021"}),
        row("date", 20, 26, {"timex": "1999"}),
        row("date", 36, 39, {"timex": "2020"}),
        row("date", 42, 46, {"timex": "2020"}),
    ]
    assert [(pair.start, pair.outcome, pair.same_span, pair.right_value, pair.told, pair.wrong) for pair in align(gold, facts)] == [
        (0, "right", True, True, ("timex", "mod"), ("mod",)),
        (10, "wrong_span", False, True, ("timex",), ()),
        (20, "wrong_value", False, False, ("timex",), ("timex",)),
        (30, "missed", False, False, ("timex",), ()),
        (36, "spurious", False, False, (), ()),
        (40, "optional", False, False, (), ()),
        (50, "optional", False, False, (), ()),
    ]


def test_the_attributes_of_an_agreement():
    value = {"type": "treaty", "status": "signed", "parties": ["Huế", "Daegu"], "date": "2025", "money": None, "count": None}
    gold = [row("agreement", 0, 6, value)]
    (pair,) = align(gold, [row("agreement", 0, 6, value | {"parties": ["Daegu", "Hue"], "date": None, "money": {"low": "5"}})])
    assert (pair.outcome, pair.wrong) == ("right", ("date", "money"))
    (pair,) = align(gold, [row("agreement", 0, 6, value | {"status": "planned", "parties": ["Daegu"]})])
    assert (pair.outcome, pair.wrong) == ("wrong_value", ("status", "all_parties"))


def test_articles_come_in_order_and_facts_of_others_not_at_all():
    gold = [row("date", 0, 4, {"timex": "2020"}) | {"doc_id": name} for name in "ba"]
    facts = [row("date", 0, 4, {"timex": "2020"}) | {"doc_id": name} for name in "cab"]
    assert [(pair.doc_id, pair.outcome) for pair in align(gold, facts)] == [("a", "right"), ("b", "right")]
    assert [pair.doc_id for pair in align(gold, facts, ["c"])] == ["a", "b", "c"]


def test_confusion_of_types_and_kinds():
    gold = [
        row("agreement", 0, 6, {"type": "treaty", "status": "signed"}),
        row("agreement", 10, 16, {"type": "treaty", "status": "signed"}),
        row("city", 20, 26, {"geonameid": 1}),
    ]
    facts = [
        row("agreement", 0, 6, {"type": "treaty", "status": "planned"}),
        row("agreement", 10, 16, {"type": "contract", "status": "planned"}),
        row("date", 22, 30, {"timex": "2020"}),
    ]
    assert confusions(align(gold, facts)) == [
        Confusion("agreement", "status", "signed", "planned", 2),
        Confusion("agreement", "type", "treaty", "contract", 1),
        Confusion("agreement", "type", "treaty", "treaty", 1),
        Confusion("all", "kind", "city", "date", 1),
    ]
