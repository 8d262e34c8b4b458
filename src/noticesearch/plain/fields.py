"""Whoosh field types for terms made beforehand: no analyser runs inside Whoosh."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from whoosh.fields import FieldType
from whoosh.formats import Frequency, Positions
from whoosh.system import pack_uint

from noticesearch.text.terms import POSITIONS, SAME_POSITION

Posting = tuple[bytes, int, float, bytes]
"""Term, frequency, weight and encoded value: what Whoosh's writer takes for one term of one document."""


class PreparedField(FieldType):  # type: ignore[misc]  # Whoosh has no types
    """A field whose value is its postings, ready for the writer."""

    def __init__(self, *, positions: bool) -> None:
        super().__init__(Positions() if positions else Frequency(), analyzer=None)

    def index(self, value: tuple[Posting, ...], **_options: object) -> Iterator[Posting]:
        """The postings as given; everything that can fail has failed before Whoosh's writer is entered."""
        return iter(value)


def word_positions(words: str) -> dict[str, list[int]]:
    """Each term of a words field with its positions, ascending and distinct; *words* as in `engine.FieldTerms`."""
    found: dict[str, list[int]] = {}
    for position, terms in enumerate(words.split(POSITIONS)):
        for term in dict.fromkeys(filter(None, terms.split(SAME_POSITION))):
            found.setdefault(term, []).append(position)
    return found


def bigram_counts(bigrams: str) -> Counter[str]:
    """How often each term of a bigrams field stands there; *bigrams* as in `engine.FieldTerms`."""
    return Counter(filter(None, bigrams.split(POSITIONS)))


def word_postings(positions: dict[str, list[int]]) -> tuple[Posting, ...]:
    """Postings with positions, for a words field."""
    encode = Positions().encode
    return tuple((term.encode(), len(at), float(len(at)), encode(at)) for term, at in positions.items())


def bigram_postings(counts: Counter[str]) -> tuple[Posting, ...]:
    """Postings with frequencies, for a bigrams field."""
    return tuple((term.encode(), count, float(count), pack_uint(count)) for term, count in counts.items())
