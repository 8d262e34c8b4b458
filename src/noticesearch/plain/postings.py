"""Reading an open Whoosh index: postings as arrays of rows, terms by prefix, and stored texts.

Whoosh's readers share one file position, so every read is under one lock; what was read is kept in bounded caches.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from threading import Lock

import numpy as np
from numpy.typing import NDArray
from whoosh.columns import ColumnReader
from whoosh.reading import IndexReader

from noticesearch.cache import Cache
from noticesearch.groups import Groups
from noticesearch.plain.columns import read_table
from noticesearch.plain.schema import Area
from noticesearch.plain.table import Ints, Table

POSTINGS_KEPT = 8_000_000  # postings in the cache, at 16 bytes
CHARACTERS_KEPT = 32_000_000  # of normalised text in the cache, at 2 bytes a Han character


@dataclass(frozen=True, slots=True)
class Postings:
    """The rows that hold a term, ascending, and how often each holds it."""

    rows: Ints
    frequencies: NDArray[np.float64]


class PartReader:
    """The parts of an open index; safe to share between threads."""

    def __init__(self, reader: IndexReader, groups: Groups, issue_groups: Mapping[str, str]) -> None:
        self._reader = reader
        self._leaves = [(leaf, start) for leaf, start in reader.leaf_readers() if leaf.doc_count_all()]
        self._columns: dict[tuple[str, int], ColumnReader] = {}
        self._lock = Lock()
        self._closed = False
        self._postings: Cache[tuple[str, str], Postings] = Cache(POSTINGS_KEPT, lambda value: len(value.rows) + 8)
        self._texts: Cache[tuple[Area, int], str] = Cache(CHARACTERS_KEPT, lambda value: len(value) + 64)
        self.table: Table = read_table(reader, groups, issue_groups)

    def postings(self, field: str, term: str) -> Postings:
        """Where *term* stands in *field*; empty for an unknown term."""
        return self._postings.get((field, term), lambda: self._read_postings(field, term))

    def terms(self, field: str, prefix: str) -> tuple[str, ...]:
        """Every term of *field* that begins with *prefix*."""
        with self._lock:
            found = {term for leaf, _ in self._leaves for term in leaf.expand_prefix(field, prefix)}
        return tuple(sorted(term.decode() for term in found))

    def text(self, area: Area, row: int) -> str:
        """The normalised text of an area of a part."""
        return self._texts.get((area, row), lambda: self._column(area, row).decode())

    def notice_json(self, notice: int) -> str:
        """The JSON of a notice, by its ordinal."""
        return self._column("json", int(self.table.first[notice])).decode()

    def close(self) -> None:
        """Close the files; closing twice does nothing."""
        with self._lock:
            if not self._closed:
                self._closed = True
                self._reader.close()

    def _read_postings(self, field: str, term: str) -> Postings:
        with self._lock:
            found = list(self._documents(field, term))
        documents = np.array([document for document, _ in found], dtype=np.int64)
        frequencies = np.array([frequency for _, frequency in found], dtype=np.float64)
        return Postings(self.table.rows_of(documents), frequencies)

    def _documents(self, field: str, term: str) -> Iterator[tuple[int, float]]:
        """Live documents and frequencies, one by one: Whoosh's own collectors skip blocks and lose hits."""
        for leaf, start in self._leaves:
            if (field, term) not in leaf:
                continue
            matcher = leaf.postings(field, term)
            while matcher.is_active():
                yield start + matcher.id(), matcher.weight()
                matcher.next()

    def _column(self, name: str, row: int) -> bytes:
        document = int(self.table.documents[row])
        leaf, start = next((leaf, start) for leaf, start in reversed(self._leaves) if start <= document)
        with self._lock:
            if (name, start) not in self._columns:  # a new column reader reads the lengths of all its values
                self._columns[name, start] = leaf.column_reader(name)
            value: bytes = self._columns[name, start][document - start]
        return value
