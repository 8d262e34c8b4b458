"""The column (栏目) that a page stands in, read from its breadcrumb: 当前位置：首页 > 政务公开 > 通知公告 > 正文."""

from __future__ import annotations

import re

from noticesearch_indexer.extraction.reading import Found, Reading

MAX_COLUMN_CHARS = 20
MAX_BREADCRUMB_WORDS = 80
_HEAD = re.compile(r"(?:位置|导航)\s?[:：]\s?(?P<crumbs>.+)$|^(?P<bare>(?:网站)?首\s?页\s?[>＞»›].+)$")
_BETWEEN = re.compile(r"\s?(?:[>＞»›→]+|\s[/|-]\s|-&gt;)\s?")
_NOT_COLUMN = re.compile(
    r"(?:网站)?首\s?页|(?:返回|本站|网站).{0,4}|正文|内容|详情|详细?(?:信息|内容|页)?|(?:浏览)?文章|新闻详情.{0,2}|列表|>*"
)


def find_column(reading: Reading) -> Found | None:
    """The last step of the breadcrumb that is neither the page itself nor its site."""
    for line in reading.lines[: reading.body_start + 1]:
        if line.words > MAX_BREADCRUMB_WORDS:
            continue
        head = _HEAD.search(line.text)
        if head:
            steps = _steps(head["crumbs"] or head["bare"])
            return Found(steps[-1], line.text, "breadcrumb") if steps else None
    return None


def _steps(crumbs: str) -> list[str]:
    parts = _BETWEEN.split(crumbs) if _BETWEEN.search(crumbs) else crumbs.split()
    steps = [part.strip(" \t:：") for part in parts]
    return [step for step in steps if 2 <= len(step) <= MAX_COLUMN_CHARS and not _NOT_COLUMN.fullmatch(step)]
