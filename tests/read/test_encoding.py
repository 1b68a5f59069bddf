"""Bytes become text without the loss of a code point, or are refused as no text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pressfacts.errors import ArticleError
from pressfacts.read.encoding import decode

NEWS = "The mayor of Orléans said the “deal” was worth €2.5 million, a façade. José Muñoz signed."
ODD = "e\u0301 \U0001f600 line\r\nline\rĐà Nẵng\u2028\ufffd"


@pytest.mark.parametrize("text", [NEWS, ODD, "plain"])
def test_utf8_is_kept_to_the_code_point_line_ends_too(text: str) -> None:
    assert decode(text.encode()) == (text, "utf-8")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be"])
def test_a_byte_order_mark_tells_the_encoding_and_is_no_part_of_the_text(encoding: str) -> None:
    assert decode(("\ufeff" + ODD).encode(encoding)) == (ODD, encoding)


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_utf16_without_a_mark_is_known_by_its_zero_bytes(encoding: str) -> None:
    assert decode(NEWS.replace("€", "EUR").replace("“", '"').replace("”", '"').encode(encoding))[1] == encoding


def test_western_text_of_one_byte_a_letter_is_windows_1252_not_one_of_its_cousins() -> None:
    assert decode(NEWS.encode("cp1252")) == (NEWS, "cp1252")


def test_other_scripts_are_detected() -> None:
    russian = "Москва и Казань подписали соглашение о сотрудничестве на сумму 5 миллионов рублей в пятницу."
    assert decode(russian.encode("cp1251")) == (russian, "cp1251")


@pytest.mark.parametrize(
    "data",
    [
        b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + bytes(range(256)),
        b"text\0with a NUL byte",
        "\ufeffa\0b".encode("utf-16-le"),
        "\ufeffabc".encode("utf-16-le")[:-1],
        b"\xff\xfe\x00\xd8a\x00",
    ],
    ids=["png", "NUL byte", "NUL character", "half a code unit", "lone surrogate"],
)
def test_what_is_no_text_is_refused(data: bytes) -> None:
    with pytest.raises(ArticleError) as refused:
        decode(data)
    assert refused.value.reason == "not_text"


def test_damaged_utf8_is_told_and_not_read_as_something_else() -> None:
    with pytest.raises(ArticleError) as refused:
        decode("Đà Nẵng and “Huế” signed".encode()[:-9] + b"\xe1 igned")
    assert refused.value.reason == "bad_encoding"


@given(st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"])).filter(lambda text: not text.startswith("\ufeff")))
def test_any_text_comes_back_from_utf8(text: str) -> None:
    assert decode(text.encode()) == (text, "utf-8")


@given(st.binary(max_size=200))
def test_any_bytes_give_text_without_nul_or_are_refused(data: bytes) -> None:
    try:
        text, encoding = decode(data)
    except ArticleError:
        return
    assert "\0" not in text
    if encoding.startswith("utf-"):  # some older encodings write one character in two ways
        assert data.endswith(text.encode(encoding))
