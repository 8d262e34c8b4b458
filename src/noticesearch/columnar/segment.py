"""One segment open for reading: its terms, postings, columns and stored notices; threads may share it."""

from __future__ import annotations

from bisect import bisect_left
from pathlib import Path
from threading import Lock

import numpy as np
from numpy.typing import NDArray

from noticesearch.columnar.columns import Column, Ordinals, read_column
from noticesearch.columnar.decoding import decode
from noticesearch.columnar.records import Bytes, Ints, Postings, Record, record
from noticesearch.columnar.segment_file import SegmentDamaged, SegmentFile
from noticesearch.columnar.stored import StoredReader
from noticesearch.columnar.terms import Terms, read_terms

UNKNOWN = "unknown"  # of a term that was not looked for yet
TERMS_KEPT = 10_000  # places of terms a field keeps, at 300 bytes


class SegmentField:
    """The postings of one field."""

    def __init__(self, file: SegmentFile, name: str) -> None:
        self._file = file
        self._records = f"{name}.records"
        self.terms: Terms = read_terms(file, name)
        self._starts: Ordinals = file.array(f"{name}.starts")
        self._found: dict[str, Record | None] = {}
        widths = f"{name}.position_widths"
        self.position_widths: Bytes | None = file.array(widths) if widths in file else None

    def record(self, term: str) -> Record | None:
        """Where the postings of *term* lie, None when no document holds it.

        Raises:
            SegmentDamaged: they are not as written.
        """
        found = self._found.get(term, UNKNOWN)
        if isinstance(found, str):
            at = self.terms.find(term)
            found = None if at < 0 else self.record_at(at)
            if len(self._found) >= TERMS_KEPT:
                self._found.clear()
            self._found[term] = found
        return found

    def forget(self) -> None:
        """Drop what is kept of earlier searches."""
        self._found.clear()

    def record_at(self, number: int) -> Record:
        """As `record`, by the term's number."""
        return record(self._file.piece(self._records, int(self._starts[number]), int(self._starts[number + 1])))

    def beginning_with(self, prefix: str) -> Postings | None:
        """The postings of all terms that begin with *prefix*, without positions; None where there is no such term."""
        numbers = self.terms.beginning_with(prefix)
        if not numbers:
            return None
        begin = self._starts[numbers.start : numbers.stop].astype(np.int64)
        base, end = int(begin[0]), int(self._starts[numbers.stop])
        return decode(self._file.piece(self._records, base, end), begin - base, positions=False)


class Segment:
    """An open segment file; `first` has each notice's first row, and the number of rows at its end."""

    def __init__(self, path: Path, dead: NDArray[np.int64]) -> None:
        """Open it; *dead* are the rows that count as not there, ascending.

        Raises:
            SegmentDamaged: it is not as written, as far as opening tells.
        """
        self.file = SegmentFile(path)
        if "notices" not in self.file.facts:
            self.file.close()
            raise SegmentDamaged(
                f"{path} holds no notices: Whoosh's own writer wrote it; build the index with noticesearch reindex"
            )
        self.rows: int = self.file.facts["rows"]
        self.notices: int = self.file.facts["notices"]
        self.dead = dead
        self._fields: dict[str, SegmentField] = {}
        self._lock = Lock()
        self._ids: NDArray[np.bytes_] | None = None
        self._by_id: Ordinals | None = None
        self._stored: StoredReader | None = None

    @property
    def first(self) -> Ints:
        """Each notice's first row, and behind them the number of rows."""
        return self.file.array("notice.first")

    @property
    def ids(self) -> NDArray[np.bytes_]:
        """The notices' ids."""
        if self._ids is None:
            self._ids = self.file.array("notice.ids").view(f"S{self.file.facts['id_bytes']}")
        return self._ids

    @property
    def by_id(self) -> Ordinals:
        """The notices' numbers, sorted by their ids."""
        if self._by_id is None:
            self._by_id = self.file.array("notice.by_id")
        return self._by_id

    def field(self, name: str) -> SegmentField:
        """The field of that name."""
        if name in self._fields:
            return self._fields[name]
        with self._lock:
            if name not in self._fields:
                self._fields[name] = SegmentField(self.file, name)
            return self._fields[name]

    def has_terms(self, field: str) -> bool:
        """Whether any row has a term in the field."""
        return self.file.length(f"{field}.keys") > 0

    def lengths(self, field: str) -> Ordinals:
        """How many terms each row has in a field."""
        return self.file.array(f"{field}.lengths")

    def column(self, name: str) -> Column:
        """The column of that name, read anew."""
        return read_column(self.file, name)

    def notice_json(self, notice: int) -> bytes:
        """The stored JSON of a notice, by its number in the segment."""
        if self._stored is None:
            self._stored = StoredReader(self.file)
        return self._stored[notice]

    def all_of(self, notice_id: str) -> list[int]:
        """The numbers of the notices of that id: one, and those that it replaced while the segment was built."""
        wanted = notice_id.encode(errors="surrogatepass")  # as a command line may give it: no id has any
        return [int(at) for at in self.by_id[self._place(wanted) : self._place(wanted + b"\0")]]

    def forget(self) -> None:
        """Drop what is kept of earlier searches."""
        for field in self._fields.values():
            field.forget()

    def close(self) -> None:
        """Let go of the file."""
        self._ids = self._by_id = self._stored = None
        self._fields = {}
        self.file.close()

    def _place(self, wanted: bytes) -> int:
        ids, order = self.ids, self.by_id
        return bisect_left(range(self.notices), wanted, key=lambda at: ids[order[at]])
