"""Opening a plain index, by way of `whoosh_loading`."""

from __future__ import annotations

import whoosh.index
from whoosh.filedb.filestore import FileStorage
from whoosh.index import FileIndex

from noticesearch.plain.schema import part_schema
from noticesearch.whoosh_loading import reading, secure_whoosh


def open_index(folder: str, *, create: bool = False) -> FileIndex:
    """The Whoosh index in *folder*; with *create*, an empty one where there is none.

    Raises:
        UnsafeIndex: its table of contents names something that none of ours holds.
        IndexUnreadable: there is no index, or its table of contents is damaged.
    """
    secure_whoosh()
    storage = FileStorage(folder)
    with reading(folder):
        if create and whoosh.index.TOC._latest_generation(storage, "MAIN") < 0:
            return FileIndex.create(storage, part_schema())
        return FileIndex(storage, schema=part_schema())
