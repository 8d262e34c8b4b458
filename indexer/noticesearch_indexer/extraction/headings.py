"""The numbered headings of a body, by depth: 第一编, 第一章, 第一节, 第一条, 一、, （一）, 1., （1）, ①."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from noticesearch.notice import Heading
from noticesearch_indexer.extraction.document import Line
from noticesearch_indexer.numbering import CIRCLED, DIGITS_BRACKETED, DIGITS_POINT, HAN_BRACKETED, HAN_POINT, division

MAX_HEADING_CHARS = 40  # the longest labelled one has 36; a longer line is a sentence
MAX_HEADINGS = 5_000  # a code of law has 1,300 articles
_NUMBERING = re.compile(
    rf"""
    ^[ \t\u3000]{{0,8}}(?:
        (?P<l0>{division("编|部分|篇")})
      | (?P<l1>{division("章")})
      | (?P<l2>{division("节")})
      | (?P<l3>{division("条")})
      | (?P<l4>{HAN_POINT})
      | (?P<l5>{HAN_BRACKETED})
      | (?P<l6>{DIGITS_POINT})
      | (?P<l7>{DIGITS_BRACKETED})
      | (?P<l8>{CIRCLED})
    )
    """,
    re.VERBOSE | re.MULTILINE,
)
_ARTICLE = 3
_ELEMENTS = {f"h{rank}": rank - 7 for rank in range(1, 7)}
_CLAUSE_MARK = re.compile(r"[，,：:]")  # in a sentence, which is no heading: 一、元旦：1月1日放假，共3天。
_STOP = re.compile(r"[。；;！!？?\n]")


def headings(body: str) -> tuple[Heading, ...]:
    """The headings in reading order. Of a line that goes on after it (（一）加强领导。各级…), the heading only.

    A numbered line that is one long sentence is no heading; 第三条 is one by its number, whatever follows.
    """
    found: list[Heading] = []
    for number in _NUMBERING.finditer(body):
        level = int((number.lastgroup or "l0")[1:])
        start = number.start(f"l{level}")
        stop = _STOP.search(body, number.end(), start + MAX_HEADING_CHARS + 1)
        if level == _ARTICLE:
            found.append(Heading(level, (start, number.end())))
        elif stop is None and len(body) - start > MAX_HEADING_CHARS:
            continue
        elif not _is_sentence(body[start : _end(body, stop)]):
            found.append(Heading(level, (start, _end(body, stop))))
        if len(found) == MAX_HEADINGS:
            break
    return tuple(found)


def all_headings(body: str, marked: Iterable[Heading]) -> tuple[Heading, ...]:
    """The numbered headings of *body* and those of *marked* that are none of them, in reading order."""
    found = headings(body)
    known = {heading.span[0] for heading in found}
    named = tuple(heading for heading in marked if heading.span[0] not in known and not _is_long(heading))
    return tuple(sorted(found + named, key=lambda heading: heading.span)[:MAX_HEADINGS])


def marked(lines: Iterable[Line]) -> Iterator[Heading]:
    """The headings by element, <h1> to <h6>, of a body that is *lines*, one a line."""
    start = 0
    for line in lines:
        end = start + len(line.text)
        if line.tag in _ELEMENTS:
            yield Heading(_ELEMENTS[line.tag], (start, end))
        start = end + 1


def _is_long(heading: Heading) -> bool:
    return heading.span[1] - heading.span[0] > MAX_HEADING_CHARS


def _is_sentence(line: str) -> bool:
    """Whether a numbered line is a sentence of several clauses, or a table row."""
    return "\t" in line or (_STOP.search(line) is not None and _CLAUSE_MARK.search(line) is not None)


def _end(body: str, stop: re.Match[str] | None) -> int:
    """After the mark that ends a heading within a line, before the line's end."""
    if stop is None:
        return len(body)
    return stop.start() if stop[0] == "\n" else stop.end()
