"""Is it a date? Months, years and small words are told from names and counts by what stands around them."""

from __future__ import annotations

import re
from collections.abc import Callable

from pressfacts.rulebook import Rulebook

REACH = 60
_WORDS_BEFORE = re.compile(r"[^\s()\[\]\"“”|]+")
_NOT_ALONE_BEFORE = re.compile(r"(?:[$€£¥₹#@+=_/\\&]|\d[.,:-]|[A-Za-z]-|\d)$")
_NOT_ALONE_AFTER = re.compile(r"[.,:]\d|%|[_@=\\]|-[A-Za-z]?\d|[/](?!20\d\d)\w|-?[A-Za-z]{0,3}\d")
_NAME_AFTER = re.compile(r"(?:\s+(?:[A-Z][\w.&'’-]*|of|the|and))+")
_CAPITAL_AFTER = re.compile(r"\s+[A-Z][a-z]")
_AGE_AFTER = re.compile(r"[\s-]+old\b|\s+of\s+age|\s+younger|\s+her\s+junior|\s+his\s+junior")
_AGE_BEFORE = re.compile(r"\b(?:age|ages|aged|age\s+of|under\s+the\s+age\s+of)\s+(?:over\s+|under\s+)?$", re.IGNORECASE)
_OWNED = re.compile(r"\b(?:his|her|their|my|our|your)\s+(?:early\s+|mid[\s-]|late\s+|mid-to-late\s+)?$", re.IGNORECASE)
_PLACES_MONTH = re.compile(
    r"(?:\b(?:in|since|by|until|till|from|to|of|for|on|and|or|through|during|before|after|between|early|late|last|next|this|end|mid|as|per|around|each|every|throughout|beginning|starting|ending|ended)\s+|mid-|[-–—(/]|early-|late-)$",
    re.IGNORECASE,
)
_SEASON_BEFORE = re.compile(r"\b(?:in|since|by|until|during|throughout|from|early|late|this|last|next|every|each|mid)\s+$", re.IGNORECASE)
_PREPOSITION = re.compile(r"\b(?:in|of|for|on|at|by|to|over|from|between|behind|against)\b", re.IGNORECASE)
_STREAM = re.compile(r"\b(?:the|a|ocean|sea|river|strong|electric|electrical|tidal|rip)\s+$", re.IGNORECASE)


