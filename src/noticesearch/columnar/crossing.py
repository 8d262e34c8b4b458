"""Two facets at once: for each pair of their values, the total this query would have with both as only selections."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from noticesearch.columnar.counting import Counts, Units
from noticesearch.columnar.facet_columns import FacetColumn
from noticesearch.columnar.index import Index
from noticesearch.columnar.ranges import ranges
from noticesearch.columnar.sets import Items
from noticesearch.columnar.words import Scope
from noticesearch.facet_values import label
from noticesearch.query import NONE_VALUE
from noticesearch.results import Crossing, FacetValue

Ints = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Side:
    """One axis: its name and values, what is selected in it, its own counts without its own filter."""

    name: str
    facet: FacetColumn
    selected: tuple[str, ...]
    counts: Counts


def cross(index: Index, units: Units, sides: tuple[Side, Side], both: Items, scope: Scope, total: int) -> Crossing:
    """The hits in the rows of *both*, which hold everything but the filters of the two *sides*.

    *total* is the query's own. In scope part one part must have both values, in scope notice some part each.
    """
    by_notice = scope == "notice" or index.one_part_each
    across, down = (_pairs(index, side.facet, both, by_notice=by_notice) for side in sides)
    widths = [len(side.facet.column.names) + 1 for side in sides]  # the last number means: no value
    items, rows, columns = _joined(across, down)
    unit = units.of(items if by_notice else index.notice_of[items])
    triples = np.unique((unit * widths[0] + rows) * widths[1] + columns)
    cells = np.bincount(triples % (widths[0] * widths[1]), minlength=widths[0] * widths[1]).reshape(widths)
    kept = [list(_kept(side)) for side in sides]
    return Crossing(
        rows=tuple(value for _, value in kept[0]),
        columns=tuple(value for _, value in kept[1]),
        counts=tuple(tuple(int(cells[row, column]) for column, _ in kept[1]) for row, _ in kept[0]),
        total=total,
    )


def _pairs(index: Index, facet: FacetColumn, rows: Items, *, by_notice: bool) -> tuple[Ints, Ints]:
    """(item, number) of the values in ascending *rows*, by item; an item is a row, or a notice."""
    items = index.notices_of(rows) if facet.by_notice else rows
    at, ordinals = facet.column.of(items)
    none = items[facet.missing[items]]
    found = np.concatenate([items[at], none]).astype(np.int64)
    numbers = np.concatenate([ordinals, np.full(len(none), len(facet.column.names))]).astype(np.int64)
    if by_notice and not facet.by_notice:
        found = index.notice_of[found].astype(np.int64)
    elif facet.by_notice and not by_notice:  # a notice's value is that of each of its matching rows
        order = np.argsort(found, kind="stable")
        found, numbers = found[order], numbers[order]
        notices = index.notice_of[rows]
        begin = np.searchsorted(found, notices)
        sizes = np.searchsorted(found, notices, side="right") - begin
        numbers, found = numbers[ranges(begin, sizes)], np.repeat(rows, sizes).astype(np.int64)
    width = len(facet.column.names) + 1
    pairs = np.unique(found * width + numbers)
    return pairs // width, pairs % width


def _joined(left: tuple[Ints, Ints], right: tuple[Ints, Ints]) -> tuple[Ints, Ints, Ints]:
    """Every pair of numbers that one item has: items, left numbers, right numbers."""
    begin = np.searchsorted(right[0], left[0], side="left")
    sizes = np.searchsorted(right[0], left[0], side="right") - begin
    repeated = np.repeat(np.arange(len(left[0])), sizes)
    return left[0][repeated], left[1][repeated], right[1][ranges(begin, sizes)]


def _kept(side: Side) -> Iterator[tuple[int, FacetValue]]:
    """The numbers and totals of the values to show: those selected, else all with hits; no value last."""
    names = side.facet.column.names
    for number, (name, listed) in enumerate(zip(names, side.facet.listed.tolist(), strict=True)):
        count = int(side.counts.values[number])
        if name in side.selected if side.selected else listed and count:
            yield number, FacetValue(name, label(side.name, name), count, name in side.selected)
    chosen = NONE_VALUE in side.selected
    if chosen or (side.counts.missing and not side.selected):
        yield len(names), FacetValue(NONE_VALUE, label(side.name, NONE_VALUE), side.counts.missing, chosen)
