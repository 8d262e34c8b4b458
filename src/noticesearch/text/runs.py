"""Runs: stretches of Han characters, or of letters and digits, and the rule that no match cuts one of the latter.

A run of letters and digits goes on over a decimal point (67.74, v1.2a), so 14个 is not in 114个 and 3 not in 3.5.
All functions take normalised text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

HAN_RANGES = ((0x3007, 0x3007), (0x3400, 0x4DBF), (0x4E00, 0x9FFF), (0xF900, 0xFAFF), (0x20000, 0x3134F))
HAN = "".join(f"{chr(low)}-{chr(high)}" for low, high in HAN_RANGES)
RUN = re.compile(
    rf"""
      (?P<han>[{HAN}]+)
    | (?P<alnum>(?:(?![{HAN}])[^\W_])+ (?:\.[0-9](?:(?![{HAN}])[^\W_])*)*)   # qq, 2020, 67.74, v1.2a
    """,
    re.VERBOSE,
)
_HAN_CHAR = re.compile(f"[{HAN}]")


def is_han(char: str) -> bool:
    """Whether *char* is a Chinese character (〇 included)."""
    return _HAN_CHAR.match(char) is not None


def runs(text: str) -> Iterator[tuple[int, str, bool]]:
    """Start, text and Han-or-not of each run, in reading order."""
    for match in RUN.finditer(text):
        yield match.start(), match.group(), match.lastgroup == "han"


def occurrences(text: str, needle: str, *, prefix: bool = False) -> Iterator[int]:
    """Where *needle* stands in *text* without cutting a run of letters and digits; with *prefix* its end may.

    Occurrences may overlap; an empty needle stands nowhere.
    """
    start = text.find(needle) if needle else -1
    while start >= 0:
        end = start + len(needle)
        if not cuts_run(text, start) and (prefix or not cuts_run(text, end)):
            yield start
        start = text.find(needle, start + 1)


def contains(text: str, needle: str, *, prefix: bool = False) -> bool:
    """Whether *needle* stands in *text* under the rule of `occurrences`."""
    return next(occurrences(text, needle, prefix=prefix), None) is not None


def cuts_run(text: str, at: int) -> bool:
    """Whether the border before character *at* lies inside a run of letters and digits."""
    if not 0 < at < len(text):
        return False
    before, after = text[at - 1], text[at]
    if _alnum(before):
        return _alnum(after) or (after == "." and text[at + 1 : at + 2] in _DIGITS)
    return before == "." and after in _DIGITS and at > 1 and _alnum(text[at - 2])


_DIGITS = frozenset("0123456789")


def _alnum(char: str) -> bool:
    return char.isalnum() and not is_han(char)
