"""Joins the lines of a text that was broken at a fixed width, as PDFs and terminals break it; others stay as they are.

Only a full line that stops in mid-sentence is joined to the next; headings, table rows, signatures, dates and indented
lines always begin anew.
"""

from __future__ import annotations

import re
from collections import Counter

from noticesearch_indexer.extraction import chrome_rules as rules

MIN_WIDTH, MAX_WIDTH = 18, 60  # characters of a full line; shorter ones are menus and tables
SLACK = 2  # a mark that may not begin a line makes the line before it shorter or longer
MIN_FULL_LINES = 5
MIN_FULL_SHARE = 0.4  # of the lines that are at least MIN_WIDTH long
_ENDED = re.compile(r"[。！？!?；;：:…”」』）)】\]]\s*$")
_BEGINS = re.compile(r"[\s\u3000]|[●◆■★※○•·\-—【\[<《]")


def unwrapped(text: str) -> str:
    """*text* with the lines of each broken paragraph joined."""
    lines = text.split("\n")
    width = _width(lines)
    if width is None:
        return text
    pieces: list[str] = []
    is_open = False
    for line in lines:
        if is_open and _goes_on(line):
            pieces.append(line.strip())
        else:
            pieces += ("\n", line)
        is_open = len(line.strip()) >= width - SLACK and not _ENDED.search(line) and "\t" not in line
    return "".join(pieces[1:])


def _width(lines: list[str]) -> int | None:
    """The width at which lines are broken; None when they are not."""
    lengths = Counter(len(line.strip()) for line in lines if len(line.strip()) >= MIN_WIDTH)
    if not lengths or max(lengths) > 2 * MAX_WIDTH:
        return None
    width = max(lengths, key=lambda length: sum(lengths[near] for near in range(length - SLACK, length + SLACK + 1)))
    full = sum(lengths[near] for near in range(width - SLACK, width + SLACK + 1))
    longer = sum(count for length, count in lengths.items() if length > width + SLACK)
    is_broken = full >= max(MIN_FULL_LINES, MIN_FULL_SHARE * sum(lengths.values())) and longer <= full // 10
    return width if is_broken and width <= MAX_WIDTH else None


def _goes_on(line: str) -> bool:
    """Whether *line* can be the middle of a paragraph."""
    if not line.strip() or "\t" in line or _BEGINS.match(line):
        return False
    return not (rules.HEADING.match(line) or rules.SIGNED_DATE.match(line.strip()) or rules.FORMULA.match(line))
