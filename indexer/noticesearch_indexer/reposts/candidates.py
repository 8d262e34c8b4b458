"""Pairs of notices that may be one text: those whose signatures meet in a band, and whose particulars agree."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from noticesearch_indexer.reposts.signature import BANDS, NUMBER_MINIMA, SHORT_LETTERS, UNDATED

MAX_DAYS = 60  # a notice is reprinted within days; the same form is filled in again after months
LEAST_ALIKE = 0.35  # of the minima; a text contained in one twice as long shares .5 of them, give or take .06
LEAST_NUMBERS = 3  # of NUMBER_MINIMA; texts that share half of their numbers fall below once in 500
NEIGHBOURS = 64  # as many notices with one band as each is compared with: 20,000 filled-in forms cost no 200,000,000

Signatures = NDArray[Any]  # Any: records of SIGNATURE, a type that numpy cannot name
Ints = NDArray[np.int64]
Mask = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Pairs:
    """Candidate pairs as rows of the signatures: `left` < `right`, each pair once, the most alike first.

    `certain`: text and title are equal letter for letter, so the notices need not be read.
    """

    left: Ints
    right: Ints
    certain: Mask


def candidate_pairs(signatures: Signatures) -> Pairs:
    """The pairs of *signatures* worth a closer look."""
    count = len(signatures)
    found = np.empty(0, np.int64)
    for rows, key, near in _meeting_places(signatures):
        for left, right in _neighbours(rows, key, near):
            kept = _agree(signatures, left, right)
            packed = np.minimum(left, right)[kept] * count + np.maximum(left, right)[kept]
            found = np.union1d(found, packed)
    left, right = np.divmod(found, max(count, 1))
    order = np.lexsort((right, left, -_alikeness(signatures, left, right)))
    left, right = left[order], right[order]
    equal = [signatures[name][left] == signatures[name][right] for name in ("text", "title")]
    return Pairs(left, right, np.logical_and(*equal))


def _meeting_places(signatures: Signatures) -> Iterator[tuple[Ints, NDArray[np.uint64], NDArray[Any]]]:
    """Rows, the key on which they meet, and what puts those next to each other that belong together."""
    every = np.arange(len(signatures))
    yield every, signatures["text"], signatures["day"]
    long = np.flatnonzero(signatures["letters"] >= SHORT_LETTERS)
    for band in range(BANDS):
        yield long, signatures["bands"][long, band], signatures["numbers"][long, band % NUMBER_MINIMA]


def _neighbours(rows: Ints, key: NDArray[np.uint64], near: NDArray[Any]) -> Iterator[tuple[Ints, Ints]]:
    """Pairs of *rows* with the same *key*, in the order of *near* no more than NEIGHBOURS apart."""
    order = np.lexsort((near, key))
    rows, key = rows[order], key[order]
    for step in range(1, min(NEIGHBOURS, len(rows))):
        same = key[step:] == key[:-step]
        if not same.any():
            return
        yield rows[:-step][same], rows[step:][same]


def _agree(signatures: Signatures, left: Ints, right: Ints) -> Mask:
    """Which pairs agree in counties, document number, dates, numbers and, roughly, in their text."""
    kept = _same_or_absent(signatures["counties"], left, right)
    kept &= _same_or_absent(signatures["document"], left, right)
    days = signatures["day"].astype(np.int64)
    apart = np.abs(days[left] - days[right])
    kept &= (apart <= MAX_DAYS) | (days[left] == UNDATED) | (days[right] == UNDATED)
    at = np.flatnonzero(kept)
    kept[at] = _texts_agree(signatures, left[at], right[at])
    return kept


def _same_or_absent(values: NDArray[np.uint64], left: Ints, right: Ints) -> Mask:
    one, other = values[left], values[right]
    agree: Mask = (one == other) | (one == 0) | (other == 0)
    return agree


def _texts_agree(signatures: Signatures, left: Ints, right: Ints) -> Mask:
    numbers = signatures["numbers"]
    none = (numbers == 0xFFFF).all(axis=1)
    shared = (numbers[left] == numbers[right]).sum(axis=1)
    numbers_agree = (shared >= LEAST_NUMBERS) | none[left] | none[right]
    equal = signatures["text"][left] == signatures["text"][right]
    agree: Mask = equal | (numbers_agree & (_alikeness(signatures, left, right) >= LEAST_ALIKE))
    return agree


def _alikeness(signatures: Signatures, left: Ints, right: Ints) -> NDArray[np.float64]:
    """The share of equal minima, an estimate of the share of common shingles (Jaccard)."""
    minima = np.ascontiguousarray(signatures["bands"]).view("<u2")
    alike: NDArray[np.float64] = (minima[left] == minima[right]).mean(axis=1)
    return alike
