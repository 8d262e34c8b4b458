"""Printed lines to paragraphs: what pages bring about undone, the lines of a paragraph joined.

A paragraph goes on where a line reaches the right margin and the next begins at the left one; headings, signatures,
dates and table rows stand alone. Where no paragraph is indented, wider space parts them; where none does either, a full
line that ends a sentence ends its paragraph.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from statistics import median

from noticesearch_indexer.extraction import chrome_rules as rules
from noticesearch_indexer.extraction.documents.pdf_layout import between
from noticesearch_indexer.extraction.documents.pdf_lines import PdfLine
from noticesearch_indexer.extraction.documents.pdf_pages import (
    is_long,
    notes_last,
    rows_over_pages,
    without_running_heads,
)
from noticesearch_indexer.extraction.documents.printed import Paragraph

INDENT = (1.2, 3.0)  # character widths by which a paragraph's first line is set in
INDENTED_SHARE = 0.08  # of the lines, for a document to be one that sets paragraphs in
SLACK = 2.2  # character widths that a full line may lack: a mark may not begin the next one
MIN_LONG_LINES = 3  # that tell where a page's margins are; a document's are told by fewer
SAME_SIZE = 0.1
FULL_WIDTH = 0.6  # of the page's width that a full line takes
CENTRED = 0.03  # of the page's width by which a centred line may be off
MAX_LEADING = 2.6  # line heights from one line of a paragraph to the next
WIDER, SPACED_SHARE = 1.2, 0.05  # than within a paragraph; of the lines, for space to part paragraphs
_ENDED = re.compile(r"[。！？!?；;：:…][”』」）)]?$")


Place = tuple[int, int]
"""A page, from 0, and a column on it."""


@dataclass(frozen=True, slots=True)
class _Setting:
    """How a document is set: its margins, and what parts its paragraphs.

    `leading` is the distance within a paragraph in line heights; None where paragraphs are no further apart.
    """

    margins: dict[Place, tuple[float, float]]
    is_indented: bool
    leading: float | None


def paragraphs_of(lines: Sequence[PdfLine]) -> tuple[Paragraph, ...]:
    """The paragraphs of a document's lines, in reading order."""
    text = rows_over_pages(notes_last(without_running_heads(lines)))
    margins = _margins(text)
    setting = _Setting(margins, _sets_in(text, margins), _leading(text, margins))
    made: list[Paragraph] = []
    for number, line in enumerate(text):
        is_centred = _is_centred(line, margins[_place(line)][0])
        if number and made and _goes_on(text[number - 1], line, setting):
            whole = made[-1].text + between(made[-1].text, line.text) + line.text
            made[-1] = replace(made[-1], text=whole, is_centred=made[-1].is_centred and is_centred)
        else:
            made.append(Paragraph(line.text, line.size, is_centred))
    return tuple(made)


def _margins(lines: Sequence[PdfLine]) -> dict[Place, tuple[float, float]]:
    """The left and the right margin of each column on each page; tables and short lines may stand outside."""
    by_place: defaultdict[Place, list[PdfLine]] = defaultdict(list)
    by_column: defaultdict[int, list[PdfLine]] = defaultdict(list)
    for line in lines:
        by_place[_place(line)].append(line)
        by_column[line.column].append(line)
    whole = _margins_of([line for line in lines if is_long(line)] or list(lines), at_least=1) or (0.0, 0.0)
    columns = {column: _margins_of(list(filter(is_long, of_column))) for column, of_column in by_column.items()}
    return {
        place: _of_page(list(filter(is_long, of_place)), columns[place[1]] or whole)
        for place, of_place in by_place.items()
    }


def _of_page(lines: list[PdfLine], usual: tuple[float, float]) -> tuple[float, float]:
    """The margins on one page: its own, which bindings shift, but the usual ones where all its lines are set in."""
    own = _margins_of(lines)
    if own is None:
        return usual
    em = median(line.em for line in lines)
    left = usual[0] if INDENT[0] * em <= own[0] - usual[0] <= INDENT[1] * em else own[0]
    return left, usual[1] if usual[1] - own[1] > INDENT[1] * em else own[1]


def _place(line: PdfLine) -> Place:
    return line.page, line.column


def _margins_of(lines: list[PdfLine], at_least: int = MIN_LONG_LINES) -> tuple[float, float] | None:
    """The leftmost beginning, and the end that most lines reach; None where there are too few lines to tell."""
    if len(lines) < at_least:
        return None
    em = max(1.0, median(line.em for line in lines))
    ends = Counter(round(line.right / em) for line in lines)
    most = max(ends, key=lambda end: (ends[end - 1] + ends[end], end))
    right = max(line.right for line in lines if line.right <= (most + 1) * em)
    return min(line.left for line in lines), right


def _sets_in(lines: Sequence[PdfLine], margins: dict[Place, tuple[float, float]]) -> bool:
    """Whether the document sets the first lines of its paragraphs in."""
    offsets = [(line.left - margins[_place(line)][0]) / max(1.0, line.em) for line in lines if not line.is_row]
    set_in = sum(INDENT[0] <= offset <= INDENT[1] for offset in offsets)
    return set_in >= max(1, INDENTED_SHARE * len(offsets))


def _leading(lines: Sequence[PdfLine], margins: dict[Place, tuple[float, float]]) -> float | None:
    """The distance between the lines of a paragraph in line heights, where paragraphs are further apart."""
    steps = [step for line, following in pairwise(lines) if (step := _step(line, following))]
    inside = [
        step
        for line, following in pairwise(lines)
        if line.right >= margins[_place(line)][1] - SLACK * line.em and (step := _step(line, following))
    ]
    if not inside:
        return None
    usual = median(inside)
    wide = sum(step > WIDER * usual for step in steps)
    return usual if wide >= max(2, SPACED_SHARE * len(steps)) else None


def _step(line: PdfLine, following: PdfLine) -> float:
    """From one line to the next in line heights; 0 where they are not of one column and size."""
    if _place(line) != _place(following) or line.is_row or following.is_row or not _is_as_large(line, following):
        return 0.0
    step = (line.bottom - following.bottom) / max(1.0, line.size)
    return step if 0 < step < MAX_LEADING else 0.0


def _is_as_large(line: PdfLine, other: PdfLine) -> bool:
    return abs(line.size - other.size) <= SAME_SIZE * line.size


def _goes_on(line: PdfLine, following: PdfLine, setting: _Setting) -> bool:
    """Whether *following* belongs to the paragraph that *line* is part of."""
    if line.is_row or following.is_row or not _is_as_large(line, following):
        return False
    (left, right), left_there = setting.margins[_place(line)], setting.margins[_place(following)][0]
    if line.left > left + INDENT[1] * line.em:  # a signature, set to the right
        return False
    if line.right < right - SLACK * line.em or following.left > left_there + INDENT[0] * line.em:
        return False
    step = _step(line, following)
    if (_place(line) == _place(following) and not step) or rules.SIGNED_DATE.match(following.text):
        return False
    if setting.is_indented:
        return True
    if setting.leading and step:
        return step <= WIDER * setting.leading
    return not (_ENDED.search(line.text) or rules.HEADING.match(following.text))


def _is_centred(line: PdfLine, left: float) -> bool:
    """Whether the line stands in the middle; a title's full line does, between lines that are shorter."""
    is_set_in = line.left > left + 1.5 * line.size or line.right - line.left > FULL_WIDTH * line.page_size[0]
    return is_set_in and abs((line.left + line.right - line.page_size[0]) / 2) <= CENTRED * line.page_size[0]
