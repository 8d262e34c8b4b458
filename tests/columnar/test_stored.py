from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from noticesearch.columnar.segment_file import SegmentFile, SegmentFileWriter
from noticesearch.columnar.stored import BLOCK_BYTES, NAME, StoredReader, StoredWriter
from tests.plain import corpus


def noise(number: int, size: int) -> bytes:
    """Bytes that do not compress, so that they lie in the file as they are."""
    return corpus.seeded(number).randbytes(size)


def stored(path: Path, notices: Sequence[bytes]) -> SegmentFile:
    file = SegmentFileWriter(path)
    with file.stream(NAME, np.uint8) as stream:
        writer = StoredWriter(stream)
        for notice in notices:
            writer.add(notice)
        writer.finish()
    writer.write(file)
    file.close({})
    return SegmentFile(path)


def copied(path: Path, sources: Sequence[tuple[SegmentFile, Sequence[bool]]]) -> SegmentFile:
    file = SegmentFileWriter(path)
    with file.stream(NAME, np.uint8) as stream:
        writer = StoredWriter(stream)
        for source, live in sources:
            StoredReader(source).copy(np.array(live, dtype=bool), writer)
        writer.finish()
    writer.write(file)
    file.close({})
    return SegmentFile(path)


def read(file: SegmentFile) -> list[bytes]:
    reader = StoredReader(file)
    return [reader[notice] for notice in range(file.length("stored.starts") - 1)]


SIZE = st.sampled_from([0, 1, 50, 9_000, 20_000, BLOCK_BYTES, 3 * BLOCK_BYTES])


@settings(deadline=None, max_examples=40)
@given(st.lists(SIZE, max_size=12))
def test_notices_come_back_by_their_number(tmp_path_factory: pytest.TempPathFactory, sizes: list[int]) -> None:
    notices = [noise(at, size) for at, size in enumerate(sizes)]
    assert read(stored(tmp_path_factory.mktemp("stored") / "file", notices)) == notices


@settings(deadline=None, max_examples=40)
@given(st.lists(st.lists(st.tuples(SIZE, st.booleans()), max_size=12), min_size=1, max_size=3))
def test_a_copy_holds_the_live_notices_in_order(
    tmp_path_factory: pytest.TempPathFactory, segments: list[list[tuple[int, bool]]]
) -> None:
    folder = tmp_path_factory.mktemp("stored")
    sources, expected = [], []
    for number, notices in enumerate(segments):
        made = [noise(100 * number + at, size) for at, (size, _) in enumerate(notices)]
        live = [lives for _, lives in notices]
        sources.append((stored(folder / str(number), made), live))
        expected += [notice for notice, lives in zip(made, live, strict=True) if lives]
    assert read(copied(folder / "copy", sources)) == expected


def test_a_copy_keeps_whole_blocks_as_they_are_and_loses_the_bytes_of_the_dead(tmp_path: Path) -> None:
    notices = [noise(at, 20_000) for at in range(6)]  # two a block
    source = stored(tmp_path / "source", notices)
    copy = copied(tmp_path / "copy", [(source, [True, True, True, False, False, False])])
    first = int(source.array("stored.block_ends")[0])
    assert copy.array("stored.block_ends")[0] == first
    assert copy.piece(NAME, 0, first).tolist() == source.piece(NAME, 0, first).tolist()
    before, after = (tmp_path / "source").read_bytes(), (tmp_path / "copy").read_bytes()
    assert [before.count(notice[:64]) for notice in notices] == [1, 1, 1, 1, 1, 1]
    assert [after.count(notice[:64]) for notice in notices] == [1, 1, 1, 0, 0, 0]


def test_a_segment_of_no_notices_is_copied_too(tmp_path: Path) -> None:
    empty = stored(tmp_path / "empty", [])
    assert read(copied(tmp_path / "copy", [(empty, [])])) == []


def test_small_blocks_of_many_segments_become_one(tmp_path: Path) -> None:
    sources = [(stored(tmp_path / str(at), [noise(at, 500)]), [True]) for at in range(20)]
    whole = copied(tmp_path / "whole", sources)
    assert whole.length("stored.block_first") == 1
    assert read(whole) == [noise(at, 500) for at in range(20)]