class Guard:
    """Decides by the reader's name; readers without an entry are always dates."""

    def __init__(self, rules: Rulebook) -> None:
        self._counted = tuple(tuple(form.split()) for form in rules.lexicon("date.count_noun_after"))
        self._counted_first = frozenset(form[0] for form in self._counted if len(form) == 1)
        self._count_words = frozenset(rules.lexicon("date.count_word_before"))
        self._event_words = frozenset(rules.lexicon("date.name_after_year"))
        self._year_words = frozenset(rules.lexicon("date.year_before"))
        self._also_words = frozenset(rules.lexicon("date.month_also_word"))
        self._checks: dict[str, Callable[[str, int, int], bool]] = {
            "year": self._year,
            "month": self._month,
            "season": self._season,
            "duration": self._duration,
            "decade": self._decade,
            "deictic": self._not_a_name,
            "reference": self._reference,
            "set_word": self._lower_case,
            "weekday": self._day_name,
            "two_years": self._two_years,
            "piece_short": self._not_a_name,
            "century": self._not_a_name,
            "same": self._unit_alone,
            "piece": self._piece,
            "shift": self._lower_or_start,
            "numeric": self._numeric,
            "calendar": self._numeric,
        }

    def accepts(self, make: str, text: str, start: int, end: int) -> bool:
        """Whether the span of `text`, read by reader `make`, is an expression of time."""
        check = self._checks.get(make)
        return check is None or check(text, start, end)

    def _year(self, text: str, start: int, end: int) -> bool:
        if not text[start].isdigit():
            return True
        before, after = text[max(0, start - REACH) : start], text[end : end + REACH]
        if _NOT_ALONE_BEFORE.search(before) and not re.search(r"(?:1[5-9]|20)\d\d[-/]$", before):
            return False
        if _NOT_ALONE_AFTER.match(after) and not re.match(r"-(?:1[5-9]|20)\d\d", after):
            return False
        following = [word.strip(".,;:)").casefold() for word in after.split()[:2]]
        if following and not after[:1].isalnum() and following[0] in self._counted_first and after[0] in " \n\xa0-":
            return False
        return self._year_context(before, after, text[start:end])

    def _year_context(self, before: str, after: str, year: str) -> bool:
        words = _WORDS_BEFORE.findall(before)
        last = words[-1] if words and before[-1:].isspace() else ""
        folded = last.casefold()
        if folded in self._count_words:
            return False
        if (name := _NAME_AFTER.match(after)) and self._event_words & set(re.findall(r"\w+", name.group())[:6]):
            return False
        if last and last[0].isupper() and folded not in self._year_words and last[-1].isalnum() and not self._first_word(words, before):
            return False
        return not (last.isdigit() and len(last) <= 3)

    def _first_word(self, words: list[str], before: str) -> bool:
        return len(words) == 1 and len(before) < REACH and not before[: before.find(words[0])].strip() and False

    def _month(self, text: str, start: int, end: int) -> bool:
        words = text[start:end].split()
        word, before, after = words[-1], text[max(0, start - REACH) : start], text[end : end + REACH]
        if word[0].islower() and word.casefold() in self._also_words:
            return False
        if after[:1] in "-/" and after[1:2].isalnum() and not after[1:2].isupper() and not re.match(r"[-/](?:\d|quarter|early|mid|late)", after):
            pass
        if len(words) > 1:
            return not _CAPITAL_AFTER.match(after) or word.casefold() not in self._also_words
        placed = bool(_PLACES_MONTH.search(before))
        if word.casefold() not in self._also_words:
            return True
        if word.isupper() and len(word) > 3:
            return False
        if len(word) <= 4 and word.casefold() not in ("may", "june", "july"):
            return placed and (after[:1] == "." or before[-1:] in "-–")
        if _CAPITAL_AFTER.match(after) and not placed:
            return False
        return placed or (word.casefold() in ("august", "july") and not _CAPITAL_AFTER.match(after)) or bool(re.match(r"['’]s\s", after))

    def _season(self, text: str, start: int, end: int) -> bool:
        words, after = text[start:end].split(), text[end : end + REACH]
        if any(character.isdigit() for character in text[start:end]) or words[-1].casefold() == "year":
            return True
        if len(words) > 1 and words[0].casefold() != "the":
            return not _CAPITAL_AFTER.match(after)
        if len(words) == 1 and not _SEASON_BEFORE.search(text[max(0, start - REACH) : start]):
            return False
        if len(words) == 1 and words[0][0].isupper() and _CAPITAL_AFTER.match(after):
            return False
        if words[-1].casefold() in ("fall", "spring") and re.match(r"\s+(?:of|in|to|from|on|by)\b", after):
            return False
        return not (words[-1][0].isupper() and _CAPITAL_AFTER.match(after))

    def _duration(self, text: str, start: int, end: int) -> bool:
        if text[start:end].casefold().endswith(("quarters", "quarter")) and re.match(r"\s+of\b", text[end : end + 8]):
            return False
        words = text[start:end].casefold().split()
        if len(words) == 2 and words[0] in ("a", "an", "the") and not self._measured(text, start):
            return False
        if re.fullmatch(r"(?:a|an|the)[\s-](?:first|second|third|quarter).*", text[start:end].casefold()):
            return False
        return not (_AGE_AFTER.match(text, end) or _AGE_BEFORE.search(text[max(0, start - REACH) : start]))

    def _measured(self, text: str, start: int) -> bool:
        return bool(re.search(r"\b(?:for|in|within|after|about|nearly|almost|over|than|took|takes|take|half|every|lasted|least|around|only|just|last|spent|up\s+to|by)\s+$", text[max(0, start - REACH) : start], re.IGNORECASE))

    def _decade(self, text: str, start: int, end: int) -> bool:
        span, before = text[start:end], text[max(0, start - REACH) : start]
        if _OWNED.search(before):
            return False
        if re.search(r"\d{4}", span):
            return not re.search(r"[$€£]$", before)
        return span.casefold().startswith("the") or span[0] in "'’‘"

    def _not_a_name(self, text: str, start: int, end: int) -> bool:
        """A capital in mid-sentence makes it a part of a name: `USA Today`."""
        before = text[max(0, start - REACH) : start].rstrip(" \n\t\xa0")
        if text[start].isupper() and text[start + 1 : start + 2].islower() and before and before[-1].isalnum():
            return False
        return not (text[start].isupper() and text[start + 1 : start + 2].islower() and _CAPITAL_AFTER.match(text[end : end + 8]))

    def _lower_case(self, text: str, start: int, end: int) -> bool:
        return text[start].islower() or not (_CAPITAL_AFTER.match(text[end : end + 8]) or self._after_word(text, start))

    def _after_word(self, text: str, start: int) -> bool:
        before = text[max(0, start - 3) : start].rstrip()
        return bool(before) and before[-1].isalnum()

    def _reference(self, text: str, start: int, end: int) -> bool:
        word = text[start:end].casefold()
        if word == "current":
            return not _STREAM.search(text[max(0, start - REACH) : start]) or bool(re.match(r"\s+[a-z]+", text[end : end + REACH]))
        if word == "the past" and re.match(r"\s+\w+", text[end : end + REACH]) and not re.match(r"\s+(?:and|or|but|with|by|the|to|that|when|were|was|is|have|had)\b", text[end : end + REACH]):
            return False
        return self._not_a_name(text, start, end)

    def _day_name(self, text: str, start: int, end: int) -> bool:
        span, before, after = text[start:end], text[max(0, start - REACH) : start], text[end : end + REACH]
        if span[0].islower() and span.split()[0].casefold() not in ("last", "next", "this", "each", "every", "past", "previous", "coming", "following", "late", "early"):
            return False
        if re.search(r"\b(?:Black|Cyber|Super|Bloody|Giving|Palm|Ruby|Fat|Holy|Maundy|Shrove|Ash|Good)\s+$", before):
            return False
        if re.match(r"\s+(?:Times|Mirror|Telegraph|Night|Mail|Express|Post|Herald|World|Group|Star|Independent|Tribune|Review|Magazine)\b|\.com", after):
            return False
        return not re.search(r"\b[A-Z]\w+\s+(?:&|and)\s+$", before) or True

    def _two_years(self, text: str, start: int, end: int) -> bool:
        before, after = text[max(0, start - REACH) : start], text[end : end + REACH]
        words = _WORDS_BEFORE.findall(before)
        return not _NOT_ALONE_BEFORE.search(before) and not re.match(r"[-/.]\d", after) and not (words and words[-1].casefold() in self._count_words)

    def _unit_alone(self, text: str, start: int, end: int) -> bool:
        after, before = text[end : end + REACH], text[max(0, start - REACH) : start]
        if re.match(r"[-’']?[a-z-]", after) and not re.match(r"['’]s\b", after):
            return False
        if re.search(r"\b(?:of|all)\s+$", before) and text[start:end].casefold() == "the day":
            return False
        return not re.match(r"\s+(?:before|after|care|job|trip)\b", after) or True

    def _piece(self, text: str, start: int, end: int) -> bool:
        span, after, before = text[start:end], text[end : end + REACH], text[max(0, start - REACH) : start]
        if re.search(r"\d{4}|year", span):
            return True
        if "half" in span.casefold() and not re.search(r"\b(?:profit|sales|revenue|earnings|results|year|loss|net|growth|economy|GDP)\b", before + after, re.IGNORECASE):
            return False
        return not re.match(r"\s+(?:of\s+(?!the\s+(?:fiscal|financial|calendar|current)?\s*year)|moon|mile|final|back|goal)", after)

    def _lower_or_start(self, text: str, start: int, end: int) -> bool:
        return not _CAPITAL_AFTER.match(text[end : end + 8]) or text[start].islower()

    def _numeric(self, text: str, start: int, end: int) -> bool:
        return not re.search(r"[\d][./-]$|[$€£#]$", text[max(0, start - 2) : start]) and not re.match(r"[./-]\d|,\d{3}", text[end : end + 4])
