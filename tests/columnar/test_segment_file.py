from __future__ import annotations

import struct
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from noticesearch.columnar.segment_file import (
    ALIGNMENT,
    BLOCK_BYTES,
    HEADER,
    MAGIC,
    VERSION,
    SegmentDamaged,
    SegmentFile,
    SegmentFileWriter,
)

Arrays = dict[str, NDArray[Any]]  # Any: of every type

SMALL: Arrays = {
    "bytes": np.arange(40, dtype=np.uint8),
    "numbers": np.array([1, 70_000, 2**32 - 1], dtype=np.uint32),
    "nothing": np.empty(0, np.uint64),
    "wide": np.array([2**63], dtype=np.uint64),
}
LARGE: Arrays = {name: np.full(3 * BLOCK_BYTES, at, dtype=np.uint8) for at, name in enumerate("abc")}
FACTS = {"rows": 3, "name": "通知"}


def write(path: Path, arrays: Arrays) -> Path:
    writer = SegmentFileWriter(path)
    for name, array in arrays.items():
        writer.add(name, array)
    writer.close(FACTS)
    return path


def held(file: SegmentFile, arrays: Arrays) -> dict[str, tuple[str, list[int]]]:
    return {name: (file.array(name).dtype.str, file.array(name).tolist()) for name in arrays}


def told(arrays: Arrays) -> dict[str, tuple[str, list[int]]]:
    return {name: (array.dtype.str, array.tolist()) for name, array in arrays.items()}


def read_all(path: Path) -> None:
    file = SegmentFile(path)
    try:
        file.check_all()
    finally:
        file.close()


@settings(max_examples=50, deadline=None)
@given(
    st.lists(
        st.tuples(st.sampled_from(["<u1", "<u2", "<u4", "<u8"]), st.integers(0, 20_000), st.integers(0, 255)),
        max_size=6,
    )
)
def test_arrays_and_facts_come_back_as_they_were_written(
    tmp_path_factory: pytest.TempPathFactory, shapes: list[tuple[str, int, int]]
) -> None:
    arrays = {
        f"array {at}": np.full(size, value, dtype=kind) + np.arange(size, dtype=kind) % 7
        for at, (kind, size, value) in enumerate(shapes)
    }
    file = SegmentFile(write(tmp_path_factory.mktemp("segment") / "file", arrays))
    assert held(file, arrays) == told(arrays)
    assert [file.length(name) for name in arrays] == [len(array) for array in arrays.values()]
    assert file.facts == FACTS
    file.check_all()
    file.close()


def test_every_array_begins_at_a_multiple_of_the_alignment(tmp_path: Path) -> None:
    data = write(tmp_path / "file", SMALL).read_bytes()
    for array in (SMALL["bytes"], SMALL["numbers"], SMALL["wide"]):
        assert data.index(array.tobytes(), HEADER.size) % ALIGNMENT == 0


def test_an_array_written_in_pieces_is_the_whole_in_the_type_of_the_stream(tmp_path: Path) -> None:
    writer = SegmentFileWriter(tmp_path / "file")
    with writer.stream("numbers", np.uint32) as stream:
        for piece in ([1, 2], [], [3]):
            stream.append(np.array(piece, dtype=np.int64))
    writer.close({})
    file = SegmentFile(tmp_path / "file")
    assert (file.array("numbers").dtype.str, file.array("numbers").tolist()) == ("<u4", [1, 2, 3])


def test_a_piece_is_a_slice_of_its_array(tmp_path: Path) -> None:
    numbers = np.arange(50_000, dtype=np.uint32)
    file = SegmentFile(write(tmp_path / "file", {"before": SMALL["bytes"], "numbers": numbers}))
    for first, end in ((0, 0), (0, 1), (4_000, 9_000), (49_999, 50_000), (0, 50_000)):
        assert file.piece("numbers", first, end).tolist() == list(range(first, end))


def test_an_array_is_known_by_its_name(tmp_path: Path) -> None:
    file = SegmentFile(write(tmp_path / "file", SMALL))
    assert [name in file for name in ("bytes", "nothing", "other")] == [True, True, False]


