"""What an engine must do to be compared: be built from the corpus, opened, and asked questions made ready for it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Protocol, runtime_checkable

from benchmarks.engine_peers.corpus import Record
from benchmarks.engine_peers.questions import Asked
from noticesearch.text.runs import is_han
from noticesearch.text.terms import pairs

Counts = Mapping[str, Mapping[str, int]]
"""For each facet the documents by value."""

FACETS = ("county", "issue", "year")
LISTED = 200  # values of a facet, as our engine lists
HITS = 10
BIGRAM_WEIGHT = 0.5  # of the bigrams field's terms in the ranking, the words field's being 1


@dataclass(frozen=True, slots=True)
class Answer:
    """An engine's answer; what only the comparison needs, not a searcher, is taken from it after the clock.

    `total` is None where it was not asked for. `hits` are the ids of the best documents, best first.
    """

    total: int | None
    hits: Callable[[], tuple[str, ...]]
    counts: Callable[[], Counts] = dict


class Builder(Protocol):
    """An index being built, in one indexing thread."""

    overlaps: bool
    """Whether documents are indexed while the next are fetched, so that the clock cannot stop for fetching."""

    def prepared(self, record: Record) -> object:
        """A document as this engine takes it; before the clock starts."""

    def add(self, document: object) -> None:
        """Index one document."""

    def commit(self) -> None:
        """Write everything to disk, merged as far as this engine merges."""


class Peer(Protocol):
    """An open index."""

    def ready(self, asked: Asked, *, facets: bool) -> Callable[[], Answer]:
        """*asked* made ready for this engine; what is given back asks it: top 10 and total, with FACETS counted."""

    def forget(self) -> None:
        """Drop what earlier questions left in caches."""

    def segments(self) -> int:
        """Of how many segments the index consists; 0 where there is no such thing."""


@runtime_checkable
class Topped(Protocol):
    """An open index that can find the best documents without counting all."""

    def topped(self, asked: Asked) -> Callable[[], Answer]:
        """As `Peer.ready`, without facets and without total."""


@runtime_checkable
class Snipping(Protocol):
    """An open index that cuts snippets."""

    def snipping(self, asked: Asked, records: Mapping[str, Record]) -> tuple[Callable[[], object], ...]:
        """What to clock, then perhaps what to take off: together the snippets of the ten best documents.

        *records* are those documents, for an engine that needs more of them than it stores.
        """

    def best(self, asked: Asked) -> tuple[str, ...]:
        """The ids of the ten best documents."""


def is_beginning(text: str) -> bool:
    """Whether *text* is one character, for which every pair stands that begins with it."""
    return len(text) == 1 and is_han(text)


def phrase(text: str) -> tuple[str, ...]:
    """The neighbouring terms of the bigrams field that stand for a Han *text* of two and more characters."""
    return tuple(pairs(text))
