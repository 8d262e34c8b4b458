"""Two facets at once: for each pair of their values, the total this query would have with both as only selections."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from noticesearch.facet_values import label
from noticesearch.plain.combine import Scope
from noticesearch.plain.facets import missing_count, value_counts
from noticesearch.plain.table import Ints, Mask, Table, Values
from noticesearch.query import NONE_VALUE
from noticesearch.results import Crossing, FacetValue


@dataclass(frozen=True, slots=True)
class Side:
    """One axis: its name and values, what is selected in it, the rows that hold everything but its own filter."""

    name: str
    values: Values
    selected: tuple[str, ...]
    base: Mask


def cross(table: Table, unit: Ints, sides: tuple[Side, Side], both: Mask, scope: Scope, total: int) -> Crossing:
    """The hits in the rows of *both*, which hold everything but the filters of the two *sides*.

    *unit* is what a total counts, by notice; *total* is the query's own. In scope part one part must have both values,
    in scope notice some part each.
    """
    across, down = (_pairs(table, side.values, both, scope) for side in sides)
    widths = [len(side.values.names) + 1 for side in sides]  # the last ordinal means: no value
    items, rows, columns = _joined(across, down)
    units = unit[items if scope == "notice" else table.notice[items]]
    triples = np.unique((units * widths[0] + rows) * widths[1] + columns)
    cells = np.bincount(triples % (widths[0] * widths[1]), minlength=widths[0] * widths[1]).reshape(widths)
    kept = [list(_kept(table, unit, side)) for side in sides]
    return Crossing(
        rows=tuple(value for _, value in kept[0]),
        columns=tuple(value for _, value in kept[1]),
        counts=tuple(tuple(int(cells[row, column]) for column, _ in kept[1]) for row, _ in kept[0]),
        total=total,
    )


def _pairs(table: Table, values: Values, base: Mask, scope: Scope) -> tuple[Ints, Ints]:
    """(item, ordinal) of the values in *base*, by item; an item is a row, or in scope notice a notice."""
    held = base[values.rows]
    missing = np.flatnonzero(base & values.missing)
    rows = np.concatenate([values.rows[held], missing])
    ordinals = np.concatenate([values.ordinals[held], np.full(len(missing), len(values.names))])
    items = table.notice[rows] if scope == "notice" else rows
    width = len(values.names) + 1
    pairs = np.unique(items * width + ordinals)
    return pairs // width, pairs % width


def _joined(left: tuple[Ints, Ints], right: tuple[Ints, Ints]) -> tuple[Ints, Ints, Ints]:
    """Every pair of ordinals that one item has: items, left ordinals, right ordinals."""
    begin = np.searchsorted(right[0], left[0], side="left")
    sizes = np.searchsorted(right[0], left[0], side="right") - begin
    repeated = np.repeat(np.arange(len(left[0])), sizes)
    within = np.arange(len(repeated)) - np.repeat(np.cumsum(sizes) - sizes, sizes)
    return left[0][repeated], left[1][repeated], right[1][begin[repeated] + within]


def _kept(table: Table, unit: Ints, side: Side) -> Iterator[tuple[int, FacetValue]]:
    """The ordinals and totals of the values to show: those selected, else all with hits; no value last."""
    counts = value_counts(table, unit, side.values, side.base)
    for ordinal, (name, listed) in enumerate(zip(side.values.names, side.values.listed, strict=True)):
        if name in side.selected if side.selected else listed and counts[ordinal]:
            yield ordinal, FacetValue(name, label(side.name, name), int(counts[ordinal]), name in side.selected)
    missing = missing_count(table, unit, side.values, side.base)
    if NONE_VALUE in side.selected or (missing and not side.selected):
        chosen = NONE_VALUE in side.selected
        yield len(side.values.names), FacetValue(NONE_VALUE, label(side.name, NONE_VALUE), missing, chosen)
