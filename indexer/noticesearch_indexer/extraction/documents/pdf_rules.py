"""The ruled lines of a page, and the table cells between them. All lengths are points from the lower left corner."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import takewhile
from typing import NamedTuple

MIN_RULE = 6.0  # shorter strokes are dots, ticks, letters drawn as outlines
MAX_RULES = 500  # of a page, in each direction: beyond that it is a drawing
NEAR = 40  # strokes looked at between two characters: a page of small tables has so many on one line
TOUCH = 2.5  # by which lines that meet may miss each other
MAX_CELL_SHARE = 0.4  # of the page's height: a taller frame holds text, not a cell


class Rule(NamedTuple):
    """A horizontal or vertical stroke: where it stands across its direction, and from where to where it goes."""

    at: float
    start: float
    end: float


class Cell(NamedTuple):
    """A table cell's box; `is_open_below` where no stroke ends it, as at the foot of a page."""

    left: float
    bottom: float
    right: float
    top: float
    is_open_below: bool = False


@dataclass(frozen=True, slots=True)
class Ruling:
    """The strokes of a page. `height` is the page's."""

    horizontal: tuple[Rule, ...] = ()
    vertical: tuple[Rule, ...] = ()
    height: float = 0.0
    _cells: dict[tuple[float, float], Cell | None] = field(default_factory=dict, compare=False)

    @staticmethod
    def of(strokes: Iterable[tuple[float, float, float, float]], height: float) -> Ruling:
        """From strokes (x, y, x, y); slanted and short ones are left out."""
        level: list[Rule] = []
        upright: list[Rule] = []
        for x1, y1, x2, y2 in strokes:
            if abs(y1 - y2) < 1 and abs(x1 - x2) >= MIN_RULE:
                level.append(Rule((y1 + y2) / 2, min(x1, x2), max(x1, x2)))
            elif abs(x1 - x2) < 1 and abs(y1 - y2) >= MIN_RULE:
                upright.append(Rule((x1 + x2) / 2, min(y1, y2), max(y1, y2)))
        horizontal, vertical = _merged(level), _merged(upright)
        if not (horizontal and vertical) or max(len(horizontal), len(vertical)) > MAX_RULES:
            return Ruling()
        return Ruling(horizontal, vertical, height)

    def parts(self, left: float, right: float, y: float) -> bool:
        """Whether a vertical stroke stands between *left* and *right* at height *y*."""
        first = bisect_left(self.vertical, left, key=lambda rule: rule.at)
        near = takewhile(lambda rule: rule.at <= right, self.vertical[first : first + NEAR])
        return any(rule.start <= y <= rule.end for rule in near)

    def cell(self, x: float, y: float) -> Cell | None:
        """The cell around a point; None outside tables. An open side is where the strokes beside it end."""
        if (x, y) not in self._cells:
            self._cells[x, y] = self._found(x, y)
        return self._cells[x, y]

    def _found(self, x: float, y: float) -> Cell | None:
        level = [rule for rule in self.horizontal if rule.start - TOUCH <= x <= rule.end + TOUCH]
        upright = [rule for rule in self.vertical if rule.start - TOUCH <= y <= rule.end + TOUCH]
        top = min((rule for rule in level if rule.at > y), default=None)
        bottom = max((rule for rule in level if rule.at <= y), default=None)
        left = max((rule for rule in upright if rule.at <= x), default=None)
        right = min((rule for rule in upright if rule.at > x), default=None)
        if top and bottom and (left or right):
            found = Cell(
                left.at if left else max(top.start, bottom.start),
                bottom.at,
                right.at if right else min(top.end, bottom.end),
                top.at,
            )
        elif left and right:  # a table that goes over the page may be open there
            found = Cell(
                left.at,
                bottom.at if bottom else max(left.start, right.start),
                right.at,
                top.at if top else min(left.end, right.end),
                is_open_below=bottom is None,
            )
        else:
            return None
        return found if found.top - found.bottom <= MAX_CELL_SHARE * self.height else None


def _merged(rules: list[Rule]) -> tuple[Rule, ...]:
    """Strokes on one line that touch, as one: borders are drawn cell by cell, and each edge of a thick one."""
    lines: defaultdict[int, list[Rule]] = defaultdict(list)
    place, before = 0, None
    for rule in sorted(rules):
        if before is not None and rule.at - before > TOUCH:
            place += 1
        before = rule.at
        lines[place].append(rule)
    found: list[Rule] = []
    for line in lines.values():
        at = line[0].at
        current: Rule | None = None
        for rule in sorted(line, key=lambda each: each.start):
            if current and rule.start <= current.end + TOUCH:
                current = Rule(at, current.start, max(current.end, rule.end))
                continue
            found += [current] if current else []
            current = Rule(at, rule.start, rule.end)
        found += [current] if current else []
    return tuple(found)
