"""Writing what Whoosh's own segment writer indexed into a segment file; stored fields and columns stay Whoosh's."""

from __future__ import annotations

from array import array
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from whoosh.codec.base import FieldWriter
from whoosh.codec.whoosh3 import W3PerDocWriter
from whoosh.formats import Existence, Frequency, Positions
from whoosh.system import unpack_uint

from noticesearch.columnar import columns
from noticesearch.columnar.merging import write_field
from noticesearch.columnar.records import Postings
from noticesearch.columnar.runs import run
from noticesearch.columnar.segment_file import SegmentFileWriter
from noticesearch.columnar.term_bytes import Coding, coding_of, to_text
from noticesearch.columnar.terms import KEY_CHARS, Terms, key_of, sorted_terms
from noticesearch.columnar.whoosh_field import FieldFacts

MEMORY_BYTES = 64 << 20  # for postings while a field is written
FREQUENCY_BYTES = 4  # at the beginning of a value that Frequency or Positions encoded


def check_format(name: str, field: Any) -> None:  # Any: Whoosh's field
    """Refuse a format whose values a segment file cannot hold.

    Raises:
        ValueError: it is none of the three that it can.
    """
    if field.format is not None and type(field.format) not in (Existence, Frequency, Positions):
        raise ValueError(
            f"the field {name!r} has the format {type(field.format).__name__}, and a columnar segment holds only "
            "Existence, Frequency and Positions; use TEXT without chars=True, or another codec"
        )


class CheckedDocuments(W3PerDocWriter):  # type: ignore[misc]  # Whoosh has no types
    """Whoosh's writer of stored fields, columns and lengths; refuses a format with the first document."""

    def add_field(self, fieldname: str, fieldobj: Any, value: Any, length: int | None) -> None:  # Any: Whoosh's
        """Store a field of the document.

        Raises:
            ValueError: see `check_format`.
        """
        check_format(fieldname, fieldobj)
        super().add_field(fieldname, fieldobj, value, length)


class ColumnarFieldWriter(FieldWriter):  # type: ignore[misc]  # Whoosh has no types
    """Writes postings, in the order of fields, terms and documents, into the file at *path*."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._file: SegmentFileWriter | None = None  # made late: until then a reader takes all for Whoosh's own
        self._facts: dict[str, FieldFacts] = {}
        self._name = ""
        self._collected = CollectedField(None)
        self.is_closed = False

    def start_field(self, fieldname: str, fieldobj: Any) -> None:  # Any: Whoosh's field
        """Begin a field.

        Raises:
            ValueError: see `check_format`.
        """
        check_format(fieldname, fieldobj)
        self._name = fieldname
        self._collected = CollectedField(fieldobj.format)

    def start_term(self, text: bytes) -> None:
        """Begin a term of the field."""
        self._collected.start_term(text)

    def add(self, docnum: int, weight: float, vbytes: bytes, length: int | None) -> None:
        """Add a posting of the term."""
        self._collected.add(docnum, weight, vbytes, length)

    def finish_term(self) -> None:
        """End the term."""

    def finish_field(self) -> None:
        """Write the field."""
        self._facts[self._name] = self._collected.write(self._opened(), self._name)

    def close(self) -> None:
        """End the file."""
        self._opened().close({"fields": self._facts})
        self.is_closed = True

    def _opened(self) -> SegmentFileWriter:
        if self._file is None:
            self._file = SegmentFileWriter(self._path)
        return self._file


class CollectedField:
    """The postings of one field, up to 20 bytes each."""

    def __init__(self, format_: Any) -> None:  # Any: Whoosh's format
        self._format = format_
        self._has_positions = isinstance(format_, Positions)
        self._terms: list[bytes] = []
        self._counts: list[int] = []
        self._documents, self._frequencies, self._positions = array("I"), array("I"), array("I")
        self._weights = array("f")
        self._lengths: dict[int, int] = {}

    def start_term(self, term: bytes) -> None:
        """Begin the next term."""
        self._terms.append(term)
        self._counts.append(0)

    def add(self, document: int, weight: float, value: bytes, length: int | None) -> None:
        """Add a posting; what comes of a document again goes to its posting, as with several numbers in one field."""
        positions = self._format.decode_positions(value) if self._has_positions else ()
        frequency = len(positions) if self._has_positions else self._frequency(value)
        if length:
            self._lengths[document] = length
        if not (self._counts[-1] and self._documents[-1] == document):
            self._counts[-1] += 1
            self._documents.append(document)
            self._frequencies.append(frequency)
            self._weights.append(weight)
        elif not isinstance(self._format, Existence):
            self._frequencies[-1] += frequency
            self._weights[-1] += weight
        self._positions.extend(positions)

    def write(self, file: SegmentFileWriter, name: str) -> FieldFacts:
        """Write all as the field *name*; what a reader must know of it."""
        coding = coding_of(self._terms)
        counts = np.array(self._counts, dtype=np.int64)
        documents = np.array(self._documents, dtype=np.int32)
        frequencies = np.array(self._frequencies, dtype=np.int64)
        positions = np.array(self._positions, dtype=np.uint32) if self._has_positions else None
        runs = [run(self._sorted(coding), Postings(counts, documents, frequencies, positions))] if len(counts) else []
        widths = None if positions is None else _widths(np.repeat(documents, frequencies), positions)
        write_field(file, name, runs, widths, positions=self._has_positions, memory_bytes=MEMORY_BYTES)
        weights = np.array(self._weights, dtype=np.float32)
        if not np.array_equal(weights, frequencies):
            file.add(f"{name}.weights", weights)
            file.add(f"{name}.weight_starts", np.concatenate(([0], np.cumsum(counts))))
        if self._lengths:
            lengths = np.zeros(max(self._lengths) + 1, dtype=np.int64)
            lengths[list(self._lengths)] = list(self._lengths.values())
            file.add(f"{name}.lengths", columns.smallest(lengths, int(lengths.max())))
        return FieldFacts(terms=coding, positions=self._has_positions)

    def _frequency(self, value: bytes) -> int:
        """What *value* says; 1 where it says nothing."""
        counted = isinstance(self._format, Frequency) and len(value) >= FREQUENCY_BYTES
        return int(unpack_uint(value[:FREQUENCY_BYTES])[0]) if counted else 1

    def _sorted(self, coding: Coding) -> Terms:
        texts = [to_text(term, coding) for term in self._terms]
        short = np.array([key_of(text) for text in texts if len(text) <= KEY_CHARS], dtype=np.uint64)
        return sorted_terms(short, [text for text in texts if len(text) > KEY_CHARS])


def _widths(documents: NDArray[np.int32], positions: NDArray[np.uint32]) -> NDArray[np.uint8] | None:
    """The bytes of a position in each document, as powers of 2; None where all are 1."""
    largest = np.zeros(int(documents.max(initial=-1)) + 1, dtype=np.uint32)
    np.maximum.at(largest, documents, positions)
    widths = (largest > 0xFF).astype(np.uint8) + (largest > 0xFFFF)
    return widths if widths.any() else None
