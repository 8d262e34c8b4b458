"""A body's paragraphs: separators, numbered headings and text, each with its place in the body."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

from noticesearch.notice import Heading
from noticesearch.spans import trimmed
from noticesearch_indexer.numbering import (
    CIRCLED,
    DIGITS_BRACKETED,
    DIGITS_POINT,
    HAN,
    HAN_BRACKETED,
    HAN_POINT,
    POINT,
    division,
)

MAX_HEADING_CHARS = 40  # 针对…问题 headings of inspection notices reach 35; a longer line is a sentence

MAX_SEPARATOR_CHARS = 200  # a line of dashes across a page has 80

Kind = Literal["separator", "heading", "text"]

_LINE = re.compile(r"[^\n]+")
_WIDE_BLANK = re.compile("[\u3000\xa0 ]{2,}")  # text dumps lose line breaks but keep the wide indentation
_SEPARATOR = re.compile(r"[^\w\s]*(?:[●◆■★※○◇□☆△▲*＊=＝_＿~～—–\-·•…#]\s*){3,}|[●◆■★※○◇□☆△▲]")
NUMBERING = re.compile(
    rf"""
      (?P<chapter>{division("[章节篇]|部分")})[\s:：、]*       # 第二章
    | (?P<han>{HAN_POINT}|{HAN}\u3000)\s*                     # 一、 or 一 and a wide blank
    | (?P<bracketed>{HAN_BRACKETED}){POINT}?\s*              # （一）
    | (?P<digit>{DIGITS_POINT})\s*                           # 1.
    | (?P<bracketed_digit>{DIGITS_BRACKETED}){POINT}?\s*     # （1）
    | (?P<circled>{CIRCLED})\s*                              # ①
    """,
    re.VERBOSE,
)
_LEVELS = ("chapter", "han", "bracketed", "digit", "bracketed_digit", "circled")
DIGIT_LEVEL = _LEVELS.index("digit")  # of 1.
_SENTENCE_MARK = re.compile(r"[。；;！!？?]")


@dataclass(frozen=True, slots=True)
class Paragraph:
    """body[start:end] without blanks around it. `level` is its numbering's depth from 0, None when not numbered,
    below 0 for a heading by its element alone; `text_start` is where the words after the numbering begin."""

    start: int
    end: int
    kind: Kind
    level: int | None
    text_start: int

    def stands_over(self, below: Paragraph) -> bool:
        """Whether it is a heading over *below*, the paragraph after it, not one of several short items."""
        return self.kind == "heading" and (below.level is None or below.level > (self.level or 0))


def paragraphs(body: str, headings: Iterable[Heading] = ()) -> tuple[Paragraph, ...]:
    """The paragraphs of *body* in order; together they cover it, blanks aside.

    Of *headings* those count that only their element marks; what a number makes a heading is decided here.
    """
    marked = {heading.span: heading.level for heading in headings if heading.level < 0}
    return tuple(_paragraph(body, start, end, marked.get((start, end))) for start, end in _stretches(body))


def _stretches(body: str) -> Iterator[tuple[int, int]]:
    for line in _LINE.finditer(body):
        start = line.start()
        for blank in _WIDE_BLANK.finditer(body, line.start(), line.end()):
            yield from trimmed(body, start, blank.start())
            start = blank.end()
        yield from trimmed(body, start, line.end())


def _paragraph(body: str, start: int, end: int, marked: int | None) -> Paragraph:
    is_mark = not body[start].isalnum() and end - start <= MAX_SEPARATOR_CHARS
    if is_mark and _SEPARATOR.fullmatch(body, start, end):
        return Paragraph(start, end, "separator", None, end)
    number = NUMBERING.match(body, start, end)
    level = _LEVELS.index(number.lastgroup) if number and number.lastgroup else None
    level = marked if level is None else level
    kind: Kind = "heading" if level is not None and _is_heading(body, start, end) else "text"
    return Paragraph(start, end, kind, level, number.end() if number else start)


def _is_heading(body: str, start: int, end: int) -> bool:
    """Whether a numbered line is a heading: short, and no sentence within it."""
    if end - start > MAX_HEADING_CHARS or body[end - 1] in "；;":
        return False
    inside = body[start : end - 1]
    return not _SENTENCE_MARK.search(inside) and "\t" not in inside
