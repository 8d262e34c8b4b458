"""Finds unit names in a text in one pass."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from noticesearch.gazetteer.names import CITY_ONLY, EVERYDAY, GENERIC, SHORT_PROVINCES
from noticesearch.gazetteer.records import Level
from noticesearch.text.word_finder import WordFinder


@dataclass(frozen=True, slots=True)
class Match:
    """A unit's name in a text: text[start:end], normalised, is `name`; `codes` are the units that ever had it.

    `is_doubtful`: the words may mean something else (城区, 新市区, a bare 织金); only what stands around them decides.
    """

    codes: tuple[str, ...]
    start: int
    end: int
    name: str
    level: Level
    is_doubtful: bool = False


DOUBTFUL = CITY_ONLY | EVERYDAY | GENERIC

Name = tuple[tuple[str, ...], Level]
"""The codes that a name may mean, and the level of the unit it means today."""

# 西山区域 is not 西山区, 新建县级医院 is not 新建县.
_CONTINUES = {"区": "域间别划块位段", "县": "级", "市": "场民", "旗": "帜", "州": "", "盟": ""}
_VERBS = (
    *("同意", "关于", "撤销", "设立", "授予", "表彰", "命名", "批准", "支持", "督促", "约谈", "责成"),
    *("中共", "其中", "来自", "涉及", "位于", "例如", "的是"),
)
_OFFICE = re.compile(r"委|政府|人民|纪委|人大|政协|公安|[\u4e00-\u9fff]{2,6}局")
_ADDRESS = re.compile(r"[\u4e00-\u9fff]{1,6}?(?:路|街|镇|乡|村|社区|大道)")  # 江北区新民路
_BOUNDARY = frozenset(
    "、，。；：？！,;:?!.．*()（）《》〈〉“”\"'‘’【】〔〕[]|/·—-…　 \t\r\n●■◆★0123456789在到赴对由从向为"
)
# 两县 after 织金、独山; 等8个县 after 织金、独山.
_COUNTED = re.compile(
    r"等?(?:[两二三四五六七八九十]|\d{1,2})个?(?:贫困|重点)?(?:自治)?(?:[县市区旗](?![级委场域])|地(?![区方级块]))"
)
_LIST = re.compile(r"[一-龥、]*")
# 大方 and 黔西 as the whole of a table's cell or before a line's colon.
_ALONE = re.compile(r"(?:^|(?<=[\n\t]))[^\w\n\t]{0,3}(?:\d{1,2}[.、．])?(?P<name>[\u4e00-\u9fff]{2,6})(?=[\n\t：:]|$)")
_PROVINCE = re.compile("|".join(SHORT_PROVINCES))
LONGEST_SHORT = 6  # 杜尔伯特, 鄂伦春: longer short names are none
_OTHER_NAMES = "镇乡村路街道桥江河湖港湾山"
LONGEST_LIST = 120  # characters
_AND = re.compile(r"、|(?<![民泰太政昭])和(?![龙田静硕政顺林平])|与|及")  # 民和、循化两县


class Matcher:
    """An automaton over every full and short form, the bare names that only a list may use, and those of them that
    a province's short name before them makes a county's: 安徽凤阳."""

    def __init__(self, names: dict[str, Name], bare: dict[str, Name], after_province: dict[str, Name]) -> None:
        self._names = WordFinder(names)
        self._bare = bare
        self._after_province = after_province
        self._counties = names

    def find(self, text: str) -> tuple[Match, ...]:
        """Every name in *text*, leftmost longest, none overlapping another, in reading order; the doubtful too."""
        named = list(self._named(text))
        free = [*self._listed(text), *self._alone(text), *self._in_provinces(text)]
        if not free:
            return tuple(named)
        sure = {position for match in named if not match.is_doubtful for position in range(match.start, match.end)}
        added = _apart(match for match in free if match.start not in sure and match.end - 1 not in sure)
        taken = {position for match in added for position in range(match.start, match.end)}
        kept = (match for match in named if not match.is_doubtful or match.start not in taken)
        return tuple(sorted({*kept, *added}, key=lambda match: match.start))

    def _named(self, text: str) -> Iterator[Match]:
        last_end, last_codes = -1, tuple[str, ...]()
        for start, end, (codes, level) in self._names.longest(text):
            name = text[start:end]
            if text[end : end + 1] in tuple(_CONTINUES.get(name[-1], "")):
                continue
            before = last_codes if last_end == start else ()
            is_name = _is_name(text, start, end, _in_unit_before(text, start, codes, before))
            if not is_name and (name not in DOUBTFUL or last_end == start):
                continue
            yield Match(codes, start, end, name, level, not is_name)
            if is_name:
                last_end, last_codes = end, codes

    def _alone(self, text: str) -> Iterator[Match]:
        """Bare names that are the whole of a cell or stand before a line's colon: doubtful ones."""
        for alone in _ALONE.finditer(text):
            if value := self._bare.get(alone["name"]):
                yield Match(value[0], *alone.span("name"), alone["name"], value[1], True)

    def _in_provinces(self, text: str) -> Iterator[Match]:
        """Bare names right after their province's: 安徽凤阳, 云南漾濞."""
        for province in _PROVINCE.finditer(text):
            start = province.end()
            for end in range(min(len(text), start + LONGEST_SHORT), start + 1, -1):
                value = self._after_province.get(text[start:end])
                is_other = text[end : end + 1] in _OTHER_NAMES  # 四川新都桥
                if not value or (is_other and end < len(text)):
                    continue
                if codes := tuple(code for code in value[0] if in_short_province(text, start, code)):
                    yield Match(codes, start, end, text[start:end], "county")
                    break

    def _listed(self, text: str) -> Iterator[Match]:
        """The bare names of 织金、独山两县: each must be one, and what stands before the first is cut off."""
        for counted in _COUNTED.finditer(text):
            end = counted.start()
            # Backwards, since a search for a list that ends here would try every start.
            names = _LIST.match(text[max(0, end - LONGEST_LIST) : end][::-1])
            if names and "、" in names[0]:
                yield from self._list_items(text, end - len(names[0]), end)

    def _list_items(self, text: str, start: int, end: int) -> Iterable[Match]:
        """The list's names, last to first: up to the first item that is none, of which only the end may be one."""
        matches: list[Match] = []
        for item_start, item_end in reversed(list(_items(text, start, end))):
            if whole := self._whole(text, item_start, item_end):
                matches.append(whole)
                continue
            suffix = self._suffix(text, item_start, item_end) if matches else None
            matches += [suffix] if suffix else []
            break
        return matches if len(matches) > 1 else ()

    def _whole(self, text: str, start: int, end: int) -> Match | None:
        name = text[start:end]
        value = self._bare.get(name) or (self._counties.get(name) if len(name) == 2 else None)
        return Match(value[0], start, end, text[start:end], value[1]) if value else None

    def _suffix(self, text: str, start: int, end: int) -> Match | None:
        """The longest bare name that text[start:end] ends with: 织金 of 要求织金."""
        matches = (self._whole(text, first, end) for first in range(start, end - 1))
        return next((match for match in matches if match), None)


