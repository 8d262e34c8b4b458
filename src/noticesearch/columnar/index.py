"""All segments of an index as one: rows and notices are numbered through, dead ones keep their numbers.

What is needed of all rows at once is made when it is first asked for, and kept: with one segment most of it is the
file itself, mapped, which processes share.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from threading import Lock
from typing import Any, NamedTuple, TypeVar

import numpy as np
from numpy.typing import NDArray

from noticesearch.cache import Cache
from noticesearch.columnar import columns
from noticesearch.columnar.columns import Column
from noticesearch.columnar.layout import FIELDS, Area, Kind
from noticesearch.columnar.ranges import ranges
from noticesearch.columnar.records import Ints, Record
from noticesearch.columnar.segment import Segment

Value = TypeVar("Value")
Rows = NDArray[np.int64]  # twice the memory of 32 bits, and looked up in half the time
Mask = NDArray[np.bool_]

CACHE_BYTES = 64 << 20  # of decoded postings, a searcher


class Piece(NamedTuple):
    """A term's postings in one segment: where its rows lie among all of the term, and which postings they are."""

    record: Record
    position_widths: NDArray[np.uint8] | None  # of each document of the segment
    first: int
    kept: Ints | None  # the postings of live rows; None means all
    base: int  # the segment's first row


class TermRows(NamedTuple):
    """The live rows that hold a term, ascending."""

    rows: Rows
    pieces: tuple[Piece, ...]

    def exceptions(self) -> tuple[Ints, Ints]:
        """Which of the rows hold it more than once, and how often; all others hold it once."""
        found = [_exceptions(piece) for piece in self.pieces]
        if len(found) == 1:
            return found[0]
        if not found:
            return np.empty(0, np.int64), np.empty(0, np.int64)
        return np.concatenate([at for at, _ in found]), np.concatenate([many for _, many in found])

    def frequencies_of(self, chosen: Ints) -> Ints:
        """How often each of the *chosen* ones of the rows, ascending, holds it."""
        if len(self.pieces) == 1 and self.pieces[0].kept is None:
            return self.pieces[0].record.frequencies_of(chosen)
        found = np.ones(len(self.rows), dtype=np.int64)
        at, many = self.exceptions()
        found[at] = many
        return found[chosen]

    def positions(self, chosen: Ints) -> tuple[Ints, Ints]:
        """The positions in the *chosen* ones of the rows, ascending, and how many each has."""
        found, counts = [np.empty(0, np.int64)], [np.empty(0, np.int64)]
        ends = [piece.first for piece in self.pieces[1:]] + [len(self.rows)]
        for piece, end in zip(self.pieces, ends, strict=True):
            low, high = np.searchsorted(chosen, [piece.first, end])
            if low < high:
                own = chosen[low:high] - piece.first
                at = own if piece.kept is None else piece.kept[own]
                widths = piece.position_widths
                documents = self.rows[piece.first : end] if piece.kept is None else piece.record.documents()
                if piece.kept is None and piece.base:
                    documents = documents - piece.base
                positions, sizes = piece.record.positions(at, documents, widths)
                found.append(positions.astype(np.int64))
                counts.append(sizes)
        return np.concatenate(found), np.concatenate(counts)


NO_ROWS = TermRows(np.empty(0, np.int64), ())


