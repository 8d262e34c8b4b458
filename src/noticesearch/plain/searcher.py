"""The searcher: a query in, its page of hits, total, facets and warnings out; notices by id."""

from __future__ import annotations

import math
from collections.abc import Iterator
from pathlib import Path
from time import perf_counter

from noticesearch.engine import Searcher
from noticesearch.expression import Plan
from noticesearch.groups import Groups
from noticesearch.hits import hit
from noticesearch.issue_list import ListedType
from noticesearch.notice import Notice
from noticesearch.notice_json import from_json
from noticesearch.plain.combine import Words
from noticesearch.plain.loading import open_index
from noticesearch.plain.matching import Matches, Search
from noticesearch.plain.ordering import Listed
from noticesearch.plain.postings import PartReader
from noticesearch.planning import plan as plan_of
from noticesearch.query import FACETS, Axis, Query
from noticesearch.results import Crossing, Hit, ResultPage, Statistics
from noticesearch.versions import EarlierVersion, Versions
from noticesearch.whoosh_loading import reading

NO_GROUPS = Groups()
NO_VERSIONS = Versions()


class PlainSearcher:
    """An `engine.Searcher` over one plain index; threads may share it."""

    def __init__(
        self,
        reader: PartReader,
        groups: Groups,
        statistics: Statistics,
        types: tuple[ListedType, ...],
        findings: PlainSearcher | None,
        versions: Versions,
    ) -> None:
        self._reader = reader
        self._types = types
        self._findings = findings
        self._groups = groups
        self._versions = versions
        self._ordinal = {notice_id: at for at, notice_id in enumerate(reader.table.ids)}
        self._statistics = statistics

    def search(self, query: Query) -> ResultPage:
        """The page of hits that *query* asks for, with its total and facets."""
        return self.answer(query, plan_of(query))

    def answer(self, query: Query, plan: Plan) -> ResultPage:
        """As `search`, the words being those of *plan*, whatever the query's `q` says."""
        started = perf_counter()
        search = Search(self._reader, query, plan, Words(self._reader))
        matches = search.matches()
        listed = search.listed(matches)
        total = len(listed.notices)
        pages = max(1, math.ceil(total / query.per_page))
        page = min(max(query.page, 1), pages)
        return ResultPage(
            query=query,
            total=total,
            page=page,
            pages=pages,
            next=page + 1 if page < pages else None,
            hits=tuple(self._hits(search, matches, listed, page)),
            facets=tuple(search.facet(name) for name in FACETS),
            warnings=tuple(search.warnings(page)),
            took_ms=(perf_counter() - started) * 1000,
        )

    def cross(self, query: Query, rows: Axis, columns: Axis) -> Crossing:
        """The hits of *query* counted by the values of two axes at once."""
        return self.cross_answer(query, plan_of(query), rows, columns)

    def cross_answer(self, query: Query, plan: Plan, rows: Axis, columns: Axis) -> Crossing:
        """As `cross`, the words being those of *plan*."""
        return Search(self._reader, query, plan, Words(self._reader)).crossing(rows, columns)

    def findings(self) -> Searcher:
        """A searcher of the same generation whose hits are findings; a finding's own findings are itself."""
        return self._findings or self

    def issue_types(self) -> tuple[ListedType, ...]:
        """The issue types by which the index was tagged, in their file's order."""
        return self._types

    def notice(self, notice_id: str) -> Notice | None:
        """One notice, None when it is not in the index."""
        at = self._ordinal.get(notice_id)
        return None if at is None else from_json(self._reader.notice_json(at))

    def notices(self) -> Iterator[Notice]:
        """Every notice, in index order."""
        return (from_json(self._reader.notice_json(at)) for at in range(len(self._reader.table.ids)))

    def group(self, notice_id: str) -> tuple[str, ...]:
        """The ids of a notice and its reposts, the earliest first; none for a notice that is not in the index."""
        members = self._groups.of(notice_id) if notice_id in self._ordinal else ()
        return tuple(member for member in members if member in self._ordinal)

    def earlier_versions(self, notice_id: str) -> tuple[EarlierVersion, ...]:
        """The pages that newer ones of the same URL replaced, the one replaced last at the end; none of most."""
        return self._versions.of(notice_id)

    def statistics(self) -> Statistics:
        """What the index holds."""
        return self._statistics

    def close(self) -> None:
        """Let go of the files."""
        self._reader.close()
        if self._findings is not None:
            self._findings.close()

    def _hits(self, search: Search, matches: Matches, listed: Listed, page: int) -> Iterator[Hit]:
        start = (page - 1) * search.query.per_page
        chosen = slice(start, start + search.query.per_page)
        for at, duplicates in zip(listed.notices[chosen].tolist(), listed.duplicates[chosen].tolist(), strict=True):
            yield hit(
                from_json(self._reader.notice_json(at)),
                search.parts(matches, at),
                search.query,
                search.plan,
                duplicates=duplicates,
                score=float(matches.notice_scores[at]),
            )


def open_index_searcher(
    folder: Path,
    generation: str,
    built_at: str,
    groups: Groups = NO_GROUPS,
    types: tuple[ListedType, ...] = (),
    findings: PlainSearcher | None = None,
    versions: Versions = NO_VERSIONS,
) -> PlainSearcher:
    """A searcher over the one Whoosh index in *folder*; the other arguments are those of `engine.open_searcher`.

    Raises:
        UnsafeIndex: the index names something that none of ours holds.
        IndexUnreadable: there is no index, or a file that is read at once is damaged.
    """
    with reading(str(folder)):
        issue_groups = {kind.name: kind.group for kind in types}
        reader = PartReader(open_index(str(folder)).reader(), groups, issue_groups)
        statistics = Statistics(generation, len(reader.table.ids), reader.table.rows, built_at)
        return PlainSearcher(reader, groups, statistics, types, findings, versions)
