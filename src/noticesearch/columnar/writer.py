"""Writing one columnar index: nothing visible before commit, nothing in the folder changed in place.

Segment files and tables of contents are only ever created or unlinked, so a folder may hold hard links to an older
generation's.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path

import numpy as np
from whoosh.filedb.filestore import FileStorage
from whoosh.index import TOC, LockError, clean_files

from noticesearch.columnar.builder import SegmentBuilder
from noticesearch.columnar.codec import ColumnarCodec, ColumnarSegment
from noticesearch.columnar.loading import read_toc
from noticesearch.columnar.merge import merge
from noticesearch.columnar.removals import Removals
from noticesearch.columnar.segment import Segment
from noticesearch.engine import AnalysedNotice, WriterLocked
from noticesearch.part_values import check, half_a_pair
from noticesearch.results import Statistics

MEMORY_MB = 192  # beyond it terms are put aside on the disk, or a segment is ended
NAME = "MAIN"  # Whoosh's own for an index without one
BYTES_PER_ROW = 600  # of what is kept of a row beside its terms until its segment ends, measured
GROWTH = 4  # a segment is at least so many times as large as the one after it, else they are merged: at 1,000,000 rows
# there are ten at most, and a row is copied ten times at most
MAX_DELETED_SHARE = 0.5  # more dead rows than this, and a segment is written anew without them


class SyncingStorage(FileStorage):  # type: ignore[misc]  # Whoosh has no types
    """A folder where a file is on the disk before it gets its name: a table of contents is whole, or not there."""

    def rename_file(self, oldname: str, newname: str, safe: bool = False) -> None:
        """As Whoosh's, synced before."""
        _sync_path(self._fpath(oldname))
        super().rename_file(oldname, newname, safe=safe)


class PartWriter:
    """One columnar index, of notices or of findings. For one thread; holds the folder's write lock."""

    def __init__(self, folder: Path, *, memory_mb: float = MEMORY_MB) -> None:
        """Open the index in *folder*, or begin one there; keep to about *memory_mb*.

        Raises:
            WriterLocked: another writer has the folder open.
            UnsafeIndex: the index in it names something it must not.
            SegmentDamaged: a segment in it is not as written.
        """
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        self._folder = folder
        self._memory = int(memory_mb * (1 << 20))
        self._storage = SyncingStorage(str(folder))
        self._lock = self._storage.lock(f"{NAME}_WRITELOCK")
        try:
            acquired = self._lock.acquire()
        except LockError:
            acquired = False
        if not acquired:
            raise WriterLocked(f"another writer has {folder} open; wait for it to finish, or end it")
        self._builder: SegmentBuilder | None = None
        self._removals = Removals()
        try:
            self._toc = read_toc(folder, create=True)
            self._segments: list[ColumnarSegment] = list(self._toc.segments)
            for segment in self._segments:
                self._opened(segment).close()
            self._new = ColumnarCodec().new_segment(self._storage, NAME)
        except BaseException:
            self._release()
            raise

    def add(self, analysed: AnalysedNotice) -> None:
        """Index a notice, its findings aside, replacing one of the same id.

        Raises:
            Unindexable: it has no part, not one set of terms a part, a date that is none, or half a surrogate pair.
        """
        check(analysed)
        notice = analysed.notice
        if self._builder is None:
            self._builder = SegmentBuilder(self._folder / self._new.file_name, self._memory)
        try:
            rows = self._builder.add(analysed)
        except UnicodeEncodeError as error:
            raise half_a_pair(notice, error) from error
        self._new.delete_rows(self._removals.replace(notice.id, rows))
        if self._builder.rows * BYTES_PER_ROW > self._memory // 2:
            self._end_segment()

    def remove(self, notice_id: str) -> None:
        """Take a notice, and the findings of that notice, out; unknown ids are ignored."""
        self._new.delete_rows(self._removals.remove(notice_id))

    def commit(self) -> Statistics:
        """Write everything to disk, fsynced, and close the writer; a failure too releases the lock."""
        try:
            self._end_segment()
            segments = self._merged(self._segments)
            TOC(self._toc.schema, segments, self._toc.generation + 1).write(self._storage, NAME)
            _sync(self._folder)
            clean_files(self._storage, NAME, self._toc.generation + 1, segments)
            return self._statistics(segments)
        finally:
            self._release()

    def abandon(self) -> None:
        """Close without writing; the folder may be deleted. Does nothing to a closed writer."""
        with suppress(OSError):
            if self._builder is not None:
                self._builder.abandon()
        self._release()

    def _end_segment(self) -> None:
        """Write the segment that is being built, and take out of those before it what it replaces."""
        if self._builder is not None:
            self._builder.finish()
        for segment in self._segments:
            opened = self._opened(segment)
            segment.delete_rows(self._removals.rows_in(opened))
            opened.close()
        if self._builder is not None and self._builder.rows:
            self._new.set_doc_count(self._builder.rows)
            self._segments.append(self._new)
        self._new = ColumnarCodec().new_segment(self._storage, NAME)
        self._builder, self._removals = None, Removals()

    def _merged(self, segments: Sequence[ColumnarSegment]) -> list[ColumnarSegment]:
        kept: list[ColumnarSegment] = []
        for together in to_merge(segments):
            if len(together) == 1 and together[0].deleted_count() <= MAX_DELETED_SHARE * together[0].doc_count_all():
                kept += together
            else:
                kept += self._one(together)
        return kept

    def _one(self, segments: Sequence[ColumnarSegment]) -> list[ColumnarSegment]:
        opened = [self._opened(each) for each in segments]
        merged = ColumnarCodec().new_segment(self._storage, NAME)
        try:
            path = self._folder / merged.file_name
            rows = merge(path, [each.file for each in opened], [each.dead for each in opened], self._memory // 3)
        finally:
            for each in opened:
                each.close()
        merged.set_doc_count(rows)
        return [merged] if rows else []

    def _opened(self, segment: ColumnarSegment) -> Segment:
        return Segment(self._folder / segment.file_name, segment.dead_rows())

    def _statistics(self, segments: Sequence[ColumnarSegment]) -> Statistics:
        notices = 0
        for segment in segments:
            opened = self._opened(segment)
            notices += opened.notices - int(np.isin(opened.first[:-1], opened.dead).sum())
            opened.close()
        built_at = datetime.now(UTC).isoformat(timespec="seconds")
        return Statistics(self._folder.name, notices, sum(each.doc_count() for each in segments), built_at)

    def _release(self) -> None:
        """Let go of the lock."""
        if self._lock is not None and self._lock.fd is not None:
            self._lock.release()


def _sync(folder: Path) -> None:
    """Have the disk hold every file of *folder*, and their names: Whoosh calls fsync never."""
    for path in (*(entry for entry in folder.iterdir() if entry.is_file()), folder):
        _sync_path(path)


def _sync_path(path: str | Path) -> None:
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def to_merge(segments: Sequence[ColumnarSegment]) -> list[list[ColumnarSegment]]:
    """The segments that have live rows, in order, those to be made one together.

    Neighbours are while the later is not much smaller.
    """
    groups: list[list[ColumnarSegment]] = []
    for segment in segments:
        if segment.doc_count():
            together = [segment]
            while groups and _live(together) * GROWTH > _live(groups[-1]):
                together = groups.pop() + together
            groups.append(together)
    return groups


def _live(segments: Sequence[ColumnarSegment]) -> int:
    return sum(each.doc_count() for each in segments)
