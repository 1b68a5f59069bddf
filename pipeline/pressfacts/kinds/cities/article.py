"""What the readers of city features share about one article."""

from __future__ import annotations

from dataclasses import dataclass, field

from pressfacts.document import Document
from pressfacts.kinds.cities.names import Name, Word

_LIST_GAPS = frozenset((", ", " and ", ", and ", " & ", " or ", "/", "; ", " to ", ", in ", " and in ", "–", "-", ",", ", or "))

_OPENERS = frozenset(("", ":", "|", '"', "“", "‘", "(", "•", "*", "-", "–", "—", "\n"))


@dataclass
class CityArticle:
    """An article as the readers of features see it. `surnames`, `speakers` (surnames by what they do) and `lower_words` are folded."""

    document: Document
    words: list[Word]
    names: list[Name]
    surnames: set[str]
    speakers: set[str]
    lower_words: set[str]
    titled: dict[int, bool] = field(default_factory=dict)  # by index of the sentence: whether it is a headline

    def begins_sentence(self, offset: int) -> bool:
        """Whether a sentence, or what a quotation mark, dash or bullet opens in it, begins here."""
        start = self.document.sentence(offset).start
        return offset - start <= 2 or self.text[offset - 2 : offset].strip() in _OPENERS

    @property
    def text(self) -> str:
        """The article's text."""
        return self.document.text


def in_list(text: str, first: Name, second: Name) -> bool:
    """Whether two names stand side by side in a list."""
    return 0 < second.start - first.end <= 8 and text[first.end : second.start] in _LIST_GAPS
