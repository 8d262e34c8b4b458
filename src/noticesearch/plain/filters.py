"""A query's filters as masks over parts: OR within a facet, AND across."""

from __future__ import annotations

from functools import reduce

import numpy as np

from noticesearch.plain.combine import Scope
from noticesearch.plain.table import UNDATED, Mask, Table, Values
from noticesearch.query import FACETS, NONE_VALUE, Query


def filter_mask(table: Table, query: Query, scope: Scope, *, without: tuple[str, ...] = ()) -> Mask:
    """The rows that pass every filter, those of the facets *without* aside.

    In scope part one part must pass them all; in scope notice each must be passed by some part, and then all rows of
    the notice pass.
    """
    masks = part_masks(table, query, without=without)
    if scope == "notice":
        masks = [table.spread(mask) for mask in masks]
    return reduce(np.logical_and, masks, np.ones(table.rows, dtype=bool))


def part_masks(table: Table, query: Query, *, without: tuple[str, ...] = ()) -> list[Mask]:
    """For each filter of *query*, the rows that pass it by themselves."""
    chosen = {facet: query.selected(facet) for facet in FACETS if facet not in without and query.selected(facet)}
    masks = [value_mask(facet_values(table, query, facet), values) for facet, values in chosen.items()]
    if query.mention:
        masks.append(value_mask(table.facets["mention"], query.mention))
    if query.not_county:
        masks.append(~value_mask(table.facets["county"], query.not_county))
    if query.date_from or query.date_to:
        masks.append(_date_mask(table, query))
    return masks


def facet_values(table: Table, query: Query, facet: str) -> Values:
    """The values of *facet* that *query* counts and filters by; years and months are those of its date field."""
    return table.facets[f"{facet} of {query.date_field}" if facet in ("year", "month") else facet]


def value_mask(values: Values, selected: tuple[str, ...]) -> Mask:
    """The rows with one of the selected values, `_none` among them."""
    wanted = np.array([name in selected for name in values.names], dtype=bool)
    mask = values.missing.copy() if NONE_VALUE in selected else np.zeros_like(values.missing)
    mask[values.rows[wanted[values.ordinals]]] = True
    return mask


def _date_mask(table: Table, query: Query) -> Mask:
    days = table.dates[query.date_field].days
    mask: Mask = days != UNDATED
    if query.date_from:
        mask &= days >= query.date_from.toordinal()
    if query.date_to:
        mask &= days <= query.date_to.toordinal()
    return mask[table.notice]
