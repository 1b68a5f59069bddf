"""Readers of dates that a calendar shows: days, months, years, and the parts of a year that business counts in."""

from __future__ import annotations

import re
from dataclasses import replace

from pressfacts.kinds.dates.expression import Expression
from pressfacts.kinds.dates.holidays import nth_tail
from pressfacts.kinds.dates.quantities import Quantities
from pressfacts.kinds.dates.words import DateWords, Groups, Reader, folded, full_year, year_of
from pressfacts.text import timex as timex3
from pressfacts.text.numbers import number_words

_FISCAL = re.compile(r"\b(?:fiscal|financial)\b", re.IGNORECASE)
_APRIL = 4  # in which the fiscal years of India, Japan and the United Kingdom begin
_MONTH_DAYS = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


class CalendarReaders:
    """Days, months, years, decades, centuries and fiscal years."""

    def __init__(self, words: DateWords) -> None:
        self._words = words

    def readers(self) -> dict[str, Reader]:
        """The readers by the name that rules give them."""
        return {
            "calendar": self._calendar,
            "compact": self._calendar,
            "month": self._month,
            "numeric": self._numeric,
            "weekday": self._weekday,
            "holiday": self._holiday,
            "year": self._year,
            "decade": self._decade,
            "century": self._century,
            "fiscal": self._fiscal,
            "two_years": self._two_years,
            "week_of": self._week_of,
            "nth_of_month": self._nth_of_month,
            "week_number": self._week_number,
        }

    def _calendar(self, groups: Groups) -> Expression | None:
        month = self._words.month_of(groups)
        if month is None:
            return None
        if not (day := groups.get("day") or groups.get("day_word")):
            return self._words.in_year(groups, f"-{month:02}")
        number = self._words.ordinal(day)
        if not 1 <= number <= _MONTH_DAYS[month - 1]:
            return None
        return self._words.in_year(groups, f"-{month:02}-{number:02}")

    def _month(self, groups: Groups) -> Expression | None:
        month = self._words.month_of(groups)
        if month is None:
            return None
        if folded(groups.get("direction", "")) in ("each", "every"):
            return Expression(timex=f"XXXX-{month:02}", type="set")
        return self._words.in_year(groups, f"-{month:02}")

    def _numeric(self, groups: Groups) -> Expression | None:
        short = "first_short" in groups
        first, second = (int(groups[name + "_short" * short]) for name in ("first", "second"))
        year = int(groups["year_short"]) + 2000 if short else int(groups["year"])
        day_first, month_first = _numeric_day(year, first, second), _numeric_day(year, second, first)
        if day_first is None:
            return month_first
        # Either number may be the month: the article's habit decides, most of the world writes the day first.
        swapped = month_first.timex if month_first and first != second else None
        return replace(day_first, swapped=swapped)

    def _weekday(self, groups: Groups) -> Expression:
        day = int(self._words.weekdays[folded(groups["weekday"])])
        time = self._words.time(groups)
        if folded(groups.get("direction", "")) in ("each", "every") or "plural" in groups or groups.get("part", "").endswith("s"):
            return Expression(timex=f"XXXX-WXX-{day}{time}", type="set")
        direction, week = self._words.direction(groups.get("direction")), self._words.direction(groups.get("week"))
        if week is not None:
            return Expression("shift", unit="week", count=week, weekday=day)
        beside = "focus" if folded(groups.get("direction", "")) in ("previous", "following") else ""
        return Expression("weekday", weekday=day, direction=direction, unit=beside, time=time, type="time" if time else "date")

    def _holiday(self, groups: Groups) -> Expression:
        rule = str(self._words.holidays[folded(groups["holiday"])])
        day = self._words.in_year(groups, f"-{rule}" if rule[0].isdigit() else rule)
        return replace(day, unit=f"{folded(groups['span'])}_of") if "span" in groups else day

    def _year(self, groups: Groups) -> Expression | None:
        year = year_of(groups["year"])
        return Expression(timex=f"{year:04}") if year else None

    def _decade(self, groups: Groups) -> Expression:
        if decade := groups.get("decade"):
            return Expression(timex=decade[:3])
        if word := groups.get("word"):
            tens = number_words(folded(word)[:-3] + "y")
            return Expression(timex=f"19{int(tens or 90) // 10}")
        return Expression(timex=f"19{groups['short'][0]}")

    def _century(self, groups: Groups) -> Expression | None:
        part = self._words.ordinal(groups["part"])
        return Expression(timex=f"{part - 1:02}") if 1 <= part <= 21 else None

    def _fiscal(self, groups: Groups) -> Expression:
        # TimeBank has the year for "fiscal 1989"; what is called "FY27" or "financial" or told by two years has the code of TIMEX2, with
        # the year of its end.
        last = groups.get("split_end") or groups.get("end") or groups.get("fy_end") or groups.get("fy_year")
        called = groups.get("long", "") or groups.get("called", "")
        year = str(full_year(last)) if last else groups.get("year") or groups["year_first"]
        return Expression(timex=year, whole=False, fiscal=bool(last) or not called.casefold().startswith("fiscal"))

    def _week_of(self, groups: Groups) -> Expression | None:
        span = groups["span"]
        if "day_first" in groups:
            groups = {"month": groups["month_last"], "day": groups["day_first"], "year": groups.get("year_last", "")}
        day = self._calendar(groups)
        return None if day is None else replace(day, unit=f"{folded(span)}_of")

    def _nth_of_month(self, groups: Groups) -> Expression | None:
        month, what = self._words.month_of(groups), folded(groups["what"])
        last = folded(groups["part"]) in ("last", "final")
        number = 0 if last else self._words.ordinal(groups["part"])
        if month is None or number > 5:
            return None
        return self._words.in_year(groups, nth_tail(month, number, self._words.weekdays.get(what, what)))

    def _week_number(self, groups: Groups) -> Expression | None:
        week = f"{groups['year']}-W{int(groups['week']):02}"
        return None if timex3.bounds(week) == timex3.UNKNOWN else Expression(timex=week)

    def _two_years(self, groups: Groups) -> Expression | None:
        first, last = int(groups["year"]), int(groups.get("end") or groups["end_full"]) % 100
        return Expression(timex=f"{first}/{first + 1}", type="interval", whole=False) if last == (first + 1) % 100 else None


