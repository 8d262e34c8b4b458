"""Arrays put aside on the disk while a segment is built, read back by slices: they take no memory until then."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

Array = NDArray[Any]  # Any: of whatever type was put aside


class SpillFile:
    """One file without a name for all arrays of a builder; it goes with the process at the latest."""

    def __init__(self, folder: Path) -> None:
        self._file = tempfile.TemporaryFile(dir=folder)  # noqa: SIM115  # closed by `close`, or with the process
        self._end = 0

    def put(self, array: Array | SpilledArray) -> SpilledArray:
        """Put *array* aside, unless it is already."""
        if isinstance(array, SpilledArray):
            return array
        data = np.ascontiguousarray(array)
        self._file.seek(self._end)
        self._file.write(data.view(np.uint8).data)
        self._file.flush()
        spilled = SpilledArray(self._file.fileno(), data.dtype, self._end, len(data))
        self._end += data.nbytes
        return spilled

    def close(self) -> None:
        """Give the disk its room back; arrays put aside can no longer be read."""
        self._file.close()


class SpilledArray:
    """An array that was put aside. A slice of it, or one element, is read anew each time."""

    def __init__(self, descriptor: int, dtype: np.dtype[Any], start: int, count: int) -> None:
        self._descriptor = descriptor
        self._dtype = dtype
        self._start = start
        self._count = count

    def __len__(self) -> int:
        return self._count

    def __getitem__(self, which: slice | int) -> Any:  # Any: an array for a slice, a number for an index
        first, end, _ = which.indices(self._count) if isinstance(which, slice) else (which, which + 1, 1)
        size = self._dtype.itemsize
        at, left, pieces = self._start + first * size, (end - first) * size, []
        while left:  # one call reads 2 GiB at most
            pieces.append(os.pread(self._descriptor, left, at))
            if not pieces[-1]:
                raise OSError(f"{left} bytes put aside on the disk are no longer there")
            at, left = at + len(pieces[-1]), left - len(pieces[-1])
        array = np.frombuffer(b"".join(pieces), self._dtype)
        return array if isinstance(which, slice) else array[0]
