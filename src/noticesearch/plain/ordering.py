"""From matching notices to the list a page is cut from: reposts as one, then the order asked for."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from noticesearch.plain.ranking import Scores
from noticesearch.plain.table import Ints, Mask, Table, Values
from noticesearch.query import Query


@dataclass(frozen=True, slots=True)
class Listed:
    """The notices that stand for their groups, in order, and how many other matching members each stands for."""

    notices: Ints
    duplicates: Ints


def units(table: Table, query: Query) -> Ints:
    """What a total counts, by notice: its group of reposts, or with dup=all the notice itself."""
    return table.group if query.dup == "collapse" else np.arange(len(table.first))


def ordered(table: Table, query: Query, rows: Mask, scores: Scores | None) -> Listed:
    """The notices of the matching *rows*, one a group, in the query's order; relevance without *scores* is newest."""
    collapsed = _collapsed(table, units(table, query), np.flatnonzero(table.any_part(rows)))
    notices = collapsed.notices
    ids, newest = table.id_rank[notices], table.dates[query.date_field].newest_ranks[notices]
    match query.sort:
        case "relevance" if scores is not None:
            order = np.lexsort((ids, table.dates["published"].newest_ranks[notices], -scores[notices]))
        case "oldest":
            order = np.lexsort((ids, table.dates[query.date_field].ranks[notices]))
        case "county" | "issue" | "status":
            order = np.lexsort((ids, newest, _smallest(table, table.facets[query.sort], rows)[notices]))
        case _:
            order = np.lexsort((ids, newest))
    return Listed(notices[order], collapsed.duplicates[order])


def _smallest(table: Table, values: Values, rows: Mask) -> Ints:
    """For each notice the smallest listed value of its *rows*, as an ordinal; none comes last."""
    smallest = np.full(len(table.first), len(values.names), dtype=np.int64)
    held = rows[values.rows] & values.listed[values.ordinals]
    np.minimum.at(smallest, table.notice[values.rows[held]], values.ordinals[held])
    return smallest


def _collapsed(table: Table, unit: Ints, notices: Ints) -> Listed:
    """Of each unit the earliest published of *notices*, undated ones last, then by id."""
    earliest = np.lexsort((table.id_rank[notices], table.dates["published"].ranks[notices], unit[notices]))
    notices = notices[earliest]
    _, first, sizes = np.unique(unit[notices], return_index=True, return_counts=True)
    return Listed(notices[first], sizes - 1)
