"""Characters with their boxes to pieces of lines, and pieces on one base line joined again.

A piece ends where print goes on below, across a ruled line or after a gap as wide as between the columns of a table.

All lengths are points from the lower left corner of the page.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import reduce
from itertools import pairwise
from statistics import median
from typing import NamedTuple

from noticesearch.text.runs import HAN
from noticesearch_indexer.extraction.document import collapse

LETTER_SPACED = 0.5  # share of the pairs of Chinese characters with a blank between: 关 于 做 好
COLUMN_GAP = 1.3  # character widths between two cells; a letter-spaced title has up to one
WORD_GAP = 0.6  # character widths between two Chinese words that are set apart: 第一章 总则
BACK = 2.0  # character widths by which print may go back within a line: kerning, a mark set over another
MAX_LINE = 200  # pieces of a line: a page has no more characters in one
SAME_LINE = 0.5  # of the height that two pieces of a line share
_WIDE = re.compile(rf"[{HAN}\u3000-\u303f\uff00-\uffef]")
_PAIR = re.compile(rf"(?<=[{HAN}]) ?(?=[{HAN}])")
_LETTER_SPACES = re.compile(rf"(?<=[{HAN}]) (?=[{HAN}])")


class Glyph(NamedTuple):
    """A character and its box, which is empty for a line break.

    An `is_guessed` blank is not in the file: the PDF library infers it from a gap.
    """

    text: str
    left: float
    bottom: float
    right: float
    top: float
    is_guessed: bool = False


@dataclass(frozen=True, slots=True)
class PdfLine:
    """A line on page `page` (from 0), its box, the height of its characters, and the page's width and height.

    `em` is the width of a full character. `column` counts the page's columns from 1; 0 is text across the page.
    A row of a ruled table has its cells, with where each begins; `is_open` where the row goes on below.
    """

    text: str
    page: int
    left: float
    bottom: float
    right: float
    top: float
    size: float
    page_size: tuple[float, float]
    em: float
    column: int = 0
    cells: tuple[tuple[float, str], ...] = ()
    is_open: bool = False

    @property
    def is_row(self) -> bool:
        """Whether it is a table row."""
        return bool(self.cells) or "\t" in self.text


IsCut = Callable[[Glyph, Glyph], bool]
"""Whether a ruled line stands between two characters."""


def pieces_of(glyphs: Sequence[Glyph], page: int, page_size: tuple[float, float], is_cut: IsCut) -> list[PdfLine]:
    """The pieces of a page's lines in the order of print."""
    made = (
        _line(piece, page, page_size) for group in _groups(glyphs) for piece in _cut(group, _full_width(group), is_cut)
    )
    return [piece for piece in made if piece is not None]


def joined_pieces(pieces: Iterable[PdfLine]) -> list[PdfLine]:
    """The lines of pieces in the order of print: neighbours on one base line are one, a tab where they stand apart."""
    lines: list[list[PdfLine]] = []
    for piece in pieces:
        if lines and len(lines[-1]) < MAX_LINE and (_is_beside(lines[-1][-1], piece) or _is_between(lines[-1], piece)):
            lines[-1].append(piece)
            lines[-1].sort(key=lambda each: each.left)
        else:
            lines.append([piece])
    return [reduce(_joined, line) for line in lines]


def _groups(glyphs: Sequence[Glyph]) -> Iterator[list[Glyph]]:
    """The characters of each line: up to a line break, or to where print goes on further left and lower."""
    group: list[Glyph] = []
    before: Glyph | None = None
    for glyph in glyphs:
        is_break = glyph.text == "\n"
        if is_break or (before and glyph.right > glyph.left and _is_lower_left(before, glyph)):
            yield group
            group, before = [], None
        if not is_break:
            group.append(glyph)
        if not is_break and glyph.right > glyph.left and not glyph.text.isspace():
            before = glyph
    yield group


