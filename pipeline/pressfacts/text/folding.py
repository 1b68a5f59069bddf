"""The form under which names of places are compared."""

from __future__ import annotations

import re
import unicodedata

# Letters that Unicode does not decompose into a letter and an accent.
_LETTERS = str.maketrans(
    {
        **dict.fromkeys("ĐÐƉđðɖ", "d"),
        **dict.fromkeys("Øø", "o"),
        **dict.fromkeys("Łł", "l"),
        **dict.fromkeys("Ħħ", "h"),
        **dict.fromkeys("Ŧŧ", "t"),
        **dict.fromkeys("ıİ", "i"),
        **dict.fromkeys("Əə", "a"),
        **dict.fromkeys("Ææ", "ae"),
        **dict.fromkeys("Œœ", "oe"),
        **dict.fromkeys("Þþ", "th"),
        **dict.fromkeys("Ŋŋ", "ng"),
    }
)
_APART = re.compile(r"[\s'’‘ʻʼʾʿ`´′\-‐‑‒–—_/]+")
_DROPPED = re.compile(r"[.,()\"“”]+")
# One spelling for each of the words that place names abbreviate.
_SHORT = {"saint": "st", "sainte": "ste", "mount": "mt", "fort": "ft"}


def fold(name: str) -> str:
    """The form under which names are compared: no case, no accents, words parted by single spaces, "Saint" as "st".

    The same for NFC and NFD. Folding word by word and joining with spaces gives the same as folding the whole.
    """
    if not name.isascii():
        decomposed = unicodedata.normalize("NFKD", name.translate(_LETTERS))
        name = "".join(letter for letter in decomposed if not unicodedata.combining(letter)).translate(_LETTERS)
    words = _DROPPED.sub("", _APART.sub(" ", name.casefold())).split()
    return " ".join(_SHORT.get(word, word) for word in words)
