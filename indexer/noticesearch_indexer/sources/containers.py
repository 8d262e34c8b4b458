"""Files that hold many pages, told by their names: record files, zip archives, web archives."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from noticesearch.notice import Page, Rejection
from noticesearch_indexer.sources import archive, records, warc
from noticesearch_indexer.sources.file_names import WARC_SUFFIXES, ZIP_SUFFIXES, holds_records


@dataclass(frozen=True, slots=True)
class Container:
    """How many pages a file holds, and each of them: given its path, its name, and a counter for what is no page."""

    count: Callable[[Path], int]
    pages: Callable[[Path, str, Counter[str]], Iterator[Page | Rejection]]


_RECORDS = Container(records.count, lambda path, name, _: records.pages(path, name))
_ARCHIVE = Container(archive.count, archive.pages)
_WARC = Container(warc.count, warc.pages)


def container(file_name: str) -> Container | None:
    """How a file of this name is read; None when it is one page, or none."""
    if holds_records(file_name):
        return _RECORDS
    if file_name.lower().endswith(ZIP_SUFFIXES):
        return _ARCHIVE
    return _WARC if file_name.lower().endswith(WARC_SUFFIXES) else None
