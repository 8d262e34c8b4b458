"""Which paragraphs open a section: rows, line heads and headings that stand over something said of their unit."""

from __future__ import annotations

import re
from dataclasses import dataclass

from noticesearch_indexer.annotation.heads import Head, strong_head, subjects_at
from noticesearch_indexer.annotation.naming import Named, are_neighbours
from noticesearch_indexer.annotation.paragraphs import Paragraph
from noticesearch_indexer.annotation.sentences import clauses
from noticesearch_indexer.annotation.units import Units

PAUSE = re.compile("[，。,]")


def standing_heads(
    paragraphs: tuple[Paragraph, ...], units: Units, rows: dict[int, tuple[Named, ...]]
) -> dict[int, Head | None]:
    """The head of each paragraph by where it begins; *rows* are the subjects of tables' rows."""
    reader = _Reader(paragraphs, units, rows)
    return {paragraph.start: reader.strong(index) for index, paragraph in enumerate(paragraphs)}


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
        head = strong_head(paragraph, self.units) or self._over_text(index)
        if head is None or self._is_addressee(index) or self._stands_over_counties(index, head):
            return None
        return head

    def _over_text(self, index: int) -> Head | None:
        """A numbered heading that begins with a unit and says more, with text below: （一）房县财政局滞留扶贫资金"""
        paragraph, below = self.paragraphs[index], self.paragraphs[index + 1 : index + 2]
        if paragraph.kind != "heading" or not below or PAUSE.search(self.units.body, paragraph.start, paragraph.end):
            return None
        is_over = below[0].kind == "text" and (below[0].level is None or below[0].level > (paragraph.level or 0))
        subjects = subjects_at(paragraph.text_start, paragraph.end, self.units) if is_over else ()
        return Head(subjects, "heading", paragraph.start) if subjects else None

    def _is_addressee(self, index: int) -> bool:
        """Whether the first line only addresses a city: 徐州市：, with sections about its districts below."""
        paragraph = self.paragraphs[index]
        if index > 0 or self.units.body[paragraph.end - 1] not in "：:":
            return False
        return all(named.level == "prefecture" for named in self.units.within(paragraph.start, paragraph.end))

    def _stands_over_counties(self, index: int, head: Head) -> bool:
        """Whether a city's heading only says where the counties of the next paragraph lie: 一、西宁市, 大通县：…"""
        city = head.subjects[0]
        is_over = head.rule == "heading" and city.level == "prefecture" and index + 1 < len(self.paragraphs)
        if not is_over or city.unit is None:
            return False
        below = self.paragraphs[index + 1]
        if below.start in self.rows:
            return any(_lies_in(named, city) for named in self.units.within(below.start, below.end))
        return any(
            _lies_in(named, city)
            for start, end in clauses(below, self.units)
            for named in subjects_at(below.text_start if start == below.start else start, end, self.units)
        )


def _lies_in(named: Named, city: Named) -> bool:
    return named.level == "county" and named.unit is not None and are_neighbours(named.key, city.key)


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
