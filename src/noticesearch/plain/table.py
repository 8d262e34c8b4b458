"""Everything about parts that is not text, as arrays made once when an index is opened; never changed afterwards.

A *row* is a live part in index order, a *notice* an ordinal in the same order; both count from 0.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from noticesearch.plain.schema import Area

Mask = NDArray[np.bool_]
Ints = NDArray[np.int64]

UNDATED = -1  # the day of a notice without a date; real days are proleptic Gregorian ordinals, from 1


@dataclass(frozen=True, slots=True)
class Values:
    """A facet's values: row `rows[i]` has value number `ordinals[i]`. Sorted by row; `names` are sorted too.

    `listed` tells which values a facet offers; an abolished county is only filtered by.
    `missing` are the rows that count as having no value.
    """

    names: tuple[str, ...]
    rows: Ints
    ordinals: Ints
    listed: Mask
    missing: Mask


@dataclass(frozen=True, slots=True)
class Dates:
    """One date of each notice: its day's ordinal or UNDATED, and its rank by time, earliest 0, undated last."""

    days: Ints
    ranks: Ints

    @property
    def newest_ranks(self) -> Ints:
        """Ranks that put the latest first and, still, the undated last."""
        return np.where(self.days == UNDATED, 1, -self.ranks)


@dataclass(frozen=True, slots=True)
class Table:
    """The columns of an index. `first` is each notice's first row, `id_rank` its place when ids are sorted.

    `documents` are the rows' document numbers in Whoosh, ascending. `lengths` are terms in a field, one array of rows
    for each area and kind ("words", "bigrams"). `facets` holds a `Values` for each facet, year and month by date field,
    and "mention".
    """

    documents: Ints
    notice: Ints
    number: Ints
    first: Ints
    ids: tuple[str, ...]
    id_rank: Ints
    group: Ints
    dates: dict[str, Dates]
    facets: dict[str, Values]
    lengths: dict[tuple[Area, str], Ints]

    @property
    def rows(self) -> int:
        """How many live parts there are."""
        return len(self.documents)

    def rows_in(self, notice: int) -> Ints:
        """The rows of one notice, in part order."""
        after = self.first[notice + 1] if notice + 1 < len(self.first) else self.rows
        return np.arange(self.first[notice], after)

    def any_part(self, mask: Mask) -> Mask:
        """For each notice, whether *mask* holds in one of its rows."""
        return np.logical_or.reduceat(mask, self.first) if self.rows else mask

    def spread(self, mask: Mask) -> Mask:
        """*mask* made to hold in all rows of every notice where it holds in one."""
        return self.any_part(mask)[self.notice]

    def rows_of(self, documents: Ints) -> Ints:
        """The rows of ascending Whoosh document numbers; those deleted are left out."""
        at = np.searchsorted(self.documents, documents)
        at = np.minimum(at, max(self.rows - 1, 0))
        return at[self.documents[at] == documents] if self.rows else at[:0]
