"""Comma-separated values for spreadsheets: as UTF-8 with its mark, and no cell that a spreadsheet would run."""

from __future__ import annotations

import csv
from collections.abc import Iterable
from io import StringIO

BOM = "\ufeff"  # without it Excel reads UTF-8 as the machine's own charset
FORMULA_STARTS = (*"=+-@", *"\t\r\n", *"＝＋－＠")  # some spreadsheets read full width as half


def csv_text(rows: Iterable[Iterable[str | int | None]]) -> str:
    """*rows* as the text of a file; None is an empty cell."""
    written = StringIO()
    csv.writer(written).writerows([guarded(cell) for cell in row] for row in rows)
    return BOM + written.getvalue()


def guarded(cell: str | int | None) -> str | int:
    """*cell*, a text that a spreadsheet would take for a formula with an apostrophe before it."""
    if cell is None:
        return ""
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(FORMULA_STARTS) else cell
