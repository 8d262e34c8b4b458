"""The columns that queries filter and count by, made of those in the segments when they are first asked for."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from noticesearch.columnar.columns import Column, paired
from noticesearch.columnar.index import Index, Mask
from noticesearch.columnar.sets import Items
from noticesearch.query import NONE_VALUE

UNGROUPED = "其他"  # the group of an issue type that the list of types does not name
NOTICE_FACETS = frozenset({"source", "site", "year", "month"})  # the same for all parts of a notice
Days = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class FacetColumn:
    """The values of a facet by row, or by notice: `by_notice` says which.

    `listed` tells which values a facet offers; an abolished county is only filtered by. `missing` are the rows or
    notices that count as having no value.
    """

    column: Column
    by_notice: bool
    listed: Mask
    missing: Mask

    def passing(self, items: Items, selected: tuple[str, ...]) -> Mask:
        """Which of *items*, rows or notices, have one of the selected values, `_none` among them."""
        wanted = np.array([*(name in selected for name in self.column.names), False], dtype=bool)
        found = self.column.having(items, wanted)
        return found | self.missing[items] if NONE_VALUE in selected else found


class FacetColumns:
    """All facets of an index; *issue_groups* has the group of each issue type."""

    def __init__(self, index: Index, issue_groups: Mapping[str, str]) -> None:
        self._index = index
        self._issue_groups = issue_groups

    def facet(self, name: str, date_field: str) -> FacetColumn:
        """The facet of that name; years and months are those of *date_field*."""
        if name in ("year", "month"):
            return self._index.once((name, date_field), lambda: self._period(date_field, 4 if name == "year" else 7))
        return self._index.once(("facet", name), lambda: self._made(name))

    def days(self, date_field: str) -> Days:
        """The day of each name of a date column, as a proleptic Gregorian ordinal."""
        return self._index.once(("days", date_field), lambda: _days(self._index.column(date_field).names))

    def _made(self, name: str) -> FacetColumn:
        match name:
            case "county":
                return self._county()
            case "issue":
                return self._issue()
            case "issue_group":
                return self._issue_group()
            case "source" | "site":
                return self._of_notices(name)
        return self._of_rows(self._index.column(name))

    def _of_rows(self, column: Column) -> FacetColumn:
        has_one = column.has_value()
        index = self._index
        if not index.one_part_each and index.rows:
            has_one = np.logical_or.reduceat(has_one, index.first[:-1])[index.notice_of]
        return FacetColumn(column, False, np.ones(len(column.names), dtype=bool), ~has_one)

    def _of_notices(self, name: str) -> FacetColumn:
        by_row = self._index.column(name)
        column = by_row if self._index.one_part_each else by_row.rows_at(self._index.first[:-1])
        return FacetColumn(column, True, np.ones(len(column.names), dtype=bool), ~column.has_value())

    def _period(self, date_field: str, chars: int) -> FacetColumn:
        dates = self._index.column(date_field)
        periods = [name[:chars] for name in dates.names]
        names = tuple(dict.fromkeys(periods))  # in order, since the dates are
        number = {name: at for at, name in enumerate(names)}
        table = np.array([*(number[period] for period in periods), len(names)])
        column = Column(names, table.astype(np.min_scalar_type(len(names)))[dates.ordinals], None)
        return FacetColumn(column, True, np.ones(len(names), dtype=bool), ~column.has_value())

    def _county(self) -> FacetColumn:
        listed, former = self._index.column("county"), self._index.column("former_county")
        if not former.names:
            return self._of_rows(listed)
        every = np.arange(self._index.rows)
        pieces = [each.of(every) for each in (listed, former)]
        names = tuple(sorted({*listed.names, *former.names}))
        number = {name: at for at, name in enumerate(names)}
        ordinals = [
            np.array([number[name] for name in each.names], dtype=np.int64)[own]
            for each, (_, own) in zip((listed, former), pieces, strict=True)
        ]
        whole = self._of_rows(
            paired(names, np.concatenate([at for at, _ in pieces]), np.concatenate(ordinals), len(every))
        )
        _, own = listed.of(self._index.every_row)  # a county is offered where a live part is counted under it
        offered = {listed.names[ordinal] for ordinal in np.unique(own).tolist()}
        return replace(whole, listed=np.array([name in offered for name in names], dtype=bool))

    def _issue(self) -> FacetColumn:
        """A part without a type counts as 未分类 when it has a county, or when the whole notice has no type."""
        issue = self._of_rows(self._index.column("issue"))
        has_county = self.facet("county", "").column.has_value()
        return replace(issue, missing=issue.missing | (has_county & ~issue.column.has_value()))

    def _issue_group(self) -> FacetColumn:
        issue = self.facet("issue", "")
        groups = [self._issue_groups.get(name, UNGROUPED) for name in issue.column.names]
        names = tuple(sorted(set(groups)))
        table = np.array([*(names.index(group) for group in groups), len(names)], dtype=np.int64)
        column = issue.column.renamed(names, table)
        return replace(issue, column=column, listed=np.ones(len(names), dtype=bool))


def _days(names: tuple[str, ...]) -> Days:
    days = np.array([name[:10] for name in names], dtype="M8[D]").astype(np.int64)
    return np.asarray(days + 719163)  # 1970-01-01 as a proleptic Gregorian ordinal
