"""One search over one index: its words and filters as masks over parts. For one thread, thrown away afterwards."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import reduce

import numpy as np

from noticesearch import hits
from noticesearch.expression import Plan
from noticesearch.plain.combine import Scope, Words
from noticesearch.plain.crossing import Side, cross
from noticesearch.plain.facets import count_facet
from noticesearch.plain.filters import facet_values, filter_mask
from noticesearch.plain.ordering import Listed, ordered, units
from noticesearch.plain.postings import PartReader
from noticesearch.plain.ranking import Scores, notice_scores, part_scores
from noticesearch.plain.table import Ints, Mask
from noticesearch.query import FACETS, Axis, Query
from noticesearch.results import Crossing, Facet, Warning


@dataclass(frozen=True, slots=True)
class Matches:
    """What a query matches: whole notices or single parts in `rows`; of them the parts to show; scores of both."""

    rows: Mask
    shown: Mask
    part_scores: Scores
    notice_scores: Scores


@dataclass(frozen=True, slots=True)
class Search:
    """A query and its words, put to one index."""

    reader: PartReader
    query: Query
    plan: Plan
    words: Words

    def matches(self) -> Matches:
        """What matches, within the query's scope."""
        rows = self._rows(self.query.effective_scope)
        one_part = self.words.mask(self.plan.expression, "part") if self.plan.expression else np.zeros_like(rows)
        scores = part_scores(self.reader, self.plan, one_part)
        return Matches(rows, self._shown(rows), scores, notice_scores(self.reader.table, scores, rows))

    def listed(self, matches: Matches) -> Listed:
        """The matching notices in the query's order, reposts as one."""
        scores = matches.notice_scores if self.plan.expression else None
        return ordered(self.reader.table, self.query, matches.rows, scores)

    def facet(self, name: str) -> Facet:
        """A facet counted without its own filter, in the scope that a selection in it would have."""
        table, query = self.reader.table, self.query
        base = self._rows(self._selecting(name).effective_scope, without=(name,))
        return count_facet(
            table, units(table, query), facet_values(table, query, name), base, name, query.selected(name)
        )

    def crossing(self, rows: Axis, columns: Axis) -> Crossing:
        """The hits counted by the values of two axes, in the scope that a selection in both would have."""
        table, sides = self.reader.table, (self._side(rows), self._side(columns))
        scope = self._selecting(rows, columns).effective_scope
        both, unit = self._rows(scope, without=(rows, columns)), units(table, self.query)
        total = len(np.unique(unit[table.notice[self._rows(self.query.effective_scope)]]))
        return cross(table, unit, sides, both, scope, total)

    def _side(self, axis: Axis) -> Side:
        selected = self.query.selected(axis) if axis in FACETS else ()
        base = self._rows(self._selecting(axis).effective_scope, without=(axis,))
        return Side(axis, facet_values(self.reader.table, self.query, axis), selected, base)

    def _selecting(self, *axes: str) -> Query:
        """The query with something selected in each axis that is a facet, to know its scope."""
        return reduce(lambda query, axis: query.select(axis, ("any",)) if axis in FACETS else query, axes, self.query)

    def parts(self, matches: Matches, notice: int) -> tuple[int, ...]:
        """The numbers of a matching notice's parts to show, best first."""
        rows: Ints = self.reader.table.rows_in(notice)
        rows = rows[matches.shown[rows]]
        best_first = rows[np.argsort(-matches.part_scores[rows], kind="stable")]
        return tuple(self.reader.table.number[best_first].tolist())

    def warnings(self, page: int) -> Iterator[Warning]:
        """What to tell of the plan, of words done without, and of *page* when it is not the one asked for."""
        yield from self.plan.warnings
        if self.plan.expression and (dropped := self.words.dropped(self.plan.expression, self.query.effective_scope)):
            yield hits.relaxed(dropped)
        if self.query.page != page:
            yield hits.clamped(self.query.page, page)

    def _rows(self, scope: Scope, *, without: tuple[str, ...] = ()) -> Mask:
        """The rows that hold the words and pass the filters, those of the facets *without* aside."""
        rows = filter_mask(self.reader.table, self.query, scope, without=without)
        return rows & self.words.mask(self.plan.expression, scope) if self.plan.expression else rows

    def _shown(self, rows: Mask) -> Mask:
        """Of each matching notice the parts with words, or without words those that pass the filters; else all."""
        table, expression = self.reader.table, self.plan.expression
        preferred = rows & (self.words.hits(expression) if expression else filter_mask(table, self.query, "part"))
        return preferred | (rows & ~table.spread(preferred))
