"""The column (栏目) that a page stands in, read from its breadcrumb: 当前位置：首页 > 政务公开 > 通知公告 > 正文."""

from __future__ import annotations

import re

from noticesearch_indexer.extraction.document import key
from noticesearch_indexer.extraction.labels import COLUMN_METAS
from noticesearch_indexer.extraction.reading import Found, Reading

MAX_COLUMN_CHARS = 20
MAX_BREADCRUMB_WORDS = 80
_HEAD = re.compile(r"(?:位置|导航)\s?[:：]\s?(?P<crumbs>.+)$|^(?P<bare>(?:网站)?首\s?页\s?[>＞»›].+)$")
_BETWEEN = re.compile(r"\s?(?:[>＞»›→]+|\s[/|-]\s|-&gt;)\s?")
_NOT_COLUMN = re.compile(
    r"(?:网站)?首\s?页|(?:返回|本站|网站).{0,4}|正文|内容|详情|详细?(?:信息|内容|页)?|(?:浏览)?文章|新闻详情.{0,2}|列表|>*"
)


def find_column(reading: Reading, title: str) -> Found | None:
    """The column by its label, <meta>, or the last step of the breadcrumb that is neither the page nor its site."""
    for particular in reading.labels_of("column"):
        if _is_column(particular.value, title):
            return Found(particular.value, particular.text, f"label {particular.label}")
    meta = reading.meta(COLUMN_METAS)
    if meta and _is_column(meta.content, title):
        return Found(meta.content, meta.content, f"<meta {meta.name}>")
    return _last_step(reading, title)


def _last_step(reading: Reading, title: str) -> Found | None:
    for line in reading.lines[: reading.body_start + 1]:
        if line.words > MAX_BREADCRUMB_WORDS:
            continue
        head = _HEAD.search(line.text)
        if head:
            steps = [step for step in _steps(head["crumbs"] or head["bare"]) if _is_column(step, title)]
            return Found(steps[-1], line.text, "breadcrumb") if steps else None
    return None


def _steps(crumbs: str) -> list[str]:
    parts = _BETWEEN.split(crumbs) if _BETWEEN.search(crumbs) else crumbs.split()
    return [part.strip(" \t:：") for part in parts]


def _is_column(name: str, title: str) -> bool:
    return 2 <= len(name) <= MAX_COLUMN_CHARS and not _NOT_COLUMN.fullmatch(name) and key(name) != key(title)
