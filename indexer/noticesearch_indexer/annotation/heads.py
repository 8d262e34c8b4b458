"""Who a paragraph or sentence is about, by how it begins: headings, line heads, table rows, sentence subjects."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass

from noticesearch_indexer.annotation.naming import Named, is_mention
from noticesearch_indexer.annotation.paragraphs import MAX_HEADING_CHARS, Paragraph

MAX_SUBJECTS = 3  # more units in a row are a list of places, not the subject of a sentence
MAX_COUNTED = 8  # unless they are counted: 织金、独山、德江、罗甸四县
MAX_HEADING_REST = 16  # words after the unit in a heading: 织金县委巡视整改落实情况
ROW_CELLS = 4  # the unit of a table row stands in one of its first cells: 序号, 市, 县, …

_BULLET = re.compile(r"[\s●◆■★※○◇□▲△·•\-—【\[“\"]*")
_OPENING = re.compile(
    r"""
    (?:其中|经查|另外|此外|同时|目前|今年以来|截至目前|去年|今年)[，,:：]?\s*       # 其中，织金县…
    | (?:截至)?(?:\d{4}年)?(?:\d{1,2}月)?(?:\d{1,2}日)?(?:以来|底|末|前|至今)?[，,]\s*  # 2019年，织金县…
    | (?:[^，。,；;：:]{0,8}[组队])?在(?=[^，。,；;]{2,12}(?:查|督察|巡察|巡视|暗访|发现))  # 督查组在织金县检查时
    | [^，。,；;：:]{0,12}(?:发现|显示|反馈|指出)[：:，,]\s*                            # 检查发现：织金县…
    | 关于|对
    """,
    re.VERBOSE,
)
_LIST_COMMA = re.compile(r"[、和与及]")
_LIST_END = re.compile(
    r"(?P<count>[两二三四五六七八]个?(?:贫困)?[县市区旗])?"
)  # 织金、独山两县; 等8个县 names more than it lists
_OPEN_LIST = re.compile(r"等|[、和与及]|[)）]|的.{0,10}[县市区旗][、和及]")
# 保定市清苑区职业技术教育中心等32所学校: a school, not the county it lies in.
_INSTITUTION = re.compile(
    r"[\u4e00-\u9fff（）]{0,16}?(?:中学|小学|学校|学院|大学|中心|医院|公司|集团|研究[所院]|厂|协会|学会|银行|监狱)"
    r"(?=[等、，,为荣]|\s|$)"
)
_LINE_HEAD = re.compile(r"(?:县委|区委|市委|人民政府|政府)?[】\]”\"]?(?:[：:。]|——|\s)\s*(?=\S)")
_NAME_ONLY = re.compile(r"[】\]”\"]?[：:]?")


@dataclass(frozen=True, slots=True)
class Head:
    """The subjects of a text that begins at `start`, and the rule that says so."""

    subjects: tuple[Named, ...]
    rule: str
    start: int


class Units:
    """The units that a body names, found by place."""

    def __init__(self, body: str, named: tuple[Named, ...]) -> None:
        self.body = body
        self.named = named
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

    def is_mention(self, named: Named) -> bool:
        """Whether one of the body's units is only mentioned where it stands; looked at once for each."""
        if named.begin not in self._mentions:
            self._mentions[named.begin] = is_mention(self.body, named)
        return self._mentions[named.begin]


def strong_head(paragraph: Paragraph, units: Units) -> Head | None:
    """The head of a paragraph that stands apart as a heading, a line head or a table row."""
    start, end = paragraph.text_start, paragraph.end
    if "\t" in units.body[start:end]:
        return _row_head(paragraph, units)
    subjects = subjects_at(start, end, units)
    if not subjects:
        return None
    rest = subjects[-1].end
    if _is_heading_line(paragraph, units.body, rest):
        return Head(subjects, "heading", paragraph.start)
    if _LINE_HEAD.match(units.body, rest, end):
        return Head(subjects, "line_head", paragraph.start)
    return None


def _is_heading_line(paragraph: Paragraph, body: str, rest: int) -> bool:
    """A numbered heading that begins with a unit, or a line of its own with little more than the unit's name."""
    if paragraph.kind == "heading":
        return paragraph.end - rest <= MAX_HEADING_REST
    if paragraph.end - paragraph.start > MAX_HEADING_CHARS // 2:
        return False
    inside = body[paragraph.start : paragraph.end]
    is_short = not _MARK.search(inside)
    return is_short and bool(_NAME_ONLY.fullmatch(body, rest, paragraph.end) or _ABOUT.search(inside))


_MARK = re.compile(r"[，。；,;!！?？]")
_ABOUT = re.compile(r"(?:整改|落实|问题|情况|反馈|进展|工作)[^\n]{0,6}$")


def _row_head(paragraph: Paragraph, units: Units) -> Head | None:
    """The unit that is the whole of one of a row's first cells."""
    start = paragraph.start
    for cell in units.body[start : paragraph.end].split("\t")[:ROW_CELLS]:
        words = cell.strip()
        begin = start + cell.find(words)
        index = units.beginning_at(begin) if words else None
        if index is not None and units.named[index].end == begin + len(words):
            return Head((units.named[index],), "table_row", paragraph.start)
        start += len(cell) + 1
    return None


def subjects_at(start: int, end: int, units: Units) -> tuple[Named, ...]:
    """The units that a text beginning at *start* has as its subject: 织金县针对…, 2019年，织金、独山两县…"""
    if not units.any_begins(start, end):
        return ()
    body = units.body
    position = _BULLET.match(body, start, end).end()  # type: ignore[union-attr]  # the pattern matches the empty text
    index = units.beginning_at(position)
    if index is None and (opening := _OPENING.match(body, position, end)):
        index = units.beginning_at(opening.end())
    if index is None:
        return ()
    listed = _list_from(index, units)
    closing = _LIST_END.match(body, listed[-1].end)
    is_counted = bool(closing and closing["count"])
    last = closing.end() if closing and is_counted else listed[-1].end
    if len(listed) > (MAX_COUNTED if is_counted else MAX_SUBJECTS):
        return ()
    if _OPEN_LIST.match(body, last) or _INSTITUTION.match(body, last, end):
        return ()
    return () if units.is_mention(listed[0]) or units.is_mention(listed[-1]) else listed


def _list_from(index: int, units: Units) -> tuple[Named, ...]:
    """The units of a list (织金县、独山县和…) whose first is units.named[index]."""
    listed = [units.named[index]]
    for following in units.named[index + 1 : index + 1 + MAX_COUNTED]:
        between = units.body[listed[-1].end : following.begin]
        if len(between) != 1 or not _LIST_COMMA.match(between):
            break
        listed.append(following)
    return tuple(listed)
