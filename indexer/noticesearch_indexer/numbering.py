"""How notices number what they say, as pieces of patterns: one way for all who look for headings and items.

第三章 and 第一百零三条, 一、 and 二十一、, （一）, 1. and 1、 (not 1.5), （1）, ①.
"""

from __future__ import annotations

HAN = "[一二三四五六七八九十]{1,3}"  # 一, 十二, 二十一
ORDINAL = r"[一二三四五六七八九十百千零〇\d]{1,6}"  # 一百零三, 12: a code of law has 1,300 articles
EITHER = r"[一二三四五六七八九十\d]{1,3}"  # 二十一 or 12; four digits are a year
DIGITS = r"\d{1,2}"
POINT = "[、.．]"
CIRCLED = "[①-⑳]"
HAN_POINT = HAN + POINT  # 一、
# 1. and 1.2018年…, 5.4个乡镇, but not 1.5
DIGITS_POINT = rf"{DIGITS}{POINT}(?:(?!\d)|(?=(?:19|20)\d\d年)|(?=\d{{1,3}}[个名户家起件]))"


def bracketed(number: str) -> str:
    """A pattern of *number*, a pattern itself, in round brackets: （一）, (1)."""
    return rf"[（(]{number}[)）]"


def division(kinds: str) -> str:
    """A pattern of a numbered division of one of *kinds*, alternatives of a pattern: 第三章, 第二部分."""
    return rf"第{ORDINAL}(?:{kinds})"


HAN_BRACKETED = bracketed(HAN)
DIGITS_BRACKETED = bracketed(DIGITS)
