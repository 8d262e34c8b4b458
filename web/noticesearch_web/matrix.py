"""The matrix: findings counted by places and by what they are about, in the order in which people read them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal, get_args

from noticesearch.engine import Searcher
from noticesearch.issue_list import ListedType
from noticesearch.notice import Status
from noticesearch.query import NONE_VALUE, Query
from noticesearch.results import Crossing, FacetValue

RowAxis = Literal["county", "prefecture", "province"]
ColumnAxis = Literal["issue", "issue_group", "status", "year"]

ROWS: tuple[RowAxis, ...] = get_args(RowAxis)
COLUMNS: tuple[ColumnAxis, ...] = get_args(ColumnAxis)
FEW_TYPES = 12  # columns that a desktop shows without scrolling; with more types their groups come first


@dataclass(frozen=True, slots=True)
class Matrix:
    """`counts[row][column]` findings of *query*; each is the total with both values as the only selections.

    Rows are in the gazetteer's order, types and groups in the order of the issues file, no value last. `groups` has
    the group of each column, "" where it is in none; `total` counts findings, which may have several values.
    """

    query: Query
    rows_by: RowAxis
    columns_by: ColumnAxis
    rows: tuple[FacetValue, ...]
    columns: tuple[FacetValue, ...]
    groups: tuple[str, ...]
    counts: tuple[tuple[int, ...], ...]
    total: int

    def cell(self, row: str, column: str) -> Query:
        """The query whose total stands in the cell of those values."""
        return self.query.select(self.rows_by, (row,)).select(self.columns_by, (column,))

    def row(self, value: str) -> Query:
        """The query whose total is that of a row."""
        return self.query.select(self.rows_by, (value,))

    def column(self, value: str) -> Query:
        """The query whose total is that of a column."""
        return self.query.select(self.columns_by, (value,))


def matrix(searcher: Searcher, query: Query, rows: RowAxis, columns: ColumnAxis | None) -> Matrix:
    """The findings of *query* by two axes; columns None: by type where at most FEW_TYPES occur, else by group."""
    findings, types = searcher.findings(), searcher.issue_types()
    crossing = findings.cross(query, rows, columns or "issue")
    occurring = sum(value.value != NONE_VALUE for value in crossing.columns)
    if columns is None and occurring > FEW_TYPES:
        columns, crossing = "issue_group", findings.cross(query, rows, "issue_group")
    return _ordered(crossing, query, rows, columns or "issue", types)


def _ordered(
    crossing: Crossing, query: Query, rows: RowAxis, columns: ColumnAxis, types: tuple[ListedType, ...]
) -> Matrix:
    down = _places((value.value for value in crossing.rows), ())
    order = _places((value.value for value in crossing.columns), _known(columns, types))
    kept = tuple(crossing.columns[at] for at in order)
    group = {kind.name: kind.group for kind in types} if columns == "issue" else {}
    return Matrix(
        query=query,
        rows_by=rows,
        columns_by=columns,
        rows=tuple(crossing.rows[at] for at in down),
        columns=kept,
        groups=tuple(group.get(value.value, "") for value in kept),
        counts=tuple(tuple(crossing.counts[row][column] for column in order) for row in down),
        total=crossing.total,
    )


def _known(columns: ColumnAxis, types: tuple[ListedType, ...]) -> tuple[str, ...]:
    """The values of an axis whose order is given."""
    if columns == "issue":
        return tuple(kind.name for kind in types)
    return tuple(dict.fromkeys(kind.group for kind in types)) if columns == "issue_group" else get_args(Status)


def _places(values: Iterable[str], known: tuple[str, ...]) -> list[int]:
    """The places of *values* in the order to show: the *known* ones, the others by value, no value last."""
    order = {value: at for at, value in enumerate(known)}
    keys = [(value == NONE_VALUE, order.get(value, len(order)), value) for value in values]
    return sorted(range(len(keys)), key=keys.__getitem__)
