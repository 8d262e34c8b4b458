"""The page at `/matrix`: findings by places and by what they are about."""

from __future__ import annotations

from dataclasses import dataclass, replace
from math import ceil

from noticesearch.query import NONE_VALUE, Query, to_pairs
from noticesearch.results import FacetValue, ResultPage, Warning
from noticesearch_web.links import Links
from noticesearch_web.matrix import COLUMNS, FEW_TYPES, ROWS, Matrix
from noticesearch_web.presenters.count_table import (
    Cell,
    CountTable,
    Head,
    Row,
    count_cell,
    head_groups,
    row_groups,
    row_name,
)
from noticesearch_web.presenters.frame import Surroundings
from noticesearch_web.presenters.listing import Listing, listing
from noticesearch_web.presenters.select import Option, Select
from noticesearch_web.wording import Wording

ROWS_SHOWN = 200  # of a page; a province has at most 183 counties
CLOSER = {"province": "county", "prefecture": "county", "issue_group": "issue"}
"""What to count by within one value of an axis."""


@dataclass(frozen=True, slots=True)
class MatrixPage:
    """The page; `table` is None when there is no finding. `kept` are the parameters that the form sends along."""

    listing: Listing
    coverage: str
    action: str
    axes: tuple[Select, ...]
    kept: tuple[tuple[str, str], ...]
    grouped: str
    types: str
    table: CountTable | None
    paged: str
    csv: str


def matrix_page(around: Surroundings, counted: Matrix, answer: ResultPage) -> MatrixPage:
    """The page of *counted*; *answer* is the search for the same findings, with its facets and warnings."""
    wording, links, query = around.wording, around.links, around.query
    pages = max(1, ceil(len(counted.rows) / ROWS_SHOWN))
    page = min(query.page, pages)
    paged = replace(answer, query=query, page=page, pages=pages, next=page + 1 if page < pages else None)
    paged = paged.after((_clamped(query.page, page),) if query.page > page else ())
    grouped = counted.columns_by == "issue_group" and "columns" not in dict(links.own)
    title = wording("matrix")
    return MatrixPage(
        listing=replace(listing(around, paged, (), "findings"), frame=around.frame(title, filters_shown=True)),
        coverage=links.of("coverage").search(replace(query, page=1)),
        action=links.of("matrix").search(Query()),
        axes=(_axis("rows", ROWS, counted.rows_by, wording), _axis("columns", COLUMNS, counted.columns_by, wording)),
        kept=tuple(pair for pair in to_pairs(query) if pair[0] != "page"),
        grouped=wording("matrix_grouped", count=str(FEW_TYPES)) if grouped else "",
        types=_by(links, "columns", "issue").search(replace(query, page=1)) if grouped else "",
        table=_table(counted, page, links, wording) if counted.rows and counted.columns else None,
        paged=_paged(len(counted.rows), page, wording) if pages > 1 else "",
        csv=links.file("csv", replace(query, page=1)),
    )


def named(axis: str, value: FacetValue, wording: Wording) -> str:
    """How a row or column is called."""
    return row_name(axis, value.value, value.label, wording)


def _axis(name: str, options: tuple[str, ...], chosen: str, wording: Wording) -> Select:
    listed = tuple(Option(option, wording(option), option == chosen) for option in options)
    return Select(name, wording(f"matrix_{name}"), listed)


def _table(counted: Matrix, page: int, links: Links, wording: Wording) -> CountTable:
    findings = links.of("findings")
    start = (page - 1) * ROWS_SHOWN
    shown = slice(start, start + ROWS_SHOWN)
    largest = max((count for counts in counted.counts for count in counts), default=0)

    def cell(row: str, column: str, count: int) -> Cell:
        return count_cell(count, findings.search(counted.cell(row, column)) if count else "", wording, largest)

    rows = tuple(
        Row(
            _head(counted, counted.rows_by, value, links, wording),
            count_cell(value.count, findings.search(counted.row(value.value)), wording),
            tuple(cell(value.value, column.value, each) for column, each in zip(counted.columns, counts, strict=True)),
        )
        for value, counts in zip(counted.rows[shown], counted.counts[shown], strict=True)
    )
    heads = tuple(_head(counted, counted.columns_by, value, links, wording) for value in counted.columns)
    by = wording(counted.rows_by), wording(counted.columns_by)
    return CountTable(
        caption=wording("matrix_caption", rows=by[0], columns=by[1]),
        corner=by[0],
        columns=head_groups(counted.groups, heads),
        more=(),
        groups=row_groups([value.value for value in counted.rows[shown]], rows, counted.rows_by),
        totals=Row(
            Head(wording("table_total")),
            count_cell(counted.total, findings.search(replace(counted.query, page=1)), wording),
            tuple(
                count_cell(value.count, findings.search(counted.column(value.value)), wording)
                for value in counted.columns
            ),
        ),
    )


def _head(counted: Matrix, axis: str, value: FacetValue, links: Links, wording: Wording) -> Head:
    """The head of a row or column; that of a province or a group leads to the matrix within it."""
    name = named(axis, value, wording)
    if axis not in CLOSER or value.value == NONE_VALUE:
        return Head(name)
    side = "rows" if axis == counted.rows_by else "columns"
    return Head(name, _by(links, side, CLOSER[axis]).search(counted.query.select(axis, (value.value,))))


def _by(links: Links, side: str, axis: str) -> Links:
    """The matrix with *side* counted by *axis*."""
    own = {**dict(links.own), side: axis}
    return links.of("matrix", tuple((name, own[name]) for name in ("rows", "columns") if name in own))


def _clamped(asked: int, given: int) -> Warning:
    """What to tell who asked for a page beyond the last."""
    zh, en = (Wording(lang)("table_clamped", asked=str(asked), given=str(given)) for lang in ("zh", "en"))
    return Warning("clamped", zh, ("page",), en)


def _paged(rows: int, page: int, wording: Wording) -> str:
    first, last = (page - 1) * ROWS_SHOWN + 1, min(page * ROWS_SHOWN, rows)
    number = wording.number
    return wording("table_paged", first=number(first), last=number(last), count=number(rows))
