"""One file of named arrays: written once from front to back, read through mmap, every byte under a checksum.

The layout is in docs/index-format.md. A reader checks the sizes and the directory when it opens a file, and each block
of the arrays when it is first touched: a flipped bit is refused, never answered from.
"""

from __future__ import annotations

import json
import mmap
import os
import struct
import zlib
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any, BinaryIO

import numpy as np
from numpy.typing import NDArray

from noticesearch.store.errors import IndexDamaged

Bytes = NDArray[np.uint8]
Array = NDArray[Any]  # Any: the directory tells the type

MAGIC = b"NSCOLUMN"
VERSION = 1  # raise it when the meaning of an array changes; a reader refuses all but its own
HEADER = struct.Struct("<8sI")  # magic, version
TRAILER = struct.Struct("<QQII")  # where the directory stands, its bytes, its CRC, that of the three numbers before
ALIGNMENT = 64
BLOCK_BYTES = 1 << 14  # under one checksum: 4 microseconds to check, and a rare term lies in one


class SegmentDamaged(IndexDamaged):
    """A segment file is not what was written; the message says which, and what to do."""


class SegmentFileWriter:
    """Writes the arrays of one file in turn. The file is complete, and on the disk, after `close`."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._file: BinaryIO = path.open("xb")
        self._arrays: dict[str, tuple[str, int, int]] = {}
        self._checksums: list[int] = []
        self._pending = bytearray()
        self._at = 0
        self._put(HEADER.pack(MAGIC, VERSION))

    def add(self, name: str, array: Array) -> None:
        """Write a one-dimensional array under *name*."""
        with self.stream(name, array.dtype) as stream:
            stream.append(array)

    @contextmanager
    def stream(self, name: str, dtype: np.dtype[Any] | type) -> Iterator[ArrayStream]:
        """Write an array piece by piece; no other array can be written meanwhile."""
        if name in self._arrays:
            raise ValueError(f"{self._path}: the array {name!r} is written already")
        self._put(bytes(-self._at % ALIGNMENT))
        start, kind = self._at, np.dtype(dtype)
        yield ArrayStream(self, kind)
        self._arrays[name] = (kind.str, start, (self._at - start) // max(kind.itemsize, 1))

    def close(self, facts: dict[str, Any]) -> None:  # Any: plain JSON
        """Write checksums, directory and *facts*, and have the disk hold the file."""
        self._put(bytes(-self._at % ALIGNMENT))
        if self._pending:
            self._checksums.append(zlib.crc32(self._pending))
            self._flush(len(self._pending))
        checksums = np.array(self._checksums, dtype="<u4").tobytes()
        directory = {"arrays": self._arrays, "checked": self._at, "checksums": zlib.crc32(checksums), "facts": facts}
        written = json.dumps(directory, ensure_ascii=False, sort_keys=True).encode()
        numbers = (self._at + len(checksums), len(written), zlib.crc32(written))
        self._file.write(checksums + written + TRAILER.pack(*numbers, zlib.crc32(struct.pack("<QQI", *numbers))))
        self._file.flush()
        os.fsync(self._file.fileno())
        self._file.close()

    def abandon(self) -> None:
        """Close and remove the file; does nothing to one that is complete."""
        if not self._file.closed:
            self._file.close()
            self._path.unlink(missing_ok=True)

    def _put(self, data: bytes | memoryview) -> None:
        self._at += len(data)
        self._pending += data
        whole = len(self._pending) // BLOCK_BYTES * BLOCK_BYTES
        if whole:
            view = memoryview(self._pending)
            self._checksums += [zlib.crc32(view[at : at + BLOCK_BYTES]) for at in range(0, whole, BLOCK_BYTES)]
            view.release()
            self._flush(whole)

    def _flush(self, size: int) -> None:
        with memoryview(self._pending) as view:
            self._file.write(view[:size])
        del self._pending[:size]


class ArrayStream:
    """The array being written."""

    def __init__(self, writer: SegmentFileWriter, dtype: np.dtype[Any]) -> None:
        self._writer = writer
        self._dtype = dtype

    def append(self, array: Array) -> None:
        """Go on with *array*, converted to the type of the whole."""
        if array.size:
            data = np.ascontiguousarray(array, dtype=self._dtype)
            self._writer._put(data.view(np.uint8).data)


class SegmentFile:
    """An open file of arrays; threads may share it. Arrays are views of the file and must not outlive `close`."""

    def __init__(self, path: Path) -> None:
        """Map the file.

        Raises:
            SegmentDamaged: it is cut short, its directory was changed, or it is of another version.
            OSError: it cannot be read.
        """
        self._path = path
        with path.open("rb") as file:
            size = os.fstat(file.fileno()).st_size
            if size < HEADER.size + TRAILER.size:
                raise self._damaged(f"it has {size} bytes, too few for any")
            self._map = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
        try:
            self._read_directory(size)
        except BaseException:
            self._map.close()
            raise

    def __contains__(self, name: str) -> bool:
        return name in self._arrays

    @property
    def facts(self) -> dict[str, Any]:  # Any: plain JSON
        """What was told with the arrays when the file was written."""
        return self._facts

    def array(self, name: str) -> Array:
        """The whole array of that name, checked.

        Raises:
            SegmentDamaged: its bytes are not those written.
        """
        dtype, start, count = self._arrays[name]
        self.check(start, start + count * dtype.itemsize)
        return np.frombuffer(self._map, dtype, count, start)

    def piece(self, name: str, first: int, end: int) -> Array:
        """The elements *first* to *end* of an array, checked.

        Raises:
            SegmentDamaged: as `array`.
        """
        dtype, start, _ = self._arrays[name]
        self.check(start + first * dtype.itemsize, start + end * dtype.itemsize)
        return np.frombuffer(self._map, dtype, end - first, start + first * dtype.itemsize)

    def length(self, name: str) -> int:
        """How many elements an array has."""
        return self._arrays[name][2]

    def check(self, start: int, end: int) -> None:
        """Check the blocks that hold the bytes *start* to *end*, those checked before aside.

        Raises:
            SegmentDamaged: one is not as written.
        """
        first, last = start // BLOCK_BYTES, -(-end // BLOCK_BYTES)
        if self._checked.find(0, first, last) < 0:
            return
        with memoryview(self._map) as view:
            for block in range(first, last):
                if not self._checked[block]:
                    begin = block * BLOCK_BYTES
                    if zlib.crc32(view[begin : min(begin + BLOCK_BYTES, self._end)]) != self._checksums[block]:
                        raise self._damaged(f"the {BLOCK_BYTES} bytes from byte {begin} on are not those written")
                    self._checked[block] = 1

    def check_all(self) -> None:
        """Check every array.

        Raises:
            SegmentDamaged: one is not as written.
        """
        self.check(0, self._end)

    def release(self) -> None:
        """Let the system take back the memory that holds the file, as it does by itself when it is short of any."""
        if hasattr(mmap, "MADV_DONTNEED"):
            self._map.madvise(mmap.MADV_DONTNEED)

    def close(self) -> None:
        """Let go of the file, once no array of it is in use; closing twice is fine."""
        with suppress(BufferError):  # arrays still look into it: the map goes when the last of them does
            self._map.close()

    def _read_directory(self, size: int) -> None:
        magic, version = HEADER.unpack_from(self._map, 0)
        if magic != MAGIC:
            raise self._damaged(f"it begins with {magic!r}, not with {MAGIC!r}")
        if version != VERSION:
            raise self._damaged(f"it is of format {version}, and this version reads format {VERSION}")
        *numbers, own = TRAILER.unpack_from(self._map, size - TRAILER.size)
        at, length, checksum = numbers
        if zlib.crc32(struct.pack("<QQI", *numbers)) != own or at + length + TRAILER.size != size:
            raise self._damaged(f"its end, at byte {size}, is not the end written")
        written = self._map[at : at + length]
        if zlib.crc32(written) != checksum:
            raise self._damaged("its directory is not the one written")
        directory = json.loads(written)
        arrays: dict[str, tuple[str, int, int]] = directory["arrays"]
        self._arrays = {name: (np.dtype(kind), start, count) for name, (kind, start, count) in arrays.items()}
        self._facts: dict[str, Any] = directory["facts"]
        self._end: int = directory["checked"]
        table = self._map[self._end : at]
        if zlib.crc32(table) != directory["checksums"]:
            raise self._damaged("its checksums are not those written")
        self._checksums: list[int] = np.frombuffer(table, "<u4").tolist()
        self._checked = bytearray(len(self._checksums))

    def _damaged(self, fact: str) -> SegmentDamaged:
        return SegmentDamaged(
            f"{self._path} is not a segment as it was written: {fact}; go back with noticesearch rollback, or build "
            "anew with noticesearch reindex --full"
        )
