"""How items and documents are numbered: what counts as a number, and what does not."""

from __future__ import annotations

import re

import pytest

from noticesearch_indexer.document_numbers import YEAR_AND_NUMBER
from noticesearch_indexer.numbering import (
    CIRCLED,
    DIGITS_BRACKETED,
    DIGITS_POINT,
    EITHER,
    HAN_BRACKETED,
    HAN_POINT,
    bracketed,
    division,
)


@pytest.mark.parametrize(
    ("pattern", "text"),
    [
        (division("章"), "第三章"),
        (division("[章节条]"), "第一百零三条"),
        (division("[章节篇]|部分"), "第二部分"),
        (HAN_POINT, "二十一、"),
        (HAN_BRACKETED, "（一）"),
        (DIGITS_POINT, "12."),
        (DIGITS_BRACKETED, "(1)"),
        (bracketed(EITHER), "（十二）"),
        (CIRCLED, "①"),
        (YEAR_AND_NUMBER, "〔2020〕5号"),
        (YEAR_AND_NUMBER, "[2011] 第 1 号"),
        (YEAR_AND_NUMBER, "（2018）71号"),
    ],
)
def test_a_number_is_one_in_each_of_its_forms(pattern: str, text: str) -> None:
    assert re.fullmatch(pattern, text)


@pytest.mark.parametrize(
    ("pattern", "text"),
    [(DIGITS_POINT, "1.5亿元"), (bracketed(EITHER), "（2020）"), (HAN_POINT, "一共"), (YEAR_AND_NUMBER, "〔2020〕号")],
)
def test_decimals_years_and_plain_words_are_no_numbers(pattern: str, text: str) -> None:
    assert not re.match(pattern, text)


@pytest.mark.parametrize("text", ["13.2018年省委巡视指出的问题", "5.4个乡镇白条抵库", "3．12户未拆旧房"])
def test_an_items_number_may_be_followed_by_a_year_or_a_count(text: str) -> None:
    assert re.match(DIGITS_POINT, text)
