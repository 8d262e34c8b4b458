"""Where a text may be cut: after a sentence, else a clause, else between words; never inside a number or Latin word."""

from __future__ import annotations

import re
from collections.abc import Iterator

from noticesearch.text.runs import cuts_run
from noticesearch.text.terms import tokenize

_CLOSING = r"[”’」』）)\"]*"
_ASIDE = r"(?:（[^（）]{4,40}）)?"  # （责任单位：省民政厅） belongs to the sentence before, （十二） to the one after
_STOP = rf"[。！？!?]+{_CLOSING}{_ASIDE} | [：:](?=[^\S\n]*\n)"
_LINE = r"\n+ | \u3000{2,}"  # pages without line breaks left: a paragraph's indent, 。　　（二）落实主体责任
STOPS = re.compile(_STOP, re.VERBOSE)
LINES = re.compile(_LINE, re.VERBOSE)
SENTENCES = re.compile(f"{_STOP} | {_LINE}", re.VERBOSE)
CLAUSES = (
    re.compile(rf"[；;]+{_CLOSING}"),
    re.compile(r"[，：]|[,:](?![0-9])"),  # 9:30 and 1,234 are numbers
    re.compile(r"[、\t]"),
)
"""From the strongest border inside a sentence to the weakest."""

_AFTER_SENTENCE = re.compile(rf"(?:[。！？!?…]{_CLOSING}{_ASIDE}|\n|\u3000\u3000)\s*\Z")
_SENTENCE_OVER = re.compile(rf"{_CLOSING}(?:[^\S\n\u3000]*(?:\n|\Z)|\u3000\u3000)")
_OPENING = "“‘「『《〈（(【〔["
_ENDING = "”’」』》〉）)】〕]%％"
_HOLDING = ":/.@_-"  # http://… and names@… go on
LONGEST_RUN = 1000  # characters; no number or address is longer, and nobody reads one that is
_LONGEST_END = 48  # characters of an end with what closes it
_BEYOND = 2  # characters looked at after a place, so that 。” is not taken for an end between the two
_WINDOW = 20  # characters around a place that are segmented to find its words: a cut word heals within a few


def ends(pattern: re.Pattern[str], text: str, low: int, high: int) -> list[re.Match[str]]:
    """The matches of *pattern* that end from *low* to *high*."""
    found = pattern.finditer(text, max(0, low - _LONGEST_END), high + _BEYOND)
    return [match for match in found if low <= match.end() <= high and not cuts_run(text, match.end())]


def first_word_start(text: str, low: int, high: int) -> int:
    """Where the first word at or after *low* begins, an opening mark included; *high* where none does before it."""
    return next((at for at, _ in _words(text, low, high) if low <= at <= high), high)


def last_word_end(text: str, low: int, high: int) -> int:
    """Where the last word that ends from *low* to *high* ends; where none does, the first place after *low* that cuts
    no run of letters and digits, unless it is too long."""
    if found := [end for _, end in _words(text, low, high) if low <= end <= high]:
        return found[-1]
    borders = (at for at in range(low, min(len(text), low + LONGEST_RUN)) if not cuts_run(text, at))
    return next(borders, min(len(text), low + LONGEST_RUN))


def begins_sentence(text: str, at: int) -> bool:
    """Whether a sentence, or a line, begins at *at*."""
    before = text[max(0, at - _LONGEST_END) : at]
    return not before.strip() or _AFTER_SENTENCE.search(before) is not None


def ends_sentence(text: str, at: int) -> bool:
    """Whether a sentence, or a line, ends at *at*."""
    return _AFTER_SENTENCE.search(text, max(0, at - _LONGEST_END), at) is not None or (
        _SENTENCE_OVER.match(text, at) is not None
    )


def _words(text: str, low: int, high: int) -> Iterator[tuple[int, int]]:
    """Start and end of the words around text[low:high] that cut no run."""
    begin = max(0, low - _WINDOW)
    for token in tokenize(text[begin : high + _WINDOW]):
        start, end = begin + token.start, begin + token.end
        if cuts_run(text, start) or cuts_run(text, end):
            continue
        while start > low and text[start - 1] in _OPENING:
            start -= 1
        while end < high and text[end] in _ENDING:
            end += 1
        if text[end : end + 1] not in tuple(_HOLDING):
            yield start, end
