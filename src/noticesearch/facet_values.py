"""From counts to what a facet shows: its values with labels, selected ones first, then by count."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from noticesearch.gazetteer import gazetteer
from noticesearch.query import NONE_VALUE
from noticesearch.results import Facet, FacetValue

LISTED_VALUES = 200  # a longer list is not read, it is searched; `distinct` tells how many there are
NONE_LABELS = {"county": "未识别", "issue": "未分类", "issue_group": "未分类", "status": "无问题条目"}
NONE_LABEL = "未注明"
PLACES = frozenset({"county", "province", "prefecture"})


def facet_of(
    name: str,
    names: Sequence[str],
    listed: NDArray[np.bool_],
    counts: NDArray[np.int64],
    missing: int,
    selected: tuple[str, ...],
) -> Facet:
    """The facet whose sorted values *names* have *counts* hits each; those not *listed* show only when *selected*."""
    offered = np.flatnonzero(listed & (counts > 0))
    # The first by count are enough, besides those selected and no value, which may displace none of them.
    first = offered[np.argsort(-counts[offered], kind="stable")[:LISTED_VALUES]]
    found = {names[at]: int(counts[at]) for at in first.tolist()}
    distinct = len(offered)
    for value in selected:
        if value not in found and value != NONE_VALUE:
            found[value] = _count(names, counts, value)
            distinct += bool(found[value]) and not _is_offered(names, listed, value)
    if missing or NONE_VALUE in selected:
        found[NONE_VALUE] = missing
    order = list(found)
    if selected or missing:  # else it is sorted already
        order.sort(key=lambda value: (value not in selected, -found[value], value))
    values = [FacetValue(value, label(name, value), found[value], value in selected) for value in order[:LISTED_VALUES]]
    return Facet(name, tuple(values), distinct, missing)


@lru_cache(1 << 13)
def label(name: str, value: str) -> str:
    """How a value is called: a place by its name today, no value by what that means for the facet *name*."""
    if value == NONE_VALUE:
        return NONE_LABELS.get(name, NONE_LABEL)
    return gazetteer().label(value) if name in PLACES else value


def _count(names: Sequence[str], counts: NDArray[np.int64], value: str) -> int:
    return int(counts[names.index(value)]) if value in names else 0


def _is_offered(names: Sequence[str], listed: NDArray[np.bool_], value: str) -> bool:
    return value in names and bool(listed[names.index(value)])
