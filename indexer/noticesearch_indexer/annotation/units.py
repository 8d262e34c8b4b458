"""The units that a body names, found by place; and which of them are only mentioned."""

from __future__ import annotations

import re
from bisect import bisect_left

from noticesearch_indexer.annotation.naming import Named, cued_after, cued_before

MAX_LISTED = 8  # names joined to one list; more are a list of places whatever stands around it

LONGEST_BETWEEN = 9
# 织金县、独山县; 汉阴县城关镇、石泉县后柳镇
_LIST_COMMA = re.compile(r"(?:[\u4e00-\u9fff]{1,5}(?:镇|乡|街道))?(?:[、和与及]|以及)")


class Units:
    """The units that a body names, found by place."""

    def __init__(self, body: str, named: tuple[Named, ...], home: str | None = None) -> None:
        """*home* is the code of the province outside which units are partners, None where they are not."""
        self.body = body
        self.named = named
        self._home = home
        self._begins = [unit.begin for unit in named]
        self._mentions: dict[int, bool] = {}

    def beginning_at(self, position: int) -> int | None:
        """The index of the unit whose name begins at *position*."""
        index = bisect_left(self._begins, position)
        return index if index < len(self._begins) and self._begins[index] == position else None

    def within(self, start: int, end: int) -> tuple[Named, ...]:
        """The units whose names begin in body[start:end]."""
        return self.named[bisect_left(self._begins, start) : bisect_left(self._begins, end)]

    def any_begins(self, start: int, end: int) -> bool:
        """Whether a unit's name begins in body[start:end] or at its end."""
        index = bisect_left(self._begins, start)
        return index < len(self._begins) and self._begins[index] <= end

    def listed_from(self, index: int) -> tuple[Named, ...]:
        """The units of a list (织金县、独山县和…) whose first is `named[index]`."""
        last = index
        while last + 1 < len(self.named) and last - index < MAX_LISTED and self._are_listed(last):
            last += 1
        return self.named[index : last + 1]

    def is_mention(self, named: Named) -> bool:
        """Whether one of the body's units is only mentioned where it stands; in a list with all of it."""
        if named.begin not in self._mentions:
            index = self.beginning_at(named.begin)
            listed = self._list_around(index) if index is not None else (named,)
            is_shared = len(listed) > 1 and _BORDER.match(self.body, listed[-1].end) is not None
            is_aside = cued_before(self.body, listed[0]) or (not is_shared and cued_after(self.body, listed[-1]))
            is_aside = is_aside or (self._home is not None and named.key[:2] != self._home[:2])
            self._mentions.update((each.begin, is_aside) for each in listed)
        return self._mentions[named.begin]

    def _list_around(self, index: int) -> tuple[Named, ...]:
        first = index
        while first > 0 and index - first < MAX_LISTED and self._are_listed(first - 1):
            first -= 1
        return self.listed_from(first)

    def _are_listed(self, index: int) -> bool:
        """Whether `named[index]` and the next are items of one list; 与 before a partner makes none."""
        here, following = self.named[index : index + 2]
        between = self.body[here.end : following.begin]
        return (
            len(between) < LONGEST_BETWEEN
            and _LIST_COMMA.fullmatch(between) is not None
            and not self._is_partner(between, index)
        )

    def _is_partner(self, between: str, index: int) -> bool:
        return between == "与" and not _BOTH.match(self.body, self.named[index + 1].end)


# 织金县与独山县均…, 织金与独山两县: both are meant; 织金县与余杭区签订…: one and its partner.
_BORDER = re.compile("[两二]?[县市区旗]?交界")  # 嘉黎县、边坝县交界处的遗址 is both counties'
_BOTH = re.compile(r"[两二]?[县市区旗]?(?:均|都|分别|各(?=[^个])|共有|普遍)|[两二][县市区旗]|交界")
