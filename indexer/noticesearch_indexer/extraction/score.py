"""How much each line speaks for being part of a notice: above zero for text, below for chrome, with the reason.

The phrases are in chrome_rules.py. Scores are in rough units of 25 words of prose; what they mean is decided by sums.
"""

from __future__ import annotations

from itertools import accumulate
from typing import NamedTuple

from noticesearch_indexer.extraction import chrome_rules as rules
from noticesearch_indexer.extraction.containers import is_chrome
from noticesearch_indexer.extraction.document import Block, Document, Line, key
from noticesearch_indexer.extraction.labels import row_label

CERTAIN_CHROME = -1.4  # lines at or below are dropped wherever they stand
LINK_SHARE = 0.55
CLAUSE_WORDS, LONG_LINE_WORDS = 8, 25


class Verdict(NamedTuple):
    """A line's score and why."""

    score: float
    reason: str


def judge(line: Line) -> Verdict:
    """The verdict on *line* of an HTML page by itself."""
    return _linked(line) or phrase(line) or _text(line)


def judge_all(document: Document, titles: tuple[str, ...] = ()) -> tuple[Verdict, ...]:
    """Verdicts on a page's lines, where they stand: chrome-named surroundings and repeated titles count against.

    *titles* are what the page's head says its title is, as `key` gives them.
    """
    verdicts = [judge(line) for line in document.lines]
    for number, line in enumerate(document.lines):
        if is_title(line, titles):
            verdicts[number] = Verdict(-0.4, "title")
    inside = _in_chrome(document, verdicts)
    return tuple(
        _in_surroundings(verdict, line) if chrome else verdict
        for verdict, line, chrome in zip(verdicts, document.lines, inside, strict=True)
    )


def is_title(line: Line, titles: tuple[str, ...]) -> bool:
    """Whether *line* is (a part of) one of *titles*."""
    if line.words >= 60:
        return False
    text = key(line.text)
    return len(text) > 5 and any(text in title for title in titles)


def _linked(line: Line) -> Verdict | None:
    if line.linked <= LINK_SHARE:
        return None
    if rules.ATTACHMENT.search(line.text):
        return Verdict(0.3, "attachment link")
    if line.words >= 30 and line.marks >= 3:
        return Verdict(0.0, "linked prose")
    return Verdict(-0.6 - min(line.words, 30) / 30, "links")


def phrase(line: Line) -> Verdict | None:
    """The verdict that a phrase of chrome gives, in HTML and dumps alike; None where the line has none."""
    text, words = line.text, line.words
    if words < rules.FOOTER_MAX_WORDS and rules.FOOTER.search(text):
        return Verdict(-1.5, "footer phrase")
    if words < rules.INVITATION_MAX_WORDS and rules.INVITATION.search(text):
        return Verdict(-1.5, "invitation")
    if _is_tools(line):
        return Verdict(-1.5, "page tools")
    if row_label(text):
        return Verdict(-0.6, "table of particulars")
    if words < rules.META_MAX_WORDS and rules.META_LINE.search(text):
        return Verdict(-0.5, "meta line")
    if words <= rules.CONTACT_MAX_WORDS and rules.CONTACT.search(text):
        return Verdict(0.0, "contact")
    return None


def _is_tools(line: Line) -> bool:
    if line.words > rules.TOOLS_MAX_WORDS:
        return False
    found = len(rules.TOOL.findall(line.text))
    if line.text.endswith(("。", "；")) and line.words >= CLAUSE_WORDS:  # 请登录报名系统进行注册。
        return False
    return found >= 2 or (found == 1 and line.marks <= 1 and line.words <= rules.TOOL_MAX_WORDS)


def _text(line: Line) -> Verdict:
    if line.marks and line.words >= CLAUSE_WORDS:
        return Verdict(prose_score(line), "prose")
    verdict = formal(line)
    if verdict:
        return verdict
    if line.words >= LONG_LINE_WORDS:
        return Verdict(0.5, "long line")
    if not line.words:
        return Verdict(0.0, "no words")
    if "\t" in line.text:
        return Verdict(0.15, "table row")
    return Verdict(min(line.words, 24) / 70 if line.linked < 0.2 else -0.02, "short line")


def prose_score(line: Line) -> float:
    """What a line of prose is worth: its words, and its marks up to a dozen."""
    return min(line.words, 400) / 25 + min(line.marks, 12) * 0.25


def formal(line: Line) -> Verdict | None:
    """The verdict on a heading, a signature, its date or an attachment; None for other lines."""
    text = line.text
    if rules.HEADING.match(text):
        return Verdict(0.4, "heading")
    if rules.SIGNED_DATE.match(text) or rules.SIGNATURE.match(text) or rules.ATTACHMENT.search(text):
        return Verdict(0.15, "signature, date or attachment")
    return None


def _in_surroundings(verdict: Verdict, line: Line) -> Verdict:
    """A verdict lowered because the line stands in an element named as chrome."""
    if verdict.score < -0.3:
        return verdict
    if verdict.reason == "contact":
        return Verdict(-0.5, "contact in chrome")
    if verdict.score > 0.3 or line.linked > 0.2:
        return Verdict(verdict.score * 0.25 - 0.3, f"{verdict.reason} in chrome")
    return Verdict(-0.2, f"{verdict.reason} in chrome")


def _in_chrome(document: Document, verdicts: list[Verdict]) -> list[bool]:
    """Which lines stand in an element named as chrome; one that holds the title or most of the text is not chrome."""
    sums = [0.0, *accumulate(max(0.0, verdict.score) for verdict in verdicts)]
    titles = [number for number, verdict in enumerate(verdicts) if verdict.reason == "title"]
    depth = [0] * (len(verdicts) + 1)
    for block in document.blocks:
        if block.end > block.start and is_chrome(block.tag, block.names) and not _holds_text(block, sums, titles):
            depth[block.start] += 1
            depth[block.end] -= 1
    return [level > 0 for level in accumulate(depth[:-1])]


def _holds_text(block: Block, sums: list[float], titles: list[int]) -> bool:
    if sums[block.end] - sums[block.start] > 0.4 * sums[-1]:
        return True
    return any(block.start <= number < block.end for number in titles)
