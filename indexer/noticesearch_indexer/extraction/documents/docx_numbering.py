"""The numbers that Word prints before list paragraphs and does not store in their text: 一、, （二）, 第三条, 4."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from noticesearch_indexer.extraction.documents.xml_access import attribute, children, local_name, value

MAX_LEVELS = 9  # Word has nine
MAX_PATTERN = 60  # characters of a level's text: 第%1条, 附件%1-%2：
_DIGITS = "〇一二三四五六七八九"
_CHINESE = frozenset("chineseCounting chineseCountingThousand japaneseCounting taiwaneseCountingThousand".split())
_UNPRINTED = frozenset(("bullet", "none"))
_CIRCLED_ONE, _LAST_CIRCLED = 0x2460, 20


@dataclass(frozen=True, slots=True)
class _Level:
    form: str
    pattern: str
    start: int


@dataclass(frozen=True, slots=True)
class _List:
    """A list in use: which abstract list it follows, and the levels that it sets itself or begins elsewhere."""

    abstract: str
    levels: dict[int, _Level]
    starts: dict[int, int]


class Numbering:
    """The lists of a document, and how far each has counted."""

    def __init__(self, numbering: Any | None) -> None:  # Any: XML elements have no types
        """Read <w:numbering>; without one, no list prints anything."""
        self._levels: dict[str, dict[int, _Level]] = {}
        self._lists: dict[str, _List] = {}  # by number
        self._counts: dict[str, list[int | None]] = {}
        self._begun: set[tuple[str, int]] = set()  # lists and levels that have begun where they say
        for element in numbering if numbering is not None else ():
            name = local_name(element)
            if name == "abstractNum":
                self._levels[attribute(element, "abstractNumId")] = dict(map(_level, children(element, "lvl")))
            elif name == "num":
                self._lists[attribute(element, "numId")] = _list(element)

    def next_label(self, list_number: str, level: str) -> str:
        """Count on in a list at a level, and give what is printed there."""
        listed = self._lists.get(list_number, _List("", {}, {}))
        levels = self._levels.get(listed.abstract, {}) | listed.levels
        depth = int(level) if level.isdigit() and len(level) == 1 else 0
        if depth not in levels:
            return ""
        counts = self._counts.setdefault(listed.abstract, [None] * MAX_LEVELS)
        before, start = counts[depth], listed.starts.get(depth)
        if start is not None and (list_number, depth) not in self._begun:
            counts[depth] = start
        else:
            counts[depth] = levels[depth].start if before is None else before + 1
        self._begun.add((list_number, depth))
        counts[depth + 1 :] = [None] * (MAX_LEVELS - depth - 1)
        return _printed(levels, counts, depth)


def _printed(levels: dict[int, _Level], counts: list[int | None], depth: int) -> str:
    text = "" if levels[depth].form in _UNPRINTED else levels[depth].pattern
    for each in range(depth + 1):
        level, count = levels.get(each), counts[each]
        if level and f"%{each + 1}" in text:
            text = text.replace(f"%{each + 1}", _number(level.start if count is None else count, level.form))
    return text[:20]


def _number(count: int, form: str) -> str:
    if form in _CHINESE and 0 < count < 1000:
        return chinese(count)
    if form == "decimalEnclosedCircle" and 0 < count <= _LAST_CIRCLED:
        return chr(_CIRCLED_ONE + count - 1)
    if form in ("upperLetter", "lowerLetter") and 0 < count <= 26:
        letter = chr(ord("A") + count - 1)
        return letter if form == "upperLetter" else letter.lower()
    return str(count)


def chinese(count: int) -> str:
    """1 to 999 as Chinese numerals: 十一, 二十, 一百零一."""
    hundreds, below = divmod(count, 100)
    if hundreds:
        between = "" if below == 0 else "零" if below < 10 else "一" if below < 20 else ""
        return f"{_DIGITS[hundreds]}百{between}" + (chinese(below) if below else "")
    tens, ones = divmod(below, 10)
    head = "" if tens == 0 else "十" if tens == 1 else f"{_DIGITS[tens]}十"
    return head + (_DIGITS[ones] if ones else "")


def _level(element: Any) -> tuple[int, _Level]:  # Any: XML elements have no types
    level = _Level(
        value(element, "numFmt"),
        value(element, "lvlText")[:MAX_PATTERN],
        _count(value(element, "start"), 1),
    )
    return _depth(element), level


def _list(element: Any) -> _List:  # Any: XML elements have no types
    """<w:num>: its levels of its own, and the numbers at which it begins anew."""
    overrides = children(element, "lvlOverride")
    begun = {_depth(each): _count(value(each, "startOverride"), -1) for each in overrides}
    own = dict(_level(each) for override in overrides for each in children(override, "lvl"))
    starts = {depth: start for depth, start in begun.items() if start >= 0}
    return _List(value(element, "abstractNumId"), own, starts)


def _depth(element: Any) -> int:  # Any: XML elements have no types
    number = attribute(element, "ilvl")
    return int(number) if number.isdigit() and len(number) == 1 else 0


def _count(text: str, otherwise: int) -> int:
    return int(text) if text.isdigit() and len(text) <= 4 else otherwise
