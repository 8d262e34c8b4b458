"""Answers to all problems of a list at once: 目前上述问题已全部整改到位; 审计指出后，该县已…; 县卫生局已责令….

They answer the problems before them that have no answer of their own.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import replace

from noticesearch.notice import Span
from noticesearch_indexer.annotation.answers import is_open
from noticesearch_indexer.annotation.forms import Found
from noticesearch_indexer.annotation.paragraphs import Paragraph
from noticesearch_indexer.annotation.phrases import without_mark
from noticesearch_indexer.annotation.senses import sense_of

MAX_ANSWER_CHARS = 400

_TO_ALL = re.compile(
    r"""
    (?:^|(?<=[。\n]))
    (?:(?:目前|现在|为此|截至[^，。\n]{1,14})[，,]?)?
    (?: (?:对|针对)?(?:上述|以上|这些|所有)[^，。；\n]{0,8}(?:问题|情况|隐患)         # 目前上述问题已全部整改到位
      | (?:对|针对)[^，。；\n]{0,12}发现的[^，。；\n]{1,12}[，,]                       # 对抽检中发现的不合格食品，…
      | (?:审计|督[查察]|检查|巡[视察]|核查)[^，。；\n]{0,8}后[，,]                    # 审计指出后，…
    )
    """,
    re.VERBOSE,
)
_CLAUSE = re.compile(r"[^，,。；;：:\n]+")
_WHEN = re.compile(r"截至|目前|[年月日]底?$")
# What is yet to be done, and by whom: 各镇要…, 请…
_ASKED = re.compile(r"(?:^|[，,：:])(?:请|各(?!自)|应|须|必须|望)|^将|(?<![不重需主])要(?!求)|要求[，,：:]|逾期")

_ASKS = re.compile(r"(?<=[。；])(?:请|各|下一步|今后|凡|要|对(?:逾期|拒不))")


def answered_together(
    body: str, founds: tuple[Found, ...], spans: tuple[Span, ...], lines: tuple[Paragraph, ...]
) -> tuple[Found, ...]:
    """*founds*, those of body[spans] in reading order, with the answers that are given to several of them at once."""
    result = list(founds)
    for span in spans:
        inside = [at for at, each in enumerate(founds) if span[0] <= each.issue[0] < span[1]]
        if any(is_open(founds[at]) for at in inside):
            for numbers, answer in _answers(body, [(at, founds[at]) for at in inside], span, lines):
                for at in numbers:
                    result[at] = replace(result[at], response=answer)
    return tuple(result)


def _answers(
    body: str, founds: list[tuple[int, Found]], span: Span, lines: tuple[Paragraph, ...]
) -> Iterator[tuple[list[int], Span]]:
    """The numbers of the problems that are answered together, and the answer; a longer answer replaces a shorter."""
    told = 0  # of the problems, those that end before the paragraph
    open_ones: list[int] = []
    answered: tuple[list[int], Span] | None = None
    first = bisect_left(lines, span[0], key=lambda line: line.end)
    for number in range(first, len(lines)):  # a slice would copy all lines for every part
        start, end = max(lines[number].start, span[0]), min(lines[number].end, span[1])
        if start >= span[1]:
            break
        follows = number > first and told > 0 and founds[told - 1][1].issue[1] > lines[number - 1].start
        position = _answer_to_all(body, (start, end), follows=follows and bool(open_ones))
        until = end if position is None else position
        end = end if position is None else _until_asked(body, (position, end))
        while told < len(founds) and founds[told][1].issue[1] <= until:
            open_ones += [founds[told][0]] if is_open(founds[told][1]) else []
            told += 1
        if position is None:
            answered = None
            continue
        if answered and not open_ones:
            answered = answered[0], (answered[1][0], without_mark(body, end))
        else:
            answered = open_ones, (position, without_mark(body, min(end, position + MAX_ANSWER_CHARS)))
        open_ones = []
        yield answered


def _answer_to_all(body: str, line: Span, *, follows: bool) -> int | None:
    """Where a paragraph begins to answer all; without words that say so, only if it *follows* the last problem."""
    for found in _TO_ALL.finditer(body, *line):
        if _says_done(body, (found.start(), line[1])):
            return found.start()
    return line[0] if follows and _begins_done(body, line) else None


def _until_asked(body: str, answer: Span) -> int:
    """Where an answer ends: before a sentence about what is yet to be done."""
    asked = _ASKS.search(body, *answer)
    return asked.start() if asked else answer[1]


def _says_done(body: str, span: Span) -> bool:
    sentence = body[slice(*span)].partition("。")[0]
    if _ASKED.search(sentence):
        return False
    until = span[0] + len(sentence)
    return any(sense_of(body, clause.span()) == "done" for clause in _CLAUSE.finditer(body, span[0], until))


def _begins_done(body: str, span: Span) -> bool:
    """Whether a paragraph's first clause, its time aside, says that something is done: 截至7月底，79户已抽签."""
    clauses = [clause.span() for clause in _CLAUSE.finditer(body, *span)][:2]
    first = next((clause for clause in clauses if not _WHEN.search(body, *clause)), None)
    return first is not None and sense_of(body, first) == "done" and _says_done(body, span)
