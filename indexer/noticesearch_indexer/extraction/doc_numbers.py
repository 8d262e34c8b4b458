"""Document numbers (发文字号), e.g. 豫政办〔2020〕5号, 国令第707号, 教技[2011]1号."""

from __future__ import annotations

import re
from collections.abc import Iterable

from noticesearch_indexer.document_numbers import YEAR_AND_NUMBER
from noticesearch_indexer.extraction.document import Line
from noticesearch_indexer.extraction.reading import Found

_NUMBER = re.compile(
    rf"""
      # 国办发〔2018〕71号
      [\u4e00-\u9fff]{{1,16}}\s?{YEAR_AND_NUMBER}
      # 国令第707号
    | [\u4e00-\u9fff]{{0,20}}令\s?[（(]?\s?第\s?\d{{1,4}}\s?号\s?[）)]?
      # 财政部公告2019年第3号
    | [\u4e00-\u9fff]{{2,20}}(?:公告|通告)\s?(?:19|20)\d\d\s?年\s?第\s?\d{{1,4}}\s?号
    """,
    re.VERBOSE,
)
_BRACKETED = re.compile(r"[（(]([^（）]{4,40})[）)]$")
_MAX_BRACKETED_CHARS = 45
HEAD_LINES = 8  # the number stands above the salutation


def standing_alone(lines: Iterable[Line]) -> Found | None:
    """The first line that is a document number and nothing more, brackets around it aside."""
    for line in lines:
        text = line.text.strip("（）()【】 ")
        found = _NUMBER.fullmatch(text) if len(text) < 40 else None
        if found:
            return Found("".join(text.split()), line.text, "line of its own")
    return None


def in_title(title: Found) -> Found | None:
    """The document number that a title ends with in brackets: …的通知（黔农加〔2023〕47号）."""
    found = _BRACKETED.search(title.value[-_MAX_BRACKETED_CHARS:])
    number = found[1] if found and _NUMBER.fullmatch(found[1]) else None
    return Found("".join(number.split()), title.value, "brackets in the title") if number else None
