"""The two Whoosh indexes of a generation as one: notices, and their findings each as a notice of its own."""

from __future__ import annotations

from pathlib import Path

from noticesearch.engine import AnalysedNotice
from noticesearch.groups import Groups
from noticesearch.issue_list import ListedType
from noticesearch.plain.searcher import NO_VERSIONS, PlainSearcher, open_index_searcher
from noticesearch.plain.writer import POOL_MB, PartWriter, prepared
from noticesearch.results import Statistics
from noticesearch.versions import Versions

NOTICES, FINDINGS = "notices", "findings"
FINDINGS_POOL_SHARE = 0.25  # of the memory for postings: findings are a part of the text of some notices


class PlainWriter:
    """An `engine.IndexWriter`; for one thread. Holds the write locks of both folders."""

    def __init__(self, folder: Path, *, pool_mb: float = POOL_MB) -> None:
        """Open the indexes in *folder*, or begin them there; spill postings to disk beyond *pool_mb* in all.

        Raises:
            WriterLocked: another writer has the folder open.
            UnsafeIndex: an index in it names something it must not.
        """
        self._notices = PartWriter(folder / NOTICES, pool_mb=pool_mb * (1 - FINDINGS_POOL_SHARE))
        try:
            self._findings = PartWriter(folder / FINDINGS, pool_mb=pool_mb * FINDINGS_POOL_SHARE)
        except BaseException:
            self._notices.abandon()
            raise

    def add(self, analysed: AnalysedNotice) -> None:
        """Index a notice and its findings, replacing one of the same id and its findings.

        Raises:
            Unindexable: it or a finding of it cannot be held; neither index was touched.
        """
        notice_id, documents = analysed.notice.id, prepared(analysed)
        findings = [(each.notice.id, prepared(each)) for each in analysed.findings]
        self._findings.remove(notice_id)
        self._notices.add_prepared(notice_id, documents)
        for finding_id, finding in findings:
            self._findings.add_prepared(finding_id, finding)

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


def open_searcher(
    folder: Path,
    generation: str,
    built_at: str,
    groups: Groups | None = None,
    types: tuple[ListedType, ...] = (),
    versions: Versions = NO_VERSIONS,
) -> PlainSearcher:
    """A searcher over the notices in *folder*, which hands out one over their findings.

    *groups* are the reposts among both, *types* the issue types by which they were tagged, *versions* the notices'
    earlier ones.

    Raises:
        UnsafeIndex: an index names something that none of ours holds.
        IndexUnreadable: there is no index, or a file that is read at once is damaged.
    """
    known = groups or Groups()
    findings = open_index_searcher(folder / FINDINGS, generation, built_at, known, types)
    try:
        return open_index_searcher(folder / NOTICES, generation, built_at, known, types, findings, versions)
    except BaseException:
        findings.close()
        raise
