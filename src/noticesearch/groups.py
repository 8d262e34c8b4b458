"""Groups of reposts: which notices of an index, and which findings, are one text.

It is a fact about all of them together, so no notice holds it.

The file is text, a group a line: the ids of its members, the earliest first, blanks between them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

_LINE = re.compile(r"[0-9a-f]{16}(?: [0-9a-f]{16})+|[0-9a-f]{16}\.\d+(?: [0-9a-f]{16}\.\d+)+")  # notices, or findings


@dataclass(frozen=True)  # no slots: cached_property needs the instance's dict
class Groups:
    """Each group's members: at least two ids, the earliest published first, undated ones last; no id is in two."""

    members: tuple[tuple[str, ...], ...] = ()

    def of(self, notice_id: str) -> tuple[str, ...]:
        """The group of a notice; it alone when it has no reposts."""
        return self._by_member.get(notice_id, (notice_id,))

    def name(self, notice_id: str) -> str:
        """The id that stands for the notice's group: its earliest member's."""
        return self.of(notice_id)[0]

    @cached_property
    def _by_member(self) -> dict[str, tuple[str, ...]]:
        return {notice_id: group for group in self.members for notice_id in group}


def to_text(groups: Groups) -> str:
    """*groups* as the text of a file."""
    return "".join(f"{' '.join(group)}\n" for group in groups.members)


def from_text(text: str) -> Groups:
    """The groups that `to_text` wrote.

    Raises:
        ValueError: a line is no group; it is named.
    """
    return Groups(tuple(_groups(text)))


def _groups(text: str) -> Iterator[tuple[str, ...]]:
    for number, line in enumerate(text.splitlines(), start=1):
        if not _LINE.fullmatch(line):
            raise ValueError(f"line {number}: expected ids of 16 hex digits, at least two, found {line[:80]!r}")
        yield tuple(line.split(" "))
