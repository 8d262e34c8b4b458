from __future__ import annotations

from pathlib import Path
from random import Random

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from noticesearch.columnar.columns import (
    MOST_BESIDE,
    Column,
    column,
    joined,
    paired,
    read_column,
    smallest,
    write_column,
)
from noticesearch.columnar.segment_file import SegmentFile, SegmentFileWriter

Row = tuple[str, ...]

VALUE = st.sampled_from(["", "贵州日报", "520524", "520626", "é", "𠮷", "a"])
ROWS = st.lists(st.lists(VALUE, unique=True, max_size=MOST_BESIDE + 2).map(tuple), max_size=20)
BESIDE = st.lists(st.lists(VALUE, unique=True, max_size=MOST_BESIDE).map(tuple), max_size=20)
SINGLE = st.lists(st.lists(VALUE, max_size=1).map(tuple), max_size=20)
ANY = st.one_of(ROWS, BESIDE, SINGLE)


def rows_of(found: Column) -> list[Row]:
    """The values of each row, sorted: a row's values have no order."""
    at, ordinals = found.of(np.arange(found.rows))
    return [tuple(sorted(found.names[o] for o in ordinals[at == row])) for row in range(found.rows)]


def ordered(rows: list[Row]) -> list[Row]:
    return [tuple(sorted(row)) for row in rows]


def used(rows: list[Row]) -> tuple[str, ...]:
    return tuple(sorted({value for row in rows for value in row}))


def stored(made: Column, folder: Path) -> Column:
    writer = SegmentFileWriter(folder / "column")
    write_column(writer, "c", made)
    writer.close({})
    return read_column(SegmentFile(folder / "column"), "c")


@settings(deadline=None)
@given(ANY)
def test_a_column_gives_its_rows_back_from_memory_and_from_a_file(
    tmp_path_factory: pytest.TempPathFactory, rows: list[Row]
) -> None:
    made = column(rows)
    for found in (made, stored(made, tmp_path_factory.mktemp("column"))):
        assert rows_of(found) == ordered(rows)
        assert found.names == used(rows)
        assert (found.starts is None) == all(len(row) <= MOST_BESIDE for row in rows)


@given(ANY, st.data())
def test_any_rows_may_be_asked_for_in_any_order(rows: list[Row], data: st.DataObject) -> None:
    wanted = data.draw(st.lists(st.integers(0, len(rows) - 1), max_size=9)) if rows else []
    at, ordinals = column(rows).of(np.array(wanted, dtype=np.int64))
    names = column(rows).names
    found = [tuple(sorted(names[o] for o in ordinals[at == place])) for place in range(len(wanted))]
    assert found == [tuple(sorted(rows[row])) for row in wanted]


@given(ANY, st.data())
def test_rows_are_counted_by_value_and_asked_for_values(rows: list[Row], data: st.DataObject) -> None:
    wanted = sorted(data.draw(st.sets(st.integers(0, len(rows) - 1)))) if rows else []
    chosen, found = [rows[row] for row in wanted], column(rows)
    at = np.array(wanted, dtype=np.int64)
    assert found.counts(at).tolist() == [sum(name in row for row in chosen) for name in found.names]
    names = data.draw(st.sets(VALUE))
    asked = np.array([*(name in names for name in found.names), False], dtype=bool)
    assert found.having(at, asked).tolist() == [bool(names & set(row)) for row in chosen]
    assert found.has_value().tolist() == [bool(row) for row in rows]


@given(ANY, st.data())
def test_only_keeps_rows_and_the_names_they_have_and_rows_at_keeps_all_names(
    rows: list[Row], data: st.DataObject
) -> None:
    wanted = sorted(data.draw(st.sets(st.integers(0, len(rows) - 1)))) if rows else []
    chosen = [rows[row] for row in wanted]
    only, at = (getattr(column(rows), name)(np.array(wanted, dtype=np.int64)) for name in ("only", "rows_at"))
    assert (rows_of(only), only.names) == (ordered(chosen), used(chosen))
    assert (rows_of(at), at.names) == (ordered(chosen), used(rows))


@given(st.lists(st.tuples(st.lists(VALUE, unique=True, max_size=3).map(tuple), st.booleans()), max_size=20))
def test_blanked_rows_have_no_value_and_leave_no_name_behind(rows: list[tuple[Row, bool]]) -> None:
    found = column([row for row, _ in rows]).blanked(np.array([lives for _, lives in rows], dtype=bool))
    left = [row if lives else () for row, lives in rows]
    assert (rows_of(found), found.names) == (ordered(left), used(left))


@given(st.lists(ANY, min_size=1, max_size=4))
def test_joined_columns_are_the_column_of_all_rows(pieces: list[list[Row]]) -> None:
    whole = [row for rows in pieces for row in rows]
    found, expected = joined([column(rows) for rows in pieces]), column(whole)
    assert (rows_of(found), found.names) == (ordered(whole), expected.names)
    assert (found.starts is None) == (expected.starts is None)


def test_no_columns_joined_have_no_rows() -> None:
    assert (joined([]).rows, joined([]).names) == (0, ())


@given(st.sets(st.tuples(st.integers(0, 5), st.integers(0, 3))), st.randoms(use_true_random=False))
def test_pairs_in_any_order_make_a_column(pairs: set[tuple[int, int]], random: Random) -> None:
    names = ("a", "b", "c", "d")
    shuffled = random.sample(sorted(pairs), len(pairs))
    rows, ordinals = (np.array([pair[side] for pair in shuffled], dtype=np.int64) for side in (0, 1))
    found = paired(names, rows, ordinals, 6)
    assert rows_of(found) == [tuple(sorted(names[o] for r, o in pairs if r == row)) for row in range(6)]


@pytest.mark.parametrize(
    ("largest", "kind"), [(0, "|u1"), (255, "|u1"), (256, "<u2"), (65_535, "<u2"), (65_536, "<u4"), (2**32, "<u8")]
)
def test_numbers_lie_in_the_smallest_type_that_holds_the_largest(largest: int, kind: str) -> None:
    found = smallest(np.array([0, largest]), largest)
    assert (found.dtype.str, found.tolist()) == (kind, [0, largest])


def test_a_column_of_more_than_255_names_needs_no_more_than_two_bytes_a_row() -> None:
    rows: list[Row] = [(f"{number:04}",) for number in range(300)]
    found = column([*rows, ()])
    assert (found.ordinals.dtype.str, rows_of(found)) == ("<u2", [*rows, ()])
