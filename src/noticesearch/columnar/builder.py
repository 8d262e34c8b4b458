"""Writes one segment: notices in, sorted runs of postings beside, one file out."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from noticesearch.columnar import columns, tokens
from noticesearch.columnar.columns import ColumnBuilder, write_column
from noticesearch.columnar.layout import FIELDS, NOTICE_COLUMNS, ROW_COLUMNS, Field
from noticesearch.columnar.merging import write_field
from noticesearch.columnar.records import Bytes
from noticesearch.columnar.runs import Run, run
from noticesearch.columnar.segment_file import SegmentFileWriter
from noticesearch.columnar.spilling import SpillFile
from noticesearch.columnar.stored import NAME as STORED
from noticesearch.columnar.stored import StoredWriter
from noticesearch.engine import AnalysedNotice
from noticesearch.notice_json import to_json
from noticesearch.part_values import part_values, squeeze
from noticesearch.text.terms import joined_bigrams

# Measured: making a run takes up to 45 bytes for a character of joined terms, and the finished run 5.
BYTES_PER_CHARACTER = 45


class FieldBuilder:
    """The terms of one field: joined ones until there are many, then sorted runs of them."""

    def __init__(self, field: Field) -> None:
        self.field = field
        self.texts: list[str] = []  # joined terms, one a row
        self._done = 0
        self._lengths: list[NDArray[np.int64]] = []
        self._widths: list[Bytes] = []
        self.runs: list[Run] = []

    def flush(self) -> None:
        """Make a run of what waits."""
        if not self.texts:
            return
        make = tokens.words if self.field.kind == "words" else tokens.bigrams
        batch = make(self.texts, self._done)
        self._done += len(self.texts)
        self._lengths.append(batch.lengths)
        self._widths.append(batch.position_widths)
        self.runs += [run(terms, postings) for terms, postings in batch.pieces]
        self.texts.clear()

    def spill(self, file: SpillFile) -> None:
        """Put the runs held in memory aside."""
        self.runs = [each.spilled(file) for each in self.runs]

    @property
    def held(self) -> int:
        """Bytes of the runs in memory."""
        return sum(each.held for each in self.runs)

    def write(self, file: SegmentFileWriter, memory_bytes: int) -> None:
        """Write the field, and how many terms each row has."""
        self.flush()
        write_field(
            file,
            self.field.name,
            self.runs,
            joined_widths(self._widths),
            positions=self.field.has_positions,
            memory_bytes=memory_bytes,
        )
        lengths = np.concatenate([np.empty(0, np.int64), *self._lengths])
        file.add(f"{self.field.name}.lengths", columns.smallest(lengths, int(lengths.max(initial=0))))


class SegmentBuilder:
    """A segment being made of new notices; holds about *memory_bytes* of terms, and spills the rest beside the file."""

    def __init__(self, path: Path, memory_bytes: int) -> None:
        self._file = SegmentFileWriter(path)
        self._folder = path.parent
        self._memory = memory_bytes
        self._fields = [FieldBuilder(field) for field in FIELDS]
        self._open_stream = self._file.stream(STORED, np.uint8)
        self._stored = StoredWriter(self._open_stream.__enter__())
        self._spilled: SpillFile | None = None
        self._waiting = 0  # characters of joined terms
        self._first: list[int] = [0]
        self._ids: list[bytes] = []
        self._columns = {name: ColumnBuilder() for name in (*ROW_COLUMNS, *NOTICE_COLUMNS)}

    @property
    def rows(self) -> int:
        """How many parts were added."""
        return self._first[-1]

    def add(self, analysed: AnalysedNotice) -> range:
        """Put a notice in, which `part_values.check` holds good; the numbers of its rows.

        Raises:
            UnicodeEncodeError: it holds half a surrogate pair; nothing of it was put in.
        """
        notice, first = analysed.notice, self.rows
        stored = to_json(notice)
        docno = joined_bigrams(squeeze(notice.doc_number)) if notice.doc_number else ""
        for part, terms in zip(notice.parts, analysed.terms, strict=True):
            title, text, context = terms.title, terms.text, terms.context
            joined = (title.words, title.bigrams, text.words, text.bigrams, context.words, context.bigrams)
            for builder, each in zip(self._fields, (*joined, docno), strict=True):  # as FIELDS has them
                builder.texts.append(each)
                self._waiting += len(each)
            values = part_values(notice, part)
            for name in ROW_COLUMNS:
                self._columns[name].add(getattr(values, name))
        self._ids.append(notice.id.encode())
        for name in NOTICE_COLUMNS:
            date = getattr(notice, name)
            self._columns[name].add((date,) if date else ())
        self._stored.add(stored)
        self._first.append(first + len(notice.parts))
        self._bound_memory()
        return range(first, self.rows)

    def finish(self) -> None:
        """Write the file."""
        self._stored.finish()
        self._open_stream.__exit__(None, None, None)
        self._stored.write(self._file)
        for builder in self._fields:
            builder.write(self._file, self._memory // 3)
        for name, made in self._columns.items():
            write_column(self._file, name, made.column())
        write_notices(self._file, np.array(self._ids), np.array(self._first))
        self._close_spilled()

    def abandon(self) -> None:
        """Remove what was written."""
        self._close_spilled()
        self._file.abandon()

    def _close_spilled(self) -> None:
        if self._spilled is not None:
            self._spilled.close()

    def _spill_file(self) -> SpillFile:
        if self._spilled is None:
            self._spilled = SpillFile(self._folder)
        return self._spilled

    def _bound_memory(self) -> None:
        if self._waiting * BYTES_PER_CHARACTER > self._memory // 2:
            self._waiting = 0
            for builder in self._fields:
                builder.flush()
            if sum(builder.held for builder in self._fields) > self._memory // 2:
                for builder in self._fields:
                    builder.spill(self._spill_file())


def write_notices(file: SegmentFileWriter, ids: NDArray[np.bytes_], first: NDArray[np.int64]) -> None:
    """Write which rows are of which notice, and end the file."""
    width = ids.dtype.itemsize
    file.add("notice.first", first.astype(np.uint32))
    file.add("notice.ids", np.frombuffer(ids.tobytes(), dtype=np.uint8))
    file.add("notice.by_id", np.argsort(ids, kind="stable").astype(np.uint32))
    file.close({"rows": int(first[-1]), "notices": len(ids), "id_bytes": width})


def joined_widths(pieces: Iterable[Bytes]) -> Bytes | None:
    """The bytes of a position in each document, as powers of 2; None where all are 1."""
    widths = np.concatenate([np.empty(0, np.uint8), *pieces])
    return widths if widths.any() else None
