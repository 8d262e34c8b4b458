"""How much each line of a text dump speaks for being part of a notice.

A dump has neither links nor blocks: short lines speak against themselves, and a line with marks in it is the headline
of a feed unless it ends as a sentence does. Lines that stand on many pages of the host speak against themselves too.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from noticesearch.text.normalise import normalise
from noticesearch_indexer.document_numbers import YEAR_AND_NUMBER
from noticesearch_indexer.extraction import chrome_rules as rules
from noticesearch_indexer.extraction.dates import find_date
from noticesearch_indexer.extraction.document import Line
from noticesearch_indexer.extraction.line_keys import line_key
from noticesearch_indexer.extraction.score import (
    CERTAIN_CHROME,
    CLAUSE_WORDS,
    LONG_LINE_WORDS,
    SECTION_TOOLS,
    Verdict,
    formal,
    phrase,
    prose_score,
)

COMMON = -1.0  # above CERTAIN_CHROME: a subheading that many notices have is not cut out of the middle of one
SENTENCE_WORDS = 40  # headlines of feeds reach 35
END_OF_TEXT = "end of text"
END_WORDS = 30
ENTRY_CHARS = 120
SIGNATURE_WORDS = 20
MENU_WORDS, MENU_WORD_CHARS = 6, 8  # a menu printed on one line: six or more short words between blanks
_SENTENCE_END = re.compile(r"(?:[。；;：:，,…]|[。！？!?][”’」』）)】\]\"])[”’」』）)】\]\"]?$")
_NUMBER = re.compile(YEAR_AND_NUMBER)  # 国办发〔2018〕109号: the line, not the notice, recurs
_OWN_LABEL = re.compile(r"[^：:，,。；;]{1,10}[：:]\s?\S")  # 副院长：某某
_NAME_AND_POST = re.compile(r"[\u4e00-\u9fff](?:\s?[\u4e00-\u9fff]){1,3}\s[^\s，。、]{4,30}")  # 王 某 某 某某局副局长
_ENTRY = re.compile(  # ·某某工作会议召开...  2025-01-07: one of a list of other pages
    r"^[·•■▪◆]\s?\t|(?:…|\.\.\.)\s?\t|[^\t]{8,}[\s\[（(](?:(?:19|20)\d\d[-./])?\d{1,2}[-./]\d{1,2}[\])）]?$"
)
ROW_MARKS = 3
MIN_ENTRIES, ENTRY_LINES = 3, 4  # of a feed; a headline, a teaser, a name and a day
LIST_NAMES = 3  # so many lines that may be signatures, and no date below them, are links to institutions


def judge_dump(lines: Sequence[Line], common: frozenset[str] = frozenset()) -> tuple[Verdict, ...]:
    """The verdicts on a dump's lines; *common* are the keys of those that stand on many pages of its host."""
    known: dict[tuple[str, bool], Verdict] = {}  # a long dump is a table, whose rows are alike
    verdicts: list[Verdict] = []
    for number, line in enumerate(lines):
        asked = line.text, _in_table(lines, number)
        if asked not in known:
            known[asked] = _judge(line, asked[1], common)
        verdicts.append(known[asked])
    for run in _runs_of_names(lines):
        dated = run.stop < len(lines) and find_date(lines[run.stop].text) is not None
        if len(run) >= LIST_NAMES and not dated:
            for number in run:
                verdicts[number] = Verdict(-0.4, "list of names")
    for run in _feeds(verdicts):
        for number in run:
            verdicts[number] = Verdict(min(verdicts[number].score, -0.3), "entry of a feed")
    return tuple(verdicts)


def _feeds(verdicts: Sequence[Verdict]) -> Iterator[range]:
    """The lines of comments or other articles: at most one of prose between two of tools, over and over."""
    chrome = [
        at for at, found in enumerate(verdicts) if found.score <= CERTAIN_CHROME and found.reason != SECTION_TOOLS
    ]
    first = 0
    for at, number in enumerate(chrome):
        is_last = at + 1 == len(chrome) or not _is_entry(verdicts[number + 1 : chrome[at + 1]])
        if is_last:
            if at - first >= MIN_ENTRIES:
                yield range(_first_of_feed(verdicts, chrome[first], chrome[first + 1]), number)
            first = at + 1


