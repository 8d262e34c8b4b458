"""The searcher: a query's words and filters to masks, masks to totals, facets and a page of hits."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter

import numpy as np

from noticesearch.expression import Plan
from noticesearch.notice import Notice
from noticesearch.notice_json import from_json
from noticesearch.plain import results
from noticesearch.plain.combine import Scope, Words
from noticesearch.plain.facets import count_facet
from noticesearch.plain.filters import facet_values, filter_mask
from noticesearch.plain.loading import open_index, reading
from noticesearch.plain.ordering import Listed, ordered, units
from noticesearch.plain.postings import PartReader
from noticesearch.plain.ranking import Scores, notice_scores, part_scores
from noticesearch.plain.table import Mask
from noticesearch.planning import plan as plan_of
from noticesearch.query import FACETS, Query
from noticesearch.results import Facet, Hit, ResultPage, Statistics, Warning


@dataclass(frozen=True, slots=True)
class _Matches:
    """What a query matches: whole notices or single parts in `rows`; of them the parts to show; scores of both."""

    rows: Mask
    shown: Mask
    part_scores: Scores
    notice_scores: Scores


class PlainSearcher:
    """An `engine.Searcher` over one plain index; threads may share it."""

    def __init__(self, reader: PartReader, generation: str, built_at: str) -> None:
        self._reader = reader
        self._table = reader.table
        self._ordinal = {notice_id: at for at, notice_id in enumerate(reader.table.ids)}
        self._statistics = Statistics(generation, len(reader.table.ids), reader.table.rows, built_at)

    def search(self, query: Query) -> ResultPage:
        """The page of hits that *query* asks for, with its total and facets."""
        return self.answer(query, plan_of(query))

    def answer(self, query: Query, plan: Plan) -> ResultPage:
        """As `search`, the words being those of *plan*, whatever the query's `q` says."""
        started = perf_counter()
        words = Words(self._reader)
        matches = self._matches(query, plan, words)
        matching = self._table.any_part(matches.rows)
        listed = ordered(self._table, query, matching, matches.notice_scores if plan.expression else None)
        total = len(listed.notices)
        pages = max(1, math.ceil(total / query.per_page))
        page = min(max(query.page, 1), pages)
        return ResultPage(
            query=query,
            total=total,
            page=page,
            pages=pages,
            next=page + 1 if page < pages else None,
            hits=self._hits(query, plan, matches, listed, page),
            facets=tuple(self._facet(query, plan, words, name) for name in FACETS),
            warnings=tuple(_warnings(query, plan, words, page)),
            took_ms=(perf_counter() - started) * 1000,
        )

    def notice(self, notice_id: str) -> Notice | None:
        """One notice, None when it is not in the index."""
        at = self._ordinal.get(notice_id)
        return None if at is None else from_json(self._reader.notice_json(at))

    def notices(self) -> Iterator[Notice]:
        """Every notice, in index order."""
        return (from_json(self._reader.notice_json(at)) for at in range(len(self._table.ids)))

    def statistics(self) -> Statistics:
        """What the index holds."""
        return self._statistics

    def close(self) -> None:
        """Let go of the files."""
        self._reader.close()

    def _matches(self, query: Query, plan: Plan, words: Words) -> _Matches:
        scope = query.effective_scope
        rows = self._rows(query, plan, words, scope)
        one_part = words.mask(plan.expression, "part") if plan.expression else np.zeros_like(rows)
        scores = part_scores(self._reader, plan, one_part)
        shown = self._shown(query, plan, words, rows)
        return _Matches(rows, shown, scores, notice_scores(self._table, scores, rows))

    def _rows(self, query: Query, plan: Plan, words: Words, scope: Scope, *, without: str = "") -> Mask:
        """The rows that hold the words and pass the filters, that of the facet *without* aside."""
        rows = filter_mask(self._table, query, scope, without=without)
        return rows & words.mask(plan.expression, scope) if plan.expression else rows

    def _shown(self, query: Query, plan: Plan, words: Words, rows: Mask) -> Mask:
        """Of each matching notice the parts with words, or without words those that pass the filters; else all."""
        preferred = words.hits(plan.expression) if plan.expression else filter_mask(self._table, query, "part")
        better = rows & preferred
        return better | (rows & ~self._table.spread(better))

    def _hits(self, query: Query, plan: Plan, matches: _Matches, listed: Listed, page: int) -> tuple[Hit, ...]:
        start = (page - 1) * query.per_page
        chosen = slice(start, start + query.per_page)
        pairs = zip(listed.notices[chosen].tolist(), listed.duplicates[chosen].tolist(), strict=True)
        return tuple(self._hit(query, plan, matches, notice, duplicates) for notice, duplicates in pairs)

    def _hit(self, query: Query, plan: Plan, matches: _Matches, at: int, duplicates: int) -> Hit:
        rows = np.flatnonzero(matches.shown & (self._table.notice == at))
        best_first = rows[np.argsort(-matches.part_scores[rows], kind="stable")]
        return results.hit(
            from_json(self._reader.notice_json(at)),
            tuple(self._table.number[best_first].tolist()),
            query,
            plan,
            duplicates=duplicates,
            score=float(matches.notice_scores[at]),
        )

    def _facet(self, query: Query, plan: Plan, words: Words, name: str) -> Facet:
        scope = query.select(name, ("any",)).effective_scope
        base = self._rows(query, plan, words, scope, without=name)
        values = facet_values(self._table, query, name)
        return count_facet(self._table, units(self._table, query), values, base, name, query.selected(name))


def _warnings(query: Query, plan: Plan, words: Words, page: int) -> Iterator[Warning]:
    yield from plan.warnings
    if plan.expression and (dropped := words.dropped(plan.expression, query.effective_scope)):
        yield results.relaxed(dropped)
    if query.page != page:
        yield results.clamped(query.page, page)


def open_searcher(folder: Path, generation: str, built_at: str) -> PlainSearcher:
    """A searcher over the plain index in *folder*.

    Raises:
        UnsafeIndex: the index names something that none of ours holds.
        IndexUnreadable: there is no index, or a file that is read at once is damaged.
    """
    with reading(str(folder)):
        return PlainSearcher(PartReader(open_index(str(folder)).reader()), generation, built_at)
