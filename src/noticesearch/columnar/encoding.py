"""Postings of many terms into their records, all at once."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from noticesearch.columnar.ranges import ranges, starts_of
from noticesearch.columnar.records import (
    ALL_ONES,
    IS_LARGE,
    LARGE,
    SMALL,
    Bytes,
    Ints,
    Postings,
    position_layers,
    scatter,
)

Mask = NDArray[np.bool_]


def encode(postings: Postings, position_widths: Bytes | None) -> tuple[Bytes, Ints]:
    """The records of all terms end to end, and the bytes of each; every term has a document.

    *position_widths* are the bytes of a position in each document of the segment, as powers of 2; None means 1.
    """
    counts, documents = postings.counts, postings.documents.astype(np.int64)
    firsts = starts_of(counts)
    gaps = np.diff(documents, prepend=0)
    gaps[firsts] = documents[firsts] + 1
    widths = _gap_widths(gaps, firsts)
    units = 1 + gaps // np.array(ALL_ONES)[np.repeat(widths, counts)]
    gap_bytes = np.add.reduceat(units, firsts) << widths
    skips = (gap_bytes >> widths) - counts

    many = postings.frequencies > 1
    many_counts = np.add.reduceat(many, firsts, dtype=np.int64)
    frequency_widths = _number_widths(np.maximum.reduceat(postings.frequencies, firsts))
    bit_bytes = np.where(many_counts > 0, -(-counts // 8), 0)
    large = (counts > 255) | (skips > 255) | (many_counts > 255)
    headers = np.where(large, LARGE.size, SMALL.size)

    gaps_at = headers
    bits_at = gaps_at + gap_bytes
    frequencies_at = bits_at + bit_bytes
    positions_at = frequencies_at + (many_counts << frequency_widths)
    sizes = positions_at
    if postings.positions is not None:
        at_terms = np.repeat(np.arange(len(counts)), counts)
        widths_at = None if position_widths is None else position_widths[documents]
        layers = position_layers(at_terms, postings.frequencies, widths_at, len(counts))
        sizes = positions_at + sum(layer.counts for layer in layers)

    begin = starts_of(sizes)
    data = np.full(int(sizes.sum()), 0xFF, dtype=np.uint8)  # what is not written over means: skip
    flags = widths | frequency_widths << 2 | np.where(large, IS_LARGE, 0)
    _put_headers(data, begin, flags, large, (counts, skips, many_counts))

    ends = np.cumsum(units)
    within = ends - np.repeat(starts_of(np.add.reduceat(units, firsts)), counts) - 1
    gap_widths = np.repeat(widths, counts)
    at = np.repeat(begin + gaps_at, counts) + (within << gap_widths)
    scatter(data, at, gaps % np.array(ALL_ONES)[gap_widths], gap_widths.astype(np.uint8))

    _put_bits(data, begin + bits_at, bit_bytes, counts, many)
    many_terms = np.repeat(np.arange(len(counts)), many_counts)
    nth = np.arange(len(many_terms)) - starts_of(many_counts)[many_terms]
    at = (begin + frequencies_at)[many_terms] + (nth << frequency_widths[many_terms])
    scatter(data, at, postings.frequencies[many], frequency_widths[many_terms].astype(np.uint8))

    if postings.positions is not None:
        at = begin + positions_at
        for layer in layers:
            data[ranges(at, layer.counts)] = postings.positions[layer.tokens] >> layer.shift & 0xFF
            at = at + layer.counts
    return data, sizes


def _gap_widths(gaps: Ints, firsts: Ints) -> Ints:
    """The width, as a power of 2, that makes each term's gaps shortest."""
    sizes = np.stack([np.add.reduceat(1 + gaps // ALL_ONES[width], firsts) << width for width in range(3)])
    return np.asarray(np.argmin(sizes, axis=0))


def _number_widths(largest: Ints) -> Ints:
    return (largest > 0xFF).astype(np.int64) + (largest > 0xFFFF)


def _put_headers(data: Bytes, begin: Ints, flags: Ints, large: Mask, numbers: tuple[Ints, ...]) -> None:
    data[begin] = flags
    small = np.flatnonzero(~large)
    for nth, number in enumerate(numbers, 1):
        data[begin[small] + nth] = number[small]
    wide = np.flatnonzero(large)
    four = np.full(len(wide), 2, dtype=np.uint8)
    for nth, number in enumerate(numbers, 1):
        scatter(data, begin[wide] + 4 * nth, number[wide], four)


def _put_bits(data: Bytes, at: Ints, sizes: Ints, counts: Ints, many: Mask) -> None:
    """The bit of each posting whose frequency is above 1, for the terms that have any; the first bit is the highest."""
    has_bits = np.flatnonzero(sizes)
    flat = np.zeros(int(sizes.sum()) * 8, dtype=bool)
    postings = ranges(starts_of(counts)[has_bits], counts[has_bits])
    flat[ranges(starts_of(sizes[has_bits]) * 8, counts[has_bits])] = many[postings]
    data[ranges(at[has_bits], sizes[has_bits])] = np.packbits(flat)
