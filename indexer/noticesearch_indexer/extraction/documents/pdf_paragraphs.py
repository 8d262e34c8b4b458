"""Printed lines to paragraphs: running heads and page numbers dropped, the lines of a paragraph joined.

A paragraph goes on where a line reaches the right margin and the next begins at the left one; headings, signatures,
dates and table rows stand alone. Where no paragraph is indented, a full line that ends a sentence ends its paragraph.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import replace
from statistics import median

from noticesearch_indexer.extraction import chrome_rules as rules
from noticesearch_indexer.extraction.documents.pdf_lines import PdfLine
from noticesearch_indexer.extraction.documents.printed import Paragraph
from noticesearch_indexer.extraction.line_keys import line_key

EDGE_LINES = 2  # at the top and the bottom of a page, where running heads stand
EDGE_SHARE = 0.12  # of the page's height within which they stand
MIN_REPEATS, REPEAT_SHARE = 2, 0.4  # pages that a running head stands on
INDENT = (1.2, 3.0)  # character widths by which a paragraph's first line is set in
INDENTED_SHARE = 0.08  # of the lines, for a document to be one that sets paragraphs in
SLACK = 2.2  # character widths that a full line may lack: a mark may not begin the next one
LONG_CHARS, MIN_LONG_LINES = 15, 3  # lines that tell where a page's margins are
SAME_SIZE = 0.1
FULL_WIDTH = 0.6  # of the page's width that a full line takes
CENTRED = 0.03  # of the page's width by which a centred line may be off
MAX_LEADING = 2.6  # line heights from one line of a paragraph to the next
_NUMBER = re.compile(
    r"""
    [-—–―·•~\s]{0,8}(?:第\s?)?\d{1,4}\s?页?          # 3, — 3 —, 第 3 页
    (?:\s?[/／,，]?\s?共?\s?\d{1,4}\s?页?)?          # 3/12, 第3页，共12页
    [-—–―·•~\s]{0,8}
    """,
    re.VERBOSE,
)
# What browsers print above and below a page: 2020/3/11 13:03, its address.
_BROWSER = re.compile(r"\d{1,4}[/-]\d{1,2}[/-]\d{1,4},?\s\d{1,2}:\d\d|(?:https?|file)://\S")
_ENDED = re.compile(r"[。！？!?；;：:…][”』」）)]?$")


def paragraphs_of(lines: Sequence[PdfLine]) -> tuple[Paragraph, ...]:
    """The paragraphs of a document's lines, in reading order."""
    text = _without_running_heads(lines)
    margins = _margins(text)
    is_indented = _sets_in(text, margins)
    made: list[Paragraph] = []
    for number, line in enumerate(text):
        is_centred = _is_centred(line, margins[line.page][0])
        if number and made and _goes_on(text[number - 1], line, margins, is_indented=is_indented):
            whole = made[-1].text + _between(made[-1].text, line.text) + line.text
            made[-1] = replace(made[-1], text=whole, is_centred=made[-1].is_centred and is_centred)
        else:
            made.append(Paragraph(line.text, line.size, is_centred))
    return tuple(made)


def _without_running_heads(lines: Sequence[PdfLine]) -> list[PdfLine]:
    by_page: defaultdict[int, list[PdfLine]] = defaultdict(list)
    for line in lines:
        by_page[line.page].append(line)
    edges = {page: _edges(of_page) for page, of_page in by_page.items()}
    counts = Counter(key for of_page in edges.values() for key in {line_key(line.text) for line in of_page})
    least = max(MIN_REPEATS, REPEAT_SHARE * len(by_page))
    running = {id(line) for of_page in edges.values() for line in of_page if counts[line_key(line.text)] >= least}
    numbers = {
        id(line)
        for of_page in edges.values()
        for line in of_page
        if _NUMBER.fullmatch(line.text) or _BROWSER.match(line.text)
    }
    return [line for line in lines if id(line) not in running | numbers]


def _edges(lines: list[PdfLine]) -> list[PdfLine]:
    """The lines near the top and the bottom of their page."""
    by_height = sorted(lines, key=lambda line: line.bottom)
    outermost = by_height[:EDGE_LINES] + by_height[EDGE_LINES:][-EDGE_LINES:]
    return [line for line in outermost if not EDGE_SHARE < _height(line) < 1 - EDGE_SHARE]


def _height(line: PdfLine) -> float:
    """Where the line stands between the bottom (0) and the top (1) of its page."""
    return (line.bottom + line.top) / 2 / max(1.0, line.page_size[1])


def _margins(lines: Sequence[PdfLine]) -> dict[int, tuple[float, float]]:
    """The left and the right margin of the text on each page; tables and short lines may stand outside."""
    by_page: defaultdict[int, list[PdfLine]] = defaultdict(list)
    for line in lines:
        by_page[line.page].append(line)
    found = {page: _margins_of([line for line in of_page if _is_long(line)]) for page, of_page in by_page.items()}
    whole = _margins_of([line for line in lines if _is_long(line)] or list(lines))
    return {page: margins or whole or (0.0, 0.0) for page, margins in found.items()}


def _is_long(line: PdfLine) -> bool:
    return not line.is_row and len(line.text) >= LONG_CHARS


def _margins_of(lines: list[PdfLine]) -> tuple[float, float] | None:
    """The leftmost beginning, and the end that most lines reach; None where there are too few lines to tell."""
    if len(lines) < MIN_LONG_LINES:
        return None
    ends = Counter(round(line.right / line.size) if line.size else 0 for line in lines)
    most = max(ends, key=lambda end: (ends[end - 1] + ends[end], end))
    size = median(line.size for line in lines)
    right = max(line.right for line in lines if line.right <= (most + 1) * size)
    return min(line.left for line in lines), right


def _sets_in(lines: Sequence[PdfLine], margins: dict[int, tuple[float, float]]) -> bool:
    """Whether the document sets the first lines of its paragraphs in."""
    offsets = [(line.left - margins[line.page][0]) / max(1.0, line.size) for line in lines if not line.is_row]
    set_in = sum(INDENT[0] <= offset <= INDENT[1] for offset in offsets)
    return set_in >= max(1, INDENTED_SHARE * len(offsets))


def _goes_on(line: PdfLine, following: PdfLine, margins: dict[int, tuple[float, float]], *, is_indented: bool) -> bool:
    """Whether *following* belongs to the paragraph that *line* is part of."""
    if line.is_row or following.is_row or abs(line.size - following.size) > SAME_SIZE * line.size:
        return False
    right, left = margins[line.page][1], margins[following.page][0]
    if line.left > margins[line.page][0] + INDENT[1] * line.size:  # a signature, set to the right
        return False
    if line.right < right - SLACK * line.size or following.left > left + INDENT[0] * line.size:
        return False
    if line.page == following.page and not 0 < line.bottom - following.bottom < MAX_LEADING * line.size:
        return False
    if rules.SIGNED_DATE.match(following.text) or (rules.HEADING.match(following.text) and not is_indented):
        return False
    return is_indented or not _ENDED.search(line.text)


def _is_centred(line: PdfLine, left: float) -> bool:
    """Whether the line stands in the middle; a title's full line does, between lines that are shorter."""
    is_set_in = line.left > left + 1.5 * line.size or line.right - line.left > FULL_WIDTH * line.page_size[0]
    return is_set_in and abs((line.left + line.right - line.page_size[0]) / 2) <= CENTRED * line.page_size[0]


def _between(before: str, after: str) -> str:
    """A space between two words of letters, nothing between Chinese characters."""
    return " " if before[-1:].isascii() and before[-1:].isalnum() and after[:1].isascii() else ""
