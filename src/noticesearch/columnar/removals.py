"""What one session of writing takes out: of the segment it builds at once, of those before it all together at its end.

Looking each id up in each segment as it comes would cost more than indexing the notice.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from noticesearch.columnar.ranges import ranges
from noticesearch.columnar.segment import Segment
from noticesearch.findings import notice_id_of

Ints = NDArray[np.int64]


class Removals:
    """What was added and removed since the last segment ended."""

    def __init__(self) -> None:
        self._fresh: dict[str, dict[str, range]] = {}  # by notice, its own rows and those of its findings
        self._removed: set[str] = set()  # notices with their findings
        self._replaced: set[str] = set()

    def replace(self, identifier: str, rows: range) -> Iterator[int]:
        """A notice or finding of that id has these *rows* now; the rows in the segment being built that it replaces."""
        held = self._fresh.setdefault(notice_id_of(identifier), {})
        yield from held.get(identifier, ())
        held[identifier] = rows
        self._replaced.add(identifier)

    def remove(self, notice_id: str) -> Iterator[int]:
        """A notice and its findings are gone; their rows in the segment being built."""
        self._removed.add(notice_id)
        for rows in self._fresh.pop(notice_id, {}).values():
            yield from rows

    def rows_in(self, segment: Segment) -> Ints:
        """The rows of an earlier segment that are gone or replaced."""
        if not self._removed and not self._replaced:
            return np.empty(0, np.int64)
        ids = segment.ids[segment.by_id]
        removed = _encoded(self._removed)
        exact = np.concatenate([_encoded(self._replaced), removed])
        notices = [_between(ids, exact, exact, side="right")]
        if len(removed):  # a finding's id is its notice's, a dot and a number; the sign after the dot is a slash
            notices.append(_between(ids, np.char.add(removed, b"."), np.char.add(removed, b"/"), side="left"))
        gone = segment.by_id[np.unique(np.concatenate(notices))].astype(np.int64)
        first = segment.first.astype(np.int64)
        return ranges(first[gone], first[gone + 1] - first[gone])


def _encoded(ids: set[str]) -> NDArray[np.bytes_]:
    return np.array([each.encode() for each in ids] or np.empty(0, "S1"), dtype=np.bytes_)


def _between(ids: NDArray[np.bytes_], low: NDArray[np.bytes_], high: NDArray[np.bytes_], *, side: str) -> Ints:
    """The places of the sorted *ids* from each *low* to the *high* beside it."""
    begin = np.searchsorted(ids, low)
    after = np.searchsorted(ids, high, side="right" if side == "right" else "left")
    return ranges(begin, after - begin)
