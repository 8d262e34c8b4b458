"""The postings of a term as one record of bytes, and back; layout in docs/index-format.md.

Documents are gaps of one, two or four bytes, whichever is shortest for the term; the largest value of that width means
"go on by as much, no document here". Frequencies are kept only where they exceed 1. Both ways are whole-array
operations over many terms at once; the decoding of one term is what a query does.
"""

from __future__ import annotations

import struct
from dataclasses import dataclass
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from noticesearch.columnar.ranges import ranges

Ints = NDArray[np.int64]
Documents = NDArray[np.int32] | NDArray[np.int64]
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


class Record(NamedTuple):
    """Where the pieces of one term's record lie in its bytes."""

    data: Bytes
    postings: int
    skips: int
    many: int
    flags: int
    gaps_at: int
    bits_at: int
    frequencies_at: int
    positions_at: int

    def documents(self) -> Ints:
        """The documents that hold the term, ascending."""
        width = self.flags & GAP_WIDTH
        gaps = self.data[self.gaps_at : self.bits_at].view(TYPES[width])
        found: Ints = gaps.cumsum(dtype=np.int64)
        found -= 1
        return found[gaps != ALL_ONES[width]] if self.skips else found

    def exceptions(self) -> tuple[Ints, NDArray[Any]]:
        """Which postings hold the term more than once, and how often: all others hold it once."""
        if not self.many:
            return np.empty(0, np.int64), np.empty(0, np.uint8)
        at = (
            np.unpackbits(self.data[self.bits_at : self.frequencies_at], count=self.postings)
            .view(np.bool_)
            .nonzero()[0]
        )
        return at, self._many()

    def frequencies(self) -> Ints:
        """How often each document holds the term."""
        found = np.ones(self.postings, dtype=np.int64)
        at, many = self.exceptions()
        found[at] = many
        return found

    def frequencies_of(self, chosen: Ints) -> Ints:
        """How often the *chosen* postings hold it: for a few of many, without reading those of the others."""
        found = np.ones(len(chosen), dtype=np.int64)
        if self.many:
            bits = self.data[self.bits_at : self.frequencies_at]
            has_many = (bits.take(chosen >> 3) >> (7 - (chosen & 7)) & 1).nonzero()[0]
            if len(has_many):
                found[has_many] = self._many()[self._many_before(chosen[has_many])]
        return found

    def positions(self, chosen: Ints, documents: Ints, widths: Bytes | None) -> tuple[NDArray[np.uint32], Ints]:
        """The positions in the *chosen* postings, ascending, and how many each has.

        *documents* are those of the record, *widths* the bytes of a position in each document of the segment, as powers
        of 2; None means 1 in all.
        """
        counts, first, tokens = self.frequencies_of(chosen), chosen, self.postings
        if self.many:
            more = np.concatenate(([0], (self._many().astype(np.int64) - 1).cumsum()))
            first = chosen + more[self._many_before(chosen)]
            tokens += int(more[-1])
        found = self.data.take(self.positions_at + ranges(first, counts)).astype(np.uint32)
        if widths is None or not (wide := widths.take(documents.take(chosen))).any():
            return found, counts
        at = self.positions_at + tokens
        every = widths.take(documents)
        for least, shifts in ((1, (8,)), (2, (16, 24))):
            some = (wide >= least).nonzero()[0]
            if len(some):
                long = (every >= least).nonzero()[0]  # postings; few are, as a rule
                frequencies = self.frequencies_of(long)
                after = frequencies.cumsum()
                begin = (after - frequencies)[long.searchsorted(chosen[some])]
                places = ranges(begin, counts[some])
                tokens_of = ranges((counts.cumsum() - counts)[some], counts[some])
                for shift in shifts:
                    found[tokens_of] |= self.data.take(at + places).astype(np.uint32) << shift
                    at += int(after[-1])
        return found, counts

    def _many_before(self, chosen: Ints) -> Ints:
        """How many postings before each of the *chosen* ones hold it more than once."""
        bits = self.data[self.bits_at : self.frequencies_at]
        byte, set_bits = chosen >> 3, np.bitwise_count(bits)
        in_byte = np.bitwise_count(bits.take(byte) >> (8 - (chosen & 7)).astype(np.uint8))
        return np.asarray(set_bits.cumsum(dtype=np.int64)[byte] - set_bits[byte] + in_byte)

    def _many(self) -> NDArray[Any]:
        """The frequencies above 1, in the order of their postings."""
        width = (self.flags & FREQUENCY_WIDTH) >> 2
        return self.data[self.frequencies_at : self.positions_at].view(TYPES[width])


@dataclass(frozen=True, slots=True)
class Layer:
    """One byte of the positions that need it: which tokens have it, how many in each term, from which bit on."""

    tokens: Ints
    counts: Ints
    shift: int


def position_layers(terms: Ints, frequencies: Ints, widths: Bytes | None, size: int) -> list[Layer]:
    """The bytes of positions as a record has them: the lowest of all tokens, then the next of those that need it.

    *terms* has the term of each posting, of *size* terms; *widths* the bytes of its document's positions, as powers of
    2, None meaning 1. Few documents are long, so that the lowest bytes of most lie where their number says.
    """
    every = np.arange(int(frequencies.sum()))
    layers = [Layer(every, np.bincount(terms, frequencies, size).astype(np.int64), 0)]
    if widths is None:
        return layers
    for least, shift in ((1, 8), (2, 16), (2, 24)):
        needed = widths >= least
        tokens = np.repeat(needed, frequencies).nonzero()[0]
        counts = np.bincount(terms[needed], frequencies[needed], size).astype(np.int64)
        layers.append(Layer(tokens, counts, shift))
    return layers


def record(data: Bytes) -> Record:
    """The record that *data* holds from its beginning to its end."""
    view = data.data
    flags = view[0]
    header = LARGE if flags & IS_LARGE else SMALL
    _, count, skips, many = header.unpack_from(view)
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