def _first_of_feed(verdicts: Sequence[Verdict], tools: int, more_tools: int) -> int:
    """Where the first entry begins: above its own *tools*, if what stands there is built as the next entry is."""
    start = tools - (more_tools - tools - 1)
    above, below = verdicts[max(0, start) : tools], verdicts[tools + 1 : more_tools]
    return start if [one.reason for one in above] == [one.reason for one in below] else tools + 1


def _is_entry(verdicts: Sequence[Verdict]) -> bool:
    return 1 < len(verdicts) <= ENTRY_LINES and sum(verdict.reason == "prose" for verdict in verdicts) == 1


def _runs_of_names(lines: Sequence[Line]) -> Iterator[range]:
    """The runs of neighbouring lines that each have the form of a signature."""
    start = None
    for number, line in enumerate(lines):
        is_name = line.words <= SIGNATURE_WORDS and not line.marks and rules.SIGNATURE.match(line.text) is not None
        if is_name and start is None:
            start = number
        elif not is_name and start is not None:
            yield range(start, number)
            start = None
    if start is not None:
        yield range(start, len(lines))


def _in_table(lines: Sequence[Line], number: int) -> bool:
    """Whether a line has cells and so has one beside it: a menu on one line stands alone."""
    if "\t" not in lines[number].text:
        return False
    return (number > 0 and "\t" in lines[number - 1].text) or (
        number + 1 < len(lines) and "\t" in lines[number + 1].text
    )


def _judge(line: Line, in_table: bool, common: frozenset[str]) -> Verdict:
    verdict = _phrase(line) or _text(line, in_table)
    if not common or verdict.score <= COMMON or line_key(line.text) not in common:
        return verdict
    if in_table or is_formula(line.text):
        return Verdict(min(verdict.score, 0.0), f"{verdict.reason} of many pages")
    return Verdict(COMMON, "on many pages of the host")


def is_formula(text: str) -> bool:
    """Whether *text* may recur in many notices and be part of each: 特此公告, salutation, signature, date, sentence."""
    if rules.FORMULA.match(text) or rules.HEADING.match(text) or rules.SIGNATURE.match(text):
        return True
    if _SENTENCE_END.search(text) or rules.ATTACHMENT.search(text) or rules.META_LINE.search(text):
        return True
    return _NUMBER.search(text) is not None or find_date(text) is not None


def _phrase(line: Line) -> Verdict | None:
    if line.words <= END_WORDS and rules.END.match(line.text):
        return Verdict(-1.5, END_OF_TEXT)
    if line.words <= rules.TOOL_MAX_WORDS and rules.FEED_HEADING.match(normalise(line.text)):
        return Verdict(-1.5, END_OF_TEXT)
    return phrase(line)


def _text(line: Line, in_table: bool) -> Verdict:
    text, words = line.text, line.words
    if len(text) <= ENTRY_CHARS and _ENTRY.search(text):
        return Verdict(-0.3, "entry of a list")
    if in_table:  # a row may hold a letter and its answer: 来信内容, 回复内容
        is_prose = words >= SENTENCE_WORDS and line.marks >= ROW_MARKS
        return Verdict(prose_score(line), "prose") if is_prose else Verdict(0.3, "table row")
    if _is_menu(text):
        return Verdict(-1.0, "menu")
    if line.marks and words >= CLAUSE_WORDS:
        return _clauses(line)
    verdict = formal(line)
    if verdict:
        return verdict
    if words >= LONG_LINE_WORDS:
        return Verdict(0.5, "long line")
    if not words:
        return Verdict(0.0, "no words")
    if "\t" in text:
        return Verdict(0.15, "table row")
    if _NAME_AND_POST.fullmatch(text):
        return Verdict(0.1, "name and post")
    if _OWN_LABEL.match(text):
        return Verdict(0.1, "label and value")
    return Verdict(-0.15 if words >= 12 else -0.4, "short line")


def _clauses(line: Line) -> Verdict:
    if line.words >= SENTENCE_WORDS or _SENTENCE_END.search(line.text):
        return Verdict(prose_score(line), "prose")
    if _OWN_LABEL.match(line.text) or rules.HEADING.match(line.text):
        return Verdict(0.4, "heading or label with clauses")
    return Verdict(0.1, "headline")


def _is_menu(text: str) -> bool:
    words = text.replace("\t", " ").split(" ")
    return len(words) >= MENU_WORDS and max(map(len, words)) <= MENU_WORD_CHARS
