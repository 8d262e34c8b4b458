"""The index of a generation being built: notices go in and out, and when it is written, the reposts are found."""

from __future__ import annotations

from collections.abc import Iterable
from collections.abc import Set as AbstractSet

from noticesearch import live
from noticesearch.engine import IndexWriter, Unindexable
from noticesearch.findings import with_findings
from noticesearch.notice import Rejection
from noticesearch.results import Statistics
from noticesearch.store import Build
from noticesearch_indexer import reposts
from noticesearch_indexer.assembly import ReadPage
from noticesearch_indexer.issue_lists import TypesUsed


class Indexing:
    """The index in the folder of a build; `touched` once something was written."""

    def __init__(self, build: Build, sketches: dict[str, bytes], types: TypesUsed) -> None:
        """Begin with the *sketches* of the notices that the index holds already, as far as they are known.

        *types* are those of all its notices.
        """
        self._build = build
        self._sketches = sketches
        self._types = types
        self._writer: IndexWriter | None = None

    @property
    def touched(self) -> bool:
        """Whether a notice was put in or taken out."""
        return self._writer is not None

    def add(self, read: ReadPage) -> Rejection | None:
        """Put a notice in, in the place of one of the same id; why not, if it is not to be in an index."""
        notice = read.analysed.notice
        if self._build.removed.is_removed(notice.id, notice.url):
            return Rejection(notice.origin, "index", "taken down with noticesearch remove")
        try:
            self._open().add(read.analysed)
        except Unindexable as error:
            return Rejection(notice.origin, "index", str(error))
        self._sketches[notice.id] = read.sketch
        return None

    def remove(self, notice_ids: Iterable[str]) -> None:
        """Take notices out."""
        for identifier in notice_ids:
            self._open().remove(identifier)

    def abandon(self) -> None:
        """Write nothing."""
        if self._writer is not None:
            self._writer.abandon()

    def commit(self, notice_ids: AbstractSet[str]) -> Statistics:
        """Write the index, which holds the notices of these ids, and which of them are reposts of one text.

        They are grouped anew each time: a new notice may be the repost of any other.
        """
        statistics = self._open().commit()
        searcher = live.searcher_in(self._build.folder)
        try:
            sketches = reposts.complete(self._sketches, notice_ids, searcher.notice)
            groups = with_findings(reposts.group(sketches, searcher.notice), searcher.notice)
        finally:
            searcher.close()
        reposts.write_sketches(self._build.folder, sketches)
        live.write_groups(self._build.folder, groups)
        live.write_issue_types(self._build.folder, self._types.listed)
        return statistics

    def _open(self) -> IndexWriter:
        if self._writer is None:
            self._writer = live.writer_in(self._build.folder)
        return self._writer
