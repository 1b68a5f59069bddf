"""What was asked before is kept, and no more of it than there is room for."""

from pressfacts.text.answers import Answers


def test_what_was_asked_before_is_not_worked_out_again():
    asked: list[str] = []
    lengths = Answers(lambda word: asked.append(word) or len(word), 10)
    assert [lengths["Hue"], lengths["Daegu"], lengths["Hue"]] == [3, 5, 3]
    assert asked == ["Hue", "Daegu"]


def test_no_more_answers_are_kept_than_there_is_room_for():
    lengths = Answers(len, 2)
    assert [lengths[word] for word in ("Hue", "Daegu", "Paris", "Hue")] == [3, 5, 5, 3]
    assert len(lengths) <= 2
