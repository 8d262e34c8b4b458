"""Names of a source, an author or an issuer as printed after their label, without what else stands on the line."""

from __future__ import annotations

import re

from noticesearch_indexer.extraction.dates import find_date
from noticesearch_indexer.extraction.document import key

MAX_SOURCE_CHARS = 60
MAX_AUTHOR_CHARS = 30  # 贵州日报当代融媒体记者 某某某 has 15; longer ones are sentences
_TAIL = re.compile(
    r"""
    \s{0,1}(?:字号|字体|打印|分享|浏览|点击|阅读|我要|扫一扫|举报|返回|收藏|评论|关注|订阅|责任编辑|责编|编辑[:：]|\+\d|原标题|【|\[|｜|\|)
    """,
    re.VERBOSE,
)
_SENTENCE = re.compile(r"[。；！？，,;!?]")
_EDGE = " \t:：|｜/（(【["
_CLOSERS = {"）": "（", ")": "(", "】": "【", "》": "《"}


def clean_name(value: str, max_chars: int) -> str | None:
    """The name at the beginning of *value*; None when there is none, or it is a date, a number or a sentence."""
    tail = _TAIL.search(value)
    date = find_date(value)
    ends = [len(value), _unopened(value), *([tail.start()] if tail else []), *([date.start] if date else [])]
    name = value[: min(ends)].strip(_EDGE)
    if not key(name) or key(name).isdigit() or len(name) > max_chars or _SENTENCE.search(name):
        return None
    return name


def _unopened(value: str) -> int:
    """Where a bracket closes that *value* does not open: （作者：某某）."""
    for at, char in enumerate(value):
        if char in _CLOSERS and _CLOSERS[char] not in value[:at]:
            return at
    return len(value)
