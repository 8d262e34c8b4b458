"""The lines of a container that are the notice: head (table of particulars, meta line) and tail cut off."""

from __future__ import annotations

import re
from collections.abc import Sequence

from noticesearch_indexer.extraction import chrome_rules as rules
from noticesearch_indexer.extraction.dates import find_date
from noticesearch_indexer.extraction.document import Line, key
from noticesearch_indexer.extraction.labels import TABLE_LABELS, row_label
from noticesearch_indexer.extraction.score import CERTAIN_CHROME, HEADLINE_TAGS, Verdict

SUBSTANTIAL = 0.8  # score of a line that can only be the text itself
MIN_TABLE_ROWS = 3
TABLE_GAP_LINES = 4  # between the top, or one row of particulars, and the next: values on lines of their own
EDGE_MAX_WORDS = 60
DATELINE_CHARS, BESIDE_DATE_CHARS = 45, 18  # 2024年1月25日 18:03:35 来自内蒙古自治区
_TIMESTAMP = re.compile(  # as a content system prints it
    r"(?:19|20)\d\d[-/]\d{1,2}[-/]\d{1,2}\s\d{1,2}:\d\d"
    r"|^(?:19|20)\d\d年\d{1,2}月\d{1,2}日\s?(?:[週周][一二三四五六日])\s?(?:[上下]午)?\s?\d{1,2}:\d\d$"  # 週一 下午2:05
)
DATELINE_REACH = 5  # lines below the headline
ABSTRACT_WORDS, ABSTRACT_REACH = 20, 3  # lines between an abstract and the text
END_SHARE = 0.55  # of the container's text must have passed before an end mark counts


def trim(lines: Sequence[Line], verdicts: Sequence[Verdict], start: int, end: int) -> tuple[int, ...]:
    """The numbers of the lines of [start, end) to keep, in order."""
    start = _after_head(lines, verdicts, start, end)
    end = _before_tail(lines, verdicts, start, end)
    kept = [number for number in range(start, end) if not _is_chrome(verdicts[number])]
    return tuple(_without_abstract(_without_edges(kept, lines, verdicts), lines))


def _without_abstract(kept: list[int], lines: Sequence[Line]) -> list[int]:
    """*kept* without an abstract that only repeats how the text below it begins."""
    if len(kept) < 2 or lines[kept[0]].words < ABSTRACT_WORDS:
        return kept
    opening = key(lines[kept[0]].text)
    repeats = any(key(lines[number].text).startswith(opening) for number in kept[1 : 1 + ABSTRACT_REACH])
    return kept[1:] if repeats else kept


def _after_head(lines: Sequence[Line], verdicts: Sequence[Verdict], start: int, end: int) -> int:
    """Below the last line of date and source that stands above the text, and below a table of particulars."""
    first = next((number for number in range(start, end) if verdicts[number].score >= SUBSTANTIAL), start)
    stamped = [number for number in range(start, end) if _has_timestamp(lines[number])]
    meta_lines = [
        number
        for number in range(start, min(first + 1, end))
        if is_meta_line(lines[number]) or [number] == stamped  # several are those of a list's entries
    ]
    return max([start, *(number + 1 for number in meta_lines[-1:]), _after_table(lines, start, end)])


def _after_table(lines: Sequence[Line], start: int, end: int) -> int:
    """Below three or more rows of particulars that stand together at the top; *start* when there are fewer."""
    rows: list[int] = []
    labels: set[str] = set()
    for number in range(start, end):
        label = row_label(lines[number].text)
        if label:
            rows.append(number)
            labels.add(label)
        elif number - (rows[-1] if rows else start) > TABLE_GAP_LINES:
            break
    if len(rows) < MIN_TABLE_ROWS or not labels & TABLE_LABELS:
        return start
    return rows[-1] + (2 if has_value_below(lines[rows[-1]]) else 1)


def has_value_below(line: Line) -> bool:
    """Whether *line* is a label whose value is the next line; one in a table cell has an empty cell beside it."""
    return line.text.endswith((":", "：")) and line.tag not in ("td", "th", "tr")


def is_meta_line(line: Line) -> bool:
    """Whether *line* gives the date between title and text: 发布时间：2020-03-11 来源：某某网."""
    return (
        line.words < 70
        and line.marks <= 4
        and rules.META_LINE.search(line.text) is not None
        and find_date(line.text) is not None
    )


def _has_timestamp(line: Line) -> bool:
    """Whether *line* is little more than a date and time as a content system prints them: 2020-03-11 13:03."""
    return len(line.text) <= DATELINE_CHARS and "\t" not in line.text and _TIMESTAMP.search(line.text) is not None


def is_dateline(line: Line) -> bool:
    """Whether *line* stands between title and text: a date, or 来源：."""
    if rules.META_LINE.search(line.text):
        return len(line.text) < 80 and (len(line.text) < 40 or find_date(line.text) is not None)
    date = find_date(line.text) if len(line.text) <= DATELINE_CHARS else None
    return date is not None and len(line.text) - (date.end - date.start) <= BESIDE_DATE_CHARS


def _before_tail(lines: Sequence[Line], verdicts: Sequence[Verdict], start: int, end: int) -> int:
    """The first end mark after most of the text, unless much of the text comes after it."""
    gains = [max(0.0, verdicts[number].score) for number in range(start, end)]
    total, passed = sum(gains) or 1.0, 0.0
    for number in range(start, end):
        if passed >= END_SHARE * total and (
            rules.END.match(rules.simplified(lines[number].text)) or _heads_citations(lines, number)
        ):
            return number
        passed += gains[number - start]
    return end


def _heads_citations(lines: Sequence[Line], number: int) -> bool:
    """Whether the list of sources begins here that stands below an article of an encyclopedia."""
    if not rules.CITATIONS.fullmatch(lines[number].text):
        return False
    return any(rules.CITATION.search(line.text) for line in lines[number + 1 : number + 4])


def _is_chrome(verdict: Verdict) -> bool:
    return verdict.score <= CERTAIN_CHROME


def _without_edges(kept: list[int], lines: Sequence[Line], verdicts: Sequence[Verdict]) -> list[int]:
    first, last = _below_headline(kept, lines, verdicts), len(kept)
    while first < last and _is_edge(lines[kept[first]], verdicts[kept[first]], -0.45):
        first += 1
    while last > first and _is_edge(lines[kept[last - 1]], verdicts[kept[last - 1]], -0.5):
        last -= 1
    return kept[first:last]


def _below_headline(kept: list[int], lines: Sequence[Line], verdicts: Sequence[Verdict]) -> int:
    """Below the site's headline (<h1>, or a title with a dateline); a title that the document itself prints stays."""
    first = 0
    while first < len(kept) and lines[kept[first]].tag in HEADLINE_TAGS and verdicts[kept[first]].reason == "title":
        first += 1
    if first:
        return _below_dateline(kept, first, lines, verdicts) or first
    if kept and rules.FORMAL_TITLE.match(lines[kept[0]].text):
        return _below_dateline(kept, 1, lines, verdicts) or 0
    return 0


def _below_dateline(kept: list[int], first: int, lines: Sequence[Line], verdicts: Sequence[Verdict]) -> int | None:
    """The place in *kept* after the first dateline from *first* on, before any prose; None without one."""
    for at in range(first, min(len(kept), first + DATELINE_REACH)):
        if verdicts[kept[at]].score >= SUBSTANTIAL:
            return None
        if is_dateline(lines[kept[at]]):
            return at + 1
    return None


def _is_edge(line: Line, verdict: Verdict, limit: float) -> bool:
    return line.words < EDGE_MAX_WORDS and verdict.score <= limit
