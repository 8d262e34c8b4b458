"""Many words found in a text in one pass; the only module that knows the Aho-Corasick library."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Generic, TypeVar

import ahocorasick

Value = TypeVar("Value")


class WordFinder(Generic[Value]):
    """An automaton over words, each with a value. The time of a search grows with the text and what is found."""

    def __init__(self, words: Mapping[str, Value]) -> None:
        self._automaton = ahocorasick.Automaton()
        for word, value in words.items():
            self._automaton.add_word(word, (len(word), value))
        self._automaton.make_automaton()

    def longest(self, text: str) -> Iterator[tuple[int, int, Value]]:
        """(start, end, value) of the words in *text*, leftmost longest, none overlapping another."""
        return self._placed(self._automaton.iter_long(text)) if len(self._automaton) else iter(())

    def all(self, text: str) -> Iterator[tuple[int, int, Value]]:
        """(start, end, value) of every word in *text*, those within others too, by their ends."""
        return self._placed(self._automaton.iter(text)) if len(self._automaton) else iter(())

    def _placed(self, found: Iterator[tuple[int, tuple[int, Value]]]) -> Iterator[tuple[int, int, Value]]:
        for last, (length, value) in found:
            yield last + 1 - length, last + 1, value
