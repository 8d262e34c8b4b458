"""Facet counts: in how many units (groups of reposts, or notices) a matching row has each value."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from noticesearch.columnar.facet_columns import FacetColumn
from noticesearch.columnar.index import Index
from noticesearch.columnar.sets import Items

Ints = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Units:
    """What a total counts: `of_notice` has each notice's unit, None when each notice is its own.

    `shared` tells which notices have a unit that others have too; None when none does.
    """

    of_notice: Ints | None = None
    shared: NDArray[np.bool_] | None = None

    def of(self, notices: Ints) -> Ints:
        """The units of *notices*."""
        return notices if self.of_notice is None else self.of_notice[notices]

    def count(self, notices: Items) -> int:
        """How many units ascending *notices*, several times named perhaps, belong to."""
        if not len(notices):
            return 0
        distinct = notices[np.diff(notices, prepend=-1) != 0]
        if self.shared is None or self.of_notice is None:
            return len(distinct)
        some = distinct[self.shared[distinct]]
        return len(distinct) - len(some) + len(np.unique(self.of_notice[some]))


@dataclass(frozen=True, slots=True)
class Counts:
    """For each value in how many units it is, by its number, and how many have none."""

    values: Ints
    missing: int


def counts(index: Index, units: Units, facet: FacetColumn, rows: Items) -> Counts:
    """The values of *facet* in ascending *rows*."""
    items = index.notices_of(rows) if facet.by_notice else rows
    notices = items if facet.by_notice or index.one_part_each else index.notice_of[items]
    column = facet.column
    size = len(column.names)
    together = _together(units, notices, by_notice=facet.by_notice or index.one_part_each)
    if together is None:
        return Counts(column.counts(items), int(np.count_nonzero(facet.missing.take(items))))
    missing = units.count(notices[facet.missing.take(items)])
    alone = column.counts(items[~together])
    some = np.flatnonzero(together)
    at, ordinals = column.of(items[some])
    pairs = np.unique(units.of(notices[some])[at] * max(size, 1) + ordinals)
    return Counts(alone + np.bincount(pairs % max(size, 1), minlength=size), missing)


def _together(units: Units, notices: Items, *, by_notice: bool) -> NDArray[np.bool_] | None:
    """Which items share their unit with another, perhaps; None when none does."""
    together = None
    if not by_notice and len(notices):
        same = notices[1:] == notices[:-1]
        if same.any():
            together = np.zeros(len(notices), dtype=bool)
            together[1:] |= same
            together[:-1] |= same
    if units.shared is not None:
        shared = units.shared[notices]
        together = shared if together is None else together | shared
    return together
