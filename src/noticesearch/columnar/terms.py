"""The terms of a field in one segment, sorted: the first three characters of each as a number, the rest as text.

Bigrams and most words have no rest, so a term is found by one binary search over an array of numbers. Numbers sort as
their characters do, and characters as their UTF-8 bytes do.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from noticesearch.columnar.segment_file import SegmentFile, SegmentFileWriter
from noticesearch.columnar.spilling import SpilledArray, SpillFile

Keys = NDArray[np.uint64]
Places = NDArray[np.int64]

KEY_CHARS = 3  # of 21 bits each, which hold any character: 63 of 64 bits
CHAR_BITS = 21
CHAR_MASK = (1 << CHAR_BITS) - 1


@dataclass(frozen=True, slots=True)
class Terms:
    """Sorted, distinct terms: `keys` of all, and of those with more than three characters, at `long_at`, the tails."""

    keys: Any  # an array, or a spilled one
    long_at: Any
    tails: Sequence[str]

    def __len__(self) -> int:
        return len(self.keys)

    def texts(self, first: int = 0, end: int | None = None) -> Iterator[str]:
        """The terms from number *first* to *end*, in order."""
        end = len(self.keys) if end is None else end
        long = np.searchsorted(self.long_at, [first, end])
        tails = {int(self.long_at[at]): self.tails[at] for at in range(int(long[0]), int(long[1]))}
        for at, key in enumerate(self.keys[first:end].tolist(), first):
            yield key_text(key) + tails.get(at, "")

    def long_texts(self) -> Iterator[str]:
        """The terms of more than three characters, in order."""
        keys = np.asarray(self.keys[:])[self.long_at[:]].tolist()
        tails = self.tails.all() if isinstance(self.tails, JoinedTails) else self.tails
        for key, tail in zip(keys, tails, strict=True):
            yield key_text(key) + tail

    def spilled(self, file: SpillFile) -> Terms:
        """The same with its arrays put aside in *file*, good for `union` only."""
        tails = self.tails
        if isinstance(tails, JoinedTails):
            tails = JoinedTails(file.put(tails.data), file.put(tails.ends))
        return Terms(file.put(self.keys), file.put(self.long_at), tails)

    def find(self, term: str) -> int:
        """The number of *term*, -1 when it is none of these."""
        if not len(self.keys):
            return -1
        key = np.uint64(key_of(term))
        at = int(self.keys.searchsorted(key))
        if len(term) > KEY_CHARS:
            first, end = self._long_range(at, int(self.keys.searchsorted(key, "right")))
            found = bisect_left(self.tails, term[KEY_CHARS:], first, end)
            return int(self.long_at[found]) if found < end and self.tails[found] == term[KEY_CHARS:] else -1
        if at == len(self.keys) or self.keys[at] != key:
            return -1
        first = int(self.long_at.searchsorted(self.long_at.dtype.type(at)))
        is_long = first < len(self.long_at) and self.long_at[first] == at
        return -1 if is_long else at  # the shortest of those that begin alike comes first

    def beginning_with(self, prefix: str) -> range:
        """The numbers of the terms that begin with *prefix*."""
        if not prefix:
            return range(len(self.keys))
        shift = CHAR_BITS * max(KEY_CHARS - len(prefix), 0)
        key = key_of(prefix)
        first, end = map(int, self.keys.searchsorted(np.array([key, key + (1 << shift)], dtype=np.uint64)))
        if len(prefix) <= KEY_CHARS:
            return range(first, end)
        low, high = self._long_range(first, end)
        tail = prefix[KEY_CHARS:]
        begin = bisect_left(self.tails, tail, low, high)
        after = bisect_left(self.tails, tail + chr(0x10FFFF), begin, high)
        if begin == after:
            return range(0)
        return range(int(self.long_at[begin]), int(self.long_at[after - 1]) + 1)

    def only(self, chosen: NDArray[np.bool_]) -> Terms:
        """The terms where *chosen* holds."""
        if chosen.all():
            return self
        kept = np.flatnonzero(chosen[self.long_at])
        long_at = (np.cumsum(chosen) - 1)[self.long_at[kept]]
        return Terms(self.keys[chosen], long_at, [self.tails[at] for at in kept.tolist()])

    def _long_range(self, first: int, end: int) -> tuple[int, int]:
        """Which of the long terms have a number from *first* to *end*."""
        # Of its own type, or numpy would convert all of it to that of the numbers asked for.
        found = self.long_at.searchsorted(np.array([first, end], dtype=self.long_at.dtype))
        return int(found[0]), int(found[1])


class JoinedTails(Sequence[str]):
    """The tails of long terms as one array of bytes and where each ends: a few bytes each, where strings have 60."""

    def __init__(self, data: NDArray[np.uint8] | SpilledArray, ends: NDArray[np.uint64] | SpilledArray) -> None:
        self.data = data
        self.ends = ends

    @classmethod
    def of(cls, tails: Sequence[str]) -> JoinedTails:
        """Those of *tails*."""
        encoded = [tail.encode() for tail in tails]
        ends = np.cumsum([0, *map(len, encoded)])[1:].astype(np.uint64)
        return cls(np.frombuffer(b"".join(encoded), dtype=np.uint8), ends)

    def __len__(self) -> int:
        return len(self.ends)

    def __getitem__(self, at: int) -> str:  # type: ignore[override]  # no slices are asked for
        begin = int(self.ends[at - 1]) if at else 0
        return str(self.data[begin : int(self.ends[at])].tobytes().decode())

    def all(self) -> Iterator[str]:
        """All of them in order, read at once."""
        data, begin = self.data[:].tobytes(), 0
        for end in self.ends[:].tolist():
            yield data[begin:end].decode()
            begin = end


class StoredTails(Sequence[str]):
    """The tails of long terms as they lie in a segment."""

    def __init__(self, file: SegmentFile, field: str) -> None:
        self._file = file
        self._name = f"{field}.tails"
        self._ends = file.array(f"{field}.tail_ends")

    def __len__(self) -> int:
        return len(self._ends)

    def __getitem__(self, at: int) -> str:  # type: ignore[override]  # no slices are asked for
        begin = int(self._ends[at - 1]) if at else 0
        return self._file.piece(self._name, begin, int(self._ends[at])).tobytes().decode()


@lru_cache(1 << 12)
def key_of(term: str) -> int:
    """The number of the first three characters of *term*."""
    key = 0
    for at in range(KEY_CHARS):
        key = key << CHAR_BITS | (ord(term[at]) if at < len(term) else 0)
    return key


def key_text(key: int) -> str:
    """The characters that `key_of` made *key* of."""
    codes = (key >> 2 * CHAR_BITS, key >> CHAR_BITS & CHAR_MASK, key & CHAR_MASK)
    return "".join(chr(code) for code in codes if code)


def sorted_terms(short: Keys, long: Sequence[str]) -> Terms:
    """Terms of sorted, distinct keys, and sorted, distinct *long* ones of more than three characters."""
    keys = np.array([key_of(term) for term in long], dtype=np.uint64)
    # A long term follows the short one that is its beginning.
    long_at = np.searchsorted(short, keys, side="right") + np.arange(len(keys))
    merged = np.empty(len(short) + len(keys), dtype=np.uint64)
    is_long = np.zeros(len(merged), dtype=bool)
    is_long[long_at] = True
    merged[long_at] = keys
    merged[~is_long] = short
    return Terms(merged, long_at, JoinedTails.of([term[KEY_CHARS:] for term in long]))


def union(tables: Sequence[Terms]) -> tuple[Terms, list[Places]]:
    """All terms of *tables*, and for each table the numbers of its terms among them."""
    shorts = [_short(table) for table in tables]
    long: set[str] = set()
    for table in tables:
        long.update(table.long_texts())
    merged = sorted_terms(np.unique(np.concatenate([np.empty(0, np.uint64), *shorts])), sorted(long))
    number = dict(zip(merged.long_texts(), merged.long_at.tolist(), strict=True))
    short_at = np.delete(np.arange(len(merged)), merged.long_at)
    merged_short = merged.keys[short_at]
    maps = []
    for table, short in zip(tables, shorts, strict=True):
        places = np.empty(len(table), dtype=np.int64)
        is_long = np.zeros(len(table), dtype=bool)
        is_long[table.long_at[:]] = True
        places[~is_long] = short_at[np.searchsorted(merged_short, short)]
        places[is_long] = np.fromiter((number[term] for term in table.long_texts()), np.int64, len(table.tails))
        maps.append(places)
    return merged, maps


def write_terms(file: SegmentFileWriter, field: str, terms: Terms) -> None:
    """Write *terms* as the arrays of *field*."""
    tails = [tail.encode() for tail in terms.tails]
    file.add(f"{field}.keys", terms.keys)
    file.add(f"{field}.long_at", terms.long_at.astype(np.uint32))
    file.add(f"{field}.tail_ends", np.cumsum([0, *map(len, tails)])[1:].astype(np.uint64))
    file.add(f"{field}.tails", np.frombuffer(b"".join(tails), dtype=np.uint8))


def read_terms(file: SegmentFile, field: str) -> Terms:
    """The terms written as the arrays of *field*.

    Raises:
        SegmentDamaged: the bytes are not those written.
    """
    return Terms(file.array(f"{field}.keys"), file.array(f"{field}.long_at"), StoredTails(file, field))


def _short(table: Terms) -> Keys:
    return np.delete(table.keys[:], table.long_at[:])
