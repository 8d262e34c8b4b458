"""The matrix and the coverage as files: the same numbers as on the pages, all rows."""

from __future__ import annotations

from collections.abc import Iterator

from noticesearch_web.answers import Value, dump, query_json
from noticesearch_web.coverage import Coverage, CoverageRow
from noticesearch_web.csv_text import csv_text
from noticesearch_web.links import Links
from noticesearch_web.matrix import Matrix
from noticesearch_web.presenters.coverage import place_name
from noticesearch_web.presenters.matrix import named
from noticesearch_web.wording import Wording

Cells = list[str | int | None]


def matrix_csv(counted: Matrix, wording: Wording) -> str:
    """A line a row: code, name, total, the counts of the columns; the totals of the columns last."""
    return csv_text(_matrix_lines(counted, wording))


def matrix_json(counted: Matrix, links: Links, wording: Wording) -> str:
    """Rows, columns and `counts[row][column]`; each row and column with its total and the address of its findings."""
    findings = links.of("findings")
    rows = [
        {
            "value": value.value,
            "label": named(counted.rows_by, value, wording),
            "count": value.count,
            "url": findings.json(counted.row(value.value)),
        }
        for value in counted.rows
    ]
    columns = [
        {
            "value": value.value,
            "label": named(counted.columns_by, value, wording),
            "group": group or None,
            "count": value.count,
            "url": findings.json(counted.column(value.value)),
        }
        for value, group in zip(counted.columns, counted.groups, strict=True)
    ]
    answer: Value = {
        "query": query_json(counted.query),
        "total": counted.total,
        "rows_by": counted.rows_by,
        "columns_by": counted.columns_by,
        "rows": rows,
        "columns": columns,
        "counts": counted.counts,
    }
    return dump(answer)


def coverage_csv(counted: Coverage, wording: Wording) -> str:
    """A line a place: code, name, total, the counts of the periods, undated, first and last month; totals last."""
    return csv_text(_coverage_lines(counted, wording))


def _matrix_lines(counted: Matrix, wording: Wording) -> Iterator[Cells]:
    yield ["code", "name", "total", *(named(counted.columns_by, value, wording) for value in counted.columns)]
    for value, counts in zip(counted.rows, counted.counts, strict=True):
        yield [value.value, named(counted.rows_by, value, wording), value.count, *counts]
    yield [None, wording("table_total"), counted.total, *(value.count for value in counted.columns)]


def _coverage_lines(counted: Coverage, wording: Wording) -> Iterator[Cells]:
    yield ["code", "name", "total", *counted.periods, "undated", "first", "last"]
    for row in (*counted.rows, counted.totals):
        yield _coverage_line(row, place_name(counted, row.value, wording))


def _coverage_line(row: CoverageRow, name: str) -> Cells:
    return [row.value, name, row.total, *row.counts, row.undated, row.first, row.last]
