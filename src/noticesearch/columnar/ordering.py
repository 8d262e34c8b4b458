"""From matching notices to those of a page: reposts as one, then the first of the order asked for."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from noticesearch.columnar.counting import Units
from noticesearch.columnar.index import Index
from noticesearch.columnar.search import Matches, Search
from noticesearch.columnar.sets import Items

Ints = NDArray[np.int64]
Keys = NDArray[np.int64] | NDArray[np.float64]

BLOCK = 128  # keys whose smallest gives a bound for the first ones of all


@dataclass(frozen=True, slots=True)
class Listed:
    """Matching notices, one a unit. `places` are theirs among the matches, None where these are the same.

    `duplicates` are how many others each stands for, None where it is 0 for all.
    """

    notices: Items
    places: Ints | None = None
    duplicates: Ints | None = None

    def __len__(self) -> int:
        return len(self.notices)

    def of(self, values: NDArray[Any]) -> NDArray[Any]:
        """Of the *values* of the matches those of these notices."""
        return values if self.places is None else values[self.places]


def listed(index: Index, units: Units, matches: Matches) -> Listed:
    """Of each unit the earliest published notice that matches, undated ones last, then by id."""
    if units.shared is None or units.of_notice is None:
        return Listed(matches.notices)
    duplicates = np.zeros(len(matches.notices), dtype=np.int64)
    shared = units.shared[matches.notices]
    some = np.flatnonzero(shared)
    notices = matches.notices[some]
    unit = units.of_notice[notices]
    order = np.lexsort((index.ids[notices], dates(index, "published", notices), unit))
    _, first, sizes = np.unique(unit[order], return_index=True, return_counts=True)
    standing = some[order[first]]
    duplicates[standing] = sizes - 1
    kept = ~shared
    kept[standing] = True
    places = np.flatnonzero(kept)
    return Listed(matches.notices[places], places, duplicates[places])


def page(search: Search, matches: Matches, found: Listed, first: int, end: int) -> Ints:
    """The places in *found* of those from *first* to *end* in the query's order; relevance without words is newest."""
    index, query, notices = search.index, search.query, found.notices
    match query.sort:
        case "relevance" if search.plan.expression is not None:
            key, then = -found.of(matches.scores), "published"
        case "oldest":
            key, then = dates(index, query.date_field, notices), query.date_field
        case "county" | "issue" | "status":
            key, then = _smallest(search, matches, found), query.date_field
        case _:
            key, then = newest(index, query.date_field, notices), query.date_field
    some = smallest(key, end)
    ids = index.ids[notices[some]]
    return some[np.lexsort((ids, newest(index, then, notices[some]), key[some]))[first:end]]


def dates(index: Index, field: str, notices: Items) -> Ints:
    """The rank of each notice's date, the earliest first, undated ones last."""
    return np.asarray(index.column(field).ordinals[0, notices].astype(np.int64))


def newest(index: Index, field: str, notices: Items) -> Ints:
    """Ranks that put the latest first and, still, the undated last."""
    ranks, undated = dates(index, field, notices), len(index.column(field).names)
    return np.where(ranks == undated, 1, -ranks)


def smallest(keys: Keys, count: int) -> Ints:
    """The places of the *count* smallest keys and of all that tie with the last of them, perhaps some more."""
    blocks = len(keys) // BLOCK
    if blocks > 4 * count:  # the count-th smallest of the blocks' smallest is not below the count-th smallest of all
        least = keys[: blocks * BLOCK].reshape(blocks, BLOCK).min(axis=1)
        return np.flatnonzero(keys <= np.partition(least, count - 1)[count - 1])
    if len(keys) > 4 * count and count:
        return np.flatnonzero(keys <= np.partition(keys, count - 1)[count - 1])
    return np.arange(len(keys))


def _smallest(search: Search, matches: Matches, found: Listed) -> Ints:
    """For each notice the smallest listed value of its matching rows, as a number; none comes last."""
    facet = search.facet(search.query.sort)
    at, ordinals = facet.column.of(matches.rows)
    offered = facet.listed[ordinals]
    at, ordinals = at[offered], ordinals[offered].astype(np.int64)
    notices = matches.rows if search.index.one_part_each else search.index.notice_of[matches.rows]
    least = np.full(len(matches.notices), len(facet.column.names), dtype=np.int64)
    np.minimum.at(least, np.searchsorted(matches.notices, notices[at]), ordinals)
    return np.asarray(found.of(least))
