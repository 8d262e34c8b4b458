"""A term's postings as a matcher, which is what Whoosh's queries are made of."""

from __future__ import annotations

import math
from bisect import bisect_left
from collections.abc import Iterator
from typing import Any

from whoosh.formats import Existence, Positions
from whoosh.matching import LeafMatcher, NullMatcher, ReadTooFar
from whoosh.system import emptybytes, pack_uint

from noticesearch.columnar.whoosh_field import TermPostings


class ColumnarMatcher(LeafMatcher):  # type: ignore[misc]  # Whoosh has no types
    """Steps through the postings of one term.

    It promises nothing about how good they can be, so that no matcher above it leaves documents out: in Whoosh 2.7.4
    those that do are wrong, under a boost, in unions of many and in conjunctions.
    """

    # Any: Whoosh's format and scorer, which have no types.
    def __init__(self, postings: TermPostings, term: tuple[str, bytes], format_: Any, scorer: Any, at: int = 0) -> None:
        self._postings = postings
        self._documents = postings.documents
        self._end = len(self._documents) - 1
        self._term = term
        self.format = format_
        self.scorer = scorer
        self._at = at

    def is_active(self) -> bool:
        """Whether there is a posting where it stands."""
        return self._at < self._end

    def reset(self) -> None:
        """Go back to the first posting."""
        self._at = 0

    def copy(self) -> ColumnarMatcher:
        """Another one that stands at the same posting."""
        return ColumnarMatcher(self._postings, self._term, self.format, self.scorer, self._at)

    def replace(self, minquality: float = 0) -> Any:  # Any: a matcher of Whoosh's
        """Itself while it is active, whatever *minquality*: a boost above it is not in that number."""
        return self if self.is_active() else NullMatcher()

    def id(self) -> int:
        """The document where it stands, END behind the last."""
        return self._documents[self._at]

    def next(self) -> bool:
        """Go to the next posting; never into another block, since there is but one.

        Raises:
            ReadTooFar: there is none here either.
        """
        if not self.is_active():
            raise ReadTooFar
        self._at += 1
        return False

    def skip_to(self, id: int) -> None:
        """Go to the first posting of document *id* or after, not back.

        Raises:
            ReadTooFar: there is none where it stands.
        """
        if not self.is_active():
            raise ReadTooFar
        self._at = bisect_left(self._documents, id, self._at)

    def all_ids(self) -> Iterator[int]:
        """The documents from where it stands."""
        return iter(self._documents[self._at : self._end])

    def weight(self) -> float:
        """What the term weighs here."""
        return self._postings.weights[self._at]

    def value(self) -> bytes:
        """The posting as the field's format encodes it."""
        if isinstance(self.format, Existence):
            return bytes(emptybytes)
        if isinstance(self.format, Positions):
            return bytes(self.format.encode(self._postings.positions(self._at)))
        return bytes(pack_uint(self._postings.frequencies[self._at]))

    def value_as(self, astype: str) -> Any:  # Any: what *astype* names
        """The posting as positions, as a frequency, or as whatever else its format can tell."""
        if astype == "positions" and self.format.supports("positions"):
            return self._postings.positions(self._at)
        return super().value_as(astype)

    def supports_block_quality(self) -> bool:
        """Never: every posting is looked at."""
        return False

    def max_quality(self) -> float:
        """No bound."""
        return math.inf

    def block_quality(self) -> float:
        """No bound."""
        return math.inf

    def skip_to_quality(self, minquality: float) -> int:
        """Stay: any posting may be good enough."""
        return 0
