"""What Whoosh asks about single documents of a segment of notices, where a document is a part."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
from numpy.typing import NDArray
from whoosh.codec.whoosh3 import W3PerDocReader

from noticesearch.columnar.segment_file import SegmentFile
from noticesearch.columnar.whoosh_field import rounded


def holds_notices(file: SegmentFile) -> bool:
    """Whether our own builder wrote *file*, and not Whoosh's writer."""
    return "notices" in file.facts


class NoticeDocuments(W3PerDocReader):  # type: ignore[misc]  # Whoosh has no types
    """The rows of a segment: which are deleted is in the table of contents, the rest in the file, which it closes."""

    def __init__(self, storage: Any, segment: Any, file: SegmentFile) -> None:  # Any: Whoosh's
        super().__init__(storage, segment)
        self._file = file
        self._lengths: dict[str, NDArray[Any]] = {}  # Any: unsigned, of any width

    def close(self) -> None:
        """Let go of the file."""
        self._lengths = {}
        super().close()
        self._file.close()

    def stored_fields(self, docnum: int) -> dict[str, str | int]:
        """The notice that a row is of, and which of its parts."""
        first = self._file.array("notice.first")
        at = int(np.searchsorted(first, docnum, side="right")) - 1
        ids = self._file.array("notice.ids").view(f"S{self._file.facts['id_bytes']}")
        return {"notice": ids[at].decode(), "part": docnum - int(first[at])}

    def doc_field_length(self, docnum: int, fieldname: str, default: int = 0) -> int:
        """How many terms a row has in a field, rounded as Whoosh does; *default* for none."""
        lengths = self._of(fieldname)
        return default if lengths is None else rounded(int(lengths[docnum])) or default

    def field_length(self, fieldname: str) -> int:
        """How many terms all rows have in a field, deleted ones included."""
        lengths = self._of(fieldname)
        return 0 if lengths is None else int(lengths.sum(dtype=np.int64))

    def min_field_length(self, fieldname: str) -> int:
        """How many terms the row with the fewest has, rounded."""
        return self._extreme(fieldname, np.min)

    def max_field_length(self, fieldname: str) -> int:
        """How many terms the row with the most has, rounded."""
        return self._extreme(fieldname, np.max)

    def _extreme(self, fieldname: str, extreme: Callable[[NDArray[Any]], Any]) -> int:  # Any: a number of the array
        lengths = self._of(fieldname)
        return 0 if lengths is None or not len(lengths) else rounded(int(extreme(lengths)))

    def _of(self, fieldname: str) -> NDArray[Any] | None:  # Any: as above
        name = f"{fieldname}.lengths"
        if name not in self._file:
            return None
        if name not in self._lengths:
            self._lengths[name] = self._file.array(name)
        return self._lengths[name]
