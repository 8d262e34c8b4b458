"""Facet counts: each value's count is the total this query would have with it as that facet's only selection."""

from __future__ import annotations

import numpy as np

from noticesearch.gazetteer import gazetteer
from noticesearch.plain.table import Ints, Mask, Table, Values
from noticesearch.query import NONE_VALUE
from noticesearch.results import Facet, FacetValue

LISTED_VALUES = 200  # a longer list is not read, it is searched; `distinct` tells how many there are
NONE_LABELS = {"county": "未识别", "issue": "未分类", "issue_group": "未分类", "status": "无问题条目"}
NONE_LABEL = "未注明"
PLACES = frozenset({"county", "province", "prefecture"})


def count_facet(table: Table, unit: Ints, values: Values, base: Mask, name: str, selected: tuple[str, ...]) -> Facet:
    """*name* counted over the rows of *base*, which hold everything but this facet's own filter.

    *unit* is what a total counts, by notice: the group, or the notice itself.
    """
    counts = value_counts(table, unit, values, base)
    missing = missing_count(table, unit, values, base)
    found = {
        value: int(count)
        for value, count, listed in zip(values.names, counts, values.listed, strict=True)
        if (count and listed) or value in selected
    }
    distinct = sum(count > 0 for count in found.values())
    found |= {value: 0 for value in selected if value not in found}
    if missing or NONE_VALUE in selected:
        found[NONE_VALUE] = missing
    order = sorted(found, key=lambda value: (value not in selected, -found[value], value))
    listed = tuple(
        FacetValue(value, label(name, value), found[value], value in selected) for value in order[:LISTED_VALUES]
    )
    return Facet(name, listed, distinct, missing)


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


def label(name: str, value: str) -> str:
    """How a value is called: a place by its name today, no value by what that means for the facet *name*."""
    if value == NONE_VALUE:
        return NONE_LABELS.get(name, NONE_LABEL)
    return gazetteer().label(value) if name in PLACES else value
