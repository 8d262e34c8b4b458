"""A title printed on two lines or more, of which a rule found one: 某某省水利厅 / 关于印发某某办法的通知."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise

from noticesearch_indexer.extraction import chrome_rules as rules
from noticesearch_indexer.extraction.document import key
from noticesearch_indexer.extraction.reading import Found, Reading

MAX_ISSUERS = 4  # of a joint document
ISSUER_WORDS = 25
TITLE_BLOCK_LINES = 4  # title, its second line, document number, date
MIN_BEGINNING, MAX_ORIGINAL_CHARS = 8, 150
_ORIGINAL = re.compile(r"原标题[:：]\s?《?(?P<title>[^》]{8,120})")
_ABOUT = re.compile(r"关于|转发|批转|印发|公布")  # what follows an issuer's name


def whole_title(reading: Reading, found: Found) -> Found:
    """*found* with the lines of the title above and below it; as it is where it is no line of the page."""
    if found.value.endswith(("…", "...")):
        found = _at_full_length(reading, found)
    number = _line_of(reading, found.text)
    if number is None:
        return found
    first, last = number, number
    while number - first < MAX_ISSUERS and _goes_on(reading, first - 1, first, last):
        first -= 1
    if first == number and _goes_on(reading, number, number + 1, number + 1):
        last += 1
    if first == last:
        return found
    title = _joined([reading.lines[at].text for at in range(first, last + 1)])
    return replace(found, value=title, text=title, rule=f"{found.rule}, with the line beside it")


def _at_full_length(reading: Reading, found: Found) -> Found:
    """A title that was cut short as 原标题 gives it; as it is where the page does not."""
    beginning = key(found.value)
    for line in reading.lines:
        original = _ORIGINAL.search(line.text) if len(line.text) <= MAX_ORIGINAL_CHARS else None
        if original and len(beginning) >= MIN_BEGINNING and key(original["title"]).startswith(beginning):
            return replace(found, value=original["title"], text=line.text, rule="原标题")
    return found


def _line_of(reading: Reading, text: str) -> int | None:
    """The number of the line *text*, of several the nearest to the body."""
    numbers = (number for number, line in enumerate(reading.lines) if line.text == text)
    return min(numbers, key=lambda number: abs(number - reading.body_start), default=None)


def _goes_on(reading: Reading, number: int, below: int, last: int) -> bool:
    """Whether line *number* and those from *below* to *last* are one title."""
    if number < 0 or last >= len(reading.lines):
        return False
    line, under = reading.lines[number], reading.lines[below]
    if not line.words or line.linked > 0.5 or under.linked > 0.5 or line.words + under.words > 90:
        return False
    joined = key(line.text + "".join(reading.lines[at].text for at in range(below, last + 1)))
    if min(len(key(line.text)), len(key(under.text))) >= 2 and any(joined in title for title in _head_titles(reading)):
        return True
    if any(title.startswith(key(under.text)) for title in _head_titles(reading)):  # the page says it is the whole
        return False
    return _is_issuer_of(line.text, under.text) and _stand_together(reading, number, below)


def _is_issuer_of(name: str, title: str) -> bool:
    is_name = len(name) <= ISSUER_WORDS * 2 and rules.SIGNATURE.match(name) is not None
    begins = _ABOUT.match(title) is not None and rules.FORMAL_TITLE.match(title) is not None
    return is_name and (begins or rules.SIGNATURE.match(title) is not None)


def _stand_together(reading: Reading, number: int, below: int) -> bool:
    """Whether two neighbouring lines are laid out as one: in a small block of their own, or both at the text's head."""
    blocks = reading.document.blocks
    if not blocks:
        return False
    around = (block for block in blocks if block.start <= number and block.end > below)
    if any(block.end - block.start <= TITLE_BLOCK_LINES for block in around):
        return True
    kept = frozenset(reading.kept[: TITLE_BLOCK_LINES + MAX_ISSUERS])
    is_like = reading.lines[number].tag == reading.lines[below].tag
    return is_like and (reading.lines[below].tag in ("h1", "h2") or {number, below} <= kept)


def _head_titles(reading: Reading) -> tuple[str, ...]:
    meta = reading.meta(("articletitle", "article_title", "og:title"))
    return tuple(filter(None, (key(meta.content) if meta else "", key(reading.document.title))))


def _joined(lines: list[str]) -> str:
    """The lines as one title: names of several issuers stay apart."""
    title = lines[0]
    for above, line in pairwise(lines):
        apart = rules.SIGNATURE.match(above) and rules.SIGNATURE.match(line) and not _ABOUT.match(line)
        title += f" {line}" if apart else line
    return title
