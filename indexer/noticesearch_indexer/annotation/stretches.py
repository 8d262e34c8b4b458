"""Cuts a body into stretches, each about the same units or about none, in reading order."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from noticesearch.notice import Span
from noticesearch_indexer.annotation.heads import Head, subjects_at
from noticesearch_indexer.annotation.naming import Named, are_neighbours, keys_of
from noticesearch_indexer.annotation.openings import LABEL
from noticesearch_indexer.annotation.paragraphs import MAX_HEADING_CHARS, Paragraph
from noticesearch_indexer.annotation.sentences import LATTER, clauses, subjects_in
from noticesearch_indexer.annotation.standing_heads import (
    PAUSE,
    block_head,
    longest_section,
    record_starts,
    standing_heads,
)
from noticesearch_indexer.annotation.tables import row_subjects
from noticesearch_indexer.annotation.tails import (
    AUTHORITY,
    BULLETS,
    CLOSING_HEADING,
    DEMAND,
    GOES_ON,
    LINKS,
    OTHER_HEAD,
    SUMS_UP,
    TAIL,
)
from noticesearch_indexer.annotation.units import Units
from noticesearch_indexer.numbering import DIGITS, EITHER, HAN, POINT, bracketed, division

OUTSIDE = "outside"
MAX_CITY_CHARS = 16  # of a line that only says in which city the counties below lie
UNNUMBERED = -1  # the level of a county heading without a number: above those numbered within its section

_COUNT = re.compile("([两三四五])个?[县市区旗]")
_FULL_STOP = re.compile(r"[。！!？?][”’」』）)]*$")
# 第十条, 三、, （二）: a new item within a paragraph whose line breaks were lost.
_NEXT_ITEM = re.compile(
    rf"[一二三四五六七八九十]{{1,2}}是|{division('[章节条]')}|{HAN}、|{bracketed(EITHER)}|{DIGITS}{POINT}"
)
_ORDINAL = re.compile("[一二三四五六七八九十]{1,2}是")  # 二是 ends what 一是织金县 began, not what （三）织金县 did
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
    """What the paragraphs now read belong to.

    `level` is its heading's; `item` its number's, None without one. `is_block`: separators bound it. `is_last`: no
    other follows before a heading that ends it. `first` is the index of its first paragraph.
    """

    head: Head
    level: int
    item: int | None
    is_block: bool
    is_last: bool
    first: int


class _Cutter:
    """Reads the paragraphs once, keeping the section they are in and the headings above."""

    def __init__(self, paragraphs: tuple[Paragraph, ...], units: Units) -> None:
        self._paragraphs = paragraphs
        self._units = units
        self._rows = row_subjects(paragraphs, units)
        self._heads = standing_heads(paragraphs, units, self._rows)
        self._records = record_starts(paragraphs, units.body)
        self._longest = longest_section(paragraphs, units, self._heads)
        self._headings: list[tuple[int, Span]] = []
        self._above: tuple[Span, ...] = ()  # their spans
        self._section: _Section | None = None
        self._weak: tuple[Named, ...] = ()
        self._known = {each.key for head in self._heads.values() if head for each in head.subjects}
        self._number = 0
        self._in_tail = False  # past the sections, or under 三、要求: of units without a section no more is told

    def stretches(self) -> Iterator[Stretch]:
        """The stretches of every paragraph that is no separator."""
        opens_block = False
        for index, paragraph in enumerate(self._paragraphs):
            if paragraph.start in self._records:
                self._section, self._weak, opens_block = None, (), True
            if paragraph.kind == "separator":
                self._section, self._weak, opens_block = None, (), True
                continue
            yield from self._read(index, paragraph, opens_block=opens_block)
            opens_block = False

    def _read(self, index: int, paragraph: Paragraph, *, opens_block: bool) -> Iterator[Stretch]:
        head = self._heads[paragraph.start]
        if head is None and opens_block:
            head = block_head(self._paragraphs, index, self._units)
        in_block = self._section is not None and self._section.is_block
        if head and not (head.rule == "table_row" and (in_block or self._is_same(head.subjects))):
            self._open(index, head, is_block=opens_block)
            yield from self._headed(paragraph, head)
        elif self._is_outer_heading(paragraph):
            yield self._outer_heading(paragraph)
        elif self._section and not self._is_next_item(paragraph) and not self._is_tail(index, paragraph):
            yield self._stretch(paragraph.start, paragraph.end, *self._narrowed(paragraph, self._section))
        else:
            is_past = self._is_past(paragraph) or LINKS.match(self._units.body, paragraph.start) is not None
            self._in_tail = self._in_tail or is_past
            self._section = None
            yield from self._sentences(paragraph)

    def _is_past(self, paragraph: Paragraph) -> bool:
        """Whether the last section ends at a paragraph that is neither an item like it nor of another county."""
        section = self._section
        if section is None or not section.is_last or self._is_next_item(paragraph):
            return False
        subjects = subjects_at(paragraph.text_start, paragraph.end, self._units)
        is_city = paragraph.end - paragraph.start <= MAX_CITY_CHARS and any(
            each.level == "prefecture" for each in subjects
        )
        return not is_city and (section.head.rule != "line_head" or not subjects)

    def _is_same(self, subjects: tuple[Named, ...]) -> bool:
        """Whether a row is about what the section around its table is."""
        inside = self._section is not None and self._section.head.rule != "table_row"
        return inside and keys_of(subjects) == keys_of(self._section.head.subjects if self._section else ())

    def _open(self, index: int, head: Head, *, is_block: bool) -> None:
        paragraph = self._paragraphs[index]
        level = paragraph.level if paragraph.level is not None else UNNUMBERED
        if head.rule in ("heading", "owner") and paragraph.level is not None:
            self._drop_headings(paragraph.level)
        is_last = self._is_last(index, level if head.rule in ("heading", "owner") else None)
        self._section = _Section(head, level, paragraph.level, is_block, is_last, index)
        self._weak, self._in_tail = (), False
        if head.rule in ("heading", "separator", "owner"):
            self._number += 1

    def _headed(self, paragraph: Paragraph, head: Head) -> Iterator[Stretch]:
        """The paragraph of a head; of a line head up to a sentence about another: 织金县：…。独山县：…"""
        start, subjects, rule = paragraph.start, head.subjects, head.rule
        told = clauses(paragraph, self._units) if rule == "line_head" else ()
        for first, end in told:
            others = subjects_in(first, end, self._units) if first > paragraph.start else ()
            if others and keys_of(others) != keys_of(subjects) and _are_counties_near(others, head.subjects):
                yield self._stretch(start, first, subjects, rule)
                start, subjects, rule = first, others, _weak_rule(others, is_first=False)
        yield self._stretch(start, paragraph.end, subjects, rule)

    def _is_last(self, index: int, level: int | None) -> bool:
        """Whether no other section follows before a heading of *level* or above; any heading when it is None."""
        for following in range(index + 1, len(self._paragraphs)):
            paragraph = self._paragraphs[following]
            if self._heads[paragraph.start] or paragraph.kind == "separator" or paragraph.start in self._records:
                return False
            if paragraph.kind == "heading" and (level is None or (paragraph.level or 0) <= level):
                return True
        return True

    def _is_outer_heading(self, paragraph: Paragraph) -> bool:
        if self._is_label(paragraph) and self._may_end_a_case():
            return True
        return paragraph.kind == "heading" and not self._is_inside(paragraph) and not self._is_sentence(paragraph)

    def _is_sentence(self, paragraph: Paragraph) -> bool:
        """Whether a numbered line is short but a sentence about a unit: 3.房县财政局滞留资金1 860万元，项目未开工。"""
        is_told = PAUSE.search(self._units.body, paragraph.start, paragraph.end)
        return is_told is not None and bool(subjects_at(paragraph.text_start, paragraph.end, self._units))

    def _may_end_a_case(self) -> bool:
        """Whether a new case is none of a county's section: 问题1 below 一、织金县 is its own."""
        start = self._section.head.start if self._section else None
        return start is None or LABEL.match(self._units.body, start) is not None

    def _is_label(self, paragraph: Paragraph) -> bool:
        """Whether a line only announces a case: 案例三　有关区敷衍应对督察."""
        is_short = paragraph.end - paragraph.start <= MAX_HEADING_CHARS
        return is_short and paragraph.level is None and _is_label(self._units.body, paragraph)

    def _outer_heading(self, paragraph: Paragraph) -> Stretch:
        """A heading that ends the section and stands above what follows."""
        if paragraph.kind == "heading":
            self._drop_headings(paragraph.level or 0)
        stretch = self._stretch(paragraph.start, paragraph.end, (), OUTSIDE)
        if paragraph.kind == "heading":
            self._headings.append((paragraph.level or 0, (paragraph.start, paragraph.end)))
            self._above = tuple(span for _, span in self._headings)
        self._section, self._weak = None, ()
        self._in_tail = CLOSING_HEADING.search(self._units.body, paragraph.text_start, paragraph.end) is not None
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
        return self._section.head.rule in ("heading", "owner") and level > max(self._section.level, above)

    def _is_tail(self, index: int, paragraph: Paragraph) -> bool:
        """Whether a paragraph without a unit at its head is no longer about the section's."""
        section, body = self._section, self._units.body
        if section is None:
            return False
        if section.head.rule == "table_row":
            return True
        if paragraph.start in self._rows:
            return False
        tail = TAIL.match(body, paragraph.start, paragraph.end)
        if (tail and not _is_all_of(tail[0], section.head.subjects)) or self._is_head_of_another(paragraph, section):
            return True
        is_bounded = section.head.rule not in ("heading", "owner") or section.item is None
        goes_on = paragraph.level is not None or GOES_ON.match(body, paragraph.start) is not None
        if (
            is_bounded
            and not goes_on
            and index - section.first > self._longest
            and (section.is_last or not self._longest)
        ):
            return True
        return self._is_about_others(index, section, goes_on=goes_on)

    def _is_next_item(self, paragraph: Paragraph) -> bool:
        """Whether a numbered paragraph is the next item of the list that the section is one of: 2.房县财政局…"""
        section = self._section
        if section is None or section.item is None or paragraph.level is None:
            return False
        return section.head.rule in ("line_head", "heading", "owner") and paragraph.level <= section.item

    def _is_head_of_another(self, paragraph: Paragraph, section: _Section) -> bool:
        """Whether a line heads a section about what is no county: 百里杜鹃管理区：…, ●贵安新区 after ●织金县"""
        body = self._units.body
        if OTHER_HEAD.match(body, paragraph.start, paragraph.end):
            return True
        mark = body[section.head.start]
        is_marked = mark in BULLETS and body[paragraph.start] == mark
        is_short = paragraph.end - paragraph.start <= MAX_HEADING_CHARS
        return is_marked and (is_short or section.head.rule == "line_head")

    def _is_about_others(self, index: int, section: _Section, *, goes_on: bool) -> bool:
        """Whether a paragraph turns to other units than the section's, or speaks to all of them."""
        paragraph = self._paragraphs[index]
        named = self._units.within(paragraph.start, paragraph.end)
        own = keys_of(section.head.subjects)
        begins = keys_of(subjects_at(paragraph.text_start, paragraph.end, self._units))
        if begins and not begins <= own:
            neighbours = all(are_neighbours(key, other) for key in begins for other in own)
            return section.is_last or neighbours or section.head.rule == "line_head"
        if not section.is_last or goes_on:
            return False
        is_city = any(each.text.endswith("市") for each in section.head.subjects)
        speaks = AUTHORITY.match(self._units.body, paragraph.start)
        if speaks and not (is_city and speaks[0].startswith("市")):
            return True
        others = tuple(each for each in named if not self._units.is_mention(each))
        return index - section.first > 1 and bool(others) and not own & keys_of(named)

    def _narrowed(self, paragraph: Paragraph, section: _Section) -> tuple[tuple[Named, ...], str]:
        """The section's subjects, or the one of several with which the paragraph begins."""
        head = section.head
        if len(head.subjects) > 1:
            subjects = subjects_at(paragraph.text_start, paragraph.end, self._units)
            if subjects and keys_of(subjects) <= keys_of(head.subjects):
                return subjects, _weak_rule(subjects, is_first=True)
        return head.subjects, head.rule

    def _sentences(self, paragraph: Paragraph) -> Iterator[Stretch]:
        """The sentences of a paragraph outside sections, each under the subject it names or goes on with."""
        body = self._units.body
        is_tail = self._in_tail or (TAIL.match(body, paragraph.start) and not SUMS_UP.match(body, paragraph.start))
        if is_tail or not GOES_ON.match(body, paragraph.text_start):
            self._weak = ()
        rule = "paragraph" if self._weak else OUTSIDE
        is_demanded = is_item = False
        pair: tuple[Named, ...] = ()  # the two that 前者…；后者… speaks of
        for start, end in clauses(paragraph, self._units):
            first = paragraph.text_start if start == paragraph.start else start
            ends = _NEXT_ITEM if is_item else _NEW_ITEM
            if start > paragraph.start and (ends.match(body, start) or self._is_closing(start, end)):
                self._weak, rule = (), OUTSIDE
            is_demanded = is_demanded or DEMAND.match(body, first, end) is not None
            subjects = () if is_demanded else subjects_in(first, end, self._units)
            pair = subjects if len(subjects) == 2 else pair
            if len(pair) == 2 and body.startswith(LATTER, first):
                subjects = pair[:1] if body.startswith(LATTER[0], first) else pair[1:]
            if subjects and (not is_tail or keys_of(subjects) <= self._known):
                rule = _weak_rule(subjects, is_first=start == paragraph.start)
                self._weak, is_item = subjects, _ORDINAL.match(body, start) is not None
                self._known |= keys_of(subjects)
            elif is_demanded or (subjects and is_tail):
                self._weak, rule = (), OUTSIDE
            if _FULL_STOP.search(body, max(start, end - 4), end):
                is_demanded = False
            yield self._stretch(start, end, self._weak, rule)

    def _is_closing(self, start: int, end: int) -> bool:
        """Whether a sentence closes what was told; not when it names the unit again: 省安委办决定…责成尧都区政府…"""
        tail = TAIL.match(self._units.body, start)
        if not tail or _is_all_of(tail[0], self._weak):
            return False
        return not keys_of(self._weak) & keys_of(self._units.within(start, end))

    def _stretch(self, start: int, end: int, subjects: tuple[Named, ...], rule: str) -> Stretch:
        return Stretch(start, end, subjects, rule, self._above, self._number)


