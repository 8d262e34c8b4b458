"""HTML to lines: one iterative walk over the parsed page. The only module that imports BeautifulSoup.

Refuses to recurse: pages nest 100,000 tags deep. A table row of short cells is one line, cells joined by tabs.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from bs4 import BeautifulSoup, NavigableString, PageElement, Tag

from noticesearch_indexer.extraction.containers import is_known
from noticesearch_indexer.extraction.document import Block, Document, Line, Meta, collapse, line

_BLOCK_TAGS = frozenset(
    "address article aside blockquote body br caption center dd div dl dt fieldset figcaption figure footer form "
    "h1 h2 h3 h4 h5 h6 header hr legend li main nav ol option p pre section table tbody td tfoot th thead tr ul "
    "founder-content ucapcontent ucaptitle".split()
)
_SILENT_TAGS = frozenset(
    "audio button canvas head iframe input noscript object script select style svg template textarea title video".split()
)
_CELLS = ("td", "th")
ROW_CHARS = 600  # longer rows are page layout, not data
ROW_LINES_PER_CELL = 3
_SOURCE_BREAK = re.compile(r"(?<=[^\x00-\xff])[ \t]*[\r\n][ \t\r\n]*(?=[^\x00-\xff])")


def read_html(html: str) -> Document:
    """The lines, blocks and head of a page; *html* comes precleaned and within its limits."""
    soup = BeautifulSoup(html, "lxml")
    walk = _Walk()
    stack: list[PageElement | _Close] = [soup]
    while stack:
        node = stack.pop()
        if isinstance(node, _Close):
            walk.close(node.tag, is_block=node.is_block)
        elif isinstance(node, Tag):
            if _is_silent(node):
                continue
            stack.append(_Close(node, walk.open(node)))
            stack.extend(reversed(node.contents))
        elif type(node) is NavigableString:  # not its subclasses: comments, doctypes, CDATA
            walk.add_text(str(node))
    walk.flush()
    return Document(tuple(walk.lines), walk.finished_blocks(), _metas(soup), _title(soup), _links(soup))


def _is_silent(tag: Tag) -> bool:
    if tag.name in _SILENT_TAGS:
        return True
    style = str(tag.get("style") or "").replace(" ", "").lower()
    return "display:none" in style and not any(map(is_known, _names(tag)))


def _names(tag: Tag) -> tuple[str, ...]:
    classes = tag.get("class") or ()
    if isinstance(classes, str):
        classes = classes.split()
    return tuple(name.strip().lower() for name in (str(tag.get("id") or ""), *classes) if name.strip())


@dataclass(frozen=True, slots=True)
class _Close:
    tag: Tag
    is_block: bool


@dataclass(slots=True)
class _Row:
    """An open <tr>: where it began, and which cell each of its lines stands in."""

    first_line: int
    first_block: int
    cells: int = 0
    has_table: bool = False
    cell_of_line: list[int] = field(default_factory=list)


class _Walk:
    """The state of the walk: text not yet flushed, open links, blocks and rows."""

    def __init__(self) -> None:
        self.lines: list[Line] = []
        self._linked: list[int] = []  # linked characters of each line, for merging rows
        self._blocks: list[Block] = []
        self._open: list[int] = []
        self._rows: list[_Row] = []
        self._text: list[str] = []
        self._linked_chars = 0
        self._links = 0
        self._preformatted = 0

    def open(self, tag: Tag) -> bool:
        """Enter *tag*; returns whether it is a block."""
        names = _names(tag)
        is_block = tag.name in _BLOCK_TAGS or any(map(is_known, names))
        if is_block:
            self.flush()
            parent = self._open[-1] if self._open else -1
            self._open.append(len(self._blocks))
            self._blocks.append(Block(tag.name, names, parent, len(self.lines), -1))
        self._links += _is_link(tag)
        self._preformatted += tag.name == "pre"
        self._open_table_part(tag.name)
        return is_block

    def _open_table_part(self, name: str) -> None:
        if name == "tr":
            self._rows.append(_Row(len(self.lines), len(self._blocks)))
        elif name in _CELLS and self._rows:
            self._rows[-1].cells += 1
        elif name == "table" and self._rows:
            self._rows[-1].has_table = True  # rows further out were marked when this row's own table opened

    def close(self, tag: Tag, *, is_block: bool) -> None:
        """Leave *tag*."""
        if is_block:
            self.flush(tag.name)
        if tag.name == "tr" and self._rows:
            self._merge(self._rows.pop())
        if is_block:
            number = self._open.pop()
            block = self._blocks[number]
            self._blocks[number] = Block(block.tag, block.names, block.parent, block.start, len(self.lines))
        self._links -= _is_link(tag)
        self._preformatted -= tag.name == "pre"

    def add_text(self, text: str) -> None:
        """Text inside the current element; a line break in the source is nothing between Han, a space elsewhere."""
        if self._preformatted and "\n" in text.strip():
            for piece in text.split("\n"):
                self._text.append(piece)
                self.flush("pre")
            return
        if self._links:
            self._linked_chars += len(collapse(text))
        self._text.append(text)

    def flush(self, tag: str = "") -> None:
        """End the line under way, if there is any text in it."""
        text = _SOURCE_BREAK.sub("", "".join(self._text)).replace("\t", " ")
        made = line(text, linked_chars=self._linked_chars, tag=tag or self._innermost())
        if made.text:
            self._append(made)
        self._text.clear()
        self._linked_chars = 0

    def _append(self, made: Line) -> None:
        self.lines.append(made)
        self._linked.append(self._linked_chars)
        if self._rows:
            self._rows[-1].cell_of_line.append(self._rows[-1].cells)

    def _innermost(self) -> str:
        return self._blocks[self._open[-1]].tag if self._open else ""

    def _merge(self, row: _Row) -> None:
        """Make one line of a row of data; rows of page layout (a menu beside an article) stay as they are."""
        found = self.lines[row.first_line :]
        if not _is_data(row, found):
            return
        cells: list[list[str]] = [[] for _ in range(row.cells + 1)]
        for made, cell in zip(found, row.cell_of_line, strict=True):
            cells[cell].append(made.text)
        text = "\t".join(" ".join(cell) for cell in cells if cell)
        linked = sum(self._linked[row.first_line :])
        del self.lines[row.first_line :], self._linked[row.first_line :]
        self.lines.append(line(text, linked_chars=linked, tag="tr"))
        self._linked.append(linked)
        for number in range(row.first_block, len(self._blocks)):
            block = self._blocks[number]
            self._blocks[number] = Block(block.tag, block.names, block.parent, row.first_line, row.first_line + 1)

    def finished_blocks(self) -> tuple[Block, ...]:
        """All blocks, in the order they were opened."""
        return tuple(self._blocks)


def _is_data(row: _Row, found: list[Line]) -> bool:
    used_cells = len(set(row.cell_of_line))
    return (
        not row.has_table
        and used_cells >= 2
        and len(found) == len(row.cell_of_line)
        and len(found) <= ROW_LINES_PER_CELL * used_cells
        and sum(len(made.text) for made in found) <= ROW_CHARS
        and sum(made.linked > 0.5 for made in found) * 2 <= len(found)
    )


def _is_link(tag: Tag) -> bool:
    return tag.name == "a" and bool(tag.get("href"))  # <a name=...> is an anchor, Word leaves many


def _metas(soup: BeautifulSoup) -> tuple[Meta, ...]:
    found = []
    for tag in soup.find_all("meta"):
        name = tag.get("name") or tag.get("property") or tag.get("itemprop")
        content = tag.get("content")
        if name and content:
            found.append(Meta(str(name).strip().lower(), collapse(str(content))))
    return tuple(found)


def _title(soup: BeautifulSoup) -> str:
    tag = soup.find("title")
    return collapse(tag.get_text()) if isinstance(tag, Tag) else ""


def _links(soup: BeautifulSoup) -> tuple[str, ...]:
    canonical = [str(tag.get("href") or "") for tag in soup.find_all("link", rel="canonical")]
    shared = [meta.content for meta in _metas(soup) if meta.name == "og:url"]
    return tuple(link.strip() for link in canonical + shared if link.strip())
