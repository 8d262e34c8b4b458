"""The page at `/coverage`: of which places and times there are notices, and of which there are none."""

from __future__ import annotations

from dataclasses import dataclass, replace

from noticesearch.gazetteer import gazetteer
from noticesearch.query import NONE_VALUE, Query, to_pairs
from noticesearch.results import ResultPage
from noticesearch_web.coverage import Coverage, CoverageRow
from noticesearch_web.links import Links
from noticesearch_web.presenters.count_table import (
    Cell,
    CountTable,
    Head,
    HeadGroup,
    Row,
    count_cell,
    row_groups,
    row_name,
)
from noticesearch_web.presenters.dates import brief, month_of_year
from noticesearch_web.presenters.filters import label
from noticesearch_web.presenters.frame import Surroundings
from noticesearch_web.presenters.listing import Listing, listing
from noticesearch_web.presenters.select import Option, Select
from noticesearch_web.wording import Wording

CHOSEN_HERE = ("province", "year")
LIMITING = ("q", "issue", "issue_group", "status", "source", "site", "not_county", "mention", "from", "to")
"""The parameters that leave notices out; places and years are the table's own."""


@dataclass(frozen=True, slots=True)
class CoveragePage:
    """The page; `silent` says of how many places there is nothing, `unplaced` how many notices have no place.

    `limited` says that conditions leave notices out; each is "" where there is nothing to say.
    """

    listing: Listing
    action: str
    choices: tuple[Select, ...]
    kept: tuple[tuple[str, str], ...]
    silent: str
    unplaced: str
    limited: str
    table: CountTable
    csv: str


def coverage_page(around: Surroundings, counted: Coverage, answer: ResultPage) -> CoveragePage:
    """The page of *counted*; *answer* is the search for the same notices, with its facets and warnings."""
    wording, links, query = around.wording, around.links, counted.query
    limited = any(name in LIMITING for name, _ in to_pairs(query))
    title = wording("coverage")
    unplaced = next((row.ever for row in counted.rows if row.value == NONE_VALUE), 0)
    return CoveragePage(
        listing=replace(listing(around, answer, (), "notices"), frame=around.frame(title, filters_shown=True)),
        action=links.search(Query()),
        choices=(_provinces(query, wording), _years(counted, wording)),
        kept=tuple(pair for pair in to_pairs(query) if pair[0] not in (*CHOSEN_HERE, "prefecture", "county")),
        silent=_silent(counted, limited, wording),
        unplaced=wording.counted("coverage_unplaced", unplaced) if unplaced and counted.places == "county" else "",
        limited=wording("coverage_limited") if limited else "",
        table=_table(counted, links, wording),
        csv=links.file("csv", query),
    )


def place_name(counted: Coverage, value: str, wording: Wording) -> str:
    """How a row is called."""
    return row_name(counted.places, value, value, wording) if value else wording("table_total")


def _provinces(query: Query, wording: Wording) -> Select:
    chosen = query.province[0] if query.province else ""
    every = Option("", wording("coverage_all_provinces"), not chosen)
    units = tuple(Option(unit.code, unit.name, unit.code == chosen) for unit in gazetteer().in_use("province"))
    return Select("province", wording("province"), (every, *units))


def _years(counted: Coverage, wording: Wording) -> Select:
    chosen = next((each for each in counted.query.year if each != NONE_VALUE), "")
    every = Option("", wording("coverage_all_years"), not chosen)
    years = sorted({*counted.years, *filter(None, (chosen,))}, reverse=True)
    return Select("year", wording("year"), (every, *(Option(each, each, each == chosen) for each in years)))


def _silent(counted: Coverage, limited: bool, wording: Wording) -> str:
    """Of how many places there is no notice, "" where none is asked for."""
    if not counted.units:
        return ""
    key = f"silent_{counted.places}" + ("_limited" if limited else "")
    places = [label("province", code, code, wording) for code in counted.query.prefecture or counted.query.province]
    numbers = {"count": wording.number(len(counted.units)), "silent": wording.number(counted.silent)}
    if counted.places == "province":
        return wording(key, **numbers)
    return wording(key, place=wording.listed(places), **numbers)


def _table(counted: Coverage, links: Links, wording: Wording) -> CountTable:
    largest = max((count for row in counted.rows for count in row.counts), default=0)
    notices = links.of("")
    rows = [_row(counted, row, links, notices, wording, largest) for row in counted.rows]
    return CountTable(
        caption=wording(f"caption_{'month' if _monthly(counted) else 'year'}", place=wording(counted.places)),
        corner=wording(counted.places),
        columns=_columns(counted, links, wording),
        more=tuple(Head(wording(key)) for key in ("coverage_undated", "coverage_first", "coverage_last")),
        groups=row_groups([row.value for row in counted.rows], rows, counted.places),
        totals=_row(counted, counted.totals, links, notices, wording, 0),
    )


def _columns(counted: Coverage, links: Links, wording: Wording) -> tuple[HeadGroup, ...]:
    if not counted.periods:
        return ()
    if _monthly(counted):
        shown = counted.periods[0][:4]
        return (
            HeadGroup(brief(shown, wording), tuple(Head(month_of_year(each, wording)) for each in counted.periods)),
        )
    years = (Head(each, links.search(counted.query.select("year", (each,)))) for each in counted.periods)
    return (HeadGroup("", tuple(years)),)


def _row(counted: Coverage, row: CoverageRow, links: Links, notices: Links, wording: Wording, largest: int) -> Row:
    value = row.value
    cells = tuple(
        count_cell(count, notices.search(counted.cell(value, period)) if count else "", wording, largest)
        for period, count in zip(counted.periods, row.counts, strict=True)
    )
    undated = count_cell(row.undated, notices.search(counted.undated(value)), wording)
    dates = tuple(Cell(brief(each, wording) if each else "–") for each in (row.first, row.last))
    return Row(
        head=_head(counted, value, links, wording),
        total=count_cell(row.total, notices.search(counted.row(value)), wording),
        cells=cells,
        more=(undated, *dates),
        nothing=bool(value) and not row.ever,
    )


def _head(counted: Coverage, value: str, links: Links, wording: Wording) -> Head:
    """A row's head; a province's leads to its counties."""
    name = place_name(counted, value, wording)
    if counted.places != "province" or value in ("", NONE_VALUE):
        return Head(name)
    return Head(name, links.search(counted.query.select("province", (value,))))


def _monthly(counted: Coverage) -> bool:
    return bool(counted.periods) and len(counted.periods[0]) > 4
