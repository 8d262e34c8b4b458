"""The searcher: a query in, its page of hits, total, facets and warnings out; notices by id."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from time import perf_counter

import numpy as np

from noticesearch.columnar.counting import Counts, Units, counts
from noticesearch.columnar.crossing import Side, cross
from noticesearch.columnar.facet_columns import FacetColumn, FacetColumns
from noticesearch.columnar.index import Index
from noticesearch.columnar.ordering import listed, page
from noticesearch.columnar.search import Matches, Search
from noticesearch.columnar.words import Words
from noticesearch.engine import Searcher
from noticesearch.expression import Plan
from noticesearch.facet_values import facet_of
from noticesearch.groups import Groups
from noticesearch.hits import clamped, hit, relaxed
from noticesearch.issue_list import ListedType
from noticesearch.notice import Notice
from noticesearch.notice_json import from_json
from noticesearch.planning import plan as plan_of
from noticesearch.query import FACETS, Axis, Query
from noticesearch.results import Crossing, Facet, Hit, ResultPage, Statistics, Warning
from noticesearch.versions import EarlierVersion, Versions


@dataclass(frozen=True, slots=True)
class Ranked:
    """The numbers of an answer, its hits not yet read: a page of (notice id, score).

    `facets` has for each facet asked for its values with their counts, the most frequent first, none that is 0.
    """

    total: int
    hits: tuple[tuple[str, float], ...]
    facets: dict[str, tuple[tuple[str, int], ...]]


@dataclass(frozen=True, slots=True)
class Chosen:
    """A page of an answer: its number, how many there are, its notices with scores and what each stands for."""

    number: int
    pages: int
    total: int
    notices: tuple[int, ...]
    scores: tuple[float, ...]
    duplicates: tuple[int, ...]


class ColumnarSearcher:
    """An `engine.Searcher` over one columnar index; threads may share it."""

    def __init__(
        self,
        index: Index,
        groups: Groups,
        statistics: Statistics,
        types: tuple[ListedType, ...],
        findings: ColumnarSearcher | None,
        versions: Versions,
    ) -> None:
        self._index = index
        self._types = types
        self._findings = findings
        self._groups = groups
        self._versions = versions
        self._statistics = statistics
        issue_groups: Mapping[str, str] = {kind.name: kind.group for kind in types}
        self._columns = FacetColumns(index, issue_groups)

    def search(self, query: Query) -> ResultPage:
        """The page of hits that *query* asks for, with its total and facets."""
        return self.answer(query, plan_of(query))

    def answer(self, query: Query, plan: Plan) -> ResultPage:
        """As `search`, the words being those of *plan*, whatever the query's `q` says."""
        started = perf_counter()
        search = self._search(query, plan)
        matches = search.matches()
        chosen = self._page(search, matches)
        return ResultPage(
            query=query,
            total=chosen.total,
            page=chosen.number,
            pages=chosen.pages,
            next=chosen.number + 1 if chosen.number < chosen.pages else None,
            hits=tuple(self._hits(search, matches, chosen)),
            facets=tuple(_facet(search, name) for name in FACETS),
            warnings=tuple(_warnings(search, chosen.number)),
            took_ms=(perf_counter() - started) * 1000,
        )

    def rank(self, query: Query, plan: Plan, facets: tuple[str, ...] = FACETS) -> Ranked:
        """What `answer` finds, with only the *facets* named, and no hit read."""
        search = self._search(query, plan)
        chosen = self._page(search, search.matches())
        ids = [self._index.ids[at].decode() for at in chosen.notices]
        hits = tuple(zip(ids, chosen.scores, strict=True))
        return Ranked(chosen.total, hits, {name: _counted(search, name) for name in facets})

    def cross(self, query: Query, rows: Axis, columns: Axis) -> Crossing:
        """The hits of *query* counted by the values of two axes at once."""
        return self.cross_answer(query, plan_of(query), rows, columns)

    def cross_answer(self, query: Query, plan: Plan, rows: Axis, columns: Axis) -> Crossing:
        """As `cross`, the words being those of *plan*."""
        search = self._search(query, plan)
        sides = (_side(search, rows), _side(search, columns))
        scope = search.scope_with(rows, columns)
        both = search.rows(scope, leaving_out=(rows, columns))
        total = search.units.count(self._index.notices_of(search.rows(query.effective_scope)))
        return cross(self._index, search.units, sides, both, scope, total)

    def findings(self) -> Searcher:
        """A searcher of the same generation whose hits are findings; a finding's own findings are itself."""
        return self._findings or self

    def issue_types(self) -> tuple[ListedType, ...]:
        """The issue types by which the index was tagged, in their file's order."""
        return self._types

    def notice(self, notice_id: str) -> Notice | None:
        """One notice, None when it is not in the index."""
        at = self._index.find(notice_id)
        return None if at < 0 else self._read(at)

    def notices(self) -> Iterator[Notice]:
        """Every notice, in index order."""
        return map(self._read, self._index.every_notice.tolist())

    def group(self, notice_id: str) -> tuple[str, ...]:
        """The ids of a notice and its reposts, the earliest first; none for a notice that is not in the index."""
        members = self._groups.of(notice_id) if self._index.find(notice_id) >= 0 else ()
        return tuple(member for member in members if self._index.find(member) >= 0)

    def earlier_versions(self, notice_id: str) -> tuple[EarlierVersion, ...]:
        """The pages that newer ones of the same URL replaced, the one replaced last at the end; none of most."""
        return self._versions.of(notice_id)

    def statistics(self) -> Statistics:
        """What the index holds."""
        return self._statistics

    def forget(self) -> None:
        """Drop what is kept of earlier searches: for measuring."""
        self._index.forget()

    def close(self) -> None:
        """Let go of the files."""
        self._index.close()
        if self._findings is not None:
            self._findings.close()

    def _search(self, query: Query, plan: Plan) -> Search:
        units = self._index.once("units", self._units) if query.dup == "collapse" else Units()
        return Search(self._index, self._columns, units, query, plan, Words(self._index))

    def _units(self) -> Units:
        """Each notice's group of reposts."""
        unit, shared = np.arange(self._index.notices), np.zeros(self._index.notices, dtype=bool)
        members = [member for group in self._groups.members for member in group]
        sizes = np.array([len(each) for each in self._groups.members], dtype=np.int64)
        group = np.repeat(np.arange(len(sizes)), sizes)
        found = self._index.find_all(members)
        held, group = found[found >= 0], group[found >= 0]
        if len(held):
            _, first, of_group, held_of = np.unique(group, return_index=True, return_inverse=True, return_counts=True)
            unit[held] = held[first][of_group]
            shared[held] = held_of[of_group] > 1
        return Units(unit, shared) if shared.any() else Units()

    def _page(self, search: Search, matches: Matches) -> Chosen:
        query, found = search.query, listed(self._index, search.units, matches)
        pages = max(1, math.ceil(len(found) / query.per_page))
        number = min(max(query.page, 1), pages)
        at = page(search, matches, found, (number - 1) * query.per_page, number * query.per_page)
        return Chosen(
            number,
            pages,
            len(found),
            tuple(found.notices[at].tolist()),
            tuple(found.of(matches.scores)[at].tolist()),
            (0,) * len(at) if found.duplicates is None else tuple(found.duplicates[at].tolist()),
        )

    def _hits(self, search: Search, matches: Matches, chosen: Chosen) -> Iterator[Hit]:
        for at, score, duplicates in zip(chosen.notices, chosen.scores, chosen.duplicates, strict=True):
            parts = search.shown(matches, at)
            yield hit(self._read(at), parts, search.query, search.plan, duplicates=duplicates, score=score)

    def _read(self, notice: int) -> Notice:
        return from_json(self._index.notice_json(notice))


