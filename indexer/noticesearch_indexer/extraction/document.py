"""What the rest of the extraction sees of a page: its lines in reading order, and the blocks they stand in.

A block's lines are neighbours, so it is a range of line numbers: no tree is walked after the parser's own.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from noticesearch.text.normalise import clean, normalise
from noticesearch.text.runs import HAN

_WORD = re.compile(rf"[{HAN}]|[A-Za-z0-9]+")
_MARK = re.compile(r"[。，；：！？、,;!?…]")
_BLANK = re.compile(r"\s+")
# At least what `clean` takes out, which looks at each character: ten times as slow on a page that has none.
_INVISIBLE = re.compile("[\x00\xad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")
_COUNTED_CHARS = 20_000  # of one line: what is longer is prose, however long
_NOT_WORD = re.compile(r"[\W_]+")


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a page, blanks collapsed, table cells joined by tabs.

    `words` counts Han characters and runs of letters or digits, `marks` punctuation; `linked` is the share of
    characters inside links; `tag` the innermost block element ("" in a text dump).
    """

    text: str
    words: int
    marks: int
    linked: float = 0.0
    tag: str = ""


@dataclass(frozen=True, slots=True)
class Block:
    """A block element: its lines are lines[start:end]; `names` are its id and classes, lower case.

    `parent` is its number in the document's blocks, -1 for the root; parents come before their children.
    """

    tag: str
    names: tuple[str, ...]
    parent: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Meta:
    """A <meta>: its name, property or itemprop in lower case, and its content."""

    name: str
    content: str


@dataclass(frozen=True, slots=True)
class FileLink:
    """A link to a file: its words, its address as written, and the number of the line it stands on."""

    name: str
    href: str
    line: int


@dataclass(frozen=True, slots=True)
class Document:
    """A parsed page. `title` is that of <title>, `links` the canonical and og:url addresses in order of trust."""

    lines: tuple[Line, ...]
    blocks: tuple[Block, ...] = ()
    metas: tuple[Meta, ...] = ()
    title: str = ""
    links: tuple[str, ...] = ()
    files: tuple[FileLink, ...] = ()


def line(text: str, *, linked_chars: int = 0, tag: str = "") -> Line:
    """A Line from *text* as found on the page; `linked_chars` of it are inside links."""
    text = collapse(text)
    counted = text[:_COUNTED_CHARS]
    linked = min(1.0, linked_chars / max(1, len(text)))
    return Line(text, len(_WORD.findall(counted)), len(_MARK.findall(counted)), linked, tag)


def visible(text: str) -> str:
    """*text* without invisible characters, at the price of a search where it has none."""
    return clean(text) if _INVISIBLE.search(text) else text


def collapse(text: str) -> str:
    """*text* without invisible characters, each run of blanks one space (a tab if a tab is in it), none at the ends."""
    text = visible(text)
    if "\t" in text:
        return _BLANK.sub(lambda run: "\t" if "\t" in run[0] else " ", text).strip()
    return " ".join(text.split())


@lru_cache(4096)  # the lines of a page are asked for several times
def key(text: str) -> str:
    """*text* for comparing titles and lines: normalised letters, digits and Han characters only."""
    return _NOT_WORD.sub("", normalise(text))