def _are_counties_near(others: tuple[Named, ...], own: tuple[Named, ...]) -> bool:
    """Whether all of *others* are counties of a province that *own* lie in."""
    provinces = {each.key[:2] for each in own}
    return all(each.level == "county" and each.key[:2] in provinces for each in others)


def _is_all_of(opening: str, subjects: tuple[Named, ...]) -> bool:
    """Whether 两县 at the head of a paragraph or a sentence are the two that the text is about."""
    count = _COUNT.match(opening)
    return count is not None and "两三四五".find(count[1]) + 2 == len(subjects) > 1


def _is_label(body: str, paragraph: Paragraph) -> bool:
    return LABEL.match(body, paragraph.start, paragraph.end) is not None


def _weak_rule(subjects: tuple[Named, ...], *, is_first: bool) -> str:
    if len(subjects) > 1:
        return "clause"
    return "paragraph" if is_first else "sentence"


def cut(paragraphs: tuple[Paragraph, ...], units: Units) -> tuple[Stretch, ...]:
    """The stretches of a body: they cover it, blanks and separators aside."""
    return tuple(_Cutter(paragraphs, units).stretches())


def outside(stretch: Stretch) -> Stretch:
    """The stretch as one that no section claims."""
    if not stretch.subjects:
        return stretch
    return Stretch(stretch.start, stretch.end, (), OUTSIDE, stretch.headings, stretch.section)
