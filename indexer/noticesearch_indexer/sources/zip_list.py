"""How long a zip archive's list of members is, read from its end: the list is to fit in memory before it is read."""

from __future__ import annotations

import struct
from pathlib import Path

_END, _WIDE_END, _LOCATOR = b"PK\x05\x06", b"PK\x06\x06", b"PK\x06\x07"
_END_BYTES, _LOCATOR_BYTES, _MAX_COMMENT = 22, 20, 65_535
_IN_WIDE_END = 0xFFFFFFFF  # stands for a number that needs 64 bits


def list_bytes(path: Path) -> int:
    """The length of the list in bytes, 0 for what is no zip archive.

    Raises:
        OSError: the file cannot be read.
        struct.error: its end is cut off.
    """
    with path.open("rb") as file:
        size = file.seek(0, 2)
        start = max(0, size - _END_BYTES - _MAX_COMMENT - _LOCATOR_BYTES)
        file.seek(start)
        tail = file.read()
        at = tail.rfind(_END)
        if at < 0:
            return 0
        (length,) = struct.unpack_from("<L", tail, at + 12)
        locator = at - _LOCATOR_BYTES
        if length != _IN_WIDE_END or locator < 0 or not tail.startswith(_LOCATOR, locator):
            return int(length)
        file.seek(min(size, struct.unpack_from("<Q", tail, locator + 8)[0]))
        wide = file.read(56)
        return int(struct.unpack_from("<Q", wide, 40)[0]) if wide.startswith(_WIDE_END) else 0
