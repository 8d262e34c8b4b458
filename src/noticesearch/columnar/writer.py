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
from noticesearch.columnar.segment import Segment
from noticesearch.engine import AnalysedNotice, WriterLocked
from noticesearch.part_values import check, half_a_pair
from noticesearch.results import Statistics

MEMORY_MB = 192  # for terms that wait to be written; beyond it they are spilled to the disk
NAME = "MAIN"  # Whoosh's own for an index without one
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
        """Open the index in *folder*, or begin one there; keep to about *memory_mb* for terms.

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
        self._open: list[tuple[ColumnarSegment, Segment]] = []
        self._builder: SegmentBuilder | None = None
        self._new: ColumnarSegment | None = None
        self._fresh: dict[str, range] = {}  # rows of this session
        try:
            self._toc = read_toc(folder, create=True)
            for segment in self._toc.segments:
                dead = np.array(sorted(segment.deleted_docs()), dtype=np.int64)
                self._open.append((segment, Segment(folder / segment.file_name, dead)))
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
        builder = self._building()
        try:
            rows = builder.add(analysed)
        except UnicodeEncodeError as error:
            raise half_a_pair(notice, error) from error
        self._remove_one(notice.id)
        self._fresh[notice.id] = rows

    def remove(self, notice_id: str) -> None:
        """Take a notice, and the findings of that notice, out; unknown ids are ignored."""
        for each in [each for each in self._fresh if each.startswith(f"{notice_id}.")]:
            self._remove_one(each)
        self._remove_one(notice_id)
        for segment, opened in self._open:
            for at in opened.all_of(notice_id):
                self._delete(segment, opened, at)

    def _remove_one(self, notice_id: str) -> None:
        for row in self._fresh.pop(notice_id, ()):
            if self._new is not None:
                self._new.delete_document(row)
        for segment, opened in self._open:
            for at in opened.all_of(notice_id):
                if opened.ids[at] == notice_id.encode():
                    self._delete(segment, opened, at)

    def _delete(self, segment: ColumnarSegment, opened: Segment, notice: int) -> None:
        for row in range(int(opened.first[notice]), int(opened.first[notice + 1])):
            segment.delete_document(row)

    def commit(self) -> Statistics:
        """Write everything to disk, fsynced, and close the writer; a failure too releases the lock."""
        try:
            segments = [segment for segment, _ in self._open]
            if self._builder is not None and self._new is not None:
                self._builder.finish()
                if self._builder.rows:
                    self._new.set_doc_count(self._builder.rows)
                    segments.append(self._new)
                self._builder = None
            segments = self._merged(segments)
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

    def _building(self) -> SegmentBuilder:
        if self._builder is None:
            self._new = ColumnarCodec().new_segment(self._storage, NAME)
            self._builder = SegmentBuilder(self._folder / self._new.file_name, self._memory)
        return self._builder

    def _merged(self, segments: Sequence[ColumnarSegment]) -> list[ColumnarSegment]:
        """Fewer segments: neighbours are made one while the later is not much smaller, and dead rows are dropped."""
        kept: list[ColumnarSegment] = []
        for segment in segments:
            if segment.doc_count_all() == 0 or segment.doc_count() == 0:
                continue
            together = [segment]
            while kept and sum(each.doc_count() for each in together) * GROWTH > kept[-1].doc_count():
                together.insert(0, kept.pop())
            deleted = sum(each.deleted_count() for each in together)
            if len(together) > 1 or deleted > MAX_DELETED_SHARE * segment.doc_count_all():
                kept += self._one(together)
            else:
                kept.append(segment)
        return kept

    def _one(self, segments: Sequence[ColumnarSegment]) -> list[ColumnarSegment]:
        dead = [np.array(sorted(segment.deleted_docs()), dtype=np.int64) for segment in segments]
        opened = [Segment(self._folder / each.file_name, gone) for each, gone in zip(segments, dead, strict=True)]
        merged = ColumnarCodec().new_segment(self._storage, NAME)
        try:
            rows = merge(self._folder / merged.file_name, [each.file for each in opened], dead, self._memory)
        finally:
            for each in opened:
                each.close()
        merged.set_doc_count(rows)
        return [merged] if rows else []

    def _statistics(self, segments: Sequence[ColumnarSegment]) -> Statistics:
        notices = 0
        for segment in segments:
            opened = Segment(self._folder / segment.file_name, np.empty(0, np.int64))
            dead = set(segment.deleted_docs())
            notices += opened.notices - sum(first in dead for first in opened.first[:-1].tolist() if dead)
            opened.close()
        built_at = datetime.now(UTC).isoformat(timespec="seconds")
        return Statistics(self._folder.name, notices, sum(each.doc_count() for each in segments), built_at)

    def _release(self) -> None:
        """Close the segments and let go of the lock."""
        for _, opened in self._open:
            opened.close()
        self._open = []
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
