"""Elements and texts in document order to lines and blocks. A table row of short cells is one line, joined by tabs."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from noticesearch_indexer.extraction.containers import SILENT_NAMES, is_known
from noticesearch_indexer.extraction.document import Block, FileLink, Line, collapse, line
from noticesearch_indexer.extraction.file_suffixes import is_file

_BLOCK_TAGS = frozenset(
    "address article aside blockquote body br caption center dd div dl dt fieldset figcaption figure footer form "
    "h1 h2 h3 h4 h5 h6 header hr legend li main nav ol option p pre section table tbody td tfoot th thead tr ul "
    "founder-content ucapcontent ucaptitle".split()
)
ROW_CHARS = 600  # longer rows are page layout, not data
ROW_LINES_PER_CELL = 3
MAX_FILES = 500  # a page of a download area has a hundred
# A line break in the source between two Chinese characters is not a space.
_SOURCE_BREAK = re.compile(r"(?<=[^\x00-\xff])[ \t]{0,99}[\r\n][ \t\r\n]*(?=[^\x00-\xff])")


class Element(NamedTuple):
    """An element of the page as the builder needs it: `is_block` when it begins and ends a line.

    One that `is_silent` by its names never comes to the builder.
    """

    tag: str
    names: tuple[str, ...]
    href: str
    is_block: bool
    is_silent: bool


def element(tag: str, names: tuple[str, ...] = (), href: str = "") -> Element:
    """An element; *href* is where a link leads, "" for all else."""
    is_block = tag in _BLOCK_TAGS or any(map(is_known, names))
    return Element(tag, names, href, is_block, not SILENT_NAMES.isdisjoint(names))


@dataclass(slots=True)
class _Block:
    """A block whose end is not known yet."""

    tag: str
    names: tuple[str, ...]
    parent: int
    start: int
    end: int = -1


@dataclass(slots=True)
class _Row:
    """An open <tr>: where it began, and which cell each of its lines stands in."""

    first_line: int
    first_block: int
    cells: int = 0
    nests: bool = False  # another table or row stands in it
    cell_of_line: list[int] = field(default_factory=list)


class LineBuilder:
    """Collects a page's lines and blocks while its elements are walked in document order."""

    def __init__(self) -> None:
        self._lines: list[Line] = []
        self._linked: list[int] = []  # linked characters of each line, for merging rows
        self._blocks: list[_Block] = []
        self._open: list[int] = []
        self._rows: list[_Row] = []
        self._text: list[str] = []
        self._linked_chars = 0
        self._links = 0
        self._preformatted = 0
        self._link_text: list[str] = []
        self._files: list[FileLink] = []

    def finish(self) -> tuple[tuple[Line, ...], tuple[Block, ...], tuple[FileLink, ...]]:
        """All lines in order, all blocks in the order they were opened, and the links to files."""
        self._flush()
        blocks = (Block(block.tag, block.names, block.parent, block.start, block.end) for block in self._blocks)
        return tuple(self._lines), tuple(blocks), tuple(self._files)

    def open(self, element: Element) -> None:
        """Enter *element*."""
        if element.is_block:
            self._flush()
            parent = self._open[-1] if self._open else -1
            self._open.append(len(self._blocks))
            self._blocks.append(_Block(element.tag, element.names, parent, len(self._lines)))
        self._links += bool(element.href)
        self._preformatted += element.tag == "pre"
        self._open_table_part(element.tag)

    def _open_table_part(self, tag: str) -> None:
        if tag == "tr":
            if self._rows:  # broken tables nest rows without a table between them
                self._rows[-1].nests = True
            self._rows.append(_Row(len(self._lines), len(self._blocks)))
        elif tag in ("td", "th") and self._rows:
            self._rows[-1].cells += 1
        elif tag == "table" and self._rows:
            self._rows[-1].nests = True  # rows further out were marked when this row's own table opened

    def close(self, element: Element) -> None:
        """Leave *element*, the last one entered and not yet left."""
        if element.href:
            self._close_link(element.href)
        if element.is_block:
            self._flush()
        if element.tag == "tr":
            self._merge(self._rows.pop())
        if element.is_block:
            number = self._open.pop()
            self._blocks[number].end = len(self._lines)
        self._links -= bool(element.href)
        self._preformatted -= element.tag == "pre"

    def _close_link(self, href: str) -> None:
        name = collapse("".join(self._link_text))
        self._link_text.clear()
        if len(self._files) < MAX_FILES and is_file(href, name):
            under_way = any(not piece.isspace() for piece in self._text)
            self._files.append(FileLink(name, href.strip(), len(self._lines) - (not under_way)))

    def add_text(self, text: str) -> None:
        """Text inside the current element; line breaks in it count only in <pre>."""
        if self._preformatted and "\n" in text:
            *whole, text = text.split("\n")
            for piece in whole:
                self._text.append(piece)
                self._flush()
        if self._links:
            self._linked_chars += len(collapse(text))
            self._link_text.append(text)
        self._text.append(text)

    def _flush(self) -> None:
        """End the line under way, if there is any text in it."""
        text = "".join(self._text)
        if text and not text.isspace():
            made = line(
                _SOURCE_BREAK.sub("", text).replace("\t", " "), linked_chars=self._linked_chars, tag=self._innermost()
            )
            if made.text:
                self._append(made)
        self._text.clear()
        self._linked_chars = 0

    def _append(self, made: Line) -> None:
        self._lines.append(made)
        self._linked.append(self._linked_chars)
        if self._rows:
            self._rows[-1].cell_of_line.append(self._rows[-1].cells)

    def _innermost(self) -> str:
        """The tag of the innermost block, line breaks aside."""
        return self._blocks[self._open[-1]].tag if self._open else ""

    def _merge(self, row: _Row) -> None:
        """Make one line of a row of data; rows of page layout (a menu beside an article) stay as they are."""
        if not self._is_data(row):
            return
        cells: list[list[str]] = [[] for _ in range(row.cells + 1)]
        for made, cell in zip(self._lines[row.first_line :], row.cell_of_line, strict=True):
            cells[cell].append(made.text)
        linked = sum(self._linked[row.first_line :])
        del self._lines[row.first_line :], self._linked[row.first_line :]
        text = "\t".join(" ".join(cell) for cell in cells if cell)
        self._lines.append(line(text, linked_chars=linked, tag="tr"))
        self._linked.append(linked)
        for at, file in enumerate(self._files):
            if file.line > row.first_line:
                self._files[at] = replace(file, line=row.first_line)
        for number in range(row.first_block, len(self._blocks)):
            self._blocks[number].start, self._blocks[number].end = row.first_line, row.first_line + 1

    def _is_data(self, row: _Row) -> bool:
        used_cells = len(set(row.cell_of_line))
        if row.nests or used_cells < 2 or len(row.cell_of_line) > ROW_LINES_PER_CELL * used_cells:
            return False
        found = self._lines[row.first_line :]
        return sum(len(made.text) for made in found) <= ROW_CHARS and sum(
            made.linked > 0.5 for made in found
        ) * 2 <= len(found)
