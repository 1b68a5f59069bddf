"""Words for formats that are made of them: spaCy's English tokens, cut again where a fact begins or ends inside one."""

from __future__ import annotations

from collections.abc import Iterable
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


def tokenised(text: str, rows: Iterable[Row]) -> Doc:
    """The text as a Doc in which every row begins and ends with a token. `doc.text` is the text, to the code point."""
    from spacy.tokens import Doc

    cuts = {row[edge] for row in rows for edge in ("start", "end")}
    words: list[str] = []
    spaces: list[bool] = []
    english = blank_english()
    for token in english.make_doc(text):
        inside = sorted(cut - token.idx for cut in cuts if token.idx < cut < token.idx + len(token.text)) if cuts else []
        edges = [0, *inside, len(token.text)]
        words += [token.text[first:last] for first, last in pairwise(edges)]
        spaces += [False] * len(inside) + [bool(token.whitespace_)]
    return Doc(english.vocab, words=words, spaces=spaces)
