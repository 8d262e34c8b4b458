"""Text dumps: a page saved as plain text, chrome and all. The best contiguous stretch of lines is the notice.

The lines are judged as those of HTML are, but without links and blocks: so short lines speak against themselves.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import takewhile

from noticesearch_indexer.extraction import chrome_rules as rules
from noticesearch_indexer.extraction.dates import find_date
from noticesearch_indexer.extraction.document import Document, Line, line
from noticesearch_indexer.extraction.dump_score import END_OF_TEXT, is_formula, judge_dump
from noticesearch_indexer.extraction.reading import Reading
from noticesearch_indexer.extraction.score import CERTAIN_CHROME, SECTION_TOOLS, Verdict
from noticesearch_indexer.extraction.trim import is_dateline, trim

HEAD_REACH = 25  # lines between the line of date and source and the first prose
HEADLINE_REACH, MAX_HEADLINE_SHARE = 6, 0.3  # lines, and share of the text's score, that a headline may take
HEADLINE_WORDS = (8, 60)
SHORT_LINES = 6  # between date and text: subtitle, number, salutation
TAIL_DEBT = 2.5  # as much chrome in a row ends the text
# So much below zero in a row parts two texts: name lists and small tables are crossed, chrome is not.
GAP, GAP_WITH_CHROME, GAP_SHARE = 12.0, 4.0, 0.3
MIN_SCORE = 0.8  # less is a caption or a slogan
# Of the longest text, for an earlier one to be the page's: below a dateline and with an end mark, below one, without.
ENDED_SHARE, DATED_SHARE, FIRST_SHARE = 0.05, 0.25, 0.5
ENDED_SCORE = 3.0  # two sentences: less is a teaser


def read_dump(text: str) -> Document:
    """The lines of a text dump; tabs stay, other blanks are collapsed."""
    pieces = text.splitlines()
    made = {piece: line(piece) for piece in set(pieces)}  # a long dump is a table, whose rows are alike
    return Document(tuple(made[piece] for piece in pieces if made[piece].text))


def read_text_page(document: Document, url: str | None = None, *, common: frozenset[str] = frozenset()) -> Reading:
    """The reading of a text dump; *common* are the keys of lines that stand on many pages of its host."""
    lines = document.lines
    verdicts = judge_dump(lines, common)
    start, end = _text_of_page(lines, verdicts)
    if start == end:
        return Reading.of(document, verdicts, (), start=0, url=url)
    first = _below_headline(lines, verdicts, start, end) or _first_line(lines, verdicts, start)
    last = _last_line(lines, verdicts, end)
    return Reading.of(document, verdicts, trim(lines, verdicts, first, last), start=first, url=url)


def _text_of_page(lines: Sequence[Line], verdicts: Sequence[Verdict]) -> tuple[int, int]:
    """The first stretch that is long enough to be the page's text and not what stands above or below it."""
    stretches = list(_stretches(verdicts))
    most = max((stretch.score for stretch in stretches), default=0.0)
    for stretch in stretches:
        reach = _lines_below_date(lines, stretch.start)
        share = DATED_SHARE if reach <= HEAD_REACH else FIRST_SHARE
        if reach <= HEAD_REACH and stretch.score >= ENDED_SCORE and stretch.is_ended:
            share = ENDED_SHARE
        if stretch.score >= share * most:
            return stretch.start, stretch.end
    return 0, 0


def _lines_below_date(lines: Sequence[Line], start: int) -> int:
    """How far *start* lies below a line of date and source, or just above one; more than HEAD_REACH when too far."""
    for number in range(min(start + HEADLINE_REACH, len(lines) - 1), max(-1, start - HEAD_REACH - 1), -1):
        if is_dateline(lines[number]) and not _is_bare_date(lines[number].text):
            return max(0, start - number)
    return HEAD_REACH + 1


@dataclass(frozen=True, slots=True)
class _Stretch:
    """Lines [start, end) and the sum of their scores; whether an end mark follows, as it does below a page's text."""

    start: int
    end: int
    score: float
    is_ended: bool = False


def _stretches(verdicts: Sequence[Verdict]) -> Iterator[_Stretch]:
    """The stretches of lines with locally largest sums, apart by an end mark or by much chrome in a row."""
    start = end = 0
    total = best = 0.0
    gap = GAP
    for number, verdict in enumerate(verdicts):
        if verdict.reason == SECTION_TOOLS:
            continue
        is_end = verdict.reason == END_OF_TEXT
        if verdict.score <= CERTAIN_CHROME:
            gap = GAP_WITH_CHROME
        if best >= MIN_SCORE and (is_end or best - total > max(gap, GAP_SHARE * best) or total <= 0):
            yield _Stretch(start, end, best, is_end)
            total = best = 0.0
        if total <= 0:
            total, best, start = 0.0, 0.0, number
        total += verdict.score
        if total > best:
            best, end, gap = total, number + 1, GAP
    if best >= MIN_SCORE:
        yield _Stretch(start, end, best)


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
            return _below_menu(lines, verdicts, number + 1, start)
        if verdicts[number].score <= -0.9 and verdicts[number].reason not in ("page tools", END_OF_TEXT):
            break
    if _is_headline(lines, start):
        return start + 1
    above = takewhile(lambda number: _opens(lines[number]), range(start - 1, -1, -1))
    return min(above, default=start)


def _below_menu(lines: Sequence[Line], verdicts: Sequence[Verdict], first: int, start: int) -> int:
    """*first*, unless so many short lines stand between date and text that they are a menu."""
    if start - first <= SHORT_LINES:
        return first
    above = takewhile(
        lambda number: _opens(lines[number]) or verdicts[number].score >= 0, range(start - 1, first - 1, -1)
    )
    return min(above, default=start)


def _is_headline(lines: Sequence[Line], start: int) -> bool:
    """Whether a text begins with its headline: a long line without an end, prose below it."""
    line, below = lines[start], lines[start + 1 : start + 2]
    if not HEADLINE_WORDS[0] <= line.words <= HEADLINE_WORDS[1] or "\t" in line.text or is_formula(line.text):
        return False
    return any(one.words > line.words and one.marks >= 2 for one in below)


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
    if (
        rules.FORMULA.match(text)
        or rules.SIGNATURE.match(text)
        or rules.SIGNED_DATE.match(text)
        or rules.ATTACHMENT.search(text)
    ):
        return True
    return len(text) <= 16 and find_date(text) is not None