def test_a_file_cut_at_any_length_or_grown_is_refused_when_it_opens(tmp_path: Path) -> None:
    data = write(tmp_path / "file", SMALL).read_bytes()
    other = tmp_path / "other"
    for changed in (*(data[:size] for size in range(len(data))), data + b"\0", data + data):
        other.write_bytes(changed)
        with pytest.raises(SegmentDamaged, match=r"is not a segment as it was written: .*; go back with"):
            SegmentFile(other)


def test_any_flipped_bit_is_refused_at_the_latest_when_its_block_is_touched(tmp_path: Path) -> None:
    data = bytearray(write(tmp_path / "file", SMALL).read_bytes())
    other = tmp_path / "other"
    for bit in range(len(data) * 8):
        data[bit // 8] ^= 1 << bit % 8
        other.write_bytes(data)
        with pytest.raises(SegmentDamaged):
            read_all(other)
        data[bit // 8] ^= 1 << bit % 8
    other.write_bytes(data)
    read_all(other)


def test_damage_is_told_by_the_block_it_is_in_and_the_others_still_serve(tmp_path: Path) -> None:
    path = write(tmp_path / "file", LARGE)
    data = bytearray(path.read_bytes())
    at = data.index(LARGE["b"].tobytes()) + BLOCK_BYTES + 5
    data[at] ^= 1
    path.write_bytes(data)
    file = SegmentFile(path)
    assert held(file, {"a": LARGE["a"]}) == told({"a": LARGE["a"]})
    assert file.piece("b", 2 * BLOCK_BYTES + 64, 3 * BLOCK_BYTES).tolist() == [1] * (BLOCK_BYTES - 64)
    begin = at // BLOCK_BYTES * BLOCK_BYTES
    for touch in (lambda: file.array("b"), lambda: file.piece("b", BLOCK_BYTES, BLOCK_BYTES + 9), file.check_all):
        with pytest.raises(SegmentDamaged, match=f"the {BLOCK_BYTES} bytes from byte {begin} on are not those written"):
            touch()
    file.close()


def test_a_file_of_another_format_is_refused_and_told_its_number(tmp_path: Path) -> None:
    data = write(tmp_path / "file", SMALL).read_bytes()
    (tmp_path / "file").write_bytes(struct.pack("<8sI", MAGIC, VERSION + 1) + data[HEADER.size :])
    with pytest.raises(SegmentDamaged, match=f"of format {VERSION + 1}, and this version reads format {VERSION}; "):
        SegmentFile(tmp_path / "file")


def test_a_file_that_is_something_else_is_refused_and_told_how_it_begins(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"%PDF-1.7" * 10)
    with pytest.raises(SegmentDamaged, match=r"it begins with b'%PDF-1\.7', not with b'NSCOLUMN'"):
        SegmentFile(tmp_path / "file")


def test_a_name_is_written_once(tmp_path: Path) -> None:
    writer = SegmentFileWriter(tmp_path / "file")
    writer.add("a", SMALL["bytes"])
    with pytest.raises(ValueError, match="the array 'a' is written already"):
        writer.add("a", SMALL["bytes"])
    writer.abandon()


def test_an_abandoned_file_is_gone_and_a_complete_one_stays(tmp_path: Path) -> None:
    writer = SegmentFileWriter(tmp_path / "file")
    writer.add("a", SMALL["bytes"])
    writer.abandon()
    assert list(tmp_path.iterdir()) == []
    writer = SegmentFileWriter(tmp_path / "file")
    writer.close({})
    writer.abandon()
    read_all(tmp_path / "file")


def test_a_file_that_is_there_is_never_written_over(tmp_path: Path) -> None:
    before = write(tmp_path / "file", SMALL).read_bytes()
    with pytest.raises(FileExistsError):
        SegmentFileWriter(tmp_path / "file")
    assert (tmp_path / "file").read_bytes() == before


def test_an_array_in_use_outlives_the_closing_of_its_file(tmp_path: Path) -> None:
    file = SegmentFile(write(tmp_path / "file", SMALL))
    numbers = file.array("numbers")
    file.close()
    file.close()
    assert numbers.tolist() == SMALL["numbers"].tolist()
