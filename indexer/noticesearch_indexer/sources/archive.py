"""Pages from a zip archive, read member by member in memory, never unpacked to disk; archives in it are refused."""

from __future__ import annotations

import lzma
import struct
import zipfile
import zlib
from collections import Counter
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path, PurePosixPath

from noticesearch.clock import BEIJING
from noticesearch.notice import Page, Rejection
from noticesearch_indexer.sources.file_names import SKIPPED_FOLDERS, holds_pages, is_page, suffix_of
from noticesearch_indexer.sources.files import page_in
from noticesearch_indexer.sources.limits import (
    MAX_ARCHIVE_BYTES,
    MAX_DIRECTORY_BYTES,
    MAX_MEMBERS,
    MAX_PAGE_BYTES,
    MAX_RATIO,
    RATIO_FREE_ARCHIVE_BYTES,
    RATIO_FREE_BYTES,
)
from noticesearch_indexer.sources.refusal import Unreadable
from noticesearch_indexer.sources.zip_list import list_bytes

# Whatever zipfile raises over 20,000 archives with flipped, lost and cut-off bytes.
_DAMAGE = (
    *(OSError, EOFError, ValueError, RuntimeError, MemoryError),
    *(zipfile.BadZipFile, zlib.error, lzma.LZMAError, struct.error),
)
NESTED = "an archive or a record file inside an archive is not opened; unpack it, or name it as a source"


def count(path: Path) -> int:
    """How many members are pages; 0 for what is no archive."""
    try:
        if list_bytes(path) > MAX_DIRECTORY_BYTES:
            return 1
        with zipfile.ZipFile(path) as opened:
            return sum(_is_page(member) for member in opened.infolist())
    except _DAMAGE:
        return 0


def pages(path: Path, name: str, skipped: Counter[str]) -> Iterator[Page | Rejection]:
    """Each page of the archive, in the archive's order; origin `NAME!member`."""
    try:
        if list_bytes(path) > MAX_DIRECTORY_BYTES:
            yield Rejection(name, "limit", f"a list of members of more than {MAX_DIRECTORY_BYTES:,} bytes; split it")
            return
        opened = zipfile.ZipFile(path)
    except OSError as error:
        yield Unreadable(name, "read", f"unreadable archive: {error.strerror or error}")
        return
    except _DAMAGE as error:
        yield Rejection(name, "read", f"not a readable zip archive: {error}")
        return
    with opened:
        yield from _members(opened, path.stat().st_size, name, skipped)


def _members(
    opened: zipfile.ZipFile, packed_bytes: int, name: str, skipped: Counter[str]
) -> Iterator[Page | Rejection]:
    most = min(MAX_ARCHIVE_BYTES, max(RATIO_FREE_ARCHIVE_BYTES, MAX_RATIO * packed_bytes))
    unpacked = 0
    for number, member in enumerate(opened.infolist()):
        if number == MAX_MEMBERS:
            yield Rejection(name, "limit", f"more than {MAX_MEMBERS:,} members; the rest is not read")
            return
        if not _is_page(member):
            if not member.is_dir():
                skipped[suffix_of(PurePosixPath(member.filename).name) or "hidden"] += 1
            continue
        unpacked += min(member.file_size, MAX_PAGE_BYTES)
        if unpacked > most:
            yield Rejection(name, "limit", f"more than {most:,} bytes unpacked; the rest is not read")
            return
        yield _page(opened, member, f"{name}!{_member_name(member)}")


def _page(opened: zipfile.ZipFile, member: zipfile.ZipInfo, origin: str) -> Page | Rejection:
    if member.flag_bits & 0x1:
        return Rejection(origin, "read", "the archive member is encrypted")
    if holds_pages(member.filename):
        return Rejection(origin, "limit", NESTED)
    if member.file_size > MAX_PAGE_BYTES:
        return Rejection(origin, "limit", f"{member.file_size:,} bytes, more than the {MAX_PAGE_BYTES:,} of a page")
    # What the archive says of sizes may be a lie, so reading stops at the limit whatever it says.
    if member.file_size > max(RATIO_FREE_BYTES, MAX_RATIO * member.compress_size):
        return Rejection(origin, "limit", f"packed more than {MAX_RATIO} times, as zip bombs are")
    try:
        with opened.open(member) as stream:
            content = stream.read(MAX_PAGE_BYTES + 1)
    except _DAMAGE as error:
        return Rejection(origin, "read", f"damaged archive member: {error}")
    if len(content) > MAX_PAGE_BYTES:
        return Rejection(origin, "limit", f"more than the {MAX_PAGE_BYTES:,} bytes of a page")
    return page_in(content, origin, PurePosixPath(member.filename).name, _time(member))


def _is_page(member: zipfile.ZipInfo) -> bool:
    path = PurePosixPath(member.filename)
    hidden = any((part.startswith(".") and part != "..") or part in SKIPPED_FOLDERS for part in path.parts[:-1])
    return not member.is_dir() and not hidden and is_page(path.name)


def _member_name(member: zipfile.ZipInfo) -> str:
    """The name as meant: Windows in China writes GBK without saying so, and zipfile reads it as cp437."""
    if member.flag_bits & 0x800:
        return member.filename
    try:
        return member.filename.encode("cp437").decode("gb18030")
    except UnicodeError:
        return member.filename


def _time(member: zipfile.ZipInfo) -> datetime | None:
    try:
        return datetime(*member.date_time, tzinfo=BEIJING)  # zip stores local time without a zone
    except ValueError:
        return None
