from __future__ import annotations

from dataclasses import dataclass
from random import Random

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from noticesearch.columnar.decoding import counts_of, decode
from noticesearch.columnar.encoding import encode
from noticesearch.columnar.ranges import starts_of
from noticesearch.columnar.records import (
    FREQUENCY_WIDTH,
    GAP_WIDTH,
    IS_LARGE,
    Postings,
    Record,
    gather,
    record,
    scatter,
)

Positions = dict[int, list[int]]
"""The positions of one term by document."""

LARGEST = (0xFF, 0xFFFF, 0xFFFFFFFF)
LAST_DOCUMENT = 2**31 - 1


@dataclass(frozen=True)
class Case:
    """Terms with their positions by document, and the width of a position in each document, as a power of 2."""

    terms: tuple[Positions, ...]
    widths: NDArray[np.uint8] | None

    @property
    def postings(self) -> Postings:
        lists = [found[document] for found in self.terms for document in sorted(found)]
        return Postings(
            np.array([len(found) for found in self.terms], dtype=np.int64),
            np.array([document for found in self.terms for document in sorted(found)], dtype=np.int32),
            np.array([len(each) for each in lists], dtype=np.int64),
            np.array([position for each in lists for position in each], dtype=np.uint32),
        )


def spread(count: int, largest: int) -> list[int]:
    """So many ascending positions, the last of them the largest."""
    return [at * largest // count for at in range(1, count + 1)]


@st.composite
def cases(draw: st.DrawFn) -> Case:
    size = draw(st.sampled_from([1, 9, 300, 700, 5_000]))
    widths = draw(st.lists(st.integers(0, 2), min_size=size, max_size=size) if size < 10 else st.none())
    kinds = np.zeros(size, np.uint8) if widths is None else np.array(widths, dtype=np.uint8)
    if widths is None and draw(st.booleans()):
        kinds = (np.arange(size) * draw(st.integers(1, 7)) % 3).astype(np.uint8)
    frequency = st.sampled_from([1] * 20 + [2, 3, 255, 256, 300])
    terms = []
    for _ in range(draw(st.integers(1, 6))):
        documents = draw(
            st.one_of(
                st.sets(st.integers(0, size - 1), min_size=1, max_size=12),
                st.integers(1, size).map(lambda count: set(range(count))),
                st.integers(1, 40).map(lambda step: set(range(0, size, step))),
            )
        )
        often = draw(frequency) if len(documents) > 30 else None
        terms.append(
            {
                document: spread(draw(frequency) if often is None else often, LARGEST[kinds[document]])
                for document in sorted(documents)
            }
        )
    return Case(tuple(terms), kinds if kinds.any() else None)


def records(case: Case) -> list[Record]:
    data, sizes = encode(case.postings, case.widths)
    ends = np.cumsum(sizes)
    assert ends[-1] == len(data)
    return [record(data[end - size : end]) for end, size in zip(ends, sizes, strict=True)]


def read(found: Record, widths: NDArray[np.uint8] | None) -> Positions:
    documents = found.documents()
    positions, counts = found.positions(np.arange(len(documents)), documents, widths)
    ends = np.cumsum(counts)
    assert counts.tolist() == found.frequencies().tolist()
    return {
        int(document): positions[end - count : end].tolist()
        for document, count, end in zip(documents, counts, ends, strict=True)
    }


@settings(deadline=None)
@given(cases())
def test_each_record_gives_its_postings_back(case: Case) -> None:
    assert [read(each, case.widths) for each in records(case)] == list(case.terms)


@settings(deadline=None)
@given(cases())
def test_many_records_are_read_at_once_as_one_by_one(case: Case) -> None:
    data, sizes = encode(case.postings, case.widths)
    expected, found = case.postings, decode(data, starts_of(sizes), positions=True, position_widths=case.widths)
    assert found.counts.tolist() == expected.counts.tolist() == counts_of(data, starts_of(sizes)).tolist()
    assert found.documents.tolist() == expected.documents.tolist()
    assert found.frequencies.tolist() == expected.frequencies.tolist()
    assert found.positions is not None
    assert expected.positions is not None
    assert found.positions.tolist() == expected.positions.tolist()


@settings(deadline=None)
@given(cases(), st.randoms(use_true_random=False))
def test_the_positions_of_chosen_postings_are_those_alone(case: Case, random: Random) -> None:
    for each, expected in zip(records(case), case.terms, strict=True):
        documents = sorted(expected)
        chosen = [at for at in range(len(documents)) if random.random() < 0.4]
        positions, counts = each.positions(np.array(chosen, dtype=np.int64), each.documents(), case.widths)
        wanted = [expected[documents[at]] for at in chosen]
        assert counts.tolist() == [len(found) for found in wanted]
        assert positions.tolist() == [position for found in wanted for position in found]


@pytest.mark.parametrize("frequency", [2, 255, 256, 65_535, 65_536, 70_000])
def test_a_frequency_of_any_size_comes_back(frequency: int) -> None:
    case = Case(({0: [7], 3: spread(frequency, 0xFFFFFFFF), 4: [9]}, {3: [1]}), np.array([0, 0, 0, 2, 1], np.uint8))
    found = records(case)
    assert [read(each, case.widths) for each in found] == list(case.terms)
    assert [each.frequencies().tolist() for each in found] == [[1, frequency, 1], [1]]
    at, many = found[0].exceptions()
    assert (at.tolist(), many.tolist()) == ([1], [frequency])


@pytest.mark.parametrize(
    ("documents", "width"),
    [
        ([0], 0),
        ([253], 0),
        ([254], 0),
        ([255], 0),
        ([0, 1, 2, 256], 0),
        ([0, 255, 510, 765], 0),
        ([0, 70_000], 1),
        ([65_534], 1),
        ([65_535], 1),
        ([65_536, 131_072, 196_607], 1),
        ([1_000_000], 2),
        ([200_000_000], 2),
        ([5, LAST_DOCUMENT], 2),
        ([LAST_DOCUMENT], 2),
        ([*range(300), LAST_DOCUMENT], 2),
    ],
)
def test_a_gap_of_any_size_comes_back_in_the_width_that_is_shortest(documents: list[int], width: int) -> None:
    postings = Postings(
        np.array([len(documents)]), np.array(documents, np.int32), np.ones(len(documents), np.int64), None
    )
    data, sizes = encode(postings, None)
    found = record(data)
    assert found.documents().tolist() == documents
    assert decode(data, starts_of(sizes), positions=False).documents.tolist() == documents
    assert [kind for kind in range(3) if _encoded_size(documents, kind) < len(data)] == []
    if len(documents) < 300:
        assert found.flags & GAP_WIDTH == width


def _encoded_size(documents: list[int], width: int) -> int:
    gaps = np.diff(np.array([-1, *documents], dtype=np.int64))
    units = int((1 + gaps // LARGEST[width]).sum())
    return (16 if len(documents) > 255 or units - len(gaps) > 255 else 4) + (units << width)


def test_a_record_of_one_document_takes_six_bytes() -> None:
    data, sizes = encode(Case(({4: [9]},), None).postings, None)
    assert (bytes(data), sizes.tolist()) == (bytes([0, 1, 0, 0, 5, 9]), [6])


def test_a_record_is_laid_out_as_the_format_says() -> None:
    case = Case(({0: [1, 600], 1: [3], 301: [2]},), np.array([1] + [0] * 301, np.uint8))
    data, _ = encode(case.postings, case.widths)
    header = bytes([0, 3, 1, 1])  # flags, documents, skips, frequencies above 1
    gaps = bytes([1, 1, 255, 45])  # 301 − 1 = 255 + 45
    positions = bytes([1, 0x58, 3, 2, 0, 2])  # the lowest bytes of all, then the second ones of row 0: 1 and 600
    assert bytes(data) == header + gaps + bytes([0b1000_0000]) + bytes([2]) + positions


def test_the_flags_tell_the_widths() -> None:
    case = Case(
        ({0: [1]}, {0: spread(300, 0xFFFFFFFF)}, {document: [1] for document in range(300)}), np.full(300, 2, np.uint8)
    )
    flags = [each.flags for each in records(case)]
    assert [flag & FREQUENCY_WIDTH for flag in flags] == [0, 1 << 2, 0]
    assert [bool(flag & IS_LARGE) for flag in flags] == [False, False, True]


@given(st.lists(st.tuples(st.integers(0, 2), st.integers(0, 0xFFFFFFFF)), max_size=50))
def test_what_is_scattered_is_gathered(numbers: list[tuple[int, int]]) -> None:
    widths = np.array([width for width, _ in numbers], dtype=np.uint8)
    values = np.array([value % (LARGEST[width] + 1) for width, value in numbers], dtype=np.uint32)
    at = starts_of(np.left_shift(1, widths.astype(np.int64)))
    data = np.zeros(4 * len(numbers), dtype=np.uint8)
    scatter(data, at, values, widths)
    assert gather(data, at, widths).tolist() == values.tolist()
