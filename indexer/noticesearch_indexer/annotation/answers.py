"""Answers that come later than the problems: a section 整改情况 or 处理情况 that goes through them again.

By ordinal where there are as many answers as problems without one, else by the words that both use.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from noticesearch.notice import Span
from noticesearch_indexer.annotation.forms import Found
from noticesearch_indexer.annotation.paragraphs import NUMBERING, Paragraph
from noticesearch_indexer.annotation.phrases import without_mark

MIN_SHARED = 2  # pairs of characters that both use, where the ordinal does not tell
MIN_ANSWER_CHARS = 4
CONTEXT_CHARS = 30  # before an issue in its line: whose problem it is

_NAMES_END = "县区市镇乡局村厂旗州"
_HAN_PAIR = re.compile(r"(?=([\u4e00-\u9fff]{2}))")
_COMMON = frozenset(
    "整改 情况 问题 落实 工作 完成 进行 已经 目前 全部 存在 部分 相关 有关 单位 管理 制度 资金 进一 一步".split()
)
_MARK = re.compile(r"(?<=[。；;：:])(?:[一二三四五六七八九十]{1,2}是|[（(]?\d{1,2}[.．、)）](?!\d)|[①-⑳])")
_ITEM = re.compile(r"[^。；;\n]+[。；;]?")
_ORDINAL = re.compile(
    r"[（(]?(?P<number>[一二三四五六七八九十]{1,2}|\d{1,2})(?:是|[.．、)）])(?!\d)|(?P<circled>[①-⑳])"
)
# 对监理人员不在岗问题，解除合同: what is answered, not the answer
_ANSWERED = re.compile(r"(?:对|针对|关于|就)[^。；;\n]{2,60}?(?:问题|行为|情况)[，,：:。]\s*")


def answered(
    body: str, founds: tuple[Found, ...], regions: tuple[Span, ...], lines: tuple[Paragraph, ...]
) -> tuple[Found, ...]:
    """*founds* with the response that one of *regions*, sections of answers, has for those without one."""
    result = list(founds)
    for region in regions:
        open_ones = [at for at, each in enumerate(result) if is_open(each) and each.issue[1] <= region[0]]
        items = _items(body, region, lines) if open_ones else []
        for at, item in _matched(body, [result[at] for at in open_ones], items):
            found = result[open_ones[at]]
            result[open_ones[at]] = replace(found, response=item)
    return tuple(result)


def is_open(found: Found) -> bool:
    """Whether a problem has no answer yet; a table's row has its own or none."""
    return found.rule != "row" and found.response[0] == found.response[1]


def _items(body: str, region: Span, lines: tuple[Paragraph, ...]) -> list[Span]:
    """The answers of a region: what its lines number, and of those without a number the sentences."""
    items: list[Span] = []
    for line, below in zip(lines, [*lines[1:], None], strict=True):
        start, end = max(line.start, region[0]), min(line.end, region[1])
        if start >= end or (below is not None and line.stands_over(below)):
            continue
        marks = [mark.start() for mark in _MARK.finditer(body, start, end)]
        if marks or _ORDINAL.match(body, start, end):
            items += zip([start, *marks], [*marks, end], strict=True)
        else:
            items += (item.span() for item in _ITEM.finditer(body, start, end))
    return [(start, end) for start, end in items if end - start >= MIN_ANSWER_CHARS]


def _matched(body: str, founds: list[Found], items: list[Span]) -> Iterator[tuple[int, Span]]:
    """The number of each finding that has an answer among *items*, and the answer."""
    pairs = [_pairs(body, found.issue) | _pairs(body, _context(body, found)) for found in founds]
    shared = [[_weight(words & _pairs(body, item)) for item in items] for words in pairs]
    if len(founds) == len(items) and any(shared[at][at] for at in range(len(items))):
        yield from ((at, _answer(body, item)) for at, item in enumerate(items))
        return
    for at, found in enumerate(founds):
        ordinal = _ordinal(body, _context(body, found))
        for number, item in enumerate(items):
            if ordinal and shared[at][number] and _ordinal(body, item) == ordinal:
                shared[at][number] += MIN_SHARED
    for at, counts in enumerate(shared):
        best = max(range(len(items)), key=counts.__getitem__, default=None)
        if best is None or counts[best] < MIN_SHARED:
            continue
        if all(other == at or shared[other][best] < counts[best] for other in range(len(founds))):
            yield at, _answer(body, items[best])


def _weight(shared: set[str]) -> int:
    """How much two texts share; a name (丁县, 某局) weighs as much as two pairs of other words."""
    return len(shared) + sum(pair[1] in _NAMES_END for pair in shared)


def _ordinal(body: str, span: Span) -> str:
    """The number with which a stretch begins, without its marks: 三 of 三是 and （三）."""
    found = _ORDINAL.match(body, *span)
    return found["number"] if found else ""


def _context(body: str, found: Found) -> Span:
    """What stands before an issue in its sentence: its number, whose problem it is."""
    start = max(found.issue[0] - CONTEXT_CHARS, *(body.rfind(mark, 0, found.issue[0]) + 1 for mark in "\n。；："))
    return start, found.issue[0]


def _pairs(body: str, span: Span) -> set[str]:
    return {pair[1] for pair in _HAN_PAIR.finditer(body, *span)} - _COMMON


def _answer(body: str, item: Span) -> Span:
    start, end = item[0], without_mark(body, item[1])
    while start < end and body[start] in " \n\t":
        start += 1
    if number := (NUMBERING.match(body, start, end) or _ORDINAL.match(body, start, end)):
        start = number.end()
    if said := _ANSWERED.match(body, start, end):
        start = said.end()
    return start, end
