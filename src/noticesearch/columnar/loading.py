"""Opening a columnar index's table of contents by way of `whoosh_loading`."""

from __future__ import annotations

from pathlib import Path

from whoosh.filedb.filestore import FileStorage
from whoosh.index import TOC

from noticesearch.columnar.schema import notice_schema
from noticesearch.whoosh_loading import IndexUnreadable, reading, secure_whoosh

NAME = "MAIN"


def read_toc(folder: Path, *, create: bool = False) -> TOC:
    """The table of contents of the index in *folder*; with *create*, an empty one where there is none.

    Raises:
        UnsafeIndex: it names something that none of ours holds.
        IndexUnreadable: there is none, or it is damaged.
    """
    secure_whoosh()
    storage = FileStorage(str(folder))
    with reading(str(folder)):
        if TOC._latest_generation(storage, NAME) < 0:
            if not create:
                raise IndexUnreadable(f"there is no index in {folder}; build one with: noticesearch reindex PAGES")
            return TOC(notice_schema(), [], 0)
        return TOC.read(storage, NAME, schema=notice_schema())