def _counted(search: Search, name: str) -> tuple[tuple[str, int], ...]:
    """The values of a facet that it offers, with their counts, the most frequent first."""
    facet, found = search.facet(name), search.counts(name).values
    at = found.nonzero()[0]
    at = at[np.argsort(-found[at], kind="stable")]
    names, listed = facet.column.names, facet.listed
    return tuple(
        (names[each], count) for each, count in zip(at.tolist(), found[at].tolist(), strict=True) if listed[each]
    )


def _facet(search: Search, name: str) -> Facet:
    facet, found = search.facet(name), search.counts(name)
    return facet_of(name, facet.column.names, facet.listed, found.values, found.missing, search.query.selected(name))


def _side(search: Search, axis: Axis) -> Side:
    selected = search.query.selected(axis) if axis in FACETS else ()
    base = search.rows(search.scope_with(axis), leaving_out=(axis,))
    facet: FacetColumn = search.facet(axis)
    found: Counts = counts(search.index, search.units, facet, base)
    return Side(axis, facet, selected, found)


def _warnings(search: Search, page: int) -> Iterator[Warning]:
    """What to tell of the plan, of words done without, and of *page* when it is not the one asked for."""
    plan, query = search.plan, search.query
    yield from plan.warnings
    if plan.expression and (dropped := search.words.dropped(plan.expression, query.effective_scope)):
        yield relaxed(dropped)
    if query.page != page:
        yield clamped(query.page, page)
