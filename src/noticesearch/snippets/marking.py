"""Where a plan's words stand in a text, under the digit rule, in time linear in the text whatever it holds."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice
from typing import Literal

from noticesearch.expression import Contains, Plan
from noticesearch.notice import Span
from noticesearch.planning import positive_leaves
from noticesearch.text.normalise import normalise
from noticesearch.text.runs import HAN, is_han

Field = Literal["title", "body"]

_ALNUM = rf"(?![{HAN}])[^\W_]"
_NOT_WITHIN_RUN = rf"(?!(?<={_ALNUM}){_ALNUM}|(?<={_ALNUM})\.[0-9]|(?<={_ALNUM}\.)[0-9])"
"""A border that `runs.cuts_run` allows, as a pattern, so that a megabyte of digits is passed at the speed of re."""
_REST_OF_RUN = rf"(?:{_ALNUM})*(?:\.[0-9](?:{_ALNUM})*)*"  # iso9* marks the whole of iso9001


@dataclass(frozen=True, slots=True)
class Occurrence:
    """A query word's place in a text: start, end, and the word's number in the query."""

    start: int
    end: int
    word: int


@dataclass(frozen=True, slots=True)
class Marker:
    """The words to mark in one field, ready to be looked for in many texts."""

    patterns: tuple[re.Pattern[str], ...]

    def occurrences(self, text: str, offset: int = 0, most: int | None = None) -> list[Occurrence]:
        """Each word's places in *text* in reading order, the longer first; those of one word do not overlap.

        *offset* is added to all of them; of one word the first *most* are found, all when that is None.
        """
        normal = normalise(text)
        found = [
            Occurrence(offset + match.start(), offset + match.end(), number)
            for number, pattern in enumerate(self.patterns)
            for match in islice(pattern.finditer(normal), most)
        ]
        return sorted(found, key=lambda each: (each.start, -each.end, each.word))


@lru_cache(256)  # it is asked for each field of each hit
def marker(plan: Plan, field: Field) -> Marker:
    """The plan's positive words that may stand in *field*.

    A single Chinese character is left out beside longer words: 上 or 人 from a sentence would dot the whole page.
    """
    leaves = [leaf for leaf in positive_leaves(plan.expression) if leaf.where in ("all", field)]
    telling = [leaf for leaf in leaves if not (len(leaf.text) == 1 and is_han(leaf.text))]
    return Marker(tuple(dict.fromkeys(_pattern(leaf) for leaf in telling or leaves)))


def merged(occurrences: Iterable[Occurrence]) -> Iterator[Span]:
    """Disjoint spans of sorted *occurrences*; those that overlap become one, those that only touch stay two."""
    start = end = -1
    for each in occurrences:
        if each.start < end:
            end = max(end, each.end)
            continue
        if end > start:
            yield start, end
        start, end = each.start, each.end
    if end > start:
        yield start, end


def _pattern(leaf: Contains) -> re.Pattern[str]:
    # A Han character never lies inside a run, so most words need no border and are found by a plain scan.
    before = "" if is_han(leaf.text[0]) else _NOT_WITHIN_RUN
    after = "" if is_han(leaf.text[-1]) else _REST_OF_RUN if leaf.prefix else _NOT_WITHIN_RUN
    return re.compile(before + re.escape(leaf.text) + after)
