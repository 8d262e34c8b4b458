"""What only the pages of a document bring about: running heads dropped, footnotes last, rows over pages made whole."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import replace
from itertools import groupby, takewhile
from statistics import median

from noticesearch_indexer.extraction.document import collapse
from noticesearch_indexer.extraction.documents.pdf_layout import between
from noticesearch_indexer.extraction.documents.pdf_lines import PdfLine
from noticesearch_indexer.extraction.line_keys import line_key

LONG_CHARS = 15  # of a line that is neither heading nor signature
EDGE_LINES = 2  # at the top and the bottom of a page, where running heads stand
EDGE_SHARE = 0.12  # of the page's height within which they stand
MIN_REPEATS, REPEAT_SHARE = 2, 0.4  # pages that a running head stands on
SMALL = 0.9  # of the text's size, at most, for a footnote
SAME_CELL = 6.0  # points by which cells of one column may begin apart
_NOTE = re.compile(r"[①-⑳*＊※]|[〔\[]?\d{1,2}[〕\]]?\s?\D|注\s?\d{0,2}\s?[:：]")  # ①, [1], 1 某某, 注：
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


def is_long(line: PdfLine) -> bool:
    """Whether it is a line of running text by its length."""
    return not line.is_row and len(line.text) >= LONG_CHARS


def without_running_heads(lines: Sequence[PdfLine]) -> list[PdfLine]:
    """The lines without page numbers, what a browser prints around a page, and what stands at many pages' edges."""
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


def notes_last(lines: list[PdfLine]) -> list[PdfLine]:
    """The footnotes of each page after everything else, for the paragraph above them may go on overleaf."""
    long = [line.size for line in lines if is_long(line)]
    small = SMALL * median(long) if long else 0.0
    notes: set[int] = set()
    for _, of_page in groupby(lines, key=lambda line: line.page):
        foot = list(takewhile(lambda line: line.size < small and not line.is_row, reversed(list(of_page))))
        foot.reverse()
        first = next((number for number, line in enumerate(foot) if _NOTE.match(line.text)), len(foot))
        notes.update(id(line) for line in foot[first:])
    return sorted(lines, key=lambda line: id(line) in notes)


def rows_over_pages(lines: list[PdfLine]) -> list[PdfLine]:
    """Rows that go on overleaf, made whole cell by cell."""
    whole: list[PdfLine] = []
    for line in lines:
        if whole and line.cells and whole[-1].page + 1 == line.page and _is_same_row(whole[-1], line):
            whole[-1] = _joined_rows(whole[-1], line)
        else:
            whole.append(line)
    return whole


def _is_same_row(row: PdfLine, overleaf: PdfLine) -> bool:
    """Whether the row was left open, or its first cell has nothing more overleaf while others have."""
    columns = [round(left / SAME_CELL) for left, _ in row.cells]
    others = [round(left / SAME_CELL) for left, _ in overleaf.cells]
    return row.is_open or (len(columns) > len(others) and columns[1:][-len(others) :] == others)


def _joined_rows(row: PdfLine, overleaf: PdfLine) -> PdfLine:
    cells = {round(left / SAME_CELL): (left, text) for left, text in row.cells}
    for left, text in overleaf.cells:
        place, before = cells.get(round(left / SAME_CELL), (left, ""))
        cells[round(left / SAME_CELL)] = place, before + between(before, text) + text
    joined = tuple(sorted(cells.values()))
    text = collapse("\t".join(text for _, text in joined))
    return replace(overleaf, text=text, cells=joined)


def _edges(lines: list[PdfLine]) -> list[PdfLine]:
    """The lines near the top and the bottom of their page."""
    by_height = sorted(lines, key=lambda line: line.bottom)
    outermost = by_height[:EDGE_LINES] + by_height[EDGE_LINES:][-EDGE_LINES:]
    return [line for line in outermost if not EDGE_SHARE < _height(line) < 1 - EDGE_SHARE]


def _height(line: PdfLine) -> float:
    """Where the line stands between the bottom (0) and the top (1) of its page."""
    return (line.bottom + line.top) / 2 / max(1.0, line.page_size[1])
