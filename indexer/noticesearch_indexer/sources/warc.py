"""Pages from web archives (.warc, .warc.gz): the answers of servers that hold HTML, text, PDF or DOCX.

The only module that imports warcio (extra `formats`). Several records of one address are versions of one page, in the
order of the archive.
"""

from __future__ import annotations

import gzip
import zlib
from collections import Counter
from collections.abc import Callable, Iterator
from datetime import datetime
from importlib import import_module
from pathlib import Path
from typing import IO, Any, Literal, cast

from noticesearch.notice import Page, Rejection
from noticesearch_indexer.sources import media
from noticesearch_indexer.sources.file_names import kind_of
from noticesearch_indexer.sources.limits import MAX_PAGE_BYTES
from noticesearch_indexer.sources.refusal import Unreadable
from noticesearch_indexer.sources.unpacking import Unpackable, unpacked

MISSING = "reading WARC files needs the package warcio; install noticesearch[formats]"
MAX_HEAD_LINE, MAX_HEADS = 65_536, 1_048_576  # bytes of one header line, and of all without a blank line between
_STATUS_OK = "200"
_Kind = Literal["html", "text", "pdf", "docx"]
_KINDS: dict[str, _Kind] = {
    "text/html": "html",
    "application/xhtml+xml": "html",
    "text/plain": "text",
    "application/pdf": "pdf",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": "docx",
}
_UNTOLD = frozenset({"application/octet-stream", "application/force-download", "application/x-download", ""})


class Damaged(Exception):
    """The archive is not readable from here on."""


def count(path: Path) -> int:
    """How many records are pages, as far as the archive can be read; 1 where it cannot be read at all."""
    found = 0
    try:
        for record in _records(path):
            found += _is_answer(record)
    except (ImportError, Damaged, OSError, zlib.error):
        return found + 1
    return found


def pages(path: Path, name: str, skipped: Counter[str]) -> Iterator[Page | Rejection]:
    """Each page of the archive in its order; origin `NAME!ADDRESS`."""
    number = 0
    try:
        for number, record in enumerate(_records(path), 1):
            if not _is_answer(record):
                continue
            met = _page(record, name, number)
            if isinstance(met, str):
                skipped[met] += 1
            else:
                yield met
    except ImportError:
        yield Rejection(name, "read", MISSING)
    except (Damaged, zlib.error, gzip.BadGzipFile) as error:
        yield Rejection(name, "read", f"not readable as a WARC file after record {number}: {error}")
    except OSError as error:
        yield Unreadable(name, "read", f"unreadable after record {number}: {error.strerror}")


def _is_answer(record: Any) -> bool:  # Any: warcio has no types
    return record.rec_type in ("response", "resource") and bool(record.rec_headers.get_header("WARC-Target-URI"))


def _page(record: Any, name: str, number: int) -> Page | Rejection | str:  # Any: warcio has no types
    """The page in *record*, or, of an answer that is none, by what name to count it."""
    address = str(record.rec_headers.get_header("WARC-Target-URI"))
    origin = f"{name}!{address}" if len(address) <= 2_000 else f"{name}!record-{number}"
    raw = record.raw_stream.read(MAX_PAGE_BYTES + media.MAX_HEAD_BYTES)
    if record.rec_type == "resource":
        declared, at = record.rec_headers.get_header("Content-Type") or "", 0
        head = media.Head(declared.partition(";")[0].strip().lower())
    else:
        status, found = _status(raw), media.split(raw, raw.find(b"\n") + 1)
        if status is None or found is None:
            return Rejection(origin, "read", "expected an HTTP status and headers above the page, found none")
        if status != _STATUS_OK:
            return f"status {status}"
        head, at = found
    kind = _KINDS.get(head.media_type) or (kind_of(_file_name(address)) if head.media_type in _UNTOLD else None)
    if kind is None:
        return head.media_type[:60]
    return _unpacked(raw[at:], head, origin, kind, address, record)


