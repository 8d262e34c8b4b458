"""Stored notices: their JSON in compressed blocks of several, each read by itself.

A merge copies whole blocks as they are; one with a dead notice in it is written anew without, and one that is small
is made part of a larger one.
"""

from __future__ import annotations

from collections.abc import Iterator
from threading import local

import numpy as np
from numpy.typing import NDArray
from zstandard import ZstdCompressor, ZstdDecompressor

from noticesearch.columnar.segment_file import ArrayStream, SegmentFile, SegmentFileWriter

BLOCK_BYTES = 1 << 15  # before compression: read whole for one hit, 30 microseconds; smaller ones compress worse
LEVEL = 3  # zstd's usual one: twice as fast as a gain of 3 % at level 6 is worth
BLOCKS_AT_ONCE = 256  # of another segment that are held in memory while they are copied
NAME = "stored.blocks"


class StoredWriter:
    """Writes notices into the open stream of a segment file, then where they lie."""

    def __init__(self, stream: ArrayStream) -> None:
        self._stream = stream
        self._compressor = ZstdCompressor(level=LEVEL)
        self._pending: list[bytes] = []
        self._pending_bytes = 0
        self._sizes: list[int] = []
        self._block_first: list[int] = []
        self._block_sizes: list[int] = []

    def add(self, notice: bytes) -> None:
        """Put the next notice in."""
        self._pending.append(notice)
        self._pending_bytes += len(notice)
        if self._pending_bytes >= BLOCK_BYTES:
            self._end_block()

    def add_block(self, block: bytes, sizes: list[int]) -> None:
        """Put a block of another segment in as it is; *sizes* are those of its notices."""
        self._end_block()
        self._put(block, sizes)

    def finish(self) -> None:
        """Write the last block."""
        self._end_block()

    def write(self, file: SegmentFileWriter) -> None:
        """Write where each notice lies, once the stream has ended."""
        file.add("stored.starts", np.cumsum([0, *self._sizes]).astype(np.uint64))
        file.add("stored.block_first", np.array(self._block_first, dtype=np.uint32))
        file.add("stored.block_ends", np.cumsum([0, *self._block_sizes])[1:].astype(np.uint64))

    def _end_block(self) -> None:
        if self._pending:
            sizes = list(map(len, self._pending))
            self._put(self._compressor.compress(b"".join(self._pending)), sizes)
            self._pending, self._pending_bytes = [], 0

    def _put(self, block: bytes, sizes: list[int]) -> None:
        self._block_first.append(len(self._sizes))
        self._block_sizes.append(len(block))
        self._sizes += sizes
        self._stream.append(np.frombuffer(block, dtype=np.uint8))


class StoredReader:
    """Reads stored notices by their number in the segment; threads may share it."""

    def __init__(self, file: SegmentFile) -> None:
        self._file = file
        self._starts = file.array("stored.starts")
        self._block_first = file.array("stored.block_first")
        self._block_ends = file.array("stored.block_ends")
        self._threads = local()  # a decompressor is for one thread

    def __getitem__(self, notice: int) -> bytes:
        block = int(self._block_first.searchsorted(np.uint32(notice), side="right")) - 1
        base = int(self._starts[self._block_first[block]])
        data = self._decompressed(block)
        return data[int(self._starts[notice]) - base : int(self._starts[notice + 1]) - base]

    def copy(self, live: NDArray[np.bool_], writer: StoredWriter) -> None:
        """Put the *live* notices into another segment, whole blocks as they are."""
        for block, (first, end) in enumerate(self._ranges()):
            if block % BLOCKS_AT_ONCE == 0:
                self._file.release()
            sizes = np.diff(self._starts[first : end + 1].astype(np.int64)).tolist()
            if live[first:end].all() and sum(sizes) * 2 >= BLOCK_BYTES:
                writer.add_block(self._raw(block), sizes)
            elif live[first:end].any():
                data, at = self._decompressed(block), 0
                for notice, size in enumerate(sizes, first):
                    if live[notice]:
                        writer.add(data[at : at + size])
                    at += size

    def _ranges(self) -> Iterator[tuple[int, int]]:
        """The first notice of each block, and the one after its last."""
        firsts = self._block_first.tolist()
        return zip(firsts, [*firsts, len(self._starts) - 1][1:], strict=True)

    def _raw(self, block: int) -> bytes:
        begin = int(self._block_ends[block - 1]) if block else 0
        return self._file.piece(NAME, begin, int(self._block_ends[block])).tobytes()

    def _decompressed(self, block: int) -> bytes:
        if not hasattr(self._threads, "decompressor"):
            self._threads.decompressor = ZstdDecompressor()
        data: bytes = self._threads.decompressor.decompress(self._raw(block))
        return data
