"""Pairs of notices that may be one text: those whose sketches meet in a band, and whose particulars agree."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from noticesearch_indexer.reposts.sketch import BANDS, NUMBER_MINIMA, SHORT_LETTERS, UNDATED

MAX_DAYS = 60  # a notice is reprinted within days; the same form is filled in again after months
LEAST_ALIKE = 0.35  # of the minima; a text contained in one twice as long shares .5 of them, give or take .06
LEAST_NUMBERS = 0.18  # of the numbers' minima; texts that share half of their numbers fall below once in 500
NEIGHBOURS = 16  # each notice is compared with so many that meet it: 20,000 filled-in forms cost no 200,000,000

Sketches = NDArray[Any]  # Any: records of SKETCH, a type that numpy cannot name
Ints = NDArray[np.int64]
Mask = NDArray[np.bool_]
Shares = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Pairs:
    """Candidate pairs as rows of the sketches: `left` < `right`, each pair once, the most alike first.

    `certain`: text and title are equal letter for letter, so the notices need not be read.
    """

    left: Ints
    right: Ints
    certain: Mask


def candidate_pairs(sketches: Sketches) -> Pairs:
    """The pairs of *sketches* worth a closer look."""
    columns = _Columns.of(sketches)
    count = max(len(sketches), 1)
    found = [np.empty(0, np.int64)]
    for rows, key, near in _meeting_places(sketches):
        for left, right in _neighbours(rows, key, near):
            kept = columns.agree(left, right)
            found.append(np.minimum(left, right)[kept] * count + np.maximum(left, right)[kept])
        found = [np.unique(np.concatenate(found))]
    left, right = np.divmod(found[0], count)
    order = np.lexsort((right, left, -columns.alikeness(left, right)))
    left, right = left[order], right[order]
    equal = [sketches[name][left] == sketches[name][right] for name in ("text", "title")]
    return Pairs(left, right, np.logical_and(*equal))


def _meeting_places(sketches: Sketches) -> Iterator[tuple[Ints, NDArray[np.uint64], NDArray[Any]]]:
    """Rows, the key on which they meet, and what puts those next to each other that belong together."""
    every = np.arange(len(sketches))
    yield every, sketches["text"], sketches["day"]
    long = np.flatnonzero(sketches["letters"] >= SHORT_LETTERS)
    for band in range(BANDS):
        yield long, sketches["bands"][long, band], sketches["numbers"][long, band % NUMBER_MINIMA]


def _neighbours(rows: Ints, key: NDArray[np.uint64], near: NDArray[Any]) -> Iterator[tuple[Ints, Ints]]:
    """Pairs of *rows* with the same *key*, in the order of *near* no more than NEIGHBOURS apart."""
    order = np.lexsort((near, key))
    rows, key = rows[order], key[order]
    for step in range(1, min(NEIGHBOURS + 1, len(rows))):
        same = key[step:] == key[:-step]
        if not same.any():
            return
        yield rows[:-step][same], rows[step:][same]


@dataclass(frozen=True, slots=True)
class _Columns:
    """The sketches by column; `numberless` are the rows without any number."""

    counties: NDArray[np.uint64]
    document: NDArray[np.uint64]
    text: NDArray[np.uint64]
    days: Ints
    minima: NDArray[np.uint16]
    numbers: NDArray[np.uint16]
    numberless: Mask

    @classmethod
    def of(cls, sketches: Sketches) -> _Columns:
        numbers = np.ascontiguousarray(sketches["numbers"])
        return cls(
            counties=np.ascontiguousarray(sketches["counties"]),
            document=np.ascontiguousarray(sketches["document"]),
            text=np.ascontiguousarray(sketches["text"]),
            days=sketches["day"].astype(np.int64),
            minima=np.ascontiguousarray(sketches["bands"]).view("<u2"),
            numbers=numbers,
            numberless=(numbers == 0xFFFF).all(axis=1),
        )

    def agree(self, left: Ints, right: Ints) -> Mask:
        """Which pairs agree in counties, document number, dates, numbers and, roughly, in their text."""
        kept = _same_or_absent(self.counties, left, right) & _same_or_absent(self.document, left, right)
        undated = (self.days[left] == UNDATED) | (self.days[right] == UNDATED)
        kept &= undated | (np.abs(self.days[left] - self.days[right]) <= MAX_DAYS)
        at = np.flatnonzero(kept)
        left, right = left[at], right[at]
        alike = (self._common_text(left, right) >= LEAST_ALIKE) & (self._common_numbers(left, right) >= LEAST_NUMBERS)
        kept[at] = alike | (self.text[left] == self.text[right])
        return kept

    def alikeness(self, left: Ints, right: Ints) -> Shares:
        """How much pairs have in common, up to 1: half of it the text, half the numbers, which tell forms apart."""
        alike: Shares = (self._common_text(left, right) + self._common_numbers(left, right)) / 2
        return alike

    def _common_text(self, left: Ints, right: Ints) -> Shares:
        """The share of equal minima, an estimate of the share of common shingles (Jaccard)."""
        return _share(self.minima, left, right)

    def _common_numbers(self, left: Ints, right: Ints) -> Shares:
        """The same for the numbers; 1 where a side has none."""
        absent = self.numberless[left] | self.numberless[right]
        return np.where(absent, 1.0, _share(self.numbers, left, right))


def _share(values: NDArray[np.uint16], left: Ints, right: Ints) -> Shares:
    """The share of equal columns; some pairs at a time, since a long list of pairs would fill the memory."""
    parts = max(1, len(left) // 100_000)
    shares = [
        (values[one] == values[other]).mean(axis=1)
        for one, other in zip(np.array_split(left, parts), np.array_split(right, parts), strict=True)
    ]
    return np.concatenate(shares)


def _same_or_absent(values: NDArray[np.uint64], left: Ints, right: Ints) -> Mask:
    one, other = values[left], values[right]
    agree: Mask = (one == other) | (one == 0) | (other == 0)
    return agree
