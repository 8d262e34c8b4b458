"""Our segments as Whoosh knows them: a codec, so that an index is a Whoosh index with a table of contents as ever.

Whoosh searches what our builder wrote, and its own writer may write segments of any schema in our format.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from whoosh.codec.base import PerDocumentReader
from whoosh.codec.whoosh3 import W3Codec, W3PerDocReader, W3Segment
from whoosh.filedb.filestore import FileStorage

from noticesearch.columnar.segment_file import SegmentFile
from noticesearch.columnar.whoosh_documents import NoticeDocuments, holds_notices
from noticesearch.columnar.whoosh_terms import ColumnarTermsReader
from noticesearch.columnar.whoosh_writing import CheckedDocuments, ColumnarFieldWriter

EXTENSION = ".columns"


class ColumnarSegment(W3Segment):  # type: ignore[misc]  # Whoosh has no types
    """A segment that is one file of arrays; in the table of contents, with the numbers of its dead rows."""

    def should_assemble(self) -> bool:
        """Never: a file within a file could not be mapped by itself."""
        return False

    def delete_rows(self, rows: Iterable[int]) -> None:
        """Count *rows* as not there."""
        for row in rows:
            self.delete_document(int(row))

    def dead_rows(self) -> NDArray[np.int64]:
        """The rows that count as not there, ascending."""
        return np.array(sorted(self.deleted_docs()), dtype=np.int64)

    @property
    def file_name(self) -> str:
        """Its file in the index folder."""
        name: str = self.make_filename(EXTENSION)
        return name


class ColumnarCodec(W3Codec):  # type: ignore[misc]  # as above
    """Reads and writes `ColumnarSegment`; what it asks of a storage is a folder."""

    # Any: Whoosh's storages, which have no types.

    def new_segment(self, _storage: Any, indexname: str) -> ColumnarSegment:
        """A segment with a new name, not yet in any table of contents."""
        return ColumnarSegment(self, indexname)

    def terms_reader(self, storage: Any, segment: ColumnarSegment) -> ColumnarTermsReader:
        """The segment's inverted index.

        Raises:
            SegmentDamaged: its file is not as written.
        """
        return ColumnarTermsReader(SegmentFile(_path(storage, segment)))

    def per_document_reader(self, storage: Any, segment: ColumnarSegment) -> PerDocumentReader:
        """What the segment says of single documents: in our file when our builder wrote it, else in Whoosh's own."""
        path = _path(storage, segment)
        if path.exists():  # not yet while Whoosh's writer is at it
            file = SegmentFile(path)
            if holds_notices(file):
                return NoticeDocuments(storage, segment, file)
            file.close()
        return W3PerDocReader(storage, segment)

    def per_document_writer(self, storage: Any, segment: ColumnarSegment) -> CheckedDocuments:
        """Whoosh's own, for its writer."""
        return CheckedDocuments(self, storage, segment)

    def field_writer(self, storage: Any, segment: ColumnarSegment) -> ColumnarFieldWriter:
        """Ours, for Whoosh's writer."""
        return ColumnarFieldWriter(_path(storage, segment))


def _path(storage: Any, segment: ColumnarSegment) -> Path:  # Any: as above
    if not isinstance(storage, FileStorage):
        raise ValueError(
            f"a columnar segment is mapped from a file in a folder, and {type(storage).__name__} has none; "
            "use FileStorage"
        )
    return Path(storage.folder) / segment.file_name
