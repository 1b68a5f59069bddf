"""Where the first clause of a sentence begins: behind datelines, headings and brackets."""

from __future__ import annotations

from pressfacts.kinds.agreements.words import Word

_TOWN = (3, 4)  # words of a town with its state
_HEADING = 6  # words of "Occupancy and Revenue Performance:" at most
_PLACE = 6  # words of "Miami, Florida:" in a dateline


def skip_brackets(words: list[Word], at: int, stop: int) -> int:
    """The word behind a bracket that begins at `at`, "Lind (LSE: LND)"; `at` where none does."""
    if at + 1 < stop and words[at].text == "." and words[at + 1].text in "(,":
        at += 1
    if at < stop and words[at].text == "(":
        closing = next((end for end in range(at, min(stop, at + 18)) if words[end].text == ")"), None)
        return skip_brackets(words, closing + 1, stop) if closing is not None else at
    return at


def behind_dateline(words: list[Word]) -> int:
    """Index of the first word behind "SEOUL, May 3 (Wire) -", 0 where the sentence begins with no dateline."""
    heading = _behind_heading(words)
    if heading:
        return heading
    ends = 0
    for at in range(1, min(len(words) - 1, 34)):
        if words[at].text in ("-", "–", "—", "/"):
            before = words[ends:at]
            small = sum(word.text.islower() for word in before)
            told = any(word.text[0].isdigit() or word.text == "(" for word in before) or words[0].text.isupper()
            told = told or (len(before) in _TOWN and words[ends + 1].text == ",")  # "Plano, TX —"
            if small <= 2 and told and words[0].text[0].isupper():
                ends = at + 1
    while 0 < ends < len(words) and words[ends].text in ("-", "–", "—", "/"):
        ends += 1
    return _behind_place(words, ends) if ends else 0


def _behind_heading(words: list[Word]) -> int:
    """Index of the first word behind "Occupancy and Revenue:", 0 where the sentence begins with no heading."""
    if len(words) < 3 or len(words[0].text) < 4 or not words[0].text[0].isupper():
        return 0
    colon = next((at for at in range(1, min(len(words) - 1, _HEADING)) if words[at].text == ":"), None)
    if colon is None or not all(word.text[0].isupper() or word.low in ("and", "of", "the") for word in words[:colon]):
        return 0
    return colon + 1 if words[colon + 1].text[0].isupper() else 0


def _behind_place(words: list[Word], at: int) -> int:
    """The word behind "Miami, Florida:", where a dateline goes on with the place; `at` itself in other cases."""
    for step in range(at, min(len(words) - 1, at + _PLACE)):
        if words[step].text == ":":
            return step + 1
        if not (words[step].text[0].isupper() or words[step].text in ",."):
            break
    return at
