"""Columns of values: the distinct ones sorted, and for each row the numbers of its own."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import reduce
from typing import Any

import numpy as np
from numpy.typing import NDArray

from noticesearch.columnar.ranges import ranges, starts_of
from noticesearch.columnar.segment_file import SegmentFile, SegmentFileWriter

Ints = NDArray[np.int64]
Ordinals = NDArray[Any]  # Any: uint8, uint16 or uint32, whichever holds them

MOST_BESIDE = 3  # values of a row that are kept side by side: counting them takes half the time of following starts


@dataclass(frozen=True, slots=True)
class Column:
    """The values of rows: `names` sorted; row r has those numbered `ordinals[starts[r]:starts[r + 1]]`.

    Where no row has more than `MOST_BESIDE`, `starts` is None and `ordinals[n, r]` is the nth value of row r, or
    len(names) where it has no more.
    """

    names: tuple[str, ...]
    ordinals: Ordinals
    starts: Ordinals | None

    @property
    def rows(self) -> int:
        """How many rows there are."""
        return self.ordinals.shape[1] if self.starts is None else len(self.starts) - 1

    def of(self, rows: Ints) -> tuple[Ints, Ordinals]:
        """The values of *rows*: which of them each is of, by its place in *rows*, and its number."""
        if self.starts is None:
            ordinals = np.stack([slot[rows] for slot in self.ordinals], axis=1)
            at, nth = (ordinals != len(self.names)).nonzero()
            return at, ordinals[at, nth]
        begin = self.starts[rows].astype(np.int64)
        counts = self.starts[rows + 1].astype(np.int64) - begin
        return np.repeat(np.arange(len(rows)), counts), self.ordinals[ranges(begin, counts)]

    def counts(self, rows: Ints) -> Ints:
        """How many of *rows* have each value."""
        if self.starts is None:
            size = len(self.names)
            return reduce(np.add, [np.bincount(slot.take(rows), minlength=size + 1)[:size] for slot in self.ordinals])
        return np.bincount(self.of(rows)[1], minlength=len(self.names))

    def having(self, rows: Ints, wanted: NDArray[np.bool_]) -> NDArray[np.bool_]:
        """Which of *rows* have a value that is *wanted*, told by its number; False behind the last stands for none."""
        if self.starts is None:
            return reduce(np.logical_or, [wanted.take(slot.take(rows)) for slot in self.ordinals])
        at, ordinals = self.of(rows)
        held = np.zeros(len(rows), dtype=bool)
        held[at[wanted[ordinals]]] = True
        return held

    def has_value(self) -> NDArray[np.bool_]:
        """Which rows have any value."""
        if self.starts is None:
            return np.asarray(self.ordinals[0] != len(self.names))
        return np.asarray(self.starts[1:] != self.starts[:-1])

    def only(self, rows: Ints) -> Column:
        """The column of *rows* alone, without the names that none of them has."""
        return _used(self.names, *self.of(rows), len(rows))

    def blanked(self, live: NDArray[np.bool_]) -> Column:
        """The column without values in rows that do not live, and without the names that no other row has."""
        at, ordinals = self.of(np.arange(self.rows))
        return _used(self.names, at[live[at]], ordinals[live[at]], self.rows)

    def renamed(self, names: tuple[str, ...], table: Ints) -> Column:
        """The column where value number n is number `table[n]` of *names*, each once a row; the last means none."""
        if self.starts is None:
            slots = smallest(table, len(names))[self.ordinals]
            for nth in range(1, len(slots)):
                for before in slots[:nth]:
                    slots[nth][slots[nth] == before] = len(names)
            return Column(names, slots, None)
        at, ordinals = self.of(np.arange(self.rows))
        size = max(len(names), 1)
        pairs = np.unique(at * size + table[ordinals])
        return _column(names, pairs % size, np.bincount(pairs // size, minlength=self.rows))

    def rows_at(self, rows: Ints) -> Column:
        """The column of *rows*, with all its names."""
        at, ordinals = self.of(rows)
        return _column(self.names, ordinals.astype(np.int64), np.bincount(at, minlength=len(rows)))


class ColumnBuilder:
    """A column being made, a row after the other: 5 bytes a value, however many rows there are."""

    def __init__(self) -> None:
        self._numbers: dict[str, int] = {}
        self._ordinals = array("I")
        self._counts = array("I")

    def add(self, values: Sequence[str]) -> None:
        """The distinct values of the next row."""
        for value in values:
            self._ordinals.append(self._numbers.setdefault(value, len(self._numbers)))
        self._counts.append(len(values))

    def column(self) -> Column:
        """The column of all rows."""
        names = tuple(sorted(self._numbers))
        places = np.empty(len(names), dtype=np.int64)
        places[[self._numbers[name] for name in names]] = np.arange(len(names))
        ordinals = places[np.frombuffer(self._ordinals, dtype=np.uint32)] if len(names) else np.empty(0, np.int64)
        return _column(names, ordinals, np.frombuffer(self._counts, dtype=np.uint32).astype(np.int64))


def column(values: Iterable[Sequence[str]]) -> Column:
    """The column of rows with these values, distinct in a row."""
    builder = ColumnBuilder()
    for each in values:
        builder.add(each)
    return builder.column()


def paired(names: tuple[str, ...], rows: Ints, ordinals: Ints, size: int) -> Column:
    """The column of *size* rows where each of *rows* has the value numbered beside it, in any order."""
    order = np.argsort(rows, kind="stable")
    return _column(names, ordinals[order], np.bincount(rows, minlength=size))


def joined(columns: Sequence[Column]) -> Column:
    """The rows of *columns*, one after the other."""
    if len(columns) == 1:
        return columns[0]
    names = tuple(sorted({name for each in columns for name in each.names}))
    number = {name: at for at, name in enumerate(names)}
    ordinals, counts = [np.empty(0, np.int64)], [np.empty(0, np.int64)]
    for each in columns:
        at, own = each.of(np.arange(each.rows))
        ordinals.append(np.array([number[name] for name in each.names], dtype=np.int64)[own])
        counts.append(np.bincount(at, minlength=each.rows))
    return _column(names, np.concatenate(ordinals), np.concatenate(counts))


def write_column(file: SegmentFileWriter, name: str, column: Column) -> None:
    """Write *column* as the arrays of that name."""
    encoded = [each.encode() for each in column.names]
    file.add(f"{name}.names", np.frombuffer(b"".join(encoded), dtype=np.uint8))
    file.add(f"{name}.name_ends", np.cumsum([0, *map(len, encoded)])[1:].astype(np.uint32))
    file.add(f"{name}.ordinals", column.ordinals.ravel())
    if column.starts is not None:
        file.add(f"{name}.starts", column.starts)
    else:
        file.add(f"{name}.beside", np.array(column.ordinals.shape[:1], dtype=np.uint8))


def read_column(file: SegmentFile, name: str) -> Column:
    """The column written under *name*.

    Raises:
        SegmentDamaged: the bytes are not those written.
    """
    names = file.array(f"{name}.names").tobytes()
    ends = file.array(f"{name}.name_ends").tolist()
    texts = (names[begin:end].decode() for begin, end in zip([0, *ends], ends, strict=False))
    ordinals = file.array(f"{name}.ordinals")
    if f"{name}.starts" in file:
        return Column(tuple(texts), ordinals, file.array(f"{name}.starts"))
    return Column(tuple(texts), ordinals.reshape(int(file.array(f"{name}.beside")[0]), -1), None)


def smallest(numbers: NDArray[Any], largest: int) -> Ordinals:
    """*numbers* in the smallest type that holds *largest*."""
    return numbers.astype(np.min_scalar_type(max(largest, 0)))


def _used(names: tuple[str, ...], at: Ints, ordinals: Ordinals, rows: int) -> Column:
    """The column where row `at[n]` has the value numbered `ordinals[n]`, of the names that are used."""
    used = np.bincount(ordinals, minlength=len(names)) > 0
    kept = tuple(name for name, is_used in zip(names, used.tolist(), strict=True) if is_used)
    return _column(kept, (np.cumsum(used) - 1)[ordinals], np.bincount(at, minlength=rows))


def _column(names: tuple[str, ...], ordinals: Ints, counts: Ints) -> Column:
    most = max(int(counts.max(initial=0)), 1)
    if most > MOST_BESIDE:
        starts = np.concatenate((starts_of(counts), [len(ordinals)]))
        return Column(names, smallest(ordinals, len(names)), smallest(starts, len(ordinals)))
    beside = np.full((most, len(counts)), len(names), dtype=np.int64)
    at = np.repeat(np.arange(len(counts)), counts)
    beside[np.arange(len(at)) - starts_of(counts)[at], at] = ordinals
    return Column(names, smallest(beside, len(names)), None)
