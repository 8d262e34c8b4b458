"""A notice's wording as it is compared with others: normalised, without a reprinting site's lines, in clauses."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from noticesearch.notice import Notice
from noticesearch.text.normalise import normalise
from noticesearch.text.runs import RUN, runs
from noticesearch_indexer.reposts.frame_lines import is_frame_line

_CLAUSE = re.compile(f"(?:{RUN.pattern})+", re.VERBOSE)
_HAN_NUMERALS = frozenset("〇零一二三四五六七八九十百千万亿两壹贰叁肆伍陆柒捌玖拾")


@dataclass(frozen=True, slots=True)
class Wording:
    """What a notice says: `title` and `body` as clauses, stretches of letters and digits without signs or blanks."""

    title: tuple[str, ...]
    body: tuple[str, ...]

    @property
    def letters(self) -> str:
        """The body's letters and digits, nothing between them."""
        return "".join(self.body)


def wording_of(notice: Notice) -> Wording:
    """The wording of *notice*."""
    lines = (line.strip() for line in normalise(notice.body).splitlines())
    kept = "\n".join(line for line in lines if not is_frame_line(line))
    return Wording(clauses(normalise(notice.title)), clauses(kept))


def clauses(text: str) -> tuple[str, ...]:
    """The stretches of letters and digits in normalised *text*, in reading order."""
    return tuple(match.group() for match in _CLAUSE.finditer(text))


def tokens(letters: str) -> tuple[str, ...]:
    """Each Han character, and each run of letters and digits whole: 03 as 3, so that 3月 and 03月 are one."""
    found: list[str] = []
    for _, run, han in runs(letters):
        found.extend(run if han else (_plain(run),))
    return tuple(found)


def numbers(pieces: Iterable[str]) -> Iterator[str]:
    """The runs with a digit in *pieces*, in reading order: dates, sums, document and telephone numbers."""
    for piece in pieces:
        for _, run, han in runs(piece):
            if not han and any(char.isdigit() for char in run):
                yield _plain(run)


def is_number(token: str) -> bool:
    """Whether a token counts or orders: digits, or a Han numeral."""
    return token in _HAN_NUMERALS or any(char.isdigit() for char in token)


def _plain(run: str) -> str:
    return run.lstrip("0") or "0" if run.isdigit() else run
