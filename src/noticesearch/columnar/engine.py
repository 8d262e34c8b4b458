"""The two columnar indexes of a generation as one: notices, and their findings each as a notice of its own."""

from __future__ import annotations

from contextlib import ExitStack
from pathlib import Path

from noticesearch.columnar.codec import ColumnarSegment
from noticesearch.columnar.index import Index
from noticesearch.columnar.loading import read_toc
from noticesearch.columnar.searcher import ColumnarSearcher
from noticesearch.columnar.segment import Segment
from noticesearch.columnar.writer import MEMORY_MB, PartWriter
from noticesearch.engine import AnalysedNotice
from noticesearch.groups import Groups
from noticesearch.issue_list import ListedType
from noticesearch.part_values import check
from noticesearch.results import Statistics
from noticesearch.versions import Versions

NOTICES, FINDINGS = "notices", "findings"
FINDINGS_SHARE = 0.25  # of the memory for terms: findings are a part of the text of some notices


class ColumnarWriter:
    """An `engine.IndexWriter`; for one thread. Holds the write locks of both folders."""

    def __init__(self, folder: Path, *, memory_mb: float = MEMORY_MB) -> None:
        """Open the indexes in *folder*, or begin them there; keep to about *memory_mb* for terms in all.

        Raises:
            WriterLocked: another writer has the folder open.
            UnsafeIndex: an index in it names something it must not.
            SegmentDamaged: a segment in it is not as written.
        """
        self._notices = PartWriter(folder / NOTICES, memory_mb=memory_mb * (1 - FINDINGS_SHARE))
        try:
            self._findings = PartWriter(folder / FINDINGS, memory_mb=memory_mb * FINDINGS_SHARE)
        except BaseException:
            self._notices.abandon()
            raise

    def add(self, analysed: AnalysedNotice) -> None:
        """Index a notice and its findings, replacing one of the same id and its findings.

        Raises:
            Unindexable: it or a finding of it cannot be held; neither index was touched.
        """
        for each in analysed.findings:
            check(each)
        self._notices.add(analysed)
        self._findings.remove(analysed.notice.id)
        for each in analysed.findings:
            self._findings.add(each)

    def remove(self, notice_id: str) -> None:
        """Take a notice and its findings out; unknown ids are ignored."""
        self._notices.remove(notice_id)
        self._findings.remove(notice_id)

    def commit(self) -> Statistics:
        """Write everything to disk, fsynced, and close both writers; what the index of notices holds."""
        try:
            self._findings.commit()
            return self._notices.commit()
        finally:
            self.abandon()

    def abandon(self) -> None:
        """Close without writing; the folder may be deleted. Does nothing to closed writers."""
        self._findings.abandon()
        self._notices.abandon()


def open_index_searcher(
    folder: Path,
    generation: str,
    built_at: str,
    groups: Groups | None = None,
    types: tuple[ListedType, ...] = (),
    findings: ColumnarSearcher | None = None,
    versions: Versions | None = None,
) -> ColumnarSearcher:
    """A searcher over the one index in *folder*; the other arguments are those of `open_searcher`.

    Raises:
        UnsafeIndex: its table of contents names something that none of ours holds.
        IndexUnreadable: there is none, or it is damaged.
        SegmentDamaged: a segment is not as written, as far as opening tells.
    """
    with ExitStack() as opened:  # which closes those that opened when one does not
        segments = [_opened(folder, each, opened) for each in read_toc(folder).segments]
        opened.pop_all()
    index = Index(segments)
    statistics = Statistics(generation, index.live_notices, index.live_rows, built_at)
    return ColumnarSearcher(index, groups or Groups(), statistics, types, findings, versions or Versions())


def open_searcher(
    folder: Path,
    generation: str,
    built_at: str,
    groups: Groups | None = None,
    types: tuple[ListedType, ...] = (),
    versions: Versions | None = None,
) -> ColumnarSearcher:
    """A searcher over the notices in *folder*, which hands out one over their findings.

    *groups* are the reposts among both, *types* the issue types by which they were tagged, *versions* the notices'
    earlier ones.

    Raises:
        UnsafeIndex, IndexUnreadable, SegmentDamaged: as `open_index_searcher`.
    """
    findings = open_index_searcher(folder / FINDINGS, generation, built_at, groups, types)
    try:
        return open_index_searcher(folder / NOTICES, generation, built_at, groups, types, findings, versions)
    except BaseException:
        findings.close()
        raise


def _opened(folder: Path, segment: ColumnarSegment, opened: ExitStack) -> Segment:
    found = Segment(folder / segment.file_name, segment.dead_rows())
    opened.callback(found.close)
    return found
