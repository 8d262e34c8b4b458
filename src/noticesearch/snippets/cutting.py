"""Where a fragment begins and ends: at a sentence's border, else at a clause's, never inside a number or Latin word."""

from __future__ import annotations

import re
from collections.abc import Iterator

from noticesearch.notice import Span
from noticesearch.text.runs import cuts_run

MIN_CHARS = 80
MAX_CHARS = 120
CONTEXT_CHARS = 40  # before the first mark, where its sentence is too long to be shown from its start

_SENTENCE_END = re.compile(r"[。；！？;!?\n]+[”’」』）)\"]*")
_CLAUSE_END = re.compile(r"[，、：,:]")
_LONGEST_END = 4  # characters of an end, that of a quotation included; longer ones are found at their last character
_RULED_OFF = re.compile(r"^[^\S\n]*[^\w\s][^\w\n]*$", re.MULTILINE)
"""A line of signs only (●●●, ——, ***): it separates, it says nothing."""


def stretches(text: str, start: int, end: int) -> Iterator[Span]:
    """The parts of text[start:end] between lines of signs, trimmed; blank ones are left out."""
    at = start
    for line in _RULED_OFF.finditer(text, start, end):
        yield from _trimmed(text, at, line.start())
        at = line.end()
    yield from _trimmed(text, at, end)


def fragment(text: str, within: Span, first: int, last: int) -> Span:
    """The stretch of *within* to show for the characters from *first* to *last*, which it always holds.

    It has 80 to 120 characters, fewer where *within* has, more where *last* - *first* or a single number has.
    """
    low, high = within
    start = _start(text, low, first, last)
    least, most = max(last, start + MIN_CHARS), max(last, start + MAX_CHARS)
    end = high if most >= high else _end(text, high, least, most)
    if end - start < MIN_CHARS and start > low:
        start = _earlier_start(text, low, start, end)
    return next(_trimmed(text, start, end), (first, last))


def _trimmed(text: str, start: int, end: int) -> Iterator[Span]:
    inside = text[start:end]
    if stripped := inside.strip():
        start += len(inside) - len(inside.lstrip())
        yield start, start + len(stripped)


def _start(text: str, low: int, first: int, last: int) -> int:
    """The start of the sentence that *first* is in, else of a clause that leaves some context."""
    earliest = min(first, max(low, last - MIN_CHARS))  # so that something of what follows is shown too
    if sentences := _ends(_SENTENCE_END, text, earliest, first):
        return sentences[-1]
    if earliest == low:
        return low
    near = max(earliest, first - CONTEXT_CHARS)
    clauses = _ends(_CLAUSE_END, text, near, first)
    return clauses[0] if clauses else _border(text, near, first)


def _earlier_start(text: str, low: int, start: int, end: int) -> int:
    """A start that makes the last fragment of a text long enough."""
    earliest, latest = max(low, end - MAX_CHARS), min(start, max(low, end - MIN_CHARS))
    if earliest == low:
        return low
    for pattern in (_SENTENCE_END, _CLAUSE_END):
        if ends := _ends(pattern, text, earliest, latest):
            return ends[-1]
    return _border(text, earliest, start)


def _end(text: str, high: int, least: int, most: int) -> int:
    for pattern in (_SENTENCE_END, _CLAUSE_END):
        if ends := _ends(pattern, text, least, most):
            return ends[-1]
    backward = _border(text, most, least)
    return backward if not cuts_run(text, backward) else _border(text, most, high)


def _ends(pattern: re.Pattern[str], text: str, low: int, high: int) -> list[int]:
    """The ends of *pattern*'s matches that lie from *low* to *high*."""
    found = pattern.finditer(text, max(0, low - _LONGEST_END), high + _LONGEST_END)
    return [match.end() for match in found if low <= match.end() <= high]


def _border(text: str, at: int, limit: int) -> int:
    """The first place from *at* to *limit*, in either direction, that cuts no run; *limit* where all do."""
    step = 1 if limit > at else -1
    while at != limit and cuts_run(text, at):
        at += step
    return at
