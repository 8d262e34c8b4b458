"""Dates as printed, in every form Chinese pages use, to ISO 8601; a time is Beijing time unless it says otherwise."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, timezone

from noticesearch.clock import BEIJING
from noticesearch.text.normalise import normalise

_NUMERALS = {char: str(value) for value, char in enumerate("零一二三四五六七八九")} | dict.fromkeys("〇○oO0", "0")
_DATE = re.compile(
    r"""
    (?<![\d.])
    (?: (?P<y1>(?:19|20)\d\d)\s?[-/.年]\s?(?P<m1>1[0-2]|0?[1-9])\s?[-/.月]\s?(?P<d1>3[01]|[12]\d|0?[1-9])(?!\d)
        \s?[日号]?                                                     # 2020-03-11, 2020/3/1, 2020.3.1, 2020年3月11日
      | (?P<y4>(?:19|20)\d\d)\s(?P<m4>0[1-9]|1[0-2])\s?[-/]\s?(?P<d4>0[1-9]|[12]\d|3[01])(?!\d)     # 2020 03/11
      | (?P<y2>(?:19|20)\d\d)(?P<m2>0[1-9]|1[0-2])(?P<d2>0[1-9]|[12]\d|3[01])(?!\d)             # 20200311
      | (?P<y3>[一二][〇○零oO0一二三四五六七八九]{3})\s?年\s?(?P<m3>[一二三四五六七八九十]{1,2})\s?月
        \s?(?P<d3>[一二三四五六七八九十]{1,3})\s?日                                               # 二〇一九年六月五日
    )
    (?: (?:t|\s{0,2}|,\s?)(?P<hour>[01]?\d|2[0-3])(?:\s?:\s?|时|点)(?P<minute>[0-5]\d)
        (?: (?::|分)(?P<second>[0-5]\d)(?:\.\d{1,6})?秒? )? 分?
        \s?(?P<zone>z|[+-][01]\d:?[0-5]\d)?                            # 13:03, T13:03:00+08:00, 13时03分
    )?
    """,
    re.VERBOSE,
)
_MAX_CHARS = 20_000  # of one line; longer ones are paragraphs, and dates of notices stand in short lines


@dataclass(frozen=True, slots=True)
class PrintedDate:
    """A date as ISO 8601 with the time where printed, and text[start:end] that gave it."""

    iso: str
    text: str
    start: int
    end: int


def find_dates(text: str) -> Iterator[PrintedDate]:
    """The dates in *text*, in order; impossible ones (2月30日) are not dates."""
    text = text[:_MAX_CHARS]
    for found in _DATE.finditer(normalise(text)):
        iso = _iso(found)
        if iso:
            start, end = found.span()
            yield PrintedDate(iso, text[start:end].rstrip(), start, end)


def find_date(text: str) -> PrintedDate | None:
    """The first date in *text*."""
    return next(find_dates(text), None)


def _iso(found: re.Match[str]) -> str | None:
    try:
        day = datetime(*_day(found))
        if found["hour"] is None:
            return day.date().isoformat()
        moment = day.replace(
            hour=int(found["hour"]),
            minute=int(found["minute"]),
            second=int(found["second"] or 0),
            tzinfo=_zone(found["zone"]),
        )
        return moment.astimezone(BEIJING).isoformat()
    except (ValueError, OverflowError):
        return None


def _day(found: re.Match[str]) -> tuple[int, int, int]:
    if found["y1"]:
        return int(found["y1"]), int(found["m1"]), int(found["d1"])
    if found["y2"]:
        return int(found["y2"]), int(found["m2"]), int(found["d2"])
    if found["y4"]:
        return int(found["y4"]), int(found["m4"]), int(found["d4"])
    year = int("".join(_NUMERALS[char] for char in found["y3"]))
    return year, _small_number(found["m3"]), _small_number(found["d3"])


def _small_number(text: str) -> int:
    """一 to 三十一 as a number: 十 is 10, 十五 15, 二十 20, 二十一 21."""
    tens, ten, ones = text.rpartition("十")
    if not ten:
        return int("".join(_NUMERALS[char] for char in text))
    return int(_NUMERALS.get(tens, "1") if tens else "1") * 10 + int(_NUMERALS[ones] if ones else "0")


def _zone(text: str | None) -> timezone:
    if text is None:
        return BEIJING
    if text == "z":
        return UTC
    sign = -1 if text[0] == "-" else 1
    hours, minutes = int(text[1:3]), int(text[-2:])
    return timezone(sign * timedelta(hours=hours, minutes=minutes))
