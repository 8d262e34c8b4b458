"""Where a fragment begins and ends: with a sentence, else at a clause's border, else between two words."""

from __future__ import annotations

import re
from collections.abc import Iterator

from noticesearch.notice import Span
from noticesearch.snippets.borders import (
    CLAUSES,
    LINES,
    SENTENCES,
    STOPS,
    begins_sentence,
    ends,
    first_word_start,
    last_word_end,
)
from noticesearch.spans import trimmed

MIN_CHARS = 80
MAX_CHARS = 120
WHOLE_CHARS = 60  # a fragment this short stays so when it ends with its sentence: better than a cut one of 80
CONTEXT_CHARS = 20  # at least shown on each side of what was found, as far as there is text

_NO_BEGINNING = "，、；：。,;:"  # a stretch that begins after another fragment, or inside a sentence, may begin so
_RULED_OFF = re.compile(r"^[^\S\n]*[^\w\s][^\w\n]*$", re.MULTILINE)
"""A line of signs only (●●●, ——, ***): it separates, it says nothing."""


def stretches(text: str, start: int, end: int) -> Iterator[Span]:
    """The parts of text[start:end] between lines of signs, trimmed; blank ones are left out."""
    at = start
    for line in _RULED_OFF.finditer(text, start, end):
        yield from trimmed(text, at, line.start())
        at = line.end()
    yield from trimmed(text, at, end)


def fragment(text: str, within: Span, first: int, last: int) -> Span:
    """The stretch of *within* to show for the characters from *first* to *last*, which it always holds.

    It has 80 to 120 characters; 60 where a sentence ends so; fewer where *within* has, more where *last* - *first* or
    a single number has. A comma at which it is cut is left out.
    """
    low, high = within
    start = _start(text, low, first, last)
    end = _end(text, high, start, last)
    if end - start < MIN_CHARS and start > low:
        start = _earlier_start(text, low, start, end)
    while start < first and (text[start].isspace() or text[start] in _NO_BEGINNING):
        start += 1
    return next(trimmed(text, start, end), (first, last))


def _start(text: str, low: int, first: int, last: int) -> int:
    """The start of the sentence that *first* is in, where what follows still fits; else of a clause, else a word."""
    earliest = max(low, first - max(CONTEXT_CHARS, MAX_CHARS - CONTEXT_CHARS - (last - first)))
    if sentences := ends(SENTENCES, text, earliest, first):
        return sentences[-1].end()
    if earliest == low:
        return low
    near = max(earliest, first - 2 * CONTEXT_CHARS)
    for pattern in CLAUSES:
        if clauses := ends(pattern, text, near, first):
            return clauses[0].end()
    return first_word_start(text, max(earliest, first - CONTEXT_CHARS), first)


def _end(text: str, high: int, start: int, last: int) -> int:
    """The end of a sentence, else of a clause, its comma left out, else of a word."""
    most = max(last + CONTEXT_CHARS, start + MAX_CHARS)
    if most >= high:
        return high
    least, whole = max(last, start + MIN_CHARS), max(last, start + WHOLE_CHARS)
    # What begins inside a sentence may begin earlier instead of going on after it. A line without a full stop is as a
    # rule the heading of what follows.
    nearest = whole if begins_sentence(text, start) else last
    for pattern, shortest in ((STOPS, least), (STOPS, whole), (STOPS, nearest), (LINES, least), (LINES, whole)):
        if sentences := ends(pattern, text, shortest, most):
            return sentences[-1].end()
    for pattern in CLAUSES:
        if clauses := [each for each in ends(pattern, text, least, most) if each.start() >= last]:
            return clauses[-1].start()
    return min(high, last_word_end(text, least, most))


def _earlier_start(text: str, low: int, start: int, end: int) -> int:
    """A start that makes the last fragment of a text longer, *start* where there is none."""
    earliest = max(low, end - MAX_CHARS)
    if earliest == low:
        return low
    for pattern in (SENTENCES, *CLAUSES):
        if found := ends(pattern, text, earliest, start):
            return found[0].end()
    return first_word_start(text, earliest, start)
