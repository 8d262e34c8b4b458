"""Pages from files: a folder read recursively, or one file. Links are not followed out of the folder."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from noticesearch.notice import Page, Rejection
from noticesearch_indexer.sources import archive, records
from noticesearch_indexer.sources.file_names import (
    SKIPPED_FOLDERS,
    holds_records,
    is_furniture,
    is_page,
    kind_of,
    suffix_of,
)
from noticesearch_indexer.sources.limits import MAX_PAGE_BYTES


def count(root: Path) -> int:
    """How many pages a run over *root* will meet."""
    return sum(_count(Path(file)) for file in _files(root) if isinstance(file, str))


def _count(path: Path) -> int:
    if holds_records(path.name):
        return records.count(path)
    if path.suffix.lower() == ".zip":
        return archive.count(path)
    return int(is_page(path.name))


def pages(root: Path, name: str, skipped: Counter[str]) -> Iterator[Page | Rejection]:
    """Each page below *root* in the order of names; archives and record files there are read too."""
    for file in _files(root):
        if isinstance(file, OSError):
            yield Rejection(_origin(root, name, Path(file.filename)), "read", f"unreadable folder: {file.strerror}")
            continue
        path = Path(file)
        origin = _origin(root, name, path)
        if holds_records(path.name):
            yield from records.pages(path, origin)
        elif path.suffix.lower() == ".zip":
            yield from archive.pages(path, origin, skipped)
        elif is_page(path.name):
            yield page(path, origin)
        elif not is_furniture(path.name):
            skipped[suffix_of(path.name)] += 1


def page(path: Path, origin: str) -> Page | Rejection:
    """The file at *path* as a page; unreadable or too large is a Rejection."""
    try:
        status = path.stat()
        if status.st_size > MAX_PAGE_BYTES:
            return Rejection(origin, "limit", f"{status.st_size:,} bytes, more than the {MAX_PAGE_BYTES:,} of a page")
        content = path.read_bytes()
    except OSError as error:
        return Rejection(origin, "read", f"unreadable file: {error.strerror}")
    return Page(content, origin, kind_of(path.name), fetched_at=datetime.fromtimestamp(int(status.st_mtime), UTC))


def _origin(root: Path, name: str, path: Path) -> str:
    return f"{name}/{path.relative_to(root).as_posix()}" if path != root else name


def _files(root: Path) -> Iterator[str | OSError]:
    """Paths of files below *root*, sorted folder by folder; a folder that cannot be listed gives its OSError."""
    problems: list[OSError] = []
    for folder, names, files in os.walk(root, onerror=problems.append):
        names[:] = sorted(name for name in names if not name.startswith(".") and name not in SKIPPED_FOLDERS)
        yield from problems
        problems.clear()
        yield from (os.path.join(folder, file) for file in sorted(files))
    yield from problems
