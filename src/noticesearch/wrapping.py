"""Text folded to a terminal's width: Chinese takes two columns and breaks anywhere, but not before a full stop."""

from __future__ import annotations

import re
from collections.abc import Iterator
from unicodedata import combining, east_asian_width

_STYLE = r"\x1b\[[0-9;]*m"
_OPENING = "“‘「『《〈（(【〔［["
_CLOSING = re.escape("”’」』》〉）)】〕］]，。、；：！？…,.;:!?%％")
_MATCH = r"〔[^〔〕]{1,12}〕"  # how a match is marked where there is no bold
_RUN = r"[^\W\u2e80-\uffff]+"  # letters and digits, Chinese aside
_UNBREAKABLE = re.compile(
    rf"""
      (?: {_STYLE} | (?!{_MATCH}) [{re.escape(_OPENING)}] )*
      (?:
          {_MATCH}
        | {_RUN} (?: [-./:?=&]+ {_RUN} )*   # http://a.b, 2020-03-11
        | \S   # 住
        | \s+
      )
      (?: {_STYLE} | [{_CLOSING}] )*
    """,
    re.VERBOSE,
)


def columns(text: str) -> int:
    """How many columns *text* takes on a terminal; what only changes its style takes none."""
    return sum(_columns(char) for char in re.sub(_STYLE, "", text))


def wrapped(text: str, width: int, indent: str = "", first: str | None = None) -> Iterator[str]:
    """*text* in lines of at most *width* columns, its blanks as one; *first* stands before the first line, *indent*
    before the others. What cannot be broken may stick out."""
    line = indent if first is None else first
    used, empty = columns(line), True
    for piece in _UNBREAKABLE.findall(re.sub(r"\s+", " ", text.strip())):
        size = columns(piece)
        if not empty and used + columns(piece.rstrip()) > width:
            yield line.rstrip()
            line, used, piece = indent, columns(indent), piece.lstrip()
            size = columns(piece)
        line, used, empty = line + piece, used + size, False
    yield line.rstrip()


def _columns(char: str) -> int:
    # Ambiguous ones (“…·) take two where Chinese is the terminal's language: better a short line than one folded twice.
    return 0 if combining(char) else 2 if east_asian_width(char) in "WFA" else 1
