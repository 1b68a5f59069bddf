"""Cut an article into sentences.

One compiled scan finds every place where a sentence could end: a full stop, a question or exclamation mark, an ellipsis,
with the quotes and brackets that close behind it. Only there a decision is made, from the word before and the word after. What line
breaks mean is told by `text/lines.py`; the words that decide (titles, companies' endings, words that begin sentences, ...)
are lexicons in `rules/sentences.yaml`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from pressfacts.document import Sentence
from pressfacts.rulebook import Rulebook
from pressfacts.text.lines import blocks

_OPENING = "`\"“„‘'(\\[«¿¡"
_CLOSING = "\"”’')\\]»"
# Linear: a run of marks is entered at its head alone and never given back, all else is bounded. What stands before the head is looked at
# behind it: so `re` jumps from mark to mark.
_CANDIDATE = re.compile(
    rf"(?P<mark>[.!?…](?<![.!?…]{{2}})[.!?…]*+(?:[ ]\.(?=[\s.{_CLOSING}]|$)){{0,4}}+)"  # `. . .` is one mark
    rf"(?P<closing>[{_CLOSING}]{{0,5}}(?:\[\d{{1,3}}\])?)"  # `[3]` is a note
    rf"(?:(?=\s|$)|(?P<glued>(?=[{_OPENING}]?[^\W\d_][^\W\d_])))"
)
_NEXT = re.compile(rf"\s*(?P<lead>[–—-]+\s+|[•▪●*·|/]+\s*)?(?P<opening>[{_OPENING}]{{0,3}})(?P<word>[\w'’\u0300-\u036f&-]{{0,40}})")
_PLAIN_NEXT = re.compile(r"[ \n][A-Z][a-z]")
_REST = re.compile(r"\W{0,80}")
_INITIALISM = re.compile(r"(?:[^\W\d_]{1,3}\.)+[^\W\d_]{1,3}")
_LIST_MARKER = re.compile(r"\(?(?:\d{1,3}(?:\.\d{1,2})*|[^\W\d_]|[ivxIVX]{1,5})")
_NUMERAL = re.compile(r"\d|(?:[IVXLC]+|[A-Z])\Z")
_ADDRESS_AHEAD = re.compile(r"[\w-]{1,60}(?:\.[a-z]{2}|@)|[\w.-]{1,60}@")  # `www.Example.com`, `Ann.Lee@example.com`
_PIECES = re.compile(r"[-–—/`\"“„‘'(\[«¿¡]+")
_QUOTES = "`\"“„‘'«"
_QUOTE_END = re.compile(r"[\"”»]|[’'](?!\w)")
_WORD_REACH = 40  # code points looked at on either side: longer words decide nothing
_QUOTE_REACH = 240


class _Place(NamedTuple):
    """A place where a sentence could end, with what stands around it."""

    text: str
    start: int  # where the sentence that may end here begins
    at: int  # of the mark
    end: int  # behind mark and closing quotes
    block_end: int
    mark: str
    closing: str
    before: str  # the word that the mark stands behind
    lead: str  # a dash or bullet before the next word
    opening: str
    after: str  # the next word
    after_start: int


class SentenceSplitter:
    """Cuts text into sentences by the lexicons of a rulebook. Holds no state of a text: one splitter serves all articles."""

    def __init__(self, rulebook: Rulebook) -> None:
        def forms(name: str) -> frozenset[str]:
            return frozenset(form.rstrip(".") for form in rulebook.lexicon(f"sentence.{name}"))

        self._clock = forms("clock")
        self._after_clock = forms("after_clock")
        self._titles = forms("titles")
        self._never_last = forms("never_last")
        self._number_words = forms("number_words")
        self._numbered = forms("before_number")
        self._may_end = forms("may_end")
        self._openers = forms("openers")
        self._lettered = forms("before_letter")
        self._headed = forms("before_heading_number")
        self._reporting = forms("reporting_verbs")
        self._domains = forms("domains")
        self._marked_names = forms("names_with_mark")
        self._joining = forms("line_joining_words")
        self._deciding = self._titles.union(self._never_last, self._numbered, self._headed, self._clock, self._may_end)

    def split(self, text: str) -> list[Sentence]:
        """The sentences in order. They do not overlap and hold every visible character but those of lines of table bars alone."""
        return [sentence for block in blocks(text, self._joining) for sentence in self._split_block(text, block.start, block.end)]

    def _split_block(self, text: str, start: int, end: int) -> Iterator[Sentence]:
        for match in _CANDIDATE.finditer(text, start, end):
            if match.end() == end:
                break  # the block ends here, whatever the mark means
            if self._plainly_ends(text, start, end, match) or self._decides(_place(text, start, end, match), match):
                yield Sentence(start, match.end())
                start = _skip_space(text, match.end(), end)
        if start < end:
            yield Sentence(start, end)

    def _plainly_ends(self, text: str, start: int, end: int, match: re.Match[str]) -> bool:
        """Whether a lone full stop stands between an ordinary word and a capital, as most do: `_ends` would say so too."""
        at, behind = match.span()
        if behind - at != 1 or at - start <= _WORD_REACH or text[at] != "." or not _PLAIN_NEXT.match(text, behind, end):
            return False
        blank = text.rfind(" ", at - _WORD_REACH, at)
        word = text[blank + 1 : at] if blank >= 0 else ""
        return len(word) > 1 and word.isascii() and word.isalpha() and not word.isupper() and word not in self._deciding

    def _decides(self, place: _Place, match: re.Match[str]) -> bool:
        return self._ends(place) if match["glued"] is None else self._ends_glued(place)

    def _ends(self, place: _Place) -> bool:
        if place.at == place.start or not _has_word_ahead(place):
            return False
        if not place.after:
            return self._is_plain(place)  # a symbol is next: "$5", "#", an emoji
        first = place.after[0]
        if first.islower() and not _is_capital_in_disguise(place.after):
            return False
        if place.mark != ".":
            return self._ends_marked(place)
        return self._ends_dotted(place)

    def _ends_marked(self, place: _Place) -> bool:
        """After `!`, `?` or an ellipsis, with a capital or a digit next."""
        if place.mark.startswith((".", "…")):
            return not place.after[0].isdigit()
        if place.before + place.mark in self._marked_names and not place.closing:
            return place.after in self._openers
        return not (place.closing and place.closing[-1] in "\"”’'»" and self._is_attribution(place))

    def _is_attribution(self, place: _Place) -> bool:
        """`“Why?” Hartmann asked`: a name of up to four words and a verb of saying."""
        if place.opening or (place.after in self._openers and place.after not in self._titles and place.after != "I"):
            return False
        words = place.text[place.after_start : min(place.block_end, place.after_start + 80)].split()[:5]
        for word in words:
            bare = word.strip(",.;:")
            if bare in self._reporting:
                return True
            if not word[0].isupper() or word[-1] in ",;:!?":
                return False
        return False

    def _ends_dotted(self, place: _Place) -> bool:
        before, after = place.before, place.after
        if self._is_list_marker(place) or before in self._never_last:
            return False
        if place.lead:
            return self._is_plain(place)
        if before in self._titles:
            return False
        if before in self._numbered:
            return not _NUMERAL.match(after) and after not in self._number_words
        if len(before) == 1 and before.isalpha():
            return self._opens(place) or self._ends_with_letter(place)
        if before[:1].isdigit() and _word_before(place) in self._headed:
            return self._opens(place)
        if before in self._clock:
            return not self._tells_day_or_zone(place)
        if before in self._may_end or _INITIALISM.fullmatch(before):
            return self._opens(place)
        return True

    def _tells_day_or_zone(self, place: _Place) -> bool:
        """`5 p.m. Friday`, `7 p.m. Hanoi time`: the first word is a day or a zone, or the second is in lower case `time`."""
        words = place.text[place.after_start : min(place.block_end, place.after_start + _WORD_REACH)].split()[1:2]
        second = words[0].strip(".,;") if words else ""
        return place.after in self._after_clock or (second.islower() and second in self._after_clock)

    def _is_plain(self, place: _Place) -> bool:
        """Whether the word before is no abbreviation, initial, list marker or dateline, so that nothing speaks against an end."""
        before = place.before
        if place.mark != ".":
            return True
        if self._is_list_marker(place) or (len(before) == 1 and before.isalpha()) or _INITIALISM.fullmatch(before):
            return False
        if place.lead and place.text[place.at - 1].isupper() and place.at - place.start < _WORD_REACH:
            return False
        return not any(before in words for words in (self._titles, self._never_last, self._numbered, self._may_end))

    def _is_list_marker(self, place: _Place) -> bool:
        """`1.`, `a.`, `IV.` at the head of a sentence belongs to what follows."""
        return place.at - place.start <= 8 and bool(_LIST_MARKER.fullmatch(place.text, place.start, place.at))

    def _ends_with_letter(self, place: _Place) -> bool:
        """`Plan B. Work`, `vitamin D. Doctors`: the letter is no initial of a name."""
        return _word_before(place).lower() in self._lettered

    def _opens(self, place: _Place) -> bool:
        """Whether what follows an abbreviation looks like the head of a sentence."""
        if place.after in self._openers:
            return True
        return bool(place.opening) and place.opening[-1] in _QUOTES and _is_quoted_sentence(place)

    def _ends_glued(self, place: _Place) -> bool:
        """`the deal.The text`: no space behind the mark. Not in a domain name, an address, a file name, an abbreviation."""
        before, after = place.before, place.after
        if len(after) < 2 or not after[0].isupper() or not after[1].islower() or after.lower() in self._domains:
            return False
        if _ADDRESS_AHEAD.match(place.text, place.after_start, place.block_end):
            return False
        token = place.text[max(place.start, place.at - _WORD_REACH) : place.at].rsplit(None, 1)[-1:] or [""]
        if any(sign in token[0] for sign in ("@", "/", "www.", "=")) or "." in before:
            return False
        if place.mark == ".":
            glued = before[-1:].islower() and len(before) > 1
            return (glued or bool(place.closing)) and self._is_plain(place)
        return before[-1:].isalnum() and place.mark[0] != "…" and not place.mark.startswith("..")


def _place(text: str, start: int, block_end: int, match: re.Match[str]) -> _Place:
    at, end = match.span()
    following = _NEXT.match(text, end, block_end)
    lead, opening, after = (following["lead"] or "", following["opening"], following["word"]) if following else ("", "", "")
    words = text[max(start, at - _WORD_REACH) : at].split()
    before = _PIECES.split(words[-1])[-1] if words and not text[at - 1].isspace() else ""
    if len(before) > 1 and before.isupper() and before.isalpha() and after.isupper():
        before = before.capitalize()  # `ST. LOUIS`, `ACME INC. OPENS`: a dateline or a headline; yet `Lucid-MS. It` is no `Ms.`
    after_start = following.start("word") if following else end
    return _Place(text, start, at, end, block_end, match["mark"], match["closing"], before, lead, opening, after, after_start)


def _word_before(place: _Place) -> str:
    """The last word but one before the mark, without opening quotes."""
    words = place.text[max(place.start, place.at - _WORD_REACH) : place.at].split()
    return words[-2].lstrip(_OPENING) if len(words) > 1 else ""


def _skip_space(text: str, offset: int, end: int) -> int:
    while offset < end and text[offset].isspace():
        offset += 1
    return offset


def _has_word_ahead(place: _Place) -> bool:
    """Whether a word follows at all: bars, quotes and emoji at the end of a block make no sentence of their own."""
    rest = _REST.match(place.text, place.end, place.block_end)
    return rest is None or rest.end() < place.block_end


def _is_capital_in_disguise(word: str) -> bool:
    """`iPhone`, `eBay`, a web address: lower case, yet the head of a sentence."""
    return (len(word) > 1 and word[1].isupper()) or word.startswith(("http", "www"))


def _is_quoted_sentence(place: _Place) -> bool:
    """Whether the quotation ahead ends with a mark, as speech does (`“We are ready,” he`) and a name does not (`“Big Dig” bill`)."""
    quoted = place.text[place.after_start : min(place.block_end, place.after_start + _QUOTE_REACH)]
    close = _QUOTE_END.search(quoted)
    return close is not None and quoted[: close.start()].endswith((",", ".", "!", "?", "…"))
