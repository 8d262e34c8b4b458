"""Writing one Whoosh index: nothing visible before commit, nothing in the folder changed in place.

Segment files and TOCs are only ever created or unlinked, so a folder may hold hard links to an older generation's.
"""

from __future__ import annotations

import os
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path

from whoosh.codec.whoosh3 import W3Codec
from whoosh.index import LockError
from whoosh.writing import NO_MERGE, OPTIMIZE, SegmentWriter

from noticesearch.engine import AnalysedNotice, WriterLocked
from noticesearch.part_values import check, half_a_pair
from noticesearch.plain.documents import documents
from noticesearch.plain.loading import open_index
from noticesearch.results import Statistics

POOL_MB = 192  # postings held in memory before they are spilled to disk
MAX_SEGMENTS = 8  # more, and they are merged into one: each costs open files and a lookup a term
MAX_DELETED_SHARE = 0.5  # more dead documents than this, and everything is merged to be rid of them


Prepared = tuple[dict[str, object], ...]
"""A notice's documents, ready for Whoosh."""


class PartWriter:
    """One Whoosh index, of notices or of findings, through Whoosh's own segment writer. For one thread; holds the
    folder's write lock."""

    def __init__(self, folder: Path, *, pool_mb: float = POOL_MB) -> None:
        """Open the index in *folder*, or begin one there; spill postings to disk beyond *pool_mb*.

        Raises:
            WriterLocked: another writer has the folder open.
            UnsafeIndex: the index in it names something it must not.
        """
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        self._folder = folder
        index = open_index(str(folder), create=True)
        try:
            # Compound files are read into memory whole by Whoosh 2.7.4; separate ones are not.
            self._writer = SegmentWriter(index, limitmb=pool_mb, compound=False, codec=_codec())
        except LockError as error:
            raise WriterLocked(f"another writer has {folder} open; wait for it to finish, or end it") from error
        try:
            self._committed = index.reader()
        except BaseException:
            self._release()
            raise
        self._fresh: dict[str, range] = {}  # documents of this session, which Whoosh cannot delete before commit

    def add(self, analysed: AnalysedNotice) -> None:
        """Index a notice, its findings aside, replacing one of the same id.

        Raises:
            Unindexable: it has no part, not one set of terms a part, a date that is none, or half a surrogate pair.
        """
        self.add_prepared(analysed.notice.id, prepared(analysed))

    def add_prepared(self, notice_id: str, prepared: Prepared) -> None:
        """Index the documents of a notice, replacing one of the same id."""
        self._remove_one(notice_id)
        first = self._writer.docnum
        for document in prepared:
            self._writer.add_document(**document)
        self._fresh[notice_id] = range(first, self._writer.docnum)

    def remove(self, notice_id: str) -> None:
        """Take a notice, and the findings of that notice, out; unknown ids are ignored."""
        findings = {each for each in self._fresh if each.startswith(f"{notice_id}.")}
        findings |= {term.decode() for term in self._committed.expand_prefix("notice", f"{notice_id}.")}
        for each in (notice_id, *sorted(findings)):
            self._remove_one(each)

    def _remove_one(self, notice_id: str) -> None:
        for document in self._fresh.pop(notice_id, ()):
            self._writer.newsegment.delete_document(document)
        if ("notice", notice_id) in self._committed:
            for document in self._committed.postings("notice", notice_id).all_ids():
                self._writer.delete_document(document)

    def commit(self) -> Statistics:
        """Write everything to disk, fsynced, and close the writer; a failure too releases the lock."""
        self._committed.close()
        try:
            self._writer.commit(mergetype=OPTIMIZE if self._should_merge() else NO_MERGE)
            _sync(self._folder)
            return self._statistics()
        finally:
            self._release()

    def abandon(self) -> None:
        """Close without writing; the folder may be deleted. Does nothing to a closed writer."""
        with suppress(Exception):  # whatever state the writer is in, its work is thrown away
            self._committed.close()
        with suppress(Exception):
            if not self._writer.is_closed:
                self._writer.cancel()
        self._release()

    def _should_merge(self) -> bool:
        segments = self._writer.segments
        deleted = sum(segment.deleted_count() for segment in segments)
        total = sum(segment.doc_count_all() for segment in segments)
        return len(segments) >= MAX_SEGMENTS or deleted > MAX_DELETED_SHARE * total

    def _release(self) -> None:
        """Let go of the lock, which Whoosh keeps when a commit fails."""
        lock = self._writer.writelock
        if lock is not None and lock.fd is not None:
            lock.release()
        self._writer.is_closed = True

    def _statistics(self) -> Statistics:
        reader = open_index(str(self._folder)).reader()
        try:
            numbers = [] if not reader.doc_count_all() else list(reader.column_reader("number"))
            notices = sum(number == 0 and not reader.is_deleted(at) for at, number in enumerate(numbers))
            built_at = datetime.now(UTC).isoformat(timespec="seconds")
            return Statistics(self._folder.name, notices, reader.doc_count(), built_at)
        finally:
            reader.close()


def prepared(analysed: AnalysedNotice) -> Prepared:
    """The notice's documents, complete before Whoosh is entered: an exception within its writer would kill it.

    Raises:
        Unindexable: as `PartWriter.add`.
    """
    check(analysed)
    try:
        return documents(analysed)
    except UnicodeEncodeError as error:
        raise half_a_pair(analysed.notice, error) from error


def _codec() -> W3Codec:
    """Whoosh's own, without looking each posting's field length up: lengths are a column of ours.

    Writing takes two thirds of the time, and all files but the TOC stay the same.
    """
    codec = W3Codec()
    codec.length_stats = False
    return codec


def _sync(folder: Path) -> None:
    """Have the disk hold every file of *folder*, and their names: Whoosh calls fsync never."""
    for path in (*(entry for entry in folder.iterdir() if entry.is_file()), folder):
        descriptor = os.open(path, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
