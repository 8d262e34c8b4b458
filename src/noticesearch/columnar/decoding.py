"""The records of many neighbouring terms back into postings, all at once: for merging, and for prefixes."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from noticesearch.columnar.ranges import ranges, starts_of
from noticesearch.columnar.records import (
    ALL_ONES,
    FREQUENCY_WIDTH,
    GAP_WIDTH,
    IS_LARGE,
    LARGE,
    SMALL,
    Bytes,
    Ints,
    Postings,
    gather,
    position_layers,
)

FOUR = np.uint8(2)  # the width of four bytes, as a power of 2


def decode(data: Bytes, begin: Ints, *, positions: bool, position_widths: Bytes | None = None) -> Postings:
    """The postings of the records that begin at *begin* in *data*, the last ending where *data* does.

    *position_widths* are those of `encoding.encode`; *positions* tells whether the field has any.
    """
    flags = data[begin].astype(np.int64)
    counts, skips, many = _headers(data, begin, flags)
    widths, frequency_widths = flags & GAP_WIDTH, (flags & FREQUENCY_WIDTH) >> 2
    gaps_at = begin + np.where(flags & IS_LARGE, LARGE.size, SMALL.size)
    units = counts + skips
    bits_at = gaps_at + (units << widths)
    bit_bytes = np.where(many > 0, -(-counts // 8), 0)
    frequencies_at = bits_at + bit_bytes

    documents = _documents(data, gaps_at, units, widths)
    frequencies = np.ones(len(documents), dtype=np.int64)
    has_many = np.flatnonzero(many)
    bits = np.unpackbits(data[ranges(bits_at[has_many], bit_bytes[has_many])])
    within = ranges(starts_of(bit_bytes[has_many]) * 8, counts[has_many])
    postings = ranges(starts_of(counts)[has_many], counts[has_many])
    at = ranges_of_width(frequencies_at[has_many], many[has_many], frequency_widths[has_many])
    exceeding = gather(data, at, np.repeat(frequency_widths[has_many], many[has_many]).astype(np.uint8))
    frequencies[postings[bits[within] > 0]] = exceeding
    if not positions:
        return Postings(counts, documents.astype(np.int32), frequencies, None)
    positions_at = frequencies_at + (many << frequency_widths)
    return Postings(
        counts,
        documents.astype(np.int32),
        frequencies,
        _positions(data, positions_at, counts, documents, frequencies, position_widths),
    )


def counts_of(data: Bytes, begin: Ints) -> Ints:
    """How many documents each of the records that begin at *begin* has."""
    return _headers(data, begin, data[begin].astype(np.int64))[0]


def ranges_of_width(starts: Ints, counts: Ints, widths: Ints) -> Ints:
    """As `ranges`, in steps of 1, 2 or 4 bytes; *widths* are powers of 2."""
    nth = np.arange(int(counts.sum())) - np.repeat(starts_of(counts), counts)
    return np.repeat(starts, counts) + (nth << np.repeat(widths, counts))


def _headers(data: Bytes, begin: Ints, flags: Ints) -> tuple[Ints, Ints, Ints]:
    large = np.flatnonzero(flags & IS_LARGE)
    numbers = []
    for nth in (1, 2, 3):
        number = data[begin + nth].astype(np.int64)
        number[large] = gather(data, begin[large] + 4 * nth, np.full(len(large), FOUR))
        numbers.append(number)
    return numbers[0], numbers[1], numbers[2]


def _documents(data: Bytes, gaps_at: Ints, units: Ints, widths: Ints) -> Ints:
    wide = np.repeat(widths, units)
    gaps = gather(data, ranges_of_width(gaps_at, units, widths), wide.astype(np.uint8)).astype(np.int64)
    sums = np.cumsum(gaps)
    first = starts_of(units)
    sums -= np.repeat(sums[first] - gaps[first], units)
    return np.asarray(sums[gaps != np.array(ALL_ONES)[wide]] - 1)


def _positions(
    data: Bytes, at: Ints, counts: Ints, documents: Ints, frequencies: Ints, widths: Bytes | None
) -> NDArray[np.uint32]:
    found = np.zeros(int(frequencies.sum()), dtype=np.uint32)
    terms = np.repeat(np.arange(len(counts)), counts)
    for layer in position_layers(terms, frequencies, None if widths is None else widths[documents], len(counts)):
        found[layer.tokens] |= data[ranges(at, layer.counts)].astype(np.uint32) << layer.shift
        at = at + layer.counts
    return found
