"""Where postings come from when a segment is written: sorted runs of new ones, and segments that are merged.

Both are read by ranges of terms, so that a merge holds a bounded number of postings however many there are.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from noticesearch.columnar.decoding import counts_of, decode
from noticesearch.columnar.ranges import ranges, starts_of
from noticesearch.columnar.records import Bytes, Ints, Postings
from noticesearch.columnar.segment_file import SegmentFile
from noticesearch.columnar.spilling import SpilledArray, SpillFile
from noticesearch.columnar.terms import Terms, read_terms

Held = NDArray[Any] | SpilledArray
TERMS_AT_ONCE = 1 << 16
GONE = -1  # the new number of a document that is left out


class Source(Protocol):
    """Postings of one field, of documents that no other source has."""

    @property
    def terms(self) -> Terms:
        """The terms that have any."""

    def most(self) -> Ints:
        """How many documents each term has at most."""

    def postings(self, first: int, end: int) -> Postings:
        """Those of the terms from number *first* to *end*; a term may have none."""


@dataclass(frozen=True, slots=True)
class Run:
    """New postings of one field, in memory or spilled to the disk."""

    terms: Terms
    counts: Held
    starts: Held
    token_starts: Held
    documents: Held
    frequencies: Held
    tokens: Held | None
    is_spilled: bool = False

    @property
    def held(self) -> int:
        """Bytes in memory."""
        arrays = (self.terms.keys, self.counts, self.starts, self.token_starts, self.documents, self.frequencies)
        return sum(each.nbytes for each in (*arrays, self.tokens) if isinstance(each, np.ndarray))

    def most(self) -> Ints:
        """How many documents each term has."""
        return np.asarray(self.counts[:]).astype(np.int64)

    def postings(self, first: int, end: int) -> Postings:
        """Those of the terms from number *first* to *end*."""
        here = slice(int(self.starts[first]), int(self.starts[end]))
        tokens = slice(int(self.token_starts[first]), int(self.token_starts[end]))
        return Postings(
            self.counts[first:end].astype(np.int64),
            np.asarray(self.documents[here]),
            self.frequencies[here].astype(np.int64),
            None if self.tokens is None else np.asarray(self.tokens[tokens]),
        )

    def spilled(self, file: SpillFile) -> Run:
        """The same with its arrays put aside in *file*."""
        if self.is_spilled:
            return self
        return Run(
            self.terms.spilled(file),
            file.put(self.counts),
            file.put(self.starts),
            file.put(self.token_starts),
            file.put(self.documents),
            file.put(self.frequencies),
            None if self.tokens is None else file.put(self.tokens),
            is_spilled=True,
        )


def run(terms: Terms, postings: Postings) -> Run:
    """A run of new postings."""
    after = np.concatenate(([0], np.cumsum(postings.frequencies)))
    starts = np.concatenate(([0], np.cumsum(postings.counts)))
    return Run(
        terms,
        postings.counts.astype(np.uint32),
        starts.astype(np.uint32),
        after[starts].astype(np.uint32),
        postings.documents.astype(np.int32),
        postings.frequencies.astype(np.uint32),
        postings.positions,
    )


class SegmentRun:
    """A field of a segment that is merged; *documents* are the new numbers of its documents, GONE for dead ones."""

    def __init__(self, file: SegmentFile, field: str, documents: NDArray[np.int32], *, positions: bool) -> None:
        self.terms = read_terms(file, field)
        self._file = file
        self._name = f"{field}.records"
        self._starts = file.array(f"{field}.starts").astype(np.int64)
        self._widths: Bytes | None = file.array(name) if (name := f"{field}.position_widths") in file else None
        self._documents = documents
        self._has_positions = positions
        self._all_live = bool((documents != GONE).all())

    def most(self) -> Ints:
        """How many documents each term has, dead ones included."""
        found = [np.empty(0, np.int64)]
        for first in range(0, len(self.terms), TERMS_AT_ONCE):
            records, begin = self._records(first, min(first + TERMS_AT_ONCE, len(self.terms)))
            found.append(counts_of(records, begin))
            self._file.release()
        return np.concatenate(found)

    def postings(self, first: int, end: int) -> Postings:
        """Those of the terms from number *first* to *end*, by the new numbers."""
        records, begin = self._records(first, end)
        found = decode(records, begin, positions=self._has_positions, position_widths=self._widths)
        self._file.release()  # or a merge would in the end hold all that it has read
        documents = self._documents[found.documents]
        if self._all_live:
            return Postings(found.counts, documents, found.frequencies, found.positions)
        live = documents != GONE
        term = np.repeat(np.arange(end - first), found.counts)[live]
        at = np.flatnonzero(live)
        chosen = None
        if found.positions is not None:
            chosen = found.positions[ranges(starts_of(found.frequencies)[at], found.frequencies[at])]
        counts = np.bincount(term, minlength=end - first)
        return Postings(counts, documents[live], found.frequencies[live], chosen)

    def _records(self, first: int, end: int) -> tuple[Bytes, Ints]:
        """The records of the terms from number *first* to *end*, and where each begins."""
        base, after = int(self._starts[first]), int(self._starts[end])
        return self._file.piece(self._name, base, after), self._starts[first:end] - base
