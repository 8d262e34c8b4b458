"""How much each line speaks for being part of a notice: above zero for text, below for chrome, with the reason.

The phrases are in chrome_rules.py. Scores are in rough units of 25 words of prose; what they mean is decided by sums.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from noticesearch_indexer.extraction import chrome_rules as rules
from noticesearch_indexer.extraction.dates import find_date
from noticesearch_indexer.extraction.document import Line
from noticesearch_indexer.extraction.labels import row_label

CERTAIN_CHROME = -1.4  # lines at or below are dropped wherever they stand
LINK_SHARE = 0.55
ENTRY_LINK_SHARE, DATED_LINK_SHARE, ENTRY_CHARS = 0.3, 0.85, 80
HEADLINE_TAGS = ("h1", "h2", "h3")  # of a page; a document prints its own title in a paragraph
CLAUSE_WORDS, LONG_LINE_WORDS = 8, 25
SECTION_TOOLS, SECTION_TOOLS_WORDS = "section tools", 4
TABLE_OF_CONTENTS = "table of contents"
_LETTER = re.compile(r"[^\W\d_]|©")


class Verdict(NamedTuple):
    """A line's score and why."""

    score: float
    reason: str


def judge(line: Line) -> Verdict:
    """The verdict on *line* of an HTML page by itself."""
    return _linked(line) or phrase(line) or _text(line)


def _linked(line: Line) -> Verdict | None:
    if line.linked <= LINK_SHARE and not (line.linked > ENTRY_LINK_SHARE and _is_dated_link(line)):
        return None
    if rules.ATTACHMENT.search(line.text):
        return Verdict(0.3, "attachment link")
    if line.words >= 30 and line.marks >= 3:
        return Verdict(0.0, "linked prose")
    return Verdict(-0.6 - min(line.words, 30) / 30, "links")


def _is_dated_link(line: Line) -> bool:
    """Whether a line is a link and the date of the page it leads to, as in a list of notices."""
    date = find_date(line.text) if len(line.text) <= ENTRY_CHARS else None
    return date is not None and line.linked * len(line.text) >= DATED_LINK_SHARE * (len(line.text) - len(date.text))


def phrase(line: Line) -> Verdict | None:
    """The verdict that a phrase of chrome gives, in HTML and dumps alike; None where the line has none."""
    words = line.words
    text = rules.simplified(line.text) if words < rules.FOOTER_MAX_WORDS else line.text
    if not _LETTER.search(text):  # rows of numbers, thousands of them in a dump of a table
        return Verdict(0.0, "contact") if rules.CONTACT.search(text) and text.count("\t") < 2 else None
    if words <= SECTION_TOOLS_WORDS and rules.SECTION_TOOLS.fullmatch(text):
        return Verdict(CERTAIN_CHROME, SECTION_TOOLS)
    if words < rules.FOOTER_MAX_WORDS and rules.FOOTER.search(text):
        return Verdict(-1.5, "footer phrase")
    if words < rules.INVITATION_MAX_WORDS and rules.INVITATION.search(text):
        return Verdict(-1.5, "invitation")
    if _is_tools(line, text) or (words <= rules.TOOL_MAX_WORDS and rules.BUTTONS.fullmatch(text)):
        return Verdict(-1.5, "page tools")
    if row_label(text):
        return Verdict(-0.6, "table of particulars")
    if words < rules.META_MAX_WORDS and rules.META_LINE.search(text):
        return Verdict(-0.5, "meta line")
    if words <= rules.CONTACT_MAX_WORDS and text.count("\t") < 2 and rules.CONTACT.search(text):
        return Verdict(0.0, "contact")
    return None


def _is_tools(line: Line, text: str) -> bool:
    if line.words > rules.TOOLS_MAX_WORDS:
        return False
    found = len(rules.TOOL.findall(text))
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
        return Verdict(0.25, "table row")
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
