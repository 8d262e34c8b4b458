"""Dates for people and for the date boxes."""

from __future__ import annotations

from calendar import monthrange
from datetime import date

from noticesearch_web.wording import Wording


def day(iso: str | None, wording: Wording) -> str:
    """The day of an ISO date or time: 2020年3月11日; "" for None, the text itself when it is no ISO date."""
    if iso is None:
        return ""
    try:
        return _day(date.fromisoformat(iso[:10]), wording)
    except ValueError:
        return iso


def moment(iso: str | None, wording: Wording) -> str:
    """Day and, where given, the time as printed by the source: 2020年3月11日 13:03."""
    clock = iso[11:16] if iso else ""
    return f"{day(iso, wording)} {clock}".strip()


def period(start: date | None, end: date | None, wording: Wording) -> str:
    """A range as one says it: 2019年至2020年, 2019年6月, 2019年6月5日以来; "" when open on both sides."""
    first = start and brief(compact_start(start), wording)
    last = end and brief(compact_end(end), wording)
    if first and last:
        return first if first == last else wording("period", start=first, end=last)
    if first:
        return wording("period_since", start=first)
    return wording("period_until", end=last) if last else ""


def compact_start(start: date) -> str:
    """The shortest text that reads back as this first day: 2019, 2019-06, 2019-06-05."""
    if start.day > 1:
        return start.isoformat()
    return start.isoformat()[: 4 if start.month == 1 else 7]


def compact_end(end: date) -> str:
    """The shortest text that reads back as this last day: 2020 for 2020-12-31."""
    if end.day < monthrange(end.year, end.month)[1]:
        return end.isoformat()
    return end.isoformat()[: 4 if end.month == 12 else 7]


_MONTHS = "January February March April May June July August September October November December".split()


def _day(when: date, wording: Wording) -> str:
    if wording.lang == "zh":
        return f"{when.year}年{when.month}月{when.day}日"
    return f"{when.day} {_MONTHS[when.month - 1]} {when.year}"


def month_of_year(month: str, wording: Wording) -> str:
    """The month of 2020-03 without its year: 3月, Mar."""
    number = int(month[5:7])
    return f"{number}月" if wording.lang == "zh" else _MONTHS[number - 1][:3]


def brief(compact: str, wording: Wording) -> str:
    """A year, month or day: 2020年, 2020年3月, 2020年3月11日."""
    if len(compact) == 10:
        return _day(date.fromisoformat(compact), wording)
    year, _, month = compact.partition("-")
    if wording.lang == "zh":
        return f"{year}年{int(month)}月" if month else f"{year}年"
    return f"{_MONTHS[int(month) - 1]} {year}" if month else year
