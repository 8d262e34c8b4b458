"""Sets of rows or notices as ascending arrays, and what is done with them.

Each operation has a way for sets of like size, over a mask of everything there is, and one for sets of unlike size,
which looks the few up in the many: a rare word costs the same in an index ten times as large.
"""

from __future__ import annotations

from collections.abc import Sequence
from threading import local

import numpy as np
from numpy.typing import NDArray

Items = NDArray[np.int64]
Mask = NDArray[np.bool_]
Ints = NDArray[np.int64]

UNLIKE = 12  # times as many: from here on looking up is faster than marking
NOTHING: Items = np.empty(0, np.int64)
_threads = local()


def within(items: Items, others: Items, size: int) -> Mask:
    """Which of *items* are among *others*; all are below *size*."""
    if items is others:
        return np.ones(len(items), dtype=bool)
    if len(items) * UNLIKE < len(others):
        return np.asarray(others[_places(others, items)] == items)
    if len(others) * UNLIKE < len(items):
        found = np.zeros(len(items), dtype=bool)
        if len(others):
            at = _places(items, others)
            found[at[items[at] == others]] = True
        return found
    mask = marks(size)
    mask[others] = True
    found = mask.take(items)
    mask[others] = False
    return found


def both(items: Items, others: Items, size: int) -> Items:
    """The items in both sets."""
    few, many = (items, others) if len(items) <= len(others) else (others, items)
    return few if few is many else few[within(few, many, size)]


def without(items: Items, others: Items, size: int) -> Items:
    """The *items* that are not among *others*."""
    return items[~within(items, others, size)] if len(others) else items


def union(sets: Sequence[Items], size: int) -> Items:
    """The items of all *sets*."""
    sets = [each for each in sets if len(each)]
    if len(sets) <= 1:
        return sets[0] if sets else NOTHING
    total = sum(map(len, sets))
    if total * UNLIKE < size:
        merged = np.concatenate(sets)
        merged.sort()
        return np.asarray(merged[np.diff(merged, prepend=-1) != 0])
    mask = marks(size)
    for each in sets:
        mask[each] = True
    merged = mask.nonzero()[0]
    mask[merged] = False
    return merged


def matched(items: Items, others: Items, size: int) -> tuple[Ints, Ints]:
    """The places in *items* and in *others* of what is in both."""
    if items is others:
        every = np.arange(len(items))
        return every, every
    if len(items) > len(others):
        there, here = matched(others, items, size)
        return here, there
    if not len(items):
        return np.empty(0, np.int64), np.empty(0, np.int64)
    if len(items) * UNLIKE < len(others):
        at = _places(others, items)
        same = (others[at] == items).nonzero()[0]
        return same, at[same]
    places = numbers(size)
    places[others] = np.arange(1, len(others) + 1, dtype=np.int32)
    found = places.take(items)
    places[others] = 0
    same = found.nonzero()[0]
    return same, found[same].astype(np.int64) - 1


def marks(size: int) -> Mask:
    """A mask of at least *size*, all False, for this thread; who sets marks clears them."""
    return _scratch("marks", size, np.bool_)


def numbers(size: int) -> NDArray[np.int32]:
    """As `marks`, of zeros."""
    return _scratch("numbers", size, np.int32)


def sums(size: int) -> NDArray[np.float64]:
    """As `marks`, of zeros."""
    return _scratch("sums", size, np.float64)


def clear(held: NDArray[np.float64], touched: Sequence[Items]) -> None:
    """Set what `sums` gave back to zero where *touched*."""
    if sum(map(len, touched)) * 4 > len(held):
        held.fill(0.0)
    else:
        for items in touched:
            held[items] = 0.0


def _scratch(name: str, size: int, dtype: type) -> NDArray:  # type: ignore[type-arg]  # as the callers say
    held = getattr(_threads, name, None)
    if held is None or len(held) < size:
        held = np.zeros(size, dtype=dtype)
        setattr(_threads, name, held)
    return held


def _places(items: Items, wanted: Items) -> Ints:
    """Where each of *wanted* stands in *items*, or would; a place that exists."""
    at = items.searchsorted(wanted)
    return np.minimum(at, len(items) - 1)