def _cut(group: list[Glyph], width: float, is_cut: IsCut) -> Iterator[list[Glyph]]:
    """A line's characters, cut at wide gaps, at ruled lines, and where print goes back to the left."""
    piece: list[Glyph] = []
    before: Glyph | None = None
    for glyph in group:
        if glyph.text.isspace() or glyph.right <= glyph.left:
            piece.append(glyph)
            continue
        if before:
            gap = glyph.left - before.right
            if gap > COLUMN_GAP * width or gap < -BACK * width or is_cut(before, glyph):
                yield piece
                piece = []
        piece.append(glyph)
        before = glyph
    yield piece


def _full_width(glyphs: Iterable[Glyph]) -> float:
    widths = [_width(glyph) for glyph in glyphs if not glyph.text.isspace() and glyph.right > glyph.left]
    return median(widths) if widths else 0.0


def _is_lower_left(before: Glyph, glyph: Glyph) -> bool:
    return glyph.right < before.left and glyph.top < before.bottom


def _line(glyphs: list[Glyph], page: int, page_size: tuple[float, float]) -> PdfLine | None:
    printed = [glyph for glyph in glyphs if not glyph.text.isspace() and glyph.right > glyph.left]
    if not printed:
        return None
    em = _full_width(printed)
    text = collapse("".join(_spaced(glyphs, em)))
    return PdfLine(
        without_letter_spaces(text),
        page,
        min(glyph.left for glyph in printed),
        min(glyph.bottom for glyph in printed),
        max(glyph.right for glyph in printed),
        max(glyph.top for glyph in printed),
        median(glyph.top - glyph.bottom for glyph in printed),
        page_size,
        em,
    )


def without_letter_spaces(text: str) -> str:
    """*text* without the blanks between its characters, where it is set so throughout."""
    pairs = len(_PAIR.findall(text))
    blanks = len(_LETTER_SPACES.findall(text))
    return _LETTER_SPACES.sub("", text) if blanks >= 2 and blanks >= LETTER_SPACED * pairs else text


def _width(glyph: Glyph) -> float:
    """The width of a full character: letters and digits are half as wide."""
    return (glyph.right - glyph.left) * (1.0 if _WIDE.match(glyph.text) else 2.0)


def _spaced(glyphs: list[Glyph], width: float) -> Iterator[str]:
    """The characters; a blank where the file has one or the gap is as wide as one."""
    before: Glyph | None = None
    blank = ""
    for glyph in glyphs:
        if glyph.text.isspace() or glyph.right <= glyph.left:
            blank = blank if glyph.is_guessed and before and _WIDE.match(before.text) else " "
            continue
        gap = glyph.left - before.right if before else 0.0
        if gap > WORD_GAP * width:
            blank = " "
        yield blank + glyph.text
        before, blank = glyph, ""


def _is_beside(line: PdfLine, other: PdfLine) -> bool:
    """Whether *other* goes on to the right of *line*, on the same base line."""
    return _shares_line(line, other) and other.left >= line.right - line.size / 2


def _shares_line(line: PdfLine, other: PdfLine) -> bool:
    shared = min(line.top, other.top) - max(line.bottom, other.bottom)
    return shared > SAME_LINE * min(line.size, other.size)


def _is_between(line: list[PdfLine], piece: PdfLine) -> bool:
    """Whether *piece* fills a gap in the line, as words in another font do when they are printed later."""
    slack = piece.em / 2
    return any(
        _shares_line(before, piece) and before.right - slack <= piece.left and piece.right <= after.left + slack
        for before, after in pairwise(line)
    )


def _joined(line: PdfLine, other: PdfLine) -> PdfLine:
    gap = other.left - line.right
    between = "\t" if gap > COLUMN_GAP * line.em else " " if gap > WORD_GAP * line.em else ""
    return replace(
        line,
        text=without_letter_spaces(line.text + between + other.text),
        right=max(line.right, other.right),
        bottom=min(line.bottom, other.bottom),
        top=max(line.top, other.top),
    )
