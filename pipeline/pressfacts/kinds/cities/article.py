"""What the readers of city features share about one article."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from pressfacts.document import Document
from pressfacts.kinds.cities.names import Name, Word

_LIST_GAPS = frozenset((", ", " and ", ", and ", " & ", " or ", "/", "; ", " to ", ", in ", " and in ", "–", "-", ",", ", or "))

_LOWER_WORDS = re.compile(r"(?<![\w'’-])[a-z]{2,}")
_SEARCHED = 20_000  # code points up to which a text is searched for each word; a longer one would be searched too often
_OPENERS = frozenset(("", ":", "|", '"', "“", "‘", "(", "•", "*", "-", "–", "—", "\n"))


class LowerWords:
    """The words of two letters and more that a text has in lower case: `word in lower_words`.

    A text is asked about a few dozen words: to look for each takes less time than to gather all words.
    """

    def __init__(self, text: str) -> None:
        self._text, self._known = text, dict[str, bool]()
        self._all = frozenset(_LOWER_WORDS.findall(text)) if len(text) > _SEARCHED else None

    def __contains__(self, word: str) -> bool:
        if self._all is not None:
            return word in self._all
        known = self._known.get(word)
        if known is None:
            known = self._known[word] = _LOWER_WORDS.fullmatch(word) is not None and self._stands(word)
        return known

    def _stands(self, word: str) -> bool:
        """Whether the word stands in the text, no part of a longer one."""
        at = self._text.find(word)
        while at >= 0:
            found = _LOWER_WORDS.match(self._text, at)
            if found and found.end() == at + len(word):
                return True
            at = self._text.find(word, at + 1)
        return False


@dataclass
class CityArticle:
    """An article as the readers of features see it. `surnames` and `speakers` (surnames by what they do) are folded."""

    document: Document
    words: list[Word]
    names: list[Name]
    surnames: set[str]
    speakers: set[str]
    lower_words: LowerWords
    titled: dict[int, bool] = field(default_factory=dict)  # by where the sentence begins: whether it is a headline
    text: str = field(init=False)  # the article's

    def __post_init__(self) -> None:
        self.text = self.document.text

    def begins_sentence(self, offset: int) -> bool:
        """Whether a sentence, or what a quotation mark, dash or bullet opens in it, begins here."""
        start = self.document.sentence(offset).start
        return offset - start <= 2 or self.text[offset - 2 : offset].strip() in _OPENERS


def in_list(text: str, first: Name, second: Name) -> bool:
    """Whether two names stand side by side in a list."""
    return 0 < second.start - first.end <= 8 and text[first.end : second.start] in _LIST_GAPS
