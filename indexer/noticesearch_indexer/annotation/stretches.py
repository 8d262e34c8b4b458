"""Cuts a body into stretches, each about the same units or about none, in reading order."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from noticesearch.notice import Span
from noticesearch_indexer.annotation.heads import Head, Units, strong_head, subjects_at
from noticesearch_indexer.annotation.naming import Named
from noticesearch_indexer.annotation.paragraphs import Paragraph
from noticesearch_indexer.numbering import DIGITS, EITHER, HAN, POINT, bracketed, division

OUTSIDE = "outside"
UNNUMBERED = -1  # the level of a county heading without a number: above those numbered within its section

_SENTENCE = re.compile(r"[^。；;！!？?]*(?:[。；;！!？?]+[”’」』）)]*|$)")
# What closes a notice after its last section: 下一步，各县要…, （来源：…）, a date alone.
_TAIL = re.compile(
    r"""
    下一步|今后[，,]|请各|各(?:地|县|市|级|区|有关|相关)|全省|省委|省政府|上述|以上|特此|附件|附[：:]|联系(?:人|电话)
    | 从.{0,6}看[，,]|总(?:的|体).{0,2}看|省[\u4e00-\u9fff]{1,9}[厅局委室]|(?:\d+|[两三四五六七八九十])个?[县市区]
    | (?:举报|监督|咨询)电话|内容来源|公示期|欢迎|如有异议|[（(〔\[]?(?:样例|注[：:])
    | [\u4e00-\u9fff]{3,20}(?:局|厅|政府|委员会|办公室|指挥部|委|部)$
    | [（(]?(?:来源|记者|撰稿|撰文|供稿|编辑|责任编辑|审核|此件|信息来源)
    | (?:\d{4}|二[〇○零]..)年[\d一二三四五六七八九十]{1,3}月[\d一二三四五六七八九十]{1,3}日$
    """,
    re.VERBOSE,
)
_GOES_ON = re.compile(
    r"(?:该[县市区旗州]|全[县区旗州]|[县区旗州]委|针对|同时|此外|另外|截至|目前|其中|[一二三四五六]是|[(（]?\d)"
)


# 第十条, 三、, （二）: a new item within a paragraph whose line breaks were lost.
_NEW_ITEM = re.compile(rf"{division('[章节条]')}|{HAN}、|{bracketed(EITHER)}|{DIGITS}{POINT}")


@dataclass(frozen=True, slots=True)
class Stretch:
    """body[start:end], about `subjects`; none means that no section claims it.

    `headings` are the headings above it; stretches of one `section` and subject are one part.
    """

    start: int
    end: int
    subjects: tuple[Named, ...]
    rule: str
    headings: tuple[Span, ...] = ()
    section: int = 0


@dataclass(frozen=True, slots=True)
class _Section:
    """What the paragraphs now read belong to. `level` is its heading's; `is_block` says that separators bound it."""

    head: Head
    level: int
    is_block: bool


class _Cutter:
    """Reads the paragraphs once, keeping the section they are in and the headings above."""

    def __init__(self, paragraphs: tuple[Paragraph, ...], units: Units) -> None:
        self._paragraphs = paragraphs
        self._units = units
        self._heads = {paragraph.start: strong_head(paragraph, units) for paragraph in paragraphs}
        self._one_paragraph_each = _one_paragraph_each(paragraphs, units, self._heads)
        self._headings: list[tuple[int, Span]] = []
        self._above: tuple[Span, ...] = ()  # their spans
        self._section: _Section | None = None
        self._weak: tuple[Named, ...] = ()
        self._number = 0

    def stretches(self) -> Iterator[Stretch]:
        """The stretches of every paragraph that is no separator."""
        opens_block = False
        for paragraph in self._paragraphs:
            if paragraph.kind == "separator":
                self._section, self._weak, opens_block = None, (), True
                continue
            yield from self._read(paragraph, opens_block=opens_block)
            opens_block = False

    def _read(self, paragraph: Paragraph, *, opens_block: bool) -> Iterator[Stretch]:
        head = None if self._is_addressee(paragraph) else self._heads[paragraph.start]
        if head is None and opens_block:
            subjects = subjects_at(paragraph.text_start, paragraph.end, self._units)
            head = Head(subjects, "separator", paragraph.start) if subjects else None
        in_block = self._section is not None and self._section.is_block
        if head and not (in_block and head.rule == "table_row"):
            yield self._open(paragraph, head, is_block=opens_block)
        elif paragraph.kind == "heading" and not self._is_inside(paragraph):
            yield self._outer_heading(paragraph)
        elif self._section and not self._is_tail(paragraph):
            yield self._stretch(paragraph.start, paragraph.end, self._section.head.subjects, self._section.head.rule)
        else:
            self._section = None
            yield from self._sentences(paragraph)

    def _is_addressee(self, paragraph: Paragraph) -> bool:
        """Whether the first line only addresses a city: 徐州市：, with sections about its districts below."""
        if paragraph is not self._paragraphs[0] or self._units.body[paragraph.end - 1] not in "：:":
            return False
        return all(named.level == "prefecture" for named in self._units.within(paragraph.start, paragraph.end))

    def _open(self, paragraph: Paragraph, head: Head, *, is_block: bool) -> Stretch:
        level = paragraph.level if paragraph.level is not None else UNNUMBERED
        if head.rule == "heading" and paragraph.level is not None:
            self._drop_headings(paragraph.level)
        self._section = _Section(head, level, is_block)
        self._weak = ()
        if head.rule in ("heading", "separator"):
            self._number += 1
        return self._stretch(paragraph.start, paragraph.end, head.subjects, head.rule)

    def _outer_heading(self, paragraph: Paragraph) -> Stretch:
        """A heading that ends the section and stands above what follows."""
        level = paragraph.level or 0
        self._drop_headings(level)
        stretch = self._stretch(paragraph.start, paragraph.end, (), OUTSIDE)
        self._headings.append((level, (paragraph.start, paragraph.end)))
        self._above = tuple(span for _, span in self._headings)
        self._section, self._weak = None, ()
        self._number += 1
        return stretch

    def _drop_headings(self, level: int) -> None:
        self._headings = [heading for heading in self._headings if heading[0] < level]
        self._above = tuple(span for _, span in self._headings)

    def _is_inside(self, heading: Paragraph) -> bool:
        """Whether a heading without a unit belongs to the section: it is deeper, or separators bound the section."""
        if self._section is None:
            return False
        if self._section.is_block:
            return True
        level = heading.level or 0
        above = max((depth for depth, _ in self._headings), default=self._section.level)
        return self._section.head.rule == "heading" and level > max(self._section.level, above)

    def _is_tail(self, paragraph: Paragraph) -> bool:
        """Whether a paragraph without a unit at its head is no longer about the section's."""
        if self._section and self._section.head.rule in ("line_head", "table_row", "separator"):
            goes_on = _GOES_ON.match(self._units.body, paragraph.start)
            if self._one_paragraph_each and not goes_on:
                return True
        return bool(_TAIL.match(self._units.body, paragraph.start, paragraph.end))

    def _sentences(self, paragraph: Paragraph) -> Iterator[Stretch]:
        """The sentences of a paragraph outside sections, each under the subject it names or goes on with."""
        body = self._units.body
        if not _GOES_ON.match(body, paragraph.text_start) or _TAIL.match(body, paragraph.start):
            self._weak = ()
        rule = "paragraph" if self._weak else OUTSIDE
        for start, end in sentences(body, paragraph.start, paragraph.end):
            first = paragraph.text_start if start == paragraph.start else start
            if start > paragraph.start and _NEW_ITEM.match(body, start):
                self._weak, rule = (), OUTSIDE
            if subjects := subjects_at(first, end, self._units):
                rule = _weak_rule(subjects, is_first=start == paragraph.start)
                self._weak = subjects
            yield self._stretch(start, end, self._weak, rule)

    def _stretch(self, start: int, end: int, subjects: tuple[Named, ...], rule: str) -> Stretch:
        return Stretch(start, end, subjects, rule, self._above, self._number)


def _weak_rule(subjects: tuple[Named, ...], *, is_first: bool) -> str:
    if len(subjects) > 1:
        return "clause"
    return "paragraph" if is_first else "sentence"


def sentences(body: str, start: int, end: int) -> Iterator[Span]:
    """The spans of the sentences of body[start:end]; ； ends one too."""
    for sentence in _SENTENCE.finditer(body, start, end):
        if sentence.end() > sentence.start():
            blanks = len(sentence[0]) - len(sentence[0].lstrip())
            yield sentence.start() + blanks, sentence.end()


def _one_paragraph_each(paragraphs: tuple[Paragraph, ...], units: Units, heads: dict[int, Head | None]) -> bool:
    """Whether sections opened by line heads, rows or separators have one paragraph each, as in a list of counties."""
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
    return len(gaps) > 0 and max(gaps) == 0


def cut(paragraphs: tuple[Paragraph, ...], units: Units) -> tuple[Stretch, ...]:
    """The stretches of a body: they cover it, blanks and separators aside."""
    return tuple(_Cutter(paragraphs, units).stretches())


def outside(stretch: Stretch) -> Stretch:
    """The stretch as one that no section claims."""
    if not stretch.subjects:
        return stretch
    return Stretch(stretch.start, stretch.end, (), OUTSIDE, stretch.headings, stretch.section)
