"""Offsets are code points, whatever bytes the text takes; look-ups by place find what lies there and nothing else."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from pressfacts.article import Article
from pressfacts.document import Document, Mention, Sentence, settle


def document(text: str, *sentences: tuple[int, int]) -> Document:
    return Document(Article("a", text), [Sentence(*span) for span in sentences], None)


def money(start: int, end: int) -> Mention:
    return Mention("money", start, end, "money.test")


@given(st.text(alphabet=st.characters(codec=None), max_size=60), st.data())
def test_every_byte_offset_maps_back_to_its_code_point(text: str, data: st.DataObject) -> None:
    at = data.draw(st.integers(0, len(text)))
    byte = len(text[:at].encode("utf-8", "replace"))
    assert document(text).span(byte, byte) == (at, at)


def test_emoji_accents_and_line_ends_count_as_the_code_points_they_are() -> None:
    text = "🎉 Hue\u0302\r\n$5"
    assert document(text).span(text.encode().index(b"$5"), len(text.encode())) == (8, len(text))


def test_a_lone_surrogate_does_not_shift_offsets() -> None:
    assert document("\ud800 $5").span(2, 4) == (2, 4)


def test_the_sentence_of_an_offset() -> None:
    two = document("One. Two.", (0, 4), (5, 9))
    assert [two.sentence_index(offset) for offset in (0, 3, 4, 5, 8)] == [0, 0, 0, 1, 1]


def test_without_sentences_the_whole_text_stands_for_one() -> None:
    assert document("text").sentence(2) == (0, 4)


def test_mentions_are_found_by_place_and_touching_is_not_overlapping() -> None:
    found = document("0123456789")
    found.add("money", [money(5, 8), money(1, 3)])
    assert found.within("money", 2, 6) == [money(1, 3), money(5, 8)]
    assert not found.taken(3, 5, "money")
    assert not found.taken(0, 10, "date")


def test_the_longest_of_overlapping_candidates_wins() -> None:
    assert settle([money(0, 4), money(2, 9), money(10, 12), money(9, 10)]) == [money(2, 9), money(9, 10), money(10, 12)]


@given(st.lists(st.tuples(st.integers(0, 40), st.integers(1, 12)), max_size=25))
def test_settled_mentions_never_overlap_and_every_candidate_is_kept_or_beaten(spans: list[tuple[int, int]]) -> None:
    candidates = [money(start, start + size) for start, size in spans]
    kept = settle(candidates)
    assert all(one.end <= other.start for one, other in pairwise(kept))
    for candidate in candidates:
        beaten_by = [winner for winner in kept if winner.overlaps(candidate.start, candidate.end)]
        assert any(winner.end - winner.start >= candidate.end - candidate.start for winner in beaten_by)


@given(st.text(alphabet="aé한🎉 ", max_size=30), st.integers(0, 30))
def test_bytes_and_code_points_lead_to_each_other(text: str, offset: int) -> None:
    document = Document(Article("a", text), [], None)
    offset = min(offset, len(text))
    assert document.byte(offset) == len(text[:offset].encode())
    assert document.span(document.byte(offset), document.byte(offset)) == (offset, offset)
