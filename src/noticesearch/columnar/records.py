"""The postings of a term as one record of bytes, and back; layout in docs/index-format.md.

Documents are gaps of one, two or four bytes, whichever is shortest for the term; the largest value of that width means
"go on by as much, no document here". Frequencies are kept only where they exceed 1. Both ways are whole-array
operations over many terms at once; the decoding of one term is what a query does.
"""

from __future__ import annotations

import struct
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from noticesearch.columnar.ranges import ranges, starts_of

Ints = NDArray[np.int64]
Documents = NDArray[np.int32]
Bytes = NDArray[np.uint8]

SMALL = struct.Struct("<BBBB")  # flags, documents, gaps that are no document, frequencies above 1
LARGE = struct.Struct("<BxxxIII")  # the same where one of them exceeds 255
GAP_WIDTH, FREQUENCY_WIDTH, IS_LARGE = 0b11, 0b1100, 0b10000  # the flags; widths as powers of 2
TYPES = (np.dtype("<u1"), np.dtype("<u2"), np.dtype("<u4"))
ALL_ONES = (0xFF, 0xFFFF, 0xFFFFFFFF)


@dataclass(frozen=True, slots=True)
class Postings:
    """Postings of several terms, one after the other.

    `counts` are documents a term, `documents` ascending within a term, `frequencies` by posting, `positions` by
    occurrence, ascending within a posting; None where the field has none.
    """

    counts: Ints
    documents: Documents
    frequencies: Ints
    positions: NDArray[np.uint32] | None


@dataclass(frozen=True, slots=True)
class Record:
    """Where the pieces of one term's record lie in its bytes."""

    data: Bytes
    count: int
    skips: int
    many: int
    flags: int
    gaps_at: int
    bits_at: int
    frequencies_at: int
    positions_at: int

    def documents(self) -> Documents:
        """The documents that hold the term, ascending."""
        width = self.flags & GAP_WIDTH
        gaps = self.data[self.gaps_at : self.bits_at].view(TYPES[width])
        found = np.cumsum(gaps, dtype=np.int32)
        found -= 1
        return found[gaps != ALL_ONES[width]] if self.skips else found

    def exceptions(self) -> tuple[Ints, NDArray[Any]]:
        """Which postings hold the term more than once, and how often: all others hold it once."""
        if not self.many:
            return np.empty(0, np.int64), np.empty(0, np.uint8)
        at = np.flatnonzero(np.unpackbits(self.data[self.bits_at : self.frequencies_at], count=self.count))
        return at, self._many()

    def frequencies(self) -> Ints:
        """How often each document holds the term."""
        found = np.ones(self.count, dtype=np.int64)
        at, many = self.exceptions()
        found[at] = many
        return found

    def frequencies_of(self, chosen: Ints) -> Ints:
        """How often the *chosen* postings hold it: for a few of many, without reading those of the others."""
        found = np.ones(len(chosen), dtype=np.int64)
        if self.many:
            bits = self.data[self.bits_at : self.frequencies_at]
            byte, bit = chosen >> 3, 7 - (chosen & 7)
            before = bits[byte] >> bit  # with the bit itself as the last
            has_many = np.flatnonzero(before & 1)
            nth = (np.cumsum(np.bitwise_count(bits), dtype=np.int64) - np.bitwise_count(bits))[byte[has_many]]
            nth += np.bitwise_count(before[has_many]) - 1
            found[has_many] = self._many()[nth]
        return found

    def positions(self, chosen: Ints, widths: Bytes | None) -> tuple[NDArray[np.uint32], Ints]:
        """The positions in the *chosen* postings, and how many each has.

        *widths* are the bytes of a position in each document of the record, as powers of 2; None means 1 in all.
        """
        if not self.many and widths is None:
            return self.data[self.positions_at + chosen].astype(np.uint32), np.ones(len(chosen), dtype=np.int64)
        frequencies = self.frequencies()
        sizes = frequencies if widths is None else frequencies << widths
        counts = frequencies[chosen]
        first = (np.cumsum(sizes) - sizes)[chosen] + self.positions_at
        if widths is None:
            return self.data[ranges(first, counts)].astype(np.uint32), counts
        wide = np.repeat(widths[chosen], counts)
        at = np.repeat(first, counts) + (np.arange(len(wide)) - np.repeat(starts_of(counts), counts) << wide)
        return gather(self.data, at, wide), counts

    def _many(self) -> NDArray[Any]:
        """The frequencies above 1, in the order of their postings."""
        width = (self.flags & FREQUENCY_WIDTH) >> 2
        return self.data[self.frequencies_at : self.positions_at].view(TYPES[width])


def record(data: Bytes) -> Record:
    """The record that *data* holds from its beginning to its end."""
    flags = int(data[0])
    header = LARGE if flags & IS_LARGE else SMALL
    _, count, skips, many = header.unpack_from(data)
    bits_at = header.size + ((count + skips) << (flags & GAP_WIDTH))
    frequencies_at = bits_at + (-(-count // 8) if many else 0)
    positions_at = frequencies_at + (many << ((flags & FREQUENCY_WIDTH) >> 2))
    return Record(data, count, skips, many, flags, header.size, bits_at, frequencies_at, positions_at)


def gather(data: Bytes, at: Ints, widths: Bytes) -> NDArray[np.uint32]:
    """The little-endian numbers at the bytes *at*, of 1, 2 or 4 bytes: *widths* as powers of 2."""
    values = data[at].astype(np.uint32)
    wide = np.flatnonzero(widths)
    values[wide] |= data[at[wide] + 1].astype(np.uint32) << 8
    wide = np.flatnonzero(widths == 2)
    for byte in (2, 3):
        values[wide] |= data[at[wide] + byte].astype(np.uint32) << (8 * byte)
    return values


def scatter(data: Bytes, at: Ints, values: NDArray[Any], widths: Bytes) -> None:
    """Write *values* into *data* where `gather` finds them."""
    data[at] = values & 0xFF
    wide = np.flatnonzero(widths)
    data[at[wide] + 1] = values[wide] >> 8 & 0xFF
    wide = np.flatnonzero(widths == 2)
    for byte in (2, 3):
        data[at[wide] + byte] = values[wide] >> (8 * byte) & 0xFF
