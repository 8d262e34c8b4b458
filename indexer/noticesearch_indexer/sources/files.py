"""The bytes of one file as a page, by the file's name."""

from __future__ import annotations

from datetime import datetime

from noticesearch.notice import Page, Rejection
from noticesearch_indexer.sources import mhtml
from noticesearch_indexer.sources.file_names import is_mhtml, kind_of


def page_in(content: bytes, origin: str, file_name: str, fetched_at: datetime | None) -> Page | Rejection:
    """The page that a file of this name holds, in a folder or an archive."""
    if is_mhtml(file_name):
        return mhtml.page(content, origin, fetched_at)
    return Page(content, origin, kind_of(file_name), fetched_at=fetched_at)
