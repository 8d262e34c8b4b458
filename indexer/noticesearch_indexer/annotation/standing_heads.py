"""Which paragraphs open a section: rows, line heads and headings that stand over something said of their unit."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import islice

from noticesearch_indexer.annotation.heads import Head, strong_head, subjects_at
from noticesearch_indexer.annotation.naming import Named, are_neighbours
from noticesearch_indexer.annotation.openings import LABEL
from noticesearch_indexer.annotation.paragraphs import Paragraph
from noticesearch_indexer.annotation.sentences import clauses
from noticesearch_indexer.annotation.tails import LINKS
from noticesearch_indexer.annotation.units import Units

LOOK_BELOW = 3  # paragraphs under a city's heading: one or two sum up before the first county
ITEM_PARAGRAPHS = 12  # of one item of a list of problems: 问题, 目标, 措施, 责任单位, 时限
OWNER = re.compile(r"(?:责任|整改|属地|所属|所在|涉及)(?:单位|主体|县区?|区县|地区)[：:](?P<whose>[^\n。；;]{2,60})")
# 行政区域：九江市柴桑区, within the first lines of a block between separators
_BLOCK_OF = re.compile(
    r"(?:所属|所在|被反映)?(?:行政)?(?:区域|区划|地区|属地|属地县区|区县|县市区|地点)[：:][ \u3000]*"
    r"|(?:(?:责任|回复|答复|承办|办理|处理)单位|责任主体|留言内容)[：:][ \u3000]*"
)
_REPLY = re.compile(r"[\u4e00-\u9fff]{4,24}(?:回复|答复|回应)[：:]")  # 泗县城市管理局回复：
BLOCK_LINES = 6
_RECORD = re.compile(
    r"(?:(?:留言|来信|信件)?标题|留言(?:人|网友|时间|编号)|网友昵称|来信人|来电人|投诉人|诉求人"
    r"|(?:受理|信访件|信件|诉求|工单|案件|问题)?编号|工单号)[：:]"
)
_IN_BRACKETS = re.compile(r"[（(](?:涉及|责任单位[：:])?(?P<whose>[^（）()\n]{2,20})[）)][。；;]?$")
_TOLD = re.compile("(?<![\n])向[\u4e00-\u9fff]{2,24}?(?:反馈|通报|移交|交办)")
_SHARED = re.compile("省|各|厅|部委")  # 省体育局、定州市政府: a plan's task of many, not one county's
PAUSE = re.compile("[，。,]")


def standing_heads(
    paragraphs: tuple[Paragraph, ...], units: Units, rows: dict[int, tuple[Named, ...]]
) -> dict[int, Head | None]:
    """The head of each paragraph by where it begins, none below 相关链接：; *rows* are the subjects of tables' rows."""
    reader = _Reader(paragraphs, units, rows)
    links = next((each.start for each in paragraphs if LINKS.match(units.body, each.start)), len(units.body))
    return {
        paragraph.start: reader.strong(index) if paragraph.start < links else None
        for index, paragraph in enumerate(paragraphs)
    }


