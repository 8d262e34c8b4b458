"""From matching notices to the list a page is cut from: reposts as one, then the order asked for."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from noticesearch.plain.ranking import Scores
from noticesearch.plain.table import Ints, Mask, Table
from noticesearch.query import Query


@dataclass(frozen=True, slots=True)
class Listed:
    """The notices that stand for their groups, in order, and how many other matching members each stands for."""

    notices: Ints
    duplicates: Ints


def units(table: Table, query: Query) -> Ints:
    """What a total counts, by notice: its group of reposts, or with dup=all the notice itself."""
    return table.group if query.dup == "collapse" else np.arange(len(table.first))


def ordered(table: Table, query: Query, matching: Mask, scores: Scores | None) -> Listed:
    """The matching notices, one a group, in the query's order; without *scores*, relevance means newest."""
    collapsed = _collapsed(table, units(table, query), np.flatnonzero(matching))
    notices = collapsed.notices
    ids = table.id_rank[notices]
    if query.sort == "relevance" and scores is not None:
        order = np.lexsort((ids, table.dates["published"].newest_ranks[notices], -scores[notices]))
    elif query.sort == "oldest":
        order = np.lexsort((ids, table.dates[query.date_field].ranks[notices]))
    else:
        order = np.lexsort((ids, table.dates[query.date_field].newest_ranks[notices]))
    return Listed(notices[order], collapsed.duplicates[order])


def _collapsed(table: Table, unit: Ints, notices: Ints) -> Listed:
    """Of each unit the earliest published of *notices*, undated ones last, then by id."""
    earliest = np.lexsort((table.id_rank[notices], table.dates["published"].ranks[notices], unit[notices]))
    notices = notices[earliest]
    _, first, sizes = np.unique(unit[notices], return_index=True, return_counts=True)
    return Listed(notices[first], sizes - 1)
