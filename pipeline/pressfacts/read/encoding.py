"""Bytes to text without losing a code point: UTF-8 first, then UTF-16 and UTF-32, then what charset-normalizer makes of it."""

from __future__ import annotations

import codecs
from typing import NamedTuple

from pressfacts.errors import ArticleError

_SAMPLE_BYTES = 256 << 10  # detection looks at no more; all bytes must then decode
_WESTERN = "cp1252"
_EQUAL_CHAOS = 0.05  # of 1; what charset-normalizer calls mess

# UTF-32's mark begins with that of UTF-16, so it is asked for first.
_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)


class Decoded(NamedTuple):
    """A text and the encoding it was in, by Python's name for it. A byte order mark is not part of the text."""

    text: str
    encoding: str


def decode(data: bytes) -> Decoded:
    """The text of a file, line ends and all. Raises ArticleError: `not_text` or `bad_encoding`."""
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return Decoded(_decode(data[len(mark) :], encoding), encoding)
    if b"\0" in data:
        encoding = _unmarked_utf16(data)
        return Decoded(_decode(data, encoding), encoding)
    try:
        return Decoded(data.decode("utf-8"), "utf-8")
    except UnicodeDecodeError as error:
        if _is_damaged_utf8(data):
            what, mend = f"is UTF-8 with a damaged place at byte {error.start}", "mend the file, or fetch it again"
            raise ArticleError(what, reason="bad_encoding", mend=mend) from error
        encoding = _detect(data)
        return Decoded(_decode(data, encoding), encoding)


def _decode(data: bytes, encoding: str) -> str:
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        raise _not_text(f"is not valid {encoding} at byte {error.start}") from error
    if "\0" in text:
        raise _not_text("holds NUL characters, as binary files do")
    return text


def _unmarked_utf16(data: bytes) -> str:
    # Text in Latin letters has every second byte zero: the high one, which comes last in little-endian order.
    pairs = len(data) // 2
    even, odd = data[::2].count(0), data[1::2].count(0)
    if len(data) % 2 == 0 and max(even, odd) * 2 >= pairs and min(even, odd) == 0:
        return "utf-16-le" if odd else "utf-16-be"
    raise _not_text("holds NUL bytes, as binary files do")


def _is_damaged_utf8(data: bytes) -> bool:
    # Text in another encoding hardly ever holds sound UTF-8 sequences by chance. Guessing here would turn the sound ones into "â€œ".
    text = data.decode("utf-8", "replace")
    beyond_ascii, damaged = len(text) - len(text.encode("ascii", "ignore")), text.count("\ufffd")
    return beyond_ascii - damaged > damaged


def _detect(data: bytes) -> str:
    from charset_normalizer import from_bytes  # deferred: it takes its time to load and few files need it

    matches = list(from_bytes(data[:_SAMPLE_BYTES]))
    if not matches:
        raise _not_text("is neither UTF-8 nor text in any other known encoding")
    best = matches[0]
    # Single-byte code pages agree on most of an English text. Where nothing speaks against windows-1252 it is by far
    # the likeliest of them, and what the WHATWG Encoding Standard takes for Western text.
    for match in matches:
        if _WESTERN in (match.encoding, *match.could_be_from_charset) and match.chaos <= best.chaos + _EQUAL_CHAOS:
            return _WESTERN
    return str(best.encoding)


def _not_text(what: str) -> ArticleError:
    return ArticleError(what, reason="not_text", mend="give plain text, best in UTF-8")