def _numeric_day(year: int, day: int, month: int) -> Expression | None:
    if not (1 <= month <= 12 and 1 <= day <= _MONTH_DAYS[month - 1]):
        return None
    return Expression(timex=f"{year}-{month:02}-{day:02}")


class PeriodReaders:
    """Quarters, halves, seasons and runs of months."""

    def __init__(self, words: DateWords, quantities: Quantities) -> None:
        self._words = words
        self._quantities = quantities

    def readers(self) -> dict[str, Reader]:
        """The readers by the name that rules give them."""
        return {
            "season": self._season,
            "piece": self._piece,
            "piece_of_two": lambda groups: self._piece(groups) if groups["piece"][0] in "qQ" or "year" in groups else None,
            "piece_short": self._piece_short,
            "month_quarter": self._month_quarter,
            "month_pair": self._month_pair,
            "month_run": self._month_run,
            "months_of": self._months_of,
            "months_short": self._months_short,
        }

    def _season(self, groups: Groups) -> Expression:
        return self._words.in_year(groups, f"-{self._words.seasons[folded(groups['season'])]}")

    def _piece(self, groups: Groups) -> Expression | None:
        groups = _with_split_year(groups)
        letter = groups["piece"][0].upper()
        final = folded(groups["part"]) in ("final", "last")
        part = (2 if letter == "H" else 4) if final else self._words.ordinal(groups["part"])
        if part > (2 if letter == "H" else 4):
            return None
        tail = f"-{letter}{part}"
        if "ago" in groups:
            return Expression("focus", unit="year", count=-1, tail=tail)
        if ("own" in groups or "own_after" in groups) and not ("year" in groups or "shift" in groups):
            return Expression("no_year", tail=tail, direction=0, whole=False)
        return _of_year_kind(self._words.in_year(groups, tail), groups)

    def _piece_short(self, groups: Groups) -> Expression | None:
        letter = (groups.get("letter") or groups["letter_after"]).upper()
        part = groups.get("number") or groups["number_before"]
        if letter == "H" and part not in "12":
            return None
        year = groups.get("year") or groups.get("year_before")
        if "split_end" in groups:
            groups, year = groups | {"split": ""}, groups["split_end"]
        return _of_year_kind(self._words.in_year({"year": year} if year else {}, f"-{letter}{part}"), groups)

    def _month_quarter(self, groups: Groups) -> Expression | None:
        """The quarter or half that ends with a month: only months in which one ends are meant so."""
        month, length = self._words.month_of(groups), 3 if groups["piece"].casefold() == "quarter" else 6
        if month is None or month % length:
            return None
        return self._words.in_year(groups, f"-{'Q' if length == 3 else 'H'}{month // length}")

    def _month_pair(self, groups: Groups) -> Expression | None:
        """`the April-June quarter`: the quarter of the calendar, or a run of months that is none."""
        first, last = (self._words.month_of({"month": groups[name]}) for name in ("month", "month_last"))
        length = 3 if groups["piece"].casefold() == "quarter" else 6
        if first is None or last is None or last - first + 1 != length:
            return None  # the months of two years, or no quarter
        told = _with_split_year(groups)
        if "split" in told:  # the year that begins in April
            told["year"] = str(full_year(told["year"]) - (first >= _APRIL))
        aligned = f"-{'Q' if length == 3 else 'H'}{last // length}"
        return self._words.in_year(told, f"-{first:02}/-{last:02}" if last % length else aligned)

    def _month_run(self, groups: Groups) -> Expression | None:
        """`April-September 2025-26`: the months of the calendar."""
        first, last = (self._words.month_of({"month": groups[name]}) for name in ("month", "month_last"))
        if first is None or last is None:
            return None
        begun = full_year(_with_split_year(groups)["year"]) - 1
        ends = [f"{begun + (month < _APRIL)}-{month:02}" for month in (first, last)]
        return Expression(timex="/".join(ends)) if ends[0] < ends[1] else None

    def _months_short(self, groups: Groups) -> Expression | None:
        year = groups.get("year") or groups.get("year_glued") or groups["year_short"]
        return self._months_of({**groups, "edge": "first", "unit": "months", "year": year})

    def _months_of(self, groups: Groups) -> Expression | None:
        groups = _with_split_year(groups)
        months = self._quantities.whole(groups["count"])
        if months is not None and folded(groups["unit"]) == "quarters":
            months *= 3
        if months is None or not 1 <= months <= 12:
            return None
        first = 1 if folded(groups["edge"]) == "first" else 13 - months
        tail = {3: f"-Q{(first + 2) // 3}", 6: f"-H{(first + 5) // 6}"}.get(months, f"-{first:02}/-{first + months - 1:02}")
        if "the_year" in groups:
            return Expression("shift", unit="year", tail=tail)
        return _of_year_kind(self._words.in_year(groups, tail), groups)


def _with_split_year(groups: Groups) -> Groups:
    """The groups with one `year`, the last of a fiscal year told by two: 2026 and `split` of "2025-26" and of "FY26"."""
    year = groups.get("year") or groups.get("year_short")
    end = groups.get("split_end") or groups.get("split_end_short")
    if end and year and (full_year(year) + 1) % 100 != int(end) % 100:
        end = None  # 2025-30 is no fiscal year
    fiscal = groups | {"split": ""} if end or "fiscal_short" in groups else dict(groups)
    return fiscal | {"year": end or year} if year else fiscal


def _of_year_kind(expression: Expression, groups: Groups) -> Expression:
    """A part of a year, whose days are unknown where the year is a fiscal one."""
    fiscal = not groups.keys().isdisjoint(("own", "own_after", "fiscal", "split")) or _FISCAL.search(groups.get("shift", ""))
    called = "split" in groups or groups.get("fiscal", "").upper().startswith("FY")
    return replace(expression, whole=False, fiscal=called) if fiscal else expression
