"""Facet counts: each value's count is the total this query would have with it as that facet's only selection."""

from __future__ import annotations

import numpy as np

from noticesearch.facet_values import facet_of
from noticesearch.plain.table import Ints, Mask, Table, Values
from noticesearch.results import Facet


def count_facet(table: Table, unit: Ints, values: Values, base: Mask, name: str, selected: tuple[str, ...]) -> Facet:
    """*name* counted over the rows of *base*, which hold everything but this facet's own filter.

    *unit* is what a total counts, by notice: the group, or the notice itself.
    """
    counts = value_counts(table, unit, values, base)
    missing = missing_count(table, unit, values, base)
    return facet_of(name, values.names, values.listed, counts, missing, selected)


def value_counts(table: Table, unit: Ints, values: Values, base: Mask) -> Ints:
    """For each value, in how many units a row of *base* has it."""
    held = base[values.rows]
    units = unit[table.notice[values.rows[held]]]
    size = max(len(values.names), 1)
    pairs = np.unique(units * size + values.ordinals[held])
    return np.bincount(pairs % size, minlength=len(values.names))


def missing_count(table: Table, unit: Ints, values: Values, base: Mask) -> int:
    """In how many units a row of *base* counts as having no value."""
    return len(np.unique(unit[table.notice[base & values.missing]]))
