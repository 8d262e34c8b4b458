"""Segments into one: postings renumbered, columns and stored notices copied, nothing analysed again."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from noticesearch.columnar import columns
from noticesearch.columnar.builder import joined_widths, write_notices
from noticesearch.columnar.columns import read_column, write_column
from noticesearch.columnar.layout import FIELDS, NOTICE_COLUMNS, ROW_COLUMNS, Field
from noticesearch.columnar.merging import write_field
from noticesearch.columnar.ranges import ranges
from noticesearch.columnar.runs import GONE, SegmentRun
from noticesearch.columnar.segment_file import SegmentFile, SegmentFileWriter
from noticesearch.columnar.stored import NAME as STORED
from noticesearch.columnar.stored import StoredReader, StoredWriter

Rows = NDArray[np.int64]


class Part:
    """A segment to be merged: its file, which of its notices and rows live, the new numbers of the rows."""

    def __init__(self, file: SegmentFile, dead: NDArray[np.int64], before: int) -> None:
        self.file = file
        first = file.array("notice.first").astype(np.int64)
        row_lives = np.ones(file.facts["rows"], dtype=bool)
        row_lives[dead] = False
        self.notice_lives = row_lives[first[:-1]]  # rows of a notice live and die together
        self.notices = np.flatnonzero(self.notice_lives)
        self.counts = np.diff(first)[self.notices]
        self.rows = ranges(first[self.notices], self.counts)
        self.numbers = np.full(len(row_lives), GONE, dtype=np.int32)
        self.numbers[self.rows] = before + np.arange(len(self.rows))


def merge(
    path: Path, files: Sequence[SegmentFile], dead: Sequence[NDArray[np.int64]], memory_bytes: int = 64 << 20
) -> int:
    """Write the live notices of *files* as one segment; how many rows it has. None, and no file, for none.

    *dead* are the rows of each file that are left out; about *memory_bytes* are taken for postings.

    Raises:
        SegmentDamaged: a file is not as written.
    """
    parts: list[Part] = []
    for each, gone in zip(files, dead, strict=True):
        parts.append(Part(each, gone, sum(len(part.rows) for part in parts)))
    rows = sum(len(part.rows) for part in parts)
    if rows:
        file = SegmentFileWriter(path)
        try:
            _write(file, parts, memory_bytes)
        except BaseException:
            file.abandon()
            raise
    return rows


def _write(file: SegmentFileWriter, parts: Sequence[Part], memory_bytes: int) -> None:
    with file.stream(STORED, np.uint8) as stream:
        stored = StoredWriter(stream)
        for part in parts:
            StoredReader(part.file).copy(part.notice_lives, stored)
        stored.finish()
    stored.write(file)
    for field in FIELDS:
        _write_field(file, field, parts, memory_bytes)
    for name in ROW_COLUMNS:
        write_column(file, name, columns.joined([read_column(part.file, name).only(part.rows) for part in parts]))
    for name in NOTICE_COLUMNS:
        write_column(file, name, columns.joined([read_column(part.file, name).only(part.notices) for part in parts]))
    ids = [ids_of(part.file)[part.notices] for part in parts]
    write_notices(file, np.concatenate(ids), np.cumsum(np.concatenate([[0], *(part.counts for part in parts)])))


def _write_field(file: SegmentFileWriter, field: Field, parts: Sequence[Part], memory_bytes: int) -> None:
    runs = [SegmentRun(part.file, field.name, part.numbers, positions=field.has_positions) for part in parts]
    name = f"{field.name}.position_widths"
    widths = [part.file.array(name) if name in part.file else np.zeros(len(part.numbers), np.uint8) for part in parts]
    live = joined_widths(each[part.rows] for each, part in zip(widths, parts, strict=True))
    write_field(file, field.name, runs, live, positions=field.has_positions, memory_bytes=memory_bytes)
    lengths = np.concatenate([part.file.array(f"{field.name}.lengths")[part.rows] for part in parts])
    file.add(f"{field.name}.lengths", columns.smallest(lengths, int(lengths.max(initial=0))))


def ids_of(file: SegmentFile) -> NDArray[np.bytes_]:
    """The ids of a segment's notices."""
    return file.array("notice.ids").view(f"S{file.facts['id_bytes']}")