def _unpacked(
    body: bytes,
    head: media.Head,
    origin: str,
    kind: _Kind,
    address: str,
    record: Any,  # Any: warcio has no types
) -> Page | Rejection:
    try:
        content = unpacked(body, head.packings)
    except Unpackable as error:
        return Rejection(origin, "limit", str(error))
    if len(content) > MAX_PAGE_BYTES or record.raw_stream.read(1):
        return Rejection(origin, "limit", f"more than the {MAX_PAGE_BYTES:,} bytes of a page")
    if record.raw_stream.tell() < (record.length or 0):  # what was read may be other records
        return Rejection(origin, "read", f"expected {record.length:,} bytes, found {record.raw_stream.tell():,}")
    return Page(content, origin, kind, url=address, fetched_at=_time(record), charset=head.charset)


def _status(raw: bytes) -> str | None:
    """404 of HTTP/1.1 404 Not Found."""
    words = raw[:64].split(maxsplit=2)
    is_status = len(words) >= 2 and words[0].startswith(b"HTTP/") and words[1][:3].isdigit()
    return words[1][:3].decode("ascii") if is_status else None


def _file_name(address: str) -> str:
    return address.partition("?")[0].rpartition("/")[2]


def _time(record: Any) -> datetime | None:  # Any: warcio has no types
    try:
        return datetime.fromisoformat(str(record.rec_headers.get_header("WARC-Date")))
    except ValueError:
        return None


def _records(path: Path) -> Iterator[Any]:  # Any: warcio has no types
    """The records of the archive.

    Raises:
        ImportError: warcio is not installed.
        Damaged: a record does not begin where one should, or its headers do not end.
    """
    iterator, failed = _iterator()
    with _open(path) as file:
        records = iterator(file)
        while True:
            try:
                record = next(records, None)
            except failed as error:
                raise Damaged(str(error)[:200]) from error
            if record is None:
                return
            yield record


def _open(path: Path) -> IO[bytes]:
    """Unpacked by gzip of the standard library, which says when a file is damaged; warcio would only end."""
    with path.open("rb") as file:
        packed = file.read(2) == b"\x1f\x8b"
    return cast(IO[bytes], _Packed(path, "rb")) if packed else path.open("rb")


class _Packed(gzip.GzipFile):
    def read(self, size: int | None = -1) -> bytes:
        """Some of the next bytes; an end that comes too soon is damage, and to warcio an EOFError is not."""
        try:
            return super().read1(-1 if size is None else size)  # read would lose what is whole before the damage
        except EOFError as error:
            raise Damaged("the file is cut off") from error


def _iterator() -> tuple[Callable[[IO[bytes]], Any], tuple[type[Exception], ...]]:  # Any: warcio has no types
    """What iterates over the records of a file, and what it raises."""
    archive = import_module("warcio.archiveiterator")
    readers = import_module("warcio.bufferedreaders")
    failure = import_module("warcio.exceptions").ArchiveLoadFailed

    class Reader(readers.BufferedReader):  # type: ignore[name-defined,misc]  # warcio has no types
        """Reads lines of bounded length: a header without an end would fill the memory."""

        _since_blank = 0

        def readline(self, length: int | None = None) -> bytes:
            line: bytes = super().readline(min(length or MAX_HEAD_LINE, MAX_HEAD_LINE))
            self._since_blank = self._since_blank + len(line) if line.strip() else 0
            if self._since_blank > MAX_HEADS:
                raise failure(f"headers of more than {MAX_HEADS:,} bytes")
            return line

    class Records(archive.WARCIterator):  # type: ignore[name-defined,misc]  # warcio has no types
        """Without a line on standard error for each record of a wrong length."""

        INC_RECORD = ""

        def __init__(self, file: IO[bytes]) -> None:
            super().__init__(file, no_record_parse=True)
            self.reader = Reader(file)

    return Records, (failure, AttributeError, IndexError, ValueError)
