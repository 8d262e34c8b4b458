"""Dates as people type them in a question, read as the first or the last day they cover.

`2019`, `2019-06`, `2019/6/5`, `2019.6.5`, `2019年6月5日`, `二〇一九年六月五日`, full-width digits;
and windows: `7d`, `3m`, `1y`.
"""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date, timedelta

from noticesearch.text.normalise import normalise

_DATE = re.compile(
    r"""
      (?P<year>[0-9]{4}) (?: 年 | (?=[-/.]) | $ )                                   # 2019, 2019年
      (?: [-/.]? (?P<month>[0-9]{1,2}) (?: 月 | (?=[-/.]) | $ )                     # 2019-06, 2019年6月
          (?: [-/.]? (?P<day>[0-9]{1,2}) [日号]? )? )?                              # 2019/6/5, 2019年6月5日
    """,
    re.VERBOSE,
)
_WINDOW = re.compile(r"(?P<count>[1-9][0-9]{0,3})(?P<unit>[dmy])")
_DIGITS = str.maketrans("〇○零一二三四五六七八九", "000123456789")
_TENS = re.compile(r"([一二三]?)十([一二三四五六七八九]?)")  # 十, 十二, 三十, 三十一


@dataclass(frozen=True, slots=True)
class DateUnreadable:
    """Why a date was not understood: one sentence in Chinese, one in English."""

    text: str
    message_zh: str
    message_en: str


def first_day(text: str) -> date | DateUnreadable:
    """The first day of the year, month or day written in *text*."""
    return _days(text)[0]


def last_day(text: str) -> date | DateUnreadable:
    """The last day of the year, month or day written in *text*."""
    return _days(text)[1]


def window_start(text: str, today: date) -> date | DateUnreadable:
    """The day *text* before *today*: `7d`, `3m` or `1y`; the 31st of a shorter month is its last day."""
    match = _WINDOW.fullmatch(normalise(text).strip())
    if match is None:
        return DateUnreadable(
            text,
            f"看不懂时间范围“{text}”：请写成 7d（天）、3m（月）或 1y（年）这样的形式。",
            f"cannot read the period {text!r}: write it as 7d (days), 3m (months) or 1y (years).",
        )
    count = int(match["count"])
    if match["unit"] == "d":
        return date.fromordinal(max(1, today.toordinal() - count))
    return _months_before(today, count * (12 if match["unit"] == "y" else 1))


def _days(text: str) -> tuple[date, date] | tuple[DateUnreadable, DateUnreadable]:
    match = _DATE.fullmatch(_arabic(normalise(text).strip()))
    if match is None:
        unreadable = _unreadable(text)
        return unreadable, unreadable
    year, month, day = (int(match[name]) if match[name] else None for name in ("year", "month", "day"))
    try:
        first = date(year or 0, month or 1, day or 1)
    except ValueError:  # 2019-02-30, 2019-13
        unreadable = _no_such_day(text)
        return unreadable, unreadable
    if day is not None:
        return first, first
    return first, _month_end(first if month else first.replace(month=12))


def _arabic(text: str) -> str:
    """Chinese numerals as digits: 二〇一九年十一月三十日 → 2019年11月30日."""
    tens = _TENS.sub(lambda match: (match[1] or "一") + (match[2] or "〇"), text)
    return tens.translate(_DIGITS)


def _months_before(day: date, months: int) -> date:
    count = day.year * 12 + day.month - 1 - months
    if count < 12:  # before the year 1
        return date.min
    first = date(count // 12, count % 12 + 1, 1)
    return min(first + timedelta(days=day.day - 1), _month_end(first))


def _month_end(day: date) -> date:
    return day.replace(day=calendar.monthrange(day.year, day.month)[1])


def _unreadable(text: str) -> DateUnreadable:
    return DateUnreadable(
        text,
        f"看不懂日期“{text}”：请写成 2019、2019-06、2019-06-05 或 2019年6月5日。",
        f"cannot read the date {text!r}: write it as 2019, 2019-06, 2019-06-05 or 2019年6月5日.",
    )


def _no_such_day(text: str) -> DateUnreadable:
    return DateUnreadable(
        text, f"没有“{text}”这一天，请改正。", f"there is no such day as {text!r}; please correct it."
    )
