"""What a line of an HTML page is worth where it stands: in chrome, below a link, in a table of contents, as title."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import accumulate

from noticesearch_indexer.extraction import chrome_rules as rules
from noticesearch_indexer.extraction.containers import is_certain_chrome, is_chrome
from noticesearch_indexer.extraction.document import Block, Document, Line, key
from noticesearch_indexer.extraction.score import (
    CERTAIN_CHROME,
    CLAUSE_WORDS,
    HEADLINE_TAGS,
    LINK_SHARE,
    TABLE_OF_CONTENTS,
    Verdict,
    judge,
)

HEADLINE_WORDS = 6  # of a link above a teaser; names of people and offices are shorter
TEASER_REACH = 2  # lines down from its headline: a date may stand between
TEASER_WORDS, MIN_TEASERS = 150, 3
TEASER_SHARE = 0.25
TITLE_REACH = 8  # lines between a title and its text: date, source, tools
TEXT_SHARE = 0.4  # of all text in an element named as chrome: it is none
FURNITURE_SHARE = 0.15  # of all text in an element certainly named as chrome: what is in it goes, wherever it stands
MIN_CONTENTS = 2  # entries
_CONTENTS = re.compile(r"目\s?[录錄]")


def judge_all(document: Document, titles: tuple[str, ...] = ()) -> tuple[Verdict, ...]:
    """Verdicts on a page's lines, where they stand: chrome-named surroundings and repeated titles count against.

    *titles* are what the page's head says its title is, as `key` gives them.
    """
    lines = document.lines
    verdicts = [judge(line) for line in lines]
    for number, line in enumerate(lines):
        if is_title(line, titles):
            verdicts[number] = Verdict(-0.4, "title")
    found = frozenset(teasers(lines))
    if _has_text_below_title(verdicts, found):
        for number in found:
            verdicts[number] = Verdict(verdicts[number].score * TEASER_SHARE, "teaser")
    for number in contents(lines):
        verdicts[number] = Verdict(CERTAIN_CHROME, TABLE_OF_CONTENTS)
    chrome, furniture = _depths(document, verdicts)
    return tuple(
        _in_surroundings(verdict, line, is_furniture=furniture[number] > 0) if chrome[number] else verdict
        for number, (verdict, line) in enumerate(zip(verdicts, lines, strict=True))
    )


def is_title(line: Line, titles: tuple[str, ...]) -> bool:
    """Whether *line* is (a part of) one of *titles*: not a signature that is the site's name at its end."""
    if line.words >= 60:
        return False
    text = key(line.text)
    if len(text) <= 5:
        return line.tag in HEADLINE_TAGS and len(text) >= 2 and any(title.startswith(text) for title in titles)
    is_name = rules.SIGNATURE.match(line.text) is not None
    return any(text in title and not (is_name and text != title and title.endswith(text)) for title in titles)


def teasers(lines: Sequence[Line]) -> Iterator[int]:
    """The numbers of the lines of prose that each stand alone below a headline that is a link, three or more in a row.

    So portals present other articles below the page's own; a list of offices with a paragraph for each looks the same.
    """
    run: list[int] = []
    headline = -TEASER_REACH - 1
    for number, line in enumerate(lines):
        if line.linked > LINK_SHARE:
            headline = number if line.words >= HEADLINE_WORDS else headline
        elif line.marks and line.words >= CLAUSE_WORDS:
            if number - headline <= TEASER_REACH and line.words <= TEASER_WORDS:
                run.append(number)
            else:
                yield from run if len(run) >= MIN_TEASERS else ()
                run = []
            headline = -TEASER_REACH - 1
    yield from run if len(run) >= MIN_TEASERS else ()


def _has_text_below_title(verdicts: list[Verdict], found: frozenset[int]) -> bool:
    """Whether a page has text of its own beside its teasers *found*: prose just below its title."""
    titles = (number for number, verdict in enumerate(verdicts) if verdict.reason == "title")
    return bool(found) and any(
        verdicts[number].reason == "prose" and number not in found
        for title in titles
        for number in range(title + 1, min(title + 1 + TITLE_REACH, len(verdicts)))
    )


def contents(lines: Sequence[Line]) -> Iterator[int]:
    """The numbers of a 目录 whose entries are links into the page; one that a document prints has none."""
    for number, line in enumerate(lines):
        if len(line.text) <= 3 and _CONTENTS.fullmatch(line.text):
            end = number + 1
            while end < len(lines) and lines[end].linked > LINK_SHARE:
                end += 1
            if end - number > MIN_CONTENTS:
                yield from range(number, end)


def _in_surroundings(verdict: Verdict, line: Line, *, is_furniture: bool) -> Verdict:
    """A verdict lowered because the line stands in an element named as chrome."""
    if is_furniture and not rules.ATTACHMENT.search(line.text):
        return Verdict(min(verdict.score, CERTAIN_CHROME), f"{verdict.reason} in furniture")
    if verdict.score < -0.3:
        return verdict
    if verdict.reason == "contact":
        return Verdict(-0.5, "contact in chrome")
    if verdict.score > 0.3 or line.linked > 0.2:
        return Verdict(verdict.score * 0.25 - 0.3, f"{verdict.reason} in chrome")
    return Verdict(-0.2, f"{verdict.reason} in chrome")


def _depths(document: Document, verdicts: list[Verdict]) -> tuple[list[int], list[int]]:
    """How many elements named as chrome each line stands in, and how many that are certainly chrome.

    One that holds the title or much of the text is neither.
    """
    sums = [0.0, *accumulate(max(0.0, verdict.score) for verdict in verdicts)]
    titles = [number for number, verdict in enumerate(verdicts) if verdict.reason == "title"]
    chrome, furniture = [0] * (len(verdicts) + 1), [0] * (len(verdicts) + 1)
    for block in document.blocks:
        if block.end > block.start and is_chrome(block.tag, block.names) and not _holds_text(block, sums, titles):
            chrome[block.start] += 1
            chrome[block.end] -= 1
            if is_certain_chrome(block.names) and _share(block, sums) < FURNITURE_SHARE:
                furniture[block.start] += 1
                furniture[block.end] -= 1
    return list(accumulate(chrome[:-1])), list(accumulate(furniture[:-1]))


def _holds_text(block: Block, sums: list[float], titles: list[int]) -> bool:
    if _share(block, sums) > TEXT_SHARE:
        return True
    return any(block.start <= number < block.end for number in titles)


def _share(block: Block, sums: list[float]) -> float:
    """The part of the page's text that stands in the block."""
    return (sums[block.end] - sums[block.start]) / sums[-1] if sums[-1] else 0.0
