"""What else the sentence tells of an instrument: topics, how many there are, the amount and the day tied to it."""

from __future__ import annotations

from typing import Any

from pressfacts.document import Document, Mention
from pressfacts.kinds.agreements.cues import Cue
from pressfacts.kinds.agreements.datelines import behind_dateline
from pressfacts.kinds.agreements.nouns import Instrument
from pressfacts.kinds.agreements.told import Told
from pressfacts.kinds.agreements.words import Word, folded, position
from pressfacts.rulebook import Rulebook
from pressfacts.text.cues import CueLexicon

_LONGEST_TOPIC = 10  # words
_ADJECTIVE_ENDS = ("ed", "al", "ive", "able", "ary", "ing", "ent", "ant", "year")
_DATED = ("date", "interval", "time")
_GAP = 40  # code points between an amount and the noun that it stands before
_NO_GAP = frozenset(("with", "and", "for", "to", "in", "from", "of"))
_DATE_REACH = 160
_LAPSE = 4  # words between a verb of lapsing and its day
_RELATIVE = frozenset(("which", "who", "whose", "whom", "where"))
_JOINS = frozenset(("and", "while", "but", ";"))
_CHANGED = ("renewed", "ended", "rejected", "ratified")
_UNTOLD = ("PRESENT_REF", "PAST_REF", "FUTURE_REF")


