"""Groups of reposts, from the sketches of all notices: the same for the same notices, in whatever order they came."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from functools import lru_cache

import numpy as np

from noticesearch.groups import Groups
from noticesearch.notice import Notice
from noticesearch_indexer.reposts.candidates import MAX_DAYS, Sketches, candidate_pairs
from noticesearch_indexer.reposts.same_text import same_text
from noticesearch_indexer.reposts.sketch import UNDATED
from noticesearch_indexer.reposts.wording import Wording, wording_of

WORDINGS_KEPT = 2000  # read notices in memory, some 10 kB each
MAX_MISSES = 8  # a notice unlike the eight most like it is a filled-in form; its copies come before those
NEVER = 10_000_000  # later than every day
ONE_VALUE = ("counties", "document")  # no group holds two counties, or two document numbers, by way of a third notice


def group(sketches: Sketches, read: Callable[[str], Notice | None]) -> Groups:
    """The groups among the notices of *sketches*, one record each; *read* gives a notice by its id."""
    sketches = np.sort(sketches, order="id")
    pairs = candidate_pairs(sketches)
    forest = _Forest(sketches)

    @lru_cache(WORDINGS_KEPT)
    def wording(row: int) -> Wording | None:
        notice = read(sketches["id"][row].decode())
        return wording_of(notice) if notice else None

    misses = [0] * len(sketches)
    for left, right, certain in zip(pairs.left.tolist(), pairs.right.tolist(), pairs.certain.tolist(), strict=True):
        if not forest.may_join(left, right) or (not certain and max(misses[left], misses[right]) >= MAX_MISSES):
            continue
        if certain or _one_text(wording(left), wording(right)):
            forest.join(left, right)
        else:
            misses[left] += 1
            misses[right] += 1
    return Groups(tuple(sorted(_earliest_first(sketches, rows) for rows in forest.trees())))


def _one_text(left: Wording | None, right: Wording | None) -> bool:
    return left is not None and right is not None and same_text(left, right)


def _earliest_first(sketches: Sketches, rows: list[int]) -> tuple[str, ...]:
    """Ids by publication, the undated last, then by id."""
    chosen = sketches[rows]
    keys = ((record["published"].decode() or "~", record["id"].decode()) for record in chosen)
    return tuple(identifier for _, identifier in sorted(keys))


class _Forest:
    """Disjoint sets of rows: none is about two counties or longer than MAX_DAYS by way of a third, undated notice."""

    def __init__(self, sketches: Sketches) -> None:
        self._parent = list(range(len(sketches)))
        self._values = {name: sketches[name].tolist() for name in ONE_VALUE}
        days = sketches["day"].tolist()
        self._first = [NEVER if day == UNDATED else day for day in days]
        self._last = [-NEVER if day == UNDATED else day for day in days]

    def may_join(self, left: int, right: int) -> bool:
        """Whether two rows are in sets that are still apart and do not contradict each other."""
        one, other = self._root(left), self._root(right)
        if one == other or self._days(one, other) > MAX_DAYS:
            return False
        return all(
            values[one] == values[other] or not values[one] or not values[other] for values in self._values.values()
        )

    def join(self, left: int, right: int) -> None:
        """Make the sets of two rows one."""
        one, other = sorted((self._root(left), self._root(right)))
        self._parent[other] = one
        self._first[one] = min(self._first[one], self._first[other])
        self._last[one] = max(self._last[one], self._last[other])
        for values in self._values.values():
            values[one] = values[one] or values[other]

    def trees(self) -> list[list[int]]:
        """The sets of more than one row."""
        found: dict[int, list[int]] = defaultdict(list)
        for row in range(len(self._parent)):
            found[self._root(row)].append(row)
        return [rows for rows in found.values() if len(rows) > 1]

    def _days(self, one: int, other: int) -> float:
        """From the first to the last dated row of two sets; below 0 where none is dated."""
        return max(self._last[one], self._last[other]) - min(self._first[one], self._first[other])

    def _root(self, row: int) -> int:
        while self._parent[row] != row:
            self._parent[row] = self._parent[self._parent[row]]
            row = self._parent[row]
        return row
