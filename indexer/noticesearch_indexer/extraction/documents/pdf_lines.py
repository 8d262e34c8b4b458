"""Characters with their boxes to lines: pieces on one base line are joined, wide gaps in them are table columns.

All lengths are points from the lower left corner of the page.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from statistics import median
from typing import NamedTuple

from noticesearch.text.runs import HAN
from noticesearch_indexer.extraction.document import collapse

LETTER_SPACED = 0.5  # share of the pairs of Chinese characters with a blank between: 关 于 做 好
COLUMN_GAP = 1.3  # character widths between two cells; a letter-spaced title has up to one
WORD_GAP = 0.6  # character widths between two Chinese words that are set apart: 第一章 总则
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
    """A line on page `page` (from 0), its box, the height of its characters, and the page's width and height."""

    text: str
    page: int
    left: float
    bottom: float
    right: float
    top: float
    size: float
    page_size: tuple[float, float]

    @property
    def is_row(self) -> bool:
        """Whether it is a table row."""
        return "\t" in self.text


def lines_of(glyphs: Sequence[Glyph], page: int, page_size: tuple[float, float]) -> list[PdfLine]:
    """The lines of a page in the order of print."""
    lines: list[PdfLine] = []
    for group in _groups(glyphs):
        made = _line(group, page, page_size)
        if made is None:
            continue
        if lines and _is_beside(lines[-1], made):
            lines[-1] = _joined(lines[-1], made)
        else:
            lines.append(made)
    return lines


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


def _is_lower_left(before: Glyph, glyph: Glyph) -> bool:
    return glyph.right < before.left and glyph.top < before.bottom


def _line(glyphs: list[Glyph], page: int, page_size: tuple[float, float]) -> PdfLine | None:
    printed = [glyph for glyph in glyphs if not glyph.text.isspace() and glyph.right > glyph.left]
    if not printed:
        return None
    text = collapse("".join(_spaced(glyphs, median(_width(glyph) for glyph in printed))))
    return PdfLine(
        without_letter_spaces(text),
        page,
        min(glyph.left for glyph in printed),
        min(glyph.bottom for glyph in printed),
        max(glyph.right for glyph in printed),
        max(glyph.top for glyph in printed),
        median(glyph.top - glyph.bottom for glyph in printed),
        page_size,
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
    """The characters; a blank is a tab where the gap is as wide as between columns, else a space."""
    before: Glyph | None = None
    blank = ""
    for glyph in glyphs:
        if glyph.text.isspace() or glyph.right <= glyph.left:
            blank = blank if glyph.is_guessed and before and _WIDE.match(before.text) else " "
            continue
        gap = glyph.left - before.right if before else 0.0
        if gap > COLUMN_GAP * width:
            blank = "\t"
        elif gap > WORD_GAP * width:
            blank = " "
        yield blank + glyph.text
        before, blank = glyph, ""


def _is_beside(line: PdfLine, other: PdfLine) -> bool:
    """Whether *other* goes on to the right of *line*, on the same base line."""
    shared = min(line.top, other.top) - max(line.bottom, other.bottom)
    return shared > SAME_LINE * min(line.size, other.size) and other.left >= line.right - line.size / 2


def _joined(line: PdfLine, other: PdfLine) -> PdfLine:
    gap = other.left - line.right
    between = "\t" if gap > COLUMN_GAP * line.size else " " if gap > line.size / 2 else ""
    return replace(
        line,
        text=without_letter_spaces(line.text + between + other.text),
        right=max(line.right, other.right),
        bottom=min(line.bottom, other.bottom),
        top=max(line.top, other.top),
    )
