"""The body of an HTTP answer as the browser would see it: chunks joined, gzip and deflate undone, up to a limit."""

from __future__ import annotations

import zlib

from noticesearch_indexer.sources.limits import MAX_PAGE_BYTES

GZIP, ZLIB, RAW = 31, 15, -15  # window bits, as zlib has them
_MAX_CHUNK_HEAD = 1024  # size and extensions


class Unpackable(Exception):
    """The body cannot be unpacked, or is too large when it is; the message says which."""


def unpacked(body: bytes, packings: tuple[str, ...]) -> bytes:
    """*body* with its *packings*, of which the last was applied last, undone.

    A body that is not packed as its headers say is taken as it is: many crawlers store it unpacked.

    Raises:
        Unpackable: a packing is unknown (br, zstd), or the result is larger than a page may be.
    """
    for packing in reversed(packings):
        if packing == "chunked":
            body = _joined(body)
        elif packing in ("gzip", "x-gzip", "deflate"):
            body = _inflated(body)
        else:
            raise Unpackable(f"the body is packed as {packing[:20]!a}; gzip and deflate are read")
    return body


def _joined(body: bytes) -> bytes:
    """The chunks of *body* in one; what follows a broken chunk head is left out, a body without chunks stays."""
    pieces: list[bytes] = []
    at = 0
    while at < len(body):
        end = body.find(b"\n", at, at + _MAX_CHUNK_HEAD)
        size = _chunk_size(body[at:end]) if end >= 0 else None
        if size is None:
            return b"".join(pieces) if pieces else body
        if size == 0:
            break
        pieces.append(body[end + 1 : end + 1 + size])
        at = end + 1 + size
        at += 2 if body.startswith(b"\r\n", at) else body.startswith(b"\n", at)
    return b"".join(pieces)


def _chunk_size(head: bytes) -> int | None:
    digits = head.partition(b";")[0].strip()
    if not digits or len(digits) > 8 or not all(digit in b"0123456789abcdefABCDEF" for digit in digits):
        return None
    return int(digits, 16)


def _inflated(body: bytes) -> bytes:
    for window in (GZIP, ZLIB, RAW):
        stream = zlib.decompressobj(window)
        try:
            found = stream.decompress(body, MAX_PAGE_BYTES + 1)
        except zlib.error:
            continue
        if len(found) > MAX_PAGE_BYTES:
            raise Unpackable(f"more than the {MAX_PAGE_BYTES:,} bytes of a page when unpacked")
        if found:
            return found
    return body