@dataclass(frozen=True, slots=True)
class _Reader:
    paragraphs: tuple[Paragraph, ...]
    units: Units
    rows: dict[int, tuple[Named, ...]]

    def strong(self, index: int) -> Head | None:
        """The head of a paragraph that stands apart; none of an addressee or of a city over its counties."""
        paragraph = self.paragraphs[index]
        if paragraph.start in self.rows:
            subjects = self.rows[paragraph.start]
            return Head(subjects, "table_row", paragraph.start) if subjects else None
        head = strong_head(paragraph, self.units) or self._over_text(index) or self._owned(index)
        if head is None or self._is_addressee(index) or self._stands_over_counties(index, head):
            return None
        return head

    def _over_text(self, index: int) -> Head | None:
        """A numbered heading that begins with a unit and says more, with text below: （一）房县财政局滞留扶贫资金"""
        paragraph, below = self.paragraphs[index], self.paragraphs[index + 1 : index + 2]
        if paragraph.kind != "heading" or not below or PAUSE.search(self.units.body, paragraph.start, paragraph.end):
            return None
        is_over = below[0].kind == "text" and (below[0].level is None or below[0].level > (paragraph.level or 0))
        if not is_over:
            return None
        subjects = subjects_at(paragraph.text_start, paragraph.end, self.units) or self._told(paragraph)
        return Head(subjects, "heading", paragraph.start) if subjects else None

    def _told(self, heading: Paragraph) -> tuple[Named, ...]:
        """The one county that a heading says was told: （一）省委巡视组向昭觉县委反馈巡视情况."""
        named = self.units.within(heading.text_start, heading.end)
        told = tuple(each for each in named if _TOLD.search(self.units.body, each.begin - 1, heading.end))
        return told if len(told) == 1 and told[0].level == "county" else ()

    def _owned(self, index: int) -> Head | None:
        """An item that says at its end whose it is: 责任单位：仁怀市委、市政府; …灭火器过期。（织金县）"""
        paragraph, body = self.paragraphs[index], self.units.body
        is_item = paragraph.level is not None or LABEL.match(body, paragraph.start, paragraph.end) is not None
        if not is_item or subjects_at(paragraph.text_start, paragraph.end, self.units):
            return None
        end = self._item_end(index)
        owners = list(islice(OWNER.finditer(body, paragraph.start, end), 2))
        if len(owners) > 1:
            return None
        closing = _IN_BRACKETS.search(body, max(paragraph.start, paragraph.end - 24), paragraph.end)
        if not (owner := owners[0] if owners else closing) or _SHARED.search(owner["whose"]):
            return None
        start, end = owner.span("whose")
        first = self.units.beginning_at(start)
        if first is None or (not owners and self.units.listed_from(first)[-1].end != end):
            return None
        named = {each.key: each for each in self.units.within(start, end) if not self.units.is_mention(each)}
        counties = tuple(each for each in named.values() if each.level == "county")
        subjects = counties or tuple(named.values())[:1]
        return Head(subjects, "owner", paragraph.start) if subjects else None

    def _item_end(self, index: int) -> int:
        """Where the numbered item that begins at *index* ends: before the next of its level or above."""
        first = self.paragraphs[index]
        last = first
        for paragraph in self.paragraphs[index + 1 : index + 1 + ITEM_PARAGRAPHS]:
            is_next = paragraph.level is not None and first.level is not None and paragraph.level <= first.level
            if is_next or LABEL.match(self.units.body, paragraph.start, paragraph.end):
                break
            last = paragraph
        return last.end

    def _is_addressee(self, index: int) -> bool:
        """Whether the first line only addresses a city: 徐州市：, with sections about its districts below."""
        paragraph = self.paragraphs[index]
        if index > 0 or self.units.body[paragraph.end - 1] not in "：:":
            return False
        return all(named.level == "prefecture" for named in self.units.within(paragraph.start, paragraph.end))

    def _stands_over_counties(self, index: int, head: Head) -> bool:
        """Whether a city's heading only says where the counties of the next paragraph lie: 一、西宁市, 大通县：…"""
        city = head.subjects[0]
        if head.rule == "line_head" and city.level == "prefecture" and city.unit is not None:
            return self._is_about_county_in(city, self.paragraphs[index])
        is_over = head.rule == "heading" and city.level == "prefecture" and index + 1 < len(self.paragraphs)
        if not is_over or city.unit is None:
            return False
        level = self.paragraphs[index].level
        for below in self.paragraphs[index + 1 : index + 1 + LOOK_BELOW]:
            if below.kind == "heading" and level is not None and (below.level or 0) <= level:
                return False
            if self._is_about_county_in(city, below):
                return True
        return False

    def _is_about_county_in(self, city: Named, below: Paragraph) -> bool:
        if below.start in self.rows:
            return any(_lies_in(named, city) for named in self.units.within(below.start, below.end))
        return any(
            _lies_in(named, city)
            for start, end in clauses(below, self.units)
            for named in subjects_at(below.text_start if start == below.start else start, end, self.units)
        )


def _lies_in(named: Named, city: Named) -> bool:
    return named.level == "county" and named.unit is not None and are_neighbours(named.key, city.key)


def record_starts(paragraphs: tuple[Paragraph, ...], body: str) -> frozenset[int]:
    """Where records begin that open with the same label: 留言人：…, 受理编号：…"""
    labels = [(label[0], each.start) for each in paragraphs if (label := _RECORD.match(body, each.start, each.end))]
    starts = frozenset(start for label, start in labels if label == labels[0][0])
    return starts if len(starts) > 1 else frozenset()


def block_head(paragraphs: tuple[Paragraph, ...], index: int, units: Units) -> Head | None:
    """The head of a block between separators that begins with the paragraph at *index*: its first words, or a label."""
    first = paragraphs[index]
    if subjects := subjects_at(first.text_start, first.end, units):
        return Head(subjects, "separator", first.start)
    for paragraph in paragraphs[index : index + BLOCK_LINES]:
        if paragraph.kind == "separator":
            break
        label = _BLOCK_OF.match(units.body, paragraph.start, paragraph.end)
        start = label.end() if label else paragraph.start
        is_named = label or _REPLY.match(units.body, paragraph.start, paragraph.end)
        if is_named and (subjects := subjects_at(start, paragraph.end, units)):
            return Head(subjects, "separator", first.start)
    return None


def longest_section(paragraphs: tuple[Paragraph, ...], units: Units, heads: dict[int, Head | None]) -> int:
    """How many paragraphs follow the head in the longest section that another ends; no bound when there is none.

    Sections are those opened by line heads, rows, separators and headings without a number.
    """
    previous: int | None = None
    gaps: list[int] = []
    opens_block = False
    for index, paragraph in enumerate(paragraphs):
        if paragraph.kind == "separator":
            opens_block = True
            continue
        head = heads[paragraph.start]
        is_head = head is not None or (opens_block and subjects_at(paragraph.text_start, paragraph.end, units))
        opens_block = False
        if is_head:
            if previous is not None:
                between = paragraphs[previous + 1 : index]
                gaps.append(sum(other.kind != "separator" for other in between))
            previous = index
    return max(gaps, default=len(paragraphs))
