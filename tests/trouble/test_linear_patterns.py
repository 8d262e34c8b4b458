"""Every regular expression over page text is linear: twice the text takes about twice as long, whatever the text.

The texts are made from each pattern itself: what its pieces look for, alone and in a row, again and again. Times are
compared with each other, in processor time, and only where they are long enough to be told apart.
"""

from __future__ import annotations

import pkgutil
import re
from collections.abc import Iterator
from importlib import import_module
from re import _constants as code  # type: ignore[attr-defined]  # the parser's own names, stable since 3.11
from re import _parser as parser  # type: ignore[attr-defined]  # the only way to a pattern's pieces
from time import process_time
from typing import Any

import pytest

import noticesearch_indexer
import noticesearch_indexer.annotation
import noticesearch_indexer.extraction
import noticesearch_indexer.reposts

PACKAGES = (noticesearch_indexer.extraction, noticesearch_indexer.annotation, noticesearch_indexer.reposts)
SHORT, GROWTH = 2_500, 8
MOST_GROWTH = 24  # in time: linear is 8, a square 64
ENOUGH_SECONDS = 0.05  # less is noise, and no page suffers from it
COMMON = ("a", "1", " ", "\t", "\n", "中", "。", "<", "年", "（")
END = "\x00"  # what no pattern looks for, so that none succeeds at last
# Patterns that look back, and why no text is long enough for it to matter.
BOUNDED = {
    "extraction.dump_score._ENTRY": "only on lines up to ENTRY_CHARS",
    "annotation.forms._TRAILING": "only within an issue phrase, up to MAX_ISSUE_CHARS",
    "annotation.paragraphs._SEPARATOR": "only on lines up to MAX_SEPARATOR_CHARS",
    "reposts.frame_lines.FRAME_LINE": "only on lines up to MAX_FRAME_CHARS",
}


def patterns() -> Iterator[tuple[str, re.Pattern[Any]]]:
    """Every compiled pattern that is an attribute of a module of the packages, once, but for those in BOUNDED."""
    seen: set[int] = set()
    for package in PACKAGES:
        for info in pkgutil.walk_packages(package.__path__, package.__name__ + "."):
            for name, value in vars(import_module(info.name)).items():
                if isinstance(value, re.Pattern) and id(value) not in seen:
                    seen.add(id(value))
                    full_name = f"{info.name.removeprefix('noticesearch_indexer.')}.{name}"
                    if full_name not in BOUNDED:
                        yield full_name, value


def samples(pieces: Any) -> Iterator[str]:  # Any: the parser's trees have no types
    """One text that each piece of a pattern would match."""
    for operation, argument in pieces:
        if operation is code.LITERAL:
            yield chr(argument)
        elif operation in (code.MAX_REPEAT, code.MIN_REPEAT, code.POSSESSIVE_REPEAT):
            yield "".join(samples(argument[2]))
        elif operation is code.SUBPATTERN:
            yield "".join(samples(argument[-1]))
        elif operation is code.BRANCH:
            yield "".join(samples(argument[1][0]))
        elif operation is code.IN:
            yield _member(argument)
        elif operation in (code.ANY, code.NOT_LITERAL):
            yield "x"


def _member(choices: Any) -> str:  # Any: the parser's trees have no types
    operation, argument = choices[0]
    if operation is code.LITERAL:
        return chr(argument)
    if operation is code.RANGE:
        return chr(argument[0])
    classes = {code.CATEGORY_DIGIT: "1", code.CATEGORY_SPACE: " ", code.CATEGORY_WORD: "a"}
    return classes.get(argument, "x") if operation is code.CATEGORY else "x"


def branches(pieces: Any) -> Iterator[Any]:  # Any: the parser's trees have no types
    """The pattern, and each of its alternatives."""
    yield pieces
    for operation, argument in pieces:
        if operation is code.BRANCH:
            for branch in argument[1]:
                yield from branches(branch)
        elif operation is code.SUBPATTERN:
            yield from branches(argument[-1])


def units(pattern: re.Pattern[Any]) -> list[str]:
    """What to repeat: each piece, and the beginnings of each alternative."""
    text = pattern.pattern if isinstance(pattern.pattern, str) else pattern.pattern.decode("latin-1")
    found: dict[str, None] = dict.fromkeys(COMMON)
    for branch in branches(
        parser.parse(text, pattern.flags & ~re.UNICODE if isinstance(pattern.pattern, bytes) else pattern.flags)
    ):
        pieces = [piece for piece in samples(branch) if piece]
        found |= dict.fromkeys(pieces[:12])
        found |= dict.fromkeys("".join(pieces[:count]) for count in (2, 3, len(pieces)) if pieces)
    return [unit for unit in found if unit][:60]


def seconds(pattern: re.Pattern[Any], text: str) -> float:
    given = text.encode("latin-1", "replace") if isinstance(pattern.pattern, bytes) else text
    start = process_time()
    for _ in pattern.finditer(given):
        pass
    return process_time() - start


PATTERNS = tuple(patterns())


@pytest.mark.slow
@pytest.mark.parametrize(("name", "pattern"), PATTERNS, ids=[name for name, _ in PATTERNS])
def test_a_pattern_takes_time_in_proportion_to_the_text(name: str, pattern: re.Pattern[Any]) -> None:
    for unit in units(pattern):
        times = max(1, SHORT // len(unit))
        long = seconds(pattern, unit * times * GROWTH + END)
        if long > ENOUGH_SECONDS:
            short = min(seconds(pattern, unit * times + END) for _ in range(3))
            longer = min(seconds(pattern, unit * times * GROWTH + END) for _ in range(2))
            assert longer < MOST_GROWTH * short, f"{unit!r} again and again: {short:.3f} s, then {longer:.3f} s"
