"""Where the terms of issue types stand in a text, found in one pass over it for all types together."""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from operator import itemgetter

from noticesearch.issues_file import NEAR, IssueType
from noticesearch.text.word_finder import WordFinder

NEAR_CHARS = 12  # between the two words of 拖欠+工资
SENTENCE_ENDS = "。；;！!？?\n"
OTHERWISE = 0  # the weight of a term that counts where there is no other
_LIST_MARKS = "、和与及"


@dataclass(frozen=True, slots=True)
class TermHit:
    """A term of a type in a text: text[start:end], normalised, is `term`.

    Of a term of two words (拖欠+工资) it reaches from one to the other.
    """

    term: str
    start: int
    end: int


WeighedHit = tuple[int, TermHit]
TypeHits = Mapping[int, list[WeighedHit]]
"""Number of a type → the weights and places of its terms, in reading order."""


@dataclass(frozen=True, slots=True)
class _Term:
    """A word or pair of words: its weight for each type that has it, and the types that it excludes, by number."""

    text: str
    weights: dict[int, int] = field(default_factory=dict)
    excluded: set[int] = field(default_factory=set)


@dataclass(frozen=True, slots=True)
class _Word:
    """A word of the automaton: as a term, and as half of terms with each of `others`."""

    term: _Term
    others: dict[str, _Term] = field(default_factory=dict)


_Found = tuple[int, int, _Term]
_START = itemgetter(0)


class TermMatcher:
    """The terms of some types; one within a longer one, of whichever type, does not count, nor one in an exclusion."""

    def __init__(self, types: Sequence[IssueType], offices: tuple[str, ...], exclusions: tuple[str, ...]) -> None:
        self._offices = offices
        self._before_office = {office[0] for office in offices} | set(_LIST_MARKS)
        self._words: dict[str, _Word] = {}
        self._pairs: dict[str, _Term] = {}
        for number, kind in enumerate(types):
            for term, weight in (*dict.fromkeys(kind.otherwise, OTHERWISE).items(), *kind.terms):
                self._term(term).weights[number] = weight
            for phrase in (*kind.exclusions, *exclusions):
                self._term(phrase).excluded.add(number)
        self._finder = WordFinder(self._words)

    def _term(self, text: str) -> _Term:
        if NEAR not in text:
            return self._word(text).term
        pair = self._pairs.setdefault(text, _Term(text))
        one, other = text.split(NEAR)
        self._word(one).others[other] = self._word(other).others[one] = pair
        return pair

    def _word(self, text: str) -> _Word:
        return self._words.setdefault(text, _Word(_Term(text)))

    def hits(self, text: str) -> TypeHits:
        """The terms in *text*, which is normalised."""
        words = sorted(self._finder.all(text), key=_START)
        found: list[_Found] = [
            (start, end, word.term) for start, end, word in words if word.term.weights or word.term.excluded
        ]
        found += _near(text, words)
        found.sort(key=lambda each: (each[0], -each[1]))
        offices = self._of_offices(text, found)
        hits: dict[int, list[WeighedHit]] = defaultdict(list)
        within = 0  # the end of the longest term of one word begun before
        excluded: dict[int, int] = {}
        for start, end, term in found:
            is_pair = NEAR in term.text
            for number in term.excluded:
                excluded[number] = max(end, excluded.get(number, 0))
            if (is_pair or end > within) and (start, end) not in offices:
                for number, weight in term.weights.items():
                    if end > excluded.get(number, 0):
                        hits[number].append((weight, TermHit(term.text, start, end)))
            if term.weights and not is_pair:
                within = max(within, end)
        return hits

    def _of_offices(self, text: str, found: list[_Found]) -> set[tuple[int, int]]:
        """Terms that are an office's name (教育局), also as one of several (教育、民政部门)."""
        spans = set[tuple[int, int]]()
        starts = set[int]()
        maybe = [(end, start) for start, end, term in found if text[end : end + 1] in self._before_office]
        for end, start in sorted(maybe, reverse=True):
            is_listed = text[end] in _LIST_MARKS and end + 1 in starts
            if is_listed or text.startswith(self._offices, end):
                spans.add((start, end))
                starts.add(start)
        return spans


def _near(text: str, words: list[tuple[int, int, _Word]]) -> Iterator[_Found]:
    """The terms of two words, each from the nearest one before to the other."""
    recent = deque[tuple[int, int, _Word]]()
    for start, end, word in words:
        if not word.others:
            continue
        while recent and start - recent[0][1] > NEAR_CHARS:
            recent.popleft()
        nearest = {before.term.text: (first, last) for first, last, before in recent if before.term.text in word.others}
        for other, (first, last) in nearest.items():
            if _is_near(text, last, start):
                yield first, max(end, last), word.others[other]
        recent.append((start, end, word))


def _is_near(text: str, start: int, end: int) -> bool:
    """Whether few characters and no end of a sentence stand in text[start:end]; words that overlap are near."""
    return end - start <= NEAR_CHARS and not any(mark in text[start:end] for mark in SENTENCE_ENDS)
