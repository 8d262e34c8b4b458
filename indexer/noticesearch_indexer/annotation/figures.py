"""Figures in a finding: sums of money, numbers of people, households and times. Shown as evidence, never a score."""

from __future__ import annotations

import re
from collections.abc import Iterator

from noticesearch.notice import Evidence, Span

_NUMBER = r"(?:\d[\d,，]{0,15}(?:[ \u00a0]\d{3}){0,4}(?:\.\d{1,8})?|[一二三四五六七八九十百千两]{1,6})"
_BETWEEN = r"(?:余|多|几)?"
_COUNTED = r"(?<![第\d一二三四五六七八九十百千])"  # 第38次会议 counts nothing
# 9起, 一起事故; but 一起推进 counts nothing
_CASES = "(?<!一)起(?!来|到|点)|(?<=一)起(?=[^，。；]{0,10}(?:事故|案|问题|投诉|纠纷|火灾|事件))"
_FIGURES = re.compile(
    rf"""
      (?P<money>{_NUMBER}{_BETWEEN}[ ]?(?:[百千]?[万亿]{_BETWEEN})?元)  # 1.2亿元, 3000余元
    | (?P<households>{_NUMBER}{_BETWEEN}万?{_BETWEEN}(?:户(?!\d|口|籍|外|用)|个?家庭))  # 2316户
    | (?P<people>{_NUMBER}{_BETWEEN}万?{_BETWEEN}(?:名(?!单|义|称|优)|人(?!次|民|大|均|口的|高)|位(?!于|置)))  # 52名
    | (?P<times>{_COUNTED}{_NUMBER}{_BETWEEN}万?{_BETWEEN}
        (?:人次|次(?!日|要|月|年|性)|场次?|批次|件(?!次)|宗|{_CASES}))  # 9起
    """,
    re.VERBOSE,
)
_KINDS = ("money", "households", "people", "times")
MOST = 12  # of one finding: a longer list is a table that was read as text


def figures_in(body: str, span: Span) -> tuple[Evidence, ...]:
    """The figures in body[span] in reading order, at most twelve; the value is the figure as written."""
    return tuple(_figures(body, span))[:MOST]


def _figures(body: str, span: Span) -> Iterator[Evidence]:
    for found in _FIGURES.finditer(body, *span):
        kind = next(kind for kind in _KINDS if found[kind])
        yield Evidence(kind, found[0], found[0], "figure", "body", *found.span())
