"""Text dumps: a page saved as plain text, chrome and all. The best contiguous stretch of lines is the notice.

The lines are judged as those of HTML are, but without links and blocks: so short lines speak against themselves.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import takewhile

from noticesearch_indexer.extraction import chrome_rules as rules
from noticesearch_indexer.extraction.dates import find_date
from noticesearch_indexer.extraction.document import Document, Line, line
from noticesearch_indexer.extraction.reading import Reading
from noticesearch_indexer.extraction.score import CERTAIN_CHROME, Verdict, judge
from noticesearch_indexer.extraction.trim import is_dateline, trim

HEAD_REACH = 25  # lines between the line of date and source and the first prose
HEADLINE_REACH, MAX_HEADLINE_SHARE = 6, 0.3  # lines, and share of the text's score, that a headline may take
TAIL_DEBT = 2.5  # as much chrome in a row ends the text


def read_dump(text: str) -> Document:
    """The lines of a text dump; tabs stay, other blanks are collapsed."""
    made = (line(piece) for piece in text.splitlines())
    return Document(tuple(one for one in made if one.text))


def read_text_page(document: Document, url: str | None = None) -> Reading:
    """The reading of a text dump."""
    verdicts = tuple(judge(one, "dump") for one in document.lines)
    start, end = _best_stretch(verdicts)
    if start == end:
        return Reading.of(document, verdicts, (), start=0, url=url)
    first = _below_headline(document.lines, verdicts, start, end) or _first_line(document.lines, verdicts, start)
    last = _last_line(document.lines, verdicts, end)
    return Reading.of(document, verdicts, trim(document.lines, verdicts, first, last), start=first, url=url)


def _best_stretch(verdicts: Sequence[Verdict]) -> tuple[int, int]:
    """The contiguous lines with the largest sum (Kadane)."""
    best = total = 0.0
    stretch, start = (0, 0), 0
    for number, verdict in enumerate(verdicts):
        if total <= 0:
            total, start = 0.0, number
        total += verdict.score
        if total > best:
            best, stretch = total, (start, number + 1)
    return stretch


def _below_headline(lines: Sequence[Line], verdicts: Sequence[Verdict], start: int, end: int) -> int | None:
    """Below a dateline in the first lines of the stretch: a headline with a comma in it looks like prose."""
    total = sum(verdicts[number].score for number in range(start, end))
    passed, found = 0.0, None
    for number in range(start, min(end, start + HEADLINE_REACH)):
        if passed > MAX_HEADLINE_SHARE * total:
            break
        if is_dateline(lines[number]) and not _is_bare_date(lines[number].text):
            found = number + 1
        passed += max(0.0, verdicts[number].score)
    return found


def _is_bare_date(text: str) -> bool:
    """Whether *text* is a day and nothing more: a document's own date, as laws and orders print it above their text."""
    date = find_date(text)
    return date is not None and "T" not in date.iso and date.end - date.start >= len(text) - 2


def _first_line(lines: Sequence[Line], verdicts: Sequence[Verdict], start: int) -> int:
    """Up to the line of date and source, else over the headings and the salutation just above."""
    for number in range(start - 1, max(-1, start - HEAD_REACH), -1):
        if is_dateline(lines[number]):
            return number + 1
        if verdicts[number].score <= -0.9 and verdicts[number].reason != "page tools":
            break
    above = takewhile(lambda number: _opens(lines[number]), range(start - 1, -1, -1))
    return min(above, default=start)


def _opens(line: Line) -> bool:
    if rules.META_LINE.search(line.text):
        return False
    return (line.text.endswith(("：", ":")) and len(line.text) < 60) or rules.HEADING.match(line.text) is not None


def _last_line(lines: Sequence[Line], verdicts: Sequence[Verdict], end: int) -> int:
    """Down over signature, date and attachments, until chrome begins."""
    last, debt = end, 0.0
    for number in range(end, len(lines)):
        score = verdicts[number].score
        if score <= CERTAIN_CHROME:
            break
        debt = debt + score if score < 0 else debt
        if debt < -TAIL_DEBT:
            break
        if score > 0 or _closes(lines[number]):
            last = number + 1
    return last


def _closes(line: Line) -> bool:
    text = line.text
    if rules.SIGNATURE.match(text) or rules.SIGNED_DATE.match(text) or rules.ATTACHMENT.search(text):
        return True
    return len(text) <= 16 and find_date(text) is not None
