"""A page's pieces of lines in reading order: rows of ruled tables, columns one after the other, blocks from the top.

Print order is kept where nothing speaks against it: a browser prints a side column apart from the text.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise
from statistics import median

from noticesearch_indexer.extraction.document import collapse
from noticesearch_indexer.extraction.documents.pdf_lines import Glyph, PdfLine, joined_pieces, pieces_of
from noticesearch_indexer.extraction.documents.pdf_rules import TOUCH, Cell, Ruling

MIN_COLUMN_LINES, MIN_COLUMN_CHARS = 5, 8  # lines of a column, and characters of most of them
FULL_SHARE, FULL_SLACK = 0.35, 1.6  # of a column's lines reach its right edge, but for so many character widths
MIN_GUTTER = 0.8  # character widths between columns
SPANNING_SHARE = 0.5  # of the lines at most go across both columns
MAX_PIECES = 2_000  # of a page: a full one has some hundred, and the time grows faster than they do
TRIED = 150  # places across the page where a gutter may be: less than 3 points apart on A4


def lines_of(
    glyphs: Sequence[Glyph], page: int, page_size: tuple[float, float], ruling: Ruling | None = None
) -> list[PdfLine]:
    """The lines of a page in reading order."""
    rules = ruling or Ruling()

    def is_cut(before: Glyph, glyph: Glyph) -> bool:
        left, right = (before.left + before.right) / 2, (glyph.left + glyph.right) / 2
        return bool(rules.vertical) and rules.parts(left, right, (glyph.bottom + glyph.top) / 2)

    pieces = pieces_of(glyphs, page, page_size, is_cut)
    rows, text = _rows(pieces, rules)
    lines = [line for block in _columns(text, 0) for line in block]
    return _with_rows(lines, rows)


def _rows(pieces: list[PdfLine], rules: Ruling) -> tuple[list[PdfLine], list[PdfLine]]:
    """The rows of ruled tables, top first, and the pieces that stand in none."""
    if not rules.vertical or len(pieces) > MAX_PIECES:
        return [], pieces
    cells: defaultdict[Cell, list[PdfLine]] = defaultdict(list)
    for piece in pieces:
        cell = rules.cell((piece.left + piece.right) / 2, (piece.bottom + piece.top) / 2)
        if cell:
            cells[cell].append(piece)
    by_top: list[list[Cell]] = []
    for cell in sorted(cells, key=lambda each: (-each.top, each.left)):
        if by_top and by_top[-1][0].top - cell.top < 1:
            by_top[-1].append(cell)
        else:
            by_top.append([cell])
    made: list[PdfLine] = []
    used: set[int] = set()
    for number, row in enumerate(by_top):
        if _is_row(row, by_top[max(0, number - 1) : number] + by_top[number + 1 : number + 2]):
            inside = {cell: cells[cell] for cell in sorted(row, key=lambda each: each.left)}
            made.append(_row(inside))
            used.update(id(piece) for of_cell in inside.values() for piece in of_cell)
    return made, [piece for piece in pieces if id(piece) not in used]


def _is_row(row: list[Cell], neighbours: list[list[Cell]]) -> bool:
    """Whether these are cells of a table, not frames around text or words with a background."""
    touching = [other for other in neighbours if _touch(row[0], other[0])]
    if len(row) == 1:
        return any(len(other) > 1 for other in touching)
    is_closed = all(abs(cell.right - following.left) <= TOUCH for cell, following in pairwise(row))
    return bool(touching) or (is_closed and not any(cell.is_open_below for cell in row))


def _touch(cell: Cell, other: Cell) -> bool:
    """Whether one stands right above the other."""
    return min(abs(cell.bottom - other.top), abs(other.bottom - cell.top)) <= TOUCH


def _row(cells: dict[Cell, list[PdfLine]]) -> PdfLine:
    pieces = [piece for inside in cells.values() for piece in inside]
    texts = tuple((cell.left, _cell_text(inside)) for cell, inside in cells.items())
    return replace(
        pieces[0],
        text=collapse("\t".join(text for _, text in texts)),
        left=min(piece.left for piece in pieces),
        bottom=min(piece.bottom for piece in pieces),
        right=max(piece.right for piece in pieces),
        top=max(piece.top for piece in pieces),
        cells=texts,
        is_open=any(cell.is_open_below for cell in cells),
    )


def _cell_text(pieces: list[PdfLine]) -> str:
    text = ""
    for line in joined_pieces(pieces):
        text += between(text, line.text) + line.text.replace("\t", " ")
    return text


def between(before: str, after: str) -> str:
    """A space between two words of letters, nothing between Chinese characters."""
    return " " if before[-1:].isascii() and before[-1:].isalnum() and after[:1].isascii() else ""


def _with_rows(lines: list[PdfLine], rows: list[PdfLine]) -> list[PdfLine]:
    """Each row before the first line that stands below it, in its column or across the page."""
    found: list[PdfLine] = []
    waiting = list(reversed(rows))
    for line in lines:
        while waiting and _is_above(waiting[-1], line):
            found.append(waiting.pop())
        found.append(line)
    return found + list(reversed(waiting))


def _is_above(row: PdfLine, line: PdfLine) -> bool:
    return (row.bottom + row.top) / 2 > line.top and (line.left < row.right and line.right > row.left)


def _columns(pieces: list[PdfLine], column: int) -> Iterator[list[PdfLine]]:
    """Blocks of lines in reading order, each line with the number of its column."""
    gutter = _gutter(pieces)
    if gutter is None:
        yield from _blocks([replace(piece, column=column) for piece in pieces])
        return
    across = sorted(
        (piece for piece in pieces if piece.left < gutter < piece.right), key=lambda piece: (-piece.top, piece.left)
    )
    beside = [piece for piece in pieces if not piece.left < gutter < piece.right]
    while beside or across:
        edge = across[0].bottom if across else float("-inf")
        band = [piece for piece in beside if piece.bottom >= edge]
        yield from _columns([piece for piece in band if piece.right <= gutter], 2 * column + 1)
        yield from _columns([piece for piece in band if piece.left >= gutter], 2 * column + 2)
        beside = [piece for piece in beside if piece.bottom < edge]
        if across:
            yield joined_pieces([replace(across.pop(0), column=column)])


def _gutter(pieces: list[PdfLine]) -> float | None:
    """Where a blank strip parts columns of text; None in text of one column, or where a table stands."""
    if not 2 * MIN_COLUMN_LINES <= len(pieces) <= MAX_PIECES:
        return None
    start, end = min(piece.left for piece in pieces), max(piece.right for piece in pieces)
    em = median(piece.em for piece in pieces)
    best: tuple[int, float] | None = None
    places = [start + share * (end - start) / TRIED for share in range(TRIED // 5, TRIED - TRIED // 5)]
    for place in places:
        left = [piece for piece in pieces if piece.right <= place]
        right = [piece for piece in pieces if piece.left >= place]
        crossing = len(pieces) - len(left) - len(right)
        if crossing > SPANNING_SHARE * len(pieces) or (best and crossing >= best[0]):
            continue
        if not (_is_column(left) and _is_column(right)):
            continue
        if min(piece.left for piece in right) - max(piece.right for piece in left) >= MIN_GUTTER * em:
            best = crossing, place
    return best[1] if best else None


def _is_column(pieces: list[PdfLine]) -> bool:
    """Whether these are lines of running text: most are long and end at one edge."""
    if len(pieces) < MIN_COLUMN_LINES or median(len(piece.text) for piece in pieces) < MIN_COLUMN_CHARS:
        return False
    edge = max(piece.right for piece in pieces)
    full = sum(piece.right >= edge - FULL_SLACK * piece.em for piece in pieces)
    return full >= FULL_SHARE * len(pieces)


def _blocks(pieces: list[PdfLine]) -> Iterator[list[PdfLine]]:
    """Runs of print that go down the page, from the top where they do not stand side by side."""
    runs: list[list[PdfLine]] = []
    for line in joined_pieces(pieces):
        if runs and line.bottom < runs[-1][-1].top:
            runs[-1].append(line)
        else:
            runs.append([line])
    ordered = sorted(runs, key=lambda run: -run[0].top)
    is_apart = all(above[-1].bottom >= below[0].top - above[-1].size / 2 for above, below in pairwise(ordered))
    yield from ordered if is_apart else runs
