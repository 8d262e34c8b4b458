"""The page at `/compare`: counties side by side, their findings aligned by issue type."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from noticesearch.query import Query, to_pairs
from noticesearch.results import ResultPage
from noticesearch_web.compare import LEAST, MOST, Comparison, TypeRow
from noticesearch_web.county_names import written
from noticesearch_web.links import Links
from noticesearch_web.presenters.compare_cells import CellView, CellWording
from noticesearch_web.presenters.filters import label
from noticesearch_web.presenters.finding_rows import TextMarks
from noticesearch_web.presenters.frame import Surroundings
from noticesearch_web.presenters.listing import Listing, listing
from noticesearch_web.presenters.nothing import WayOut
from noticesearch_web.wording import Wording

SUGGESTED = 12  # counties to click; the form knows them all
SHOWING = ("county", "sort", "page", "per_page")


@dataclass(frozen=True, slots=True)
class RowView:
    """An issue type."""

    label: str
    cells: tuple[CellView, ...]


@dataclass(frozen=True, slots=True)
class GroupView:
    """The types of one group."""

    label: str
    rows: tuple[RowView, ...]


@dataclass(frozen=True, slots=True)
class County:
    """A column; `url` leads to all of the county's findings, "" where there are none."""

    name: str
    url: str
    total: str


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A county to add, and how many findings it has."""

    name: str
    count: str
    url: str


@dataclass(frozen=True, slots=True)
class Choosing:
    """The form: what is in its fields, what they offer, and the rest of the question, which it keeps."""

    action: str
    fields: tuple[str, ...]
    offered: tuple[str, ...]
    kept: tuple[tuple[str, str], ...]
    suggestions: tuple[Suggestion, ...]


@dataclass(frozen=True, slots=True)
class ComparePage:
    """Counties side by side; `invitation` is said instead where there are too few or too many, else ""."""

    listing: Listing
    invitation: str
    choosing: Choosing
    caption: str
    counties: tuple[County, ...]
    groups: tuple[GroupView, ...]


def compare_page(
    around: Surroundings,
    answer: ResultPage,
    compared: Comparison | None,
    held: tuple[tuple[str, int], ...],
    marks: TextMarks,
    ways_out: tuple[WayOut, ...] = (),
) -> ComparePage:
    """The page of *compared*, None where the counties asked for cannot be; *held* are the counties with findings."""
    query, wording = around.query, around.wording
    names = tuple(label("county", code, code, wording) for code in query.county)
    views = CellWording(query, marks, around.links, wording)
    return ComparePage(
        listing=listing(around, answer, ways_out, "findings"),
        invitation="" if compared else _invitation(len(query.county), wording),
        choosing=_choosing(query, held, around.links, wording),
        caption=wording("compare_caption", counties=wording.listed(names)),
        counties=tuple(_counties(compared, names, around.links, wording)) if compared else (),
        groups=tuple(_groups(compared, names, views, wording)) if compared else (),
    )


def _invitation(number: int, wording: Wording) -> str:
    said = "compare_too_many" if number > MOST else "compare_one" if number == 1 else "compare_none"
    return wording(said, least=str(LEAST), most=str(MOST))


def _choosing(query: Query, held: tuple[tuple[str, int], ...], links: Links, wording: Wording) -> Choosing:
    fields = tuple(map(written, query.county[:MOST]))
    free = [(code, count) for code, count in held if code not in query.county]
    suggestions = (
        Suggestion(
            label("county", code, code, wording),
            wording.number(count),
            links.search(query.select("county", (*query.county, code))),
        )
        for code, count in free[:SUGGESTED]
    )
    return Choosing(
        action=links.search(Query()),
        fields=(*fields, *("",) * (MOST - len(fields))),
        offered=tuple(written(code) for code, _ in held),
        kept=tuple(pair for pair in to_pairs(query) if pair[0] not in SHOWING),
        suggestions=tuple(suggestions) if len(query.county) < MOST else (),
    )


def _counties(compared: Comparison, names: tuple[str, ...], links: Links, wording: Wording) -> Iterator[County]:
    for name, column in zip(names, compared.columns, strict=True):
        url = links.of("findings").search(column.query) if column.total else ""
        yield County(name, url, wording.counted("findings_count", column.total) if column.total else "0")


def _groups(compared: Comparison, names: tuple[str, ...], views: CellWording, wording: Wording) -> Iterator[GroupView]:
    for group, rows in compared.groups:
        yield GroupView(group or wording("compare_other"), tuple(_row(row, names, views, wording) for row in rows))


def _row(row: TypeRow, names: tuple[str, ...], views: CellWording, wording: Wording) -> RowView:
    cells = (views.view(cell, name) for cell, name in zip(row.cells, names, strict=True))
    return RowView(label("issue", row.issue, row.issue, wording), tuple(cells))
