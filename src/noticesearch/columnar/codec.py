"""Our segments as Whoosh knows them: a codec, so that an index is a Whoosh index with a table of contents as ever."""

from __future__ import annotations

from typing import Any

from whoosh.codec.whoosh3 import W3Codec, W3Segment

EXTENSION = ".columns"


class ColumnarSegment(W3Segment):  # type: ignore[misc]  # Whoosh has no types
    """A segment that is one file of arrays; in the table of contents, with the numbers of its dead rows."""

    def should_assemble(self) -> bool:
        """Never: a file within a file could not be mapped by itself."""
        return False

    @property
    def file_name(self) -> str:
        """Its file in the index folder."""
        name: str = self.make_filename(EXTENSION)
        return name


class ColumnarCodec(W3Codec):  # type: ignore[misc]  # as above
    """Reads and writes `ColumnarSegment`."""

    def new_segment(self, _storage: Any, indexname: str) -> ColumnarSegment:  # Any: Whoosh's storage
        """A segment with a new name, not yet in any table of contents."""
        return ColumnarSegment(self, indexname)
