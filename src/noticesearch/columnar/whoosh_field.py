"""One field of a segment as Whoosh reads it: terms are bytes, postings have weights, rows have rounded lengths."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from functools import cached_property
from typing import Any, TypedDict

import numpy as np
from numpy.typing import NDArray
from whoosh.reading import TermInfo
from whoosh.util.numeric import byte_to_length, length_to_byte

from noticesearch.columnar.layout import FIELDS
from noticesearch.columnar.ranges import starts_of
from noticesearch.columnar.records import Record
from noticesearch.columnar.segment import SegmentField
from noticesearch.columnar.segment_file import SegmentFile
from noticesearch.columnar.term_bytes import NUL, Coding, to_bytes, to_text
from noticesearch.columnar.terms import KEY_CHARS, Terms, key_of

END = 1 << 32  # no document's number: where a matcher stands behind the last; Whoosh's SpanNot asks even then
TERMS_AT_ONCE = 256  # of a field that is read through: whoever reads may stop early


class FieldFacts(TypedDict):
    """What a segment file that Whoosh's own writer made tells of a field."""

    terms: Coding
    positions: bool


def field_facts(file: SegmentFile) -> dict[str, FieldFacts]:
    """The fields of a segment by name, sorted; those of notices are the same in every file."""
    of_notices = {field.name: FieldFacts(terms="text", positions=field.has_positions) for field in FIELDS}
    told: dict[str, FieldFacts] = file.facts.get("fields", of_notices)
    return dict(sorted(told.items()))


def rounded(length: int) -> int:
    """*length* as Whoosh knows it, which keeps one byte for it: so a segment of ours scores as one of Whoosh's."""
    found: int = byte_to_length(length_to_byte(length))
    return found


class TermPostings:
    """The postings of one term as lists, each made when it is first asked for; matchers share them."""

    def __init__(self, record: Record, field: WhooshField, number: int) -> None:
        self._record = record
        self._field = field
        self._number = number

    @cached_property
    def documents(self) -> list[int]:
        """The documents that hold the term, ascending, and END behind them."""
        return [*self._record.documents().tolist(), END]

    @cached_property
    def frequencies(self) -> list[int]:
        """How often each holds it."""
        found: list[int] = self._record.frequencies().tolist()
        return found

    @cached_property
    def weights(self) -> list[float]:
        """What it weighs in each."""
        found: list[float] = self._field.weights(self._record, self._number).tolist()
        return found

    def positions(self, at: int) -> list[int]:
        """Where it stands in the document numbered *at* among those that hold it."""
        first, positions = self._positions
        found: list[int] = positions[first[at] : first[at + 1]].tolist()
        return found

    @cached_property
    def _positions(self) -> tuple[list[int], NDArray[np.uint32]]:
        positions, counts = self._field.positions(self._record)
        return [*starts_of(counts).tolist(), len(positions)], positions


class WhooshField:
    """One field of an open segment; threads may share it."""

    def __init__(self, file: SegmentFile, name: str, facts: FieldFacts) -> None:
        self._file = file
        self._name = name
        self._coding = facts["terms"]
        self._has_positions = facts["positions"]
        self._field = SegmentField(file, name)
        self._terms = self._field.terms

    def __len__(self) -> int:
        return len(self._terms)

    def term(self, number: int) -> bytes:
        """The term of that number."""
        return to_bytes(next(self._terms.texts(number, number + 1)), self._coding)

    def terms_from(self, number: int) -> Iterator[bytes]:
        """The terms from that number on."""
        for first in range(number, len(self), TERMS_AT_ONCE):
            for text in self._terms.texts(first, min(first + TERMS_AT_ONCE, len(self))):
                yield to_bytes(text, self._coding)

    def find(self, term: bytes) -> int:
        """The number of *term*, -1 when it is none of these."""
        try:
            text = to_text(term, self._coding)
        except UnicodeDecodeError:
            return -1
        return -1 if NUL in text else self._terms.find(text)

    def place(self, term: bytes) -> int:
        """The number of *term*, or of the first one after it."""
        try:
            text = to_text(term, self._coding)
        except UnicodeDecodeError:  # the beginning of a character: no text, yet it has a place among the bytes
            return bisect_left(range(len(self)), term, key=self.term)
        before, nul, _ = text.partition(NUL)
        at = place(self._terms, before)
        return at + 1 if nul and self._terms.find(before) >= 0 else at  # no term has a NUL, so the next one is greater

    def documents(self, number: int) -> int:
        """How many documents hold the term of that number."""
        return self._field.record_at(number).postings

    def postings(self, number: int) -> TermPostings:
        """The postings of the term of that number."""
        return TermPostings(self._field.record_at(number), self, number)

    def info(self, number: int) -> TermInfo:
        """What Whoosh asks about the term of that number."""
        record = self._field.record_at(number)
        documents, weights = record.documents(), self.weights(record, number)
        lengths = np.zeros(1, np.int64) if self._lengths is None else self._lengths[documents]
        return TermInfo(
            weight=float(weights.sum(dtype=np.float64)),
            df=record.postings,
            minlength=rounded(int(lengths.min())),
            maxlength=rounded(int(lengths.max())),
            maxweight=float(weights.max()),
            minid=int(documents[0]),
            maxid=int(documents[-1]),
        )

    def weights(self, record: Record, number: int) -> NDArray[Any]:  # Any: float32 as written, or float64
        """What the term of that number weighs in each document: its frequency, unless it was indexed with a boost."""
        if self._weight_starts is None:
            return record.frequencies().astype(np.float64)
        first, end = map(int, self._weight_starts[number : number + 2])
        return self._file.piece(f"{self._name}.weights", first, end)

    def positions(self, record: Record) -> tuple[NDArray[np.uint32], NDArray[np.int64]]:
        """The positions in all documents of *record*, and how many each has.

        Raises:
            ValueError: the field was written without positions.
        """
        if not self._has_positions:
            raise ValueError(
                f"the field {self._name!r} was indexed without positions, so that nothing is known of what stands "
                "where; give it the format Positions and index its documents anew"
            )
        widths = self._field.position_widths
        return record.positions(np.arange(record.postings), record.documents(), widths)

    @cached_property
    def _lengths(self) -> NDArray[Any] | None:  # Any: unsigned, of any width
        name = f"{self._name}.lengths"
        return self._file.array(name) if name in self._file else None

    @cached_property
    def _weight_starts(self) -> NDArray[Any] | None:  # Any: as above
        name = f"{self._name}.weight_starts"
        return self._file.array(name) if name in self._file else None


def place(terms: Terms, text: str) -> int:
    """The number of *text* among *terms*, or of the first one after it."""
    key = np.uint64(key_of(text))
    at = int(terms.keys.searchsorted(key))
    if len(text) <= KEY_CHARS:  # the shortest of those that begin alike comes first
        return at
    end = int(terms.keys.searchsorted(key, "right"))
    low, high = map(int, terms.long_at.searchsorted([at, end]))
    found = bisect_left(terms.tails, text[KEY_CHARS:], low, high)
    return int(terms.long_at[found]) if found < high else end