class Details:
    """Reads topics, count, money and date of an instrument."""

    def __init__(self, rules: Rulebook) -> None:
        self._numbers = rules.lexicon("agreement.number")
        self._money_links = CueLexicon(rules.lexicon("agreement.money_link"), folded(rules.lexicon("agreement.money_filler")))
        self._says = folded(rules.lexicon("agreement.says"))
        self._signs = folded(rules.lexicon("agreement.signs"))
        self._lapses = folded(rules.lexicon("agreement.lapse"))
        self._follower = folded(rules.lexicon("agreement.follower"))
        self._leads = folded(rules.lexicon("agreement.topic_lead"))
        self._venues = folded(rules.lexicon("agreement.not_topic"))
        self._ends = folded(rules.lexicon("agreement.topic_end"))

    def count(self, instrument: Instrument, begins: int) -> Told | None:
        """The number that stands before a plural."""
        if not instrument.plural:
            return None
        for word in instrument.words[max(0, begins - 1) : instrument.first]:
            if word.low in self._numbers:
                return Told(int(self._numbers[word.low]), word.start, word.end)
            if word.text.isascii() and word.text.isdigit() and 1 < int(word.text[:5]) < 2000 and len(word.text) < 4:
                return Told(int(word.text), word.start, word.end)
        return None

    def topics(self, text: str, instrument: Instrument, begins: int, high: int) -> list[Told]:
        """The modifier before the head ("extradition treaty") and the noun phrases behind "on", "for", "in"."""
        found = self._modifier(instrument, begins)
        at = instrument.last
        words = instrument.words
        while at < min(high, instrument.last + 14):
            if words[at].low in self._leads and at + 1 < high and self._begins_topic(words[at], words[at + 1 : at + 3]):
                return found + self._phrases(text, words, at + 1, high)
            if words[at].low in (".", ";", "said"):
                break
            at += 1
        return found

    def _modifier(self, instrument: Instrument, begins: int) -> list[Told]:
        before = instrument.words[instrument.first - 1] if instrument.first > begins else None
        if instrument.strength != "head" or before is None or not before.text.islower() or len(before.text) < 5:
            return []
        return [] if before.low.endswith(_ADJECTIVE_ENDS) else [Told(before.text, before.start, before.end)]

    def _begins_topic(self, lead: Word, behind: list[Word]) -> bool:
        word = behind[0]
        if any(each.low in self._venues for each in behind):
            return False  # "on the stage of", "on the sidelines"
        if word.text[0].isdigit() or not word.text[0].isalnum():
            return False
        if word.text[0].isupper():
            return lead.low not in ("in", "on", "for")  # "in Seoul", "on Monday"
        return lead.low in ("on", "for") or word.low not in ("the", "a", "an")

    def _ends_topic(self, words: list[Word], at: int) -> bool:
        """Whether a word ends a topic: "on Tuesday" and "in Seoul" are none of it."""
        place = words[at].low in ("on", "in") and at + 1 < len(words) and words[at + 1].text[0].isupper()
        return place or words[at].low in self._ends

    def _phrases(self, text: str, words: list[Word], at: int, high: int) -> list[Told]:
        found: list[Told] = []
        first = at
        while at < min(high, first + 40):
            begun = at
            while at < high and not self._ends_topic(words, at) and words[at].low not in (",", "and") and at - begun < _LONGEST_TOPIC:
                at += 1
            phrase = _strip(words[begun:at])
            if phrase:
                start, end = phrase[0].start, phrase[-1].end
                found.append(Told(" ".join(text[start:end].split()), start, end))
            if at >= high or words[at].low not in (",", "and"):
                break
            while at < high and words[at].low in (",", "and"):
                at += 1
        return found[:8]

    def money(self, document: Document, mention: Mention, instrument: Instrument, low: int, high: int) -> Told | None:
        """The amount just before the noun ("a $1 billion contract") or linked to it behind ("worth", "of")."""
        words = instrument.words
        first = words[low].start if low < len(words) else mention.start
        last = words[high - 1].end if high > 0 else mention.end
        for amount in document.within("money", first, last):
            if amount.value is None:
                continue
            if amount.end <= mention.start:
                gap = document.text[amount.end : mention.start]
                if len(gap) <= _GAP and not set(gap) & set(",.;:)") and not _NO_GAP & set(gap.split()):
                    return Told(amount.value, amount.start, amount.end, amount)
            elif self._money_links.before(document.text, amount.start):
                return Told(amount.value, amount.start, amount.end, amount)
        return None

    def date(self, document: Document, mention: Mention, instrument: Instrument, cue: Cue | None, low: int, high: int) -> Told | None:
        """The TIMEX3 value of the date nearest to the instrument, or to the verb that governs it, in its part of the sentence.

        The dateline's own date is none of the instrument's.
        """
        words, status = instrument.words, (mention.value or {})["status"]
        if status == "negotiating":
            return None  # the day of talks is not the instrument's
        begun, low = low, max(low, behind_dateline(words))
        first = words[low].start if low < len(words) else mention.start
        last = words[high - 1].end if high > 0 else mention.end
        governs = cue is not None and cue.governs
        best: tuple[tuple[bool, int], Told] | None = None
        for date in document.within("date", first, last):
            timex = dated(date.value or {}, status)
            if timex is None or self._of_other(instrument, date, cue, status, begun, high):
                continue
            if cue is not None and (not governs or date.end <= words[cue.first].start) and self._of_saying(words, date.start, cue):
                continue
            distance = abs(date.start - mention.end)
            if cue is not None and (governs or date.end <= mention.start):
                distance = min(distance, abs(date.start - words[cue.first].start))
            rank = (status in _CHANGED and self._is_vintage(instrument, date), distance)
            if distance <= _DATE_REACH and (best is None or rank < best[0]):
                best = (rank, Told(timex, date.start, date.end, date))
        return best[1] if best else None

    def _is_vintage(self, instrument: Instrument, date: Mention) -> bool:
        """Whether a date tells when the instrument was made: "the pact of 2021"."""
        words, at = instrument.words, instrument.last
        return at + 1 < len(words) and words[at].low in ("of", "from", "dated") and words[at + 1].start >= date.start >= words[at].end

    def _of_other(self, instrument: Instrument, date: Mention, cue: Cue | None, status: str, low: int, high: int) -> bool:
        """Whether a date belongs to a clause or a noun of its own: "which was sued in 2022", "a 2015 spill", "due to lapse in May"."""
        words, at = instrument.words, position(instrument.words, date.start)
        behind = position(words, date.end)
        before = [word.low for word in words[max(0, at - _LAPSE) : at]]
        if status not in ("ended", "in_force", "planned") and not self._lapses.isdisjoint(before):
            return True
        if at >= instrument.last:
            clause = next((step for step in range(instrument.last, at) if words[step].low in _RELATIVE), None)
            made = clause is not None and any(word.low in self._signs for word in words[clause:at])
            if clause is not None and not made and not (cue is not None and cue.first > clause):
                return True
            joined = [step for step in range(instrument.last, high) if words[step].low in _JOINS] if high < len(words) else []
            if joined and at > joined[-1] and not (cue is not None and cue.first > joined[-1]):
                return True  # of the instrument behind "and"
            noun = behind < len(words) and words[behind].text.islower() and words[behind].low not in self._follower
            return noun and at > 0 and words[at - 1].low in ("a", "an", "the", "its", "over")
        return cue is not None and 0 < low <= at < cue.first and any(word.low in _JOINS for word in words[at : cue.first])

    def _of_saying(self, words: list[Word], start: int, cue: Cue | None) -> bool:
        """Whether a date is that of "said on Monday", and not of the instrument."""
        at = position(words, start)
        return any(words[step].low in self._says and not (cue and cue.first <= step < cue.last) for step in range(max(0, at - 2), at))


def dated(value: dict[str, Any], status: str) -> str | None:
    """The timex as the day of an instrument of this status; None for what is no calendar day, or only tells how long it runs.

    "Since 2021" dates what is in force, "until 2030" and "from 2028" what is still to come.
    """
    timex = value.get("timex")
    if not timex or timex in _UNTOLD or value.get("type") not in _DATED or "X" in timex or timex.startswith("T"):
        return None
    timex = str(timex).split("T")[0]
    coming = status in ("planned", "negotiating")
    if timex.startswith("../") or (timex.endswith("/..") and status == "signed"):
        return timex if coming else None
    return timex if coming else timex.removesuffix("/..")


def _strip(words: list[Word]) -> list[Word]:
    while words and words[0].low in ("the", "a", "an", "its", "their", "of", "in", "on", "for"):
        words = words[1:]
    return words