def _is_name(text: str, start: int, end: int, in_unit_before: bool | None) -> bool:
    """Whether text[start:end] is a unit's name and not a piece of other words: 完成县 is not 成县.

    *in_unit_before* is None when no unit's name stands right before it: 马鞍山市和县 is 和县, 保定市和县 is not.
    """
    name = text[start:end]
    if in_unit_before:
        return True
    begins = start == 0 or text[start - 1] in _BOUNDARY or text.endswith(_VERBS, 0, start)
    alone_before = in_unit_before is None and begins
    if name in GENERIC:
        return False
    if name in CITY_ONLY:
        return alone_before and _OFFICE.match(text, end) is not None
    if name in EVERYDAY:
        return alone_before and (
            end == len(text)
            or text[end] in _BOUNDARY
            or _OFFICE.match(text, end) is not None
            or _ADDRESS.match(text, end) is not None
        )
    return alone_before or len(name) > 2


def in_short_province(text: str, start: int, code: str) -> bool:
    """Whether the short name of the code's province stands right before text[start:]: 河北 in 河北大城县."""
    return any(SHORT_PROVINCES.get(text[start - length : start]) == code[:2] for length in (2, 3) if start >= length)


def _in_unit_before(text: str, start: int, codes: tuple[str, ...], before: tuple[str, ...]) -> bool | None:
    """Whether a unit of *codes* lies in those named right *before* it, None where none is."""
    if any(in_short_province(text, start, code) for code in codes):
        return True
    return _lies_in(codes, before) if before else None


def _apart(matches: Iterable[Match]) -> list[Match]:
    """*matches* without those that overlap one before them."""
    kept: list[Match] = []
    for match in sorted(matches, key=lambda match: (match.start, match.is_doubtful)):
        if not kept or match.start >= kept[-1].end:
            kept.append(match)
    return kept


def _lies_in(codes: tuple[str, ...], before: tuple[str, ...]) -> bool:
    """Whether a unit of *codes* lies in one of those named right before it."""
    return any(code[:2] == other[:2] and other[2:4] in ("00", code[2:4]) for code in codes for other in before)


def _items(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The spans between the commas and 和/与/及 of a list."""
    for separator in _AND.finditer(text, start, end):
        if separator.start() > start:
            yield start, separator.start()
        start = separator.end()
    if start < end:
        yield start, end