class Index:
    """The open segments; threads may share it."""

    def __init__(self, segments: Sequence[Segment]) -> None:
        self.segments = tuple(segments)
        self._row_base = np.cumsum([0, *(each.rows for each in segments)]).tolist()
        self._notice_base = np.cumsum([0, *(each.notices for each in segments)]).tolist()
        self.rows: int = self._row_base[-1]
        self.notices: int = self._notice_base[-1]
        self._dead = any(len(each.dead) for each in segments)
        self.live_rows = self.rows - sum(len(each.dead) for each in segments)
        self._made: dict[Any, Any] = {}  # Any: one value of one type under each key
        self._lock = Lock()
        self._terms: Cache[tuple[str, str], TermRows] = Cache(CACHE_BYTES, lambda term: term.rows.nbytes + 400)

    def once(self, key: object, make: Callable[[], Value]) -> Value:
        """What *make* gives, made once for each *key*; two threads may both make it, which does no harm."""
        value: Value | None = self._made.get(key)
        if value is None:
            value = make()
            with self._lock:
                value = self._made.setdefault(key, value)
        return value

    def forget(self) -> None:
        """Drop decoded postings, as if nothing had been asked yet."""
        self._terms = Cache(CACHE_BYTES, lambda term: term.rows.nbytes + 400)
        for segment in self.segments:
            segment.forget()

    # Rows and notices

    @property
    def one_part_each(self) -> bool:
        """Whether every notice is one part, so that rows and notices have the same numbers."""
        return self.rows == self.notices

    @property
    def first(self) -> Ints:
        """Each notice's first row, and behind them the number of rows."""
        return self.once("first", self._make_first)

    @property
    def notice_of(self) -> Rows:
        """Each row's notice."""
        return self.once("notice", lambda: np.repeat(np.arange(self.notices), np.diff(self.first)))

    @property
    def live(self) -> Mask | None:
        """Which rows live; None when all do."""
        return self.once("live", self._make_live) if self._dead else None

    @property
    def live_notices(self) -> int:
        """How many notices live."""
        return self.notices if self.live is None else int(self.live[self.first[:-1]].sum())

    @property
    def every_row(self) -> Rows:
        """All live rows."""
        everything = self.once("rows", lambda: np.arange(self.rows))
        return everything if self.live is None else self.once("live rows", lambda: everything[self.live])

    @property
    def every_notice(self) -> Rows:
        """All live notices."""
        if self.one_part_each:
            return self.every_row
        return self.once("notices", lambda: self.notices_of(self.every_row))

    def rows_of(self, notices: Rows) -> Rows:
        """All rows of the *notices*, ascending as they are."""
        if self.one_part_each:
            return notices
        begin = self.first[notices]
        return ranges(begin, self.first[notices + 1] - begin)

    def notices_of(self, rows: Rows) -> Rows:
        """The notices of ascending *rows*, each once."""
        if self.one_part_each:
            return rows
        found = self.notice_of[rows]
        return np.asarray(found[np.diff(found, prepend=-1) != 0])

    def _make_first(self) -> Ints:
        firsts = [each.first[:-1].astype(np.int64) + base for each, base in self._based(self._row_base)]
        return np.concatenate([*firsts, [self.rows]]).astype(np.int64)

    def _make_live(self) -> Mask:
        live = np.ones(self.rows, dtype=bool)
        for each, base in self._based(self._row_base):
            live[each.dead + base] = False
        return live

    # Terms

    def has_terms(self, field: str) -> bool:
        """Whether any row has a term in *field*."""
        return field in self.once("fields", self._fields_with_terms)

    def _fields_with_terms(self) -> frozenset[str]:
        return frozenset(each.name for each in FIELDS if any(segment.has_terms(each.name) for segment in self.segments))

    def term(self, field: str, term: str) -> TermRows:
        """The live rows that hold *term* in *field*.

        Raises:
            SegmentDamaged: its postings are not as written.
        """
        return self._terms.get((field, term), lambda: self._read(field, term))

    def holding(self, field: str, term: str) -> int:
        """How many rows hold *term*, dead ones included: what it costs to read it."""
        records = (segment.field(field).record(term) for segment in self.segments)
        return sum([record.postings for record in records if record is not None])

    def beginning_with(self, field: str, prefix: str) -> Rows:
        """The live rows that hold a term which begins with *prefix*, ascending."""
        mask = np.zeros(self.rows, dtype=bool)
        for segment, base in self._based(self._row_base):
            if (found := segment.field(field).beginning_with(prefix)) is not None:
                mask[base : base + segment.rows][found.documents] = True
        if self.live is not None:
            mask &= self.live
        return np.flatnonzero(mask)

    def _read(self, field: str, term: str) -> TermRows:
        if len(self.segments) == 1 and not self._dead:  # the usual case, with the least to do
            only = self.segments[0].field(field)
            alone = only.record(term)
            return (
                NO_ROWS
                if alone is None
                else TermRows(alone.documents(), (Piece(alone, only.position_widths, 0, None, 0),))
            )
        rows: list[Rows] = []
        pieces = []
        first = 0
        for segment, base in self._based(self._row_base):
            own = segment.field(field)
            record = own.record(term)
            if record is None:
                continue
            documents = record.documents()
            kept = None
            if len(segment.dead):
                kept = np.flatnonzero(self._lives(segment)[documents])
                documents = documents[kept]
            rows.append(documents + base if base else documents)
            pieces.append(Piece(record, own.position_widths, first, kept, base))
            first += len(documents)
        if not rows:
            return NO_ROWS
        return TermRows(rows[0] if len(rows) == 1 else np.concatenate(rows), tuple(pieces))

    def _lives(self, segment: Segment) -> Mask:
        base = self._row_base[self.segments.index(segment)]
        live = self.live
        return np.ones(segment.rows, dtype=bool) if live is None else live[base : base + segment.rows]

    # Columns

    def lengths(self, area: Area, kind: Kind) -> NDArray[Any]:
        """How many terms each row has in a field."""
        return self.once(("lengths", area, kind), lambda: self._make_lengths(f"{area}_{kind}"))

    def _make_lengths(self, field: str) -> NDArray[Any]:
        pieces = [segment.lengths(field) for segment in self.segments]
        return pieces[0] if len(pieces) == 1 else np.concatenate([np.empty(0, np.uint8), *pieces])

    def column(self, name: str) -> Column:
        """The column of all rows, or of all notices for the dates; what is dead has no value."""
        return self.once(("column", name), lambda: self._make_column(name))

    def _make_column(self, name: str) -> Column:
        whole = columns.joined([segment.column(name) for segment in self.segments])
        if self.live is None:
            return whole
        return whole.blanked(self.live if whole.rows == self.rows else self.live[self.first[:-1]])

    @property
    def ids(self) -> NDArray[np.bytes_]:
        """The notices' ids."""
        return self.once("ids", self._make_ids)

    def _make_ids(self) -> NDArray[np.bytes_]:
        pieces = [segment.ids for segment in self.segments]
        return pieces[0] if len(pieces) == 1 else np.concatenate([np.empty(0, "S1"), *pieces])

    def find(self, notice_id: str) -> int:
        """The number of the live notice of that id, -1 for none."""
        for segment, base in self._based(self._notice_base):
            for at in segment.all_of(notice_id):
                if self.live is None or self.live[self.first[at + base]]:
                    return at + base
        return -1

    def find_all(self, notice_ids: Sequence[str]) -> Ints:
        """The numbers of the live notices of these ids, -1 for those that are not there: as `find`, for many."""
        found = np.full(len(notice_ids), -1, dtype=np.int64)
        wanted = np.array([each.encode() for each in notice_ids], dtype=np.bytes_)
        for segment, base in self._based(self._notice_base):
            order = segment.by_id.astype(np.int64)
            if self.live is not None:
                order = order[self.live[self.first[order + base]]]
            ids = segment.ids[order]
            if len(ids):
                at = np.minimum(np.searchsorted(ids, wanted), len(ids) - 1)
                there = ids[at] == wanted
                found[there] = order[at[there]] + base
        return found

    def notice_json(self, notice: int) -> bytes:
        """The stored JSON of a notice."""
        number = int(np.searchsorted(self._notice_base, notice, side="right")) - 1
        while not self.segments[number].notices:
            number -= 1
        return self.segments[number].notice_json(notice - self._notice_base[number])

    def close(self) -> None:
        """Let go of the files."""
        self._made = {}
        self.forget()
        for segment in self.segments:
            segment.close()

    def _based(self, bases: list[int]) -> list[tuple[Segment, int]]:
        return list(zip(self.segments, bases, strict=False))


def _exceptions(piece: Piece) -> tuple[Ints, Ints]:
    at, many = piece.record.exceptions()
    many = many.astype(np.int64)
    if piece.kept is not None and len(at):
        place = np.searchsorted(piece.kept, at)
        place[place == len(piece.kept)] = 0
        same = piece.kept[place] == at if len(piece.kept) else np.zeros(len(at), bool)
        at, many = place[same], many[same]
    return at + piece.first, many
