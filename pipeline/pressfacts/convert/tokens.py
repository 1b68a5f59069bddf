"""Words for formats that are made of them: spaCy's English tokens, cut again where a fact begins or ends inside one."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING

from pressfacts.read.fact_rows import Row

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc


@cache
def blank_english() -> Language:
    """spaCy's English tokenizer, without a model."""
    import spacy

    return spacy.blank("en")


def tokenised(text: str, rows: Sequence[Row]) -> Doc:
    """The text as a Doc in which every row begins and ends with a token. `doc.text` is the text, to the code point."""
    from spacy.tokens import Doc

    starts, ends = ({row[edge] for row in rows} for edge in ("start", "end"))
    cuts = sorted(starts | ends)
    words: list[str] = []
    spaces: list[bool] = []
    english = blank_english()
    for token in english.make_doc(text):
        end = token.idx + len(token.text)
        inside = [cut - token.idx for cut in cuts[bisect_right(cuts, token.idx) : bisect_left(cuts, end)]]
        words += [token.text[first:last] for first, last in pairwise([0, *inside, len(token.text)])]
        # The space after a word is no token, unless a fact begins or ends with it.
        own_space = bool(token.whitespace_) and (end in starts or end + 1 in ends)
        words += [" "] if own_space else []
        spaces += [False] * (len(inside) + own_space) + [bool(token.whitespace_) and not own_space]
    return Doc(english.vocab, words=words, spaces=spaces)
