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
CONTEXT_CHARS = 30  # before an issue in its line: whose problem it is

_HAN_PAIR = re.compile(r"(?=([\u4e00-\u9fff]{2}))")
_COMMON = frozenset(
    "整改 情况 问题 落实 工作 完成 进行 已经 目前 全部 存在 部分 相关 有关 单位 管理 制度 资金 进一 一步".split()
)
_ITEM = re.compile(r"[^。；;\n]+[。；;]?")
# 对监理人员不在岗问题，解除合同: what is answered, not the answer
_ANSWERED = re.compile(r"(?:对|针对|关于|就)[^。；;\n]{2,60}?(?:问题|行为|情况)[，,：:。]\s*")


def answered(
    body: str, founds: tuple[Found, ...], regions: tuple[Span, ...], lines: tuple[Paragraph, ...]
) -> tuple[Found, ...]:
    """*founds* with the response that one of *regions*, sections of answers, has for those without one."""
    result = list(founds)
    for region in regions:
        open_ones = [at for at, each in enumerate(result) if _is_open(each) and each.issue[1] <= region[0]]
        items = _items(body, region, lines) if open_ones else []
        for at, item in _matched(body, [result[at] for at in open_ones], items):
            found = result[open_ones[at]]
            result[open_ones[at]] = replace(found, response=item)
    return tuple(result)


def _is_open(found: Found) -> bool:
    return found.response[0] == found.response[1]


def _items(body: str, region: Span, lines: tuple[Paragraph, ...]) -> list[Span]:
    """The answers of a region: its numbered lines, else its sentences."""
    within = [line for line in lines if region[0] <= line.start < region[1]]
    numbered = [(line.text_start, line.end) for line in within if line.level is not None]
    if len(numbered) > 1:
        return numbered
    return [item.span() for item in _ITEM.finditer(body, *region) if item[0].strip()]


def _matched(body: str, founds: list[Found], items: list[Span]) -> Iterator[tuple[int, Span]]:
    """The number of each finding that has an answer among *items*, and the answer."""
    pairs = [_pairs(body, found.issue) | _pairs(body, _context(body, found)) for found in founds]
    shared = [[len(words & _pairs(body, item)) for item in items] for words in pairs]
    if len(founds) == len(items) and any(shared[at][at] for at in range(len(items))):
        yield from ((at, _answer(body, item)) for at, item in enumerate(items))
        return
    for at, counts in enumerate(shared):
        best = max(range(len(items)), key=counts.__getitem__, default=None)
        if best is None or counts[best] < MIN_SHARED:
            continue
        if all(other == at or shared[other][best] < counts[best] for other in range(len(founds))):
            yield at, _answer(body, items[best])


def _context(body: str, found: Found) -> Span:
    start = max(body.rfind("\n", 0, found.issue[0]) + 1, found.issue[0] - CONTEXT_CHARS)
    return start, found.issue[0]


def _pairs(body: str, span: Span) -> set[str]:
    return {pair[1] for pair in _HAN_PAIR.finditer(body, *span)} - _COMMON


def _answer(body: str, item: Span) -> Span:
    start, end = item[0], without_mark(body, item[1])
    while start < end and body[start] in " \n\t":
        start += 1
    if number := NUMBERING.match(body, start, end):
        start = number.end()
    if said := _ANSWERED.match(body, start, end):
        start = said.end()
    return start, end
