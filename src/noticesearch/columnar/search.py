"""One search over one index: its words and filters as sets. For one thread, thrown away afterwards.

What holds the words is found first; the filters are asked of these rows alone, once each, and facets are counted over
what passes the others.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import reduce

import numpy as np
from numpy.typing import NDArray

from noticesearch.columnar.counting import Counts, Units, counts
from noticesearch.columnar.facet_columns import FacetColumn, FacetColumns
from noticesearch.columnar.index import Index, Mask
from noticesearch.columnar.scoring import Scores, row_scores
from noticesearch.columnar.sets import Items, within
from noticesearch.columnar.words import Scope, Words
from noticesearch.expression import Plan
from noticesearch.query import FACETS, PART_FACETS, Query
from noticesearch.weights import ONE_PART_FACTOR

Filter = Callable[[Items], Mask]
"""Which of some ascending rows pass."""


@dataclass(frozen=True, slots=True)
class Matches:
    """What a query matches: ascending rows with their scores, and the notices they are of with theirs."""

    rows: Items
    row_scores: Scores
    notices: Items
    scores: Scores


@dataclass(frozen=True, slots=True)
class Candidates:
    """The rows that hold the words in a scope, and for each filter which of them pass it."""

    rows: Items
    passed: dict[str, Mask]

    def passing(self, leaving_out: tuple[str, ...] = ()) -> Items:
        """The rows that pass every filter, those left out aside."""
        masks = [mask for name, mask in self.passed.items() if name not in leaving_out]
        return self.rows[reduce(np.logical_and, masks)] if masks else self.rows


@dataclass(frozen=True, slots=True)
class Search:
    """A query and its words, put to one index."""

    index: Index
    columns: FacetColumns
    units: Units
    query: Query
    plan: Plan
    words: Words
    made: dict[Scope, Candidates] = field(default_factory=dict)

    def matches(self) -> Matches:
        """What matches, within the query's scope."""
        rows = self.rows(self.query.effective_scope)
        notices = self.index.notices_of(rows)
        scores = self._row_scores(rows)
        if self.index.one_part_each or not len(rows):
            best = scores
        else:
            best = np.maximum.reduceat(scores, np.flatnonzero(np.diff(self.index.notice_of[rows], prepend=-1)))
        return Matches(rows, scores, notices, best.round(9))  # rounded, so that sums made in another order still tie

    def rows(self, scope: Scope, *, leaving_out: tuple[str, ...] = ()) -> Items:
        """The rows that hold the words and pass the filters, those of some facets left out; by notice in its scope."""
        return self._candidates(scope).passing(leaving_out)

    def counts(self, name: str) -> Counts:
        """A facet counted without its own filter, in the scope that a selection in it would have."""
        base = self.rows(self.scope_with(name), leaving_out=(name,))
        return counts(self.index, self.units, self.facet(name), base)

    def facet(self, name: str) -> FacetColumn:
        """The facet that the query counts and filters by under *name*."""
        return self.columns.facet(name, self.query.date_field)

    def scope_with(self, *axes: str) -> Scope:
        """The scope that the query would have with something selected in each of the axes."""
        if self.query.scope is None and any(axis in PART_FACETS for axis in axes):
            return "part"
        return self.query.effective_scope

    def shown(self, matches: Matches, notice: int) -> tuple[int, ...]:
        """The numbers of a matching notice's parts to show, best first: those with words, or that pass the filters."""
        first, end = int(self.index.first[notice]), int(self.index.first[notice + 1])
        low, high = np.searchsorted(matches.rows, [first, end])
        rows, scores = matches.rows[low:high], matches.row_scores[low:high].round(9)
        if self.plan.expression:
            preferred = self.words.hits(self.plan.expression, rows)
        else:
            passed = [accepts(rows) for _, accepts in self._filters()]
            preferred = reduce(np.logical_and, passed, np.ones(len(rows), dtype=bool))
        if preferred.any():
            rows, scores = rows[preferred], scores[preferred]
        return tuple((rows[np.argsort(-scores, kind="stable")] - first).tolist())

    def _row_scores(self, rows: Items) -> Scores:
        scores = row_scores(self.index, self.plan, rows)
        if self.plan.expression is None:
            return scores
        if self.query.effective_scope == "part" or self.index.one_part_each:
            scores *= ONE_PART_FACTOR
        else:
            one_part = self.words.holding(self.plan.expression, "part")
            scores[within(rows, one_part, self.index.rows)] *= ONE_PART_FACTOR
        return scores

    def _candidates(self, scope: Scope) -> Candidates:
        if self.index.one_part_each:
            scope = "part"  # the same, with less to do
        if scope not in self.made:
            self.made[scope] = self._found(scope)
        return self.made[scope]

    def _found(self, scope: Scope) -> Candidates:
        rows = self.index.every_row
        if self.plan.expression is not None:
            rows = self.words.holding(self.plan.expression, scope)
            if scope == "notice":
                rows = self.index.rows_of(rows)
        passed = {name: accepts(rows) for name, accepts in self._filters()}
        if scope == "notice" and len(rows):
            notices = self.index.notice_of[rows]
            begin = np.flatnonzero(np.diff(notices, prepend=-1))
            sizes = np.diff(begin, append=len(rows))
            passed = {name: np.repeat(np.logical_or.reduceat(mask, begin), sizes) for name, mask in passed.items()}
        return Candidates(rows, passed)

    def _filters(self) -> Iterator[tuple[str, Filter]]:
        """Each filter of the query under its facet's name, or one of its own."""
        for name in FACETS:
            if selected := self.query.selected(name):
                yield name, self._values_filter(name, selected)
        if self.query.mention:
            yield "mention", self._values_filter("mention", self.query.mention)
        if self.query.not_county:
            county = self._values_filter("county", self.query.not_county)
            yield "not_county", lambda rows: ~county(rows)
        if self.query.date_from or self.query.date_to:
            yield "date", self._date_filter()

    def _values_filter(self, name: str, selected: tuple[str, ...]) -> Filter:
        facet = self.facet(name)
        if facet.by_notice and not self.index.one_part_each:
            return lambda rows: facet.passing(self.index.notice_of[rows], selected)
        return lambda rows: facet.passing(rows, selected)

    def _date_filter(self) -> Filter:
        column = self.index.column(self.query.date_field)
        days = self.columns.days(self.query.date_field)
        wanted: NDArray[np.bool_] = np.ones(len(days), dtype=bool)
        if self.query.date_from:
            wanted &= days >= self.query.date_from.toordinal()
        if self.query.date_to:
            wanted &= days <= self.query.date_to.toordinal()
        named = np.append(wanted, False)
        if self.index.one_part_each:
            return lambda rows: column.having(rows, named)
        return lambda rows: column.having(self.index.notice_of[rows], named)
