"""Coverage: how many notices there are of each place and time, places without any among them.

A matrix of findings is read with this beside it: where nothing was scraped, nothing could be found.
"""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

from noticesearch.engine import Searcher
from noticesearch.gazetteer import gazetteer
from noticesearch.query import NONE_VALUE, Query
from noticesearch.results import Crossing

PlaceAxis = Literal["county", "province"]

MOST_YEARS = 80  # of a gapless row of years; notices are of 1949 and later, a date before is misread


@dataclass(frozen=True, slots=True)
class CoverageRow:
    """The notices of one place, by the periods of the table: `total` of the years asked for, `ever` of all.

    `first` and `last` are months (2020-03), None where no notice has a date. `value` is "" for the row of totals.
    """

    value: str
    counts: tuple[int, ...]
    total: int
    ever: int
    undated: int
    first: str | None
    last: str | None


@dataclass(frozen=True, slots=True)
class Coverage:
    """The notices of *query* by place and period: `periods` are years (2020), or the months (2020-03) of one year.

    `rows` are the places asked for, by code; `units` are those of them that the gazetteer has in use; `years` all
    years to choose from, the newest first.
    """

    query: Query
    places: PlaceAxis
    periods: tuple[str, ...]
    years: tuple[str, ...]
    units: frozenset[str]
    rows: tuple[CoverageRow, ...]
    totals: CoverageRow

    @property
    def silent(self) -> int:
        """Of how many units there is no notice at all."""
        return len(self.units) - sum(row.ever > 0 for row in self.rows if row.value in self.units)

    def row(self, value: str) -> Query:
        """The query whose total is a row's; "" is the row of totals."""
        return _at(self.query, self.places, value)

    def undated(self, value: str) -> Query:
        """The query whose total is a row's notices without a date."""
        return self.row(value).select("year", (NONE_VALUE,))

    def cell(self, value: str, period: str) -> Query:
        """The query whose total stands in a cell: of a year, or of the days of a month."""
        query = self.row(value)
        if len(period) == 4:
            return query.select("year", (period,))
        year, month = int(period[:4]), int(period[5:])
        first, last = date(year, month, 1), date(year, month, monthrange(year, month)[1])
        begin = max(first, query.date_from or first)
        return replace(query, year=(), date_from=begin, date_to=min(last, query.date_to or last))


def coverage(searcher: Searcher, query: Query) -> Coverage:
    """The notices of *query* by county, where it names a place, else by province; by month, where it names one year."""
    query = replace(query, page=1)
    places: PlaceAxis = "county" if query.province or query.prefecture or query.county else "province"
    spanned = searcher.cross(query, places, "year")
    ever = searcher.cross(replace(query, year=()), places, "month")
    months = [value.value for value in ever.columns if value.value != NONE_VALUE]
    periods = _periods(query, months)
    units = frozenset(_units(query, places))
    shown = sorted({*units, *_others(query, places, ever)}, key=lambda code: (code == NONE_VALUE, code))
    counted = _Counted(periods, spanned, ever)
    return Coverage(
        query=query,
        places=places,
        periods=periods,
        years=tuple(reversed(_years(months))),
        units=units,
        rows=tuple(counted.row(value) for value in shown),
        totals=counted.totals(),
    )


class _Counted:
    """Two crossings as rows: *spanned* by year, of the years asked for, and *ever* by month, of all years."""

    def __init__(self, periods: tuple[str, ...], spanned: Crossing, ever: Crossing) -> None:
        self._periods = periods
        self._spanned, self._ever = spanned, ever
        self._spanned_counts, self._ever_counts = _by_value(spanned), _by_value(ever)

    def row(self, value: str) -> CoverageRow:
        """The row of a place, which may have no notice."""
        total = next((each.count for each in self._spanned.rows if each.value == value), 0)
        ever = next((each.count for each in self._ever.rows if each.value == value), 0)
        counts = self._spanned_counts.get(value, {}), self._ever_counts.get(value, {})
        return self._row(value, total, ever, *counts)

    def totals(self) -> CoverageRow:
        """The row of totals."""
        by_year = {each.value: each.count for each in self._spanned.columns}
        by_month = {each.value: each.count for each in self._ever.columns}
        return self._row("", self._spanned.total, self._ever.total, by_year, by_month)

    def _row(self, value: str, total: int, ever: int, by_year: dict[str, int], by_month: dict[str, int]) -> CoverageRow:
        both = by_year | by_month
        months = sorted(month for month, count in by_month.items() if count and month != NONE_VALUE)
        return CoverageRow(
            value=value,
            counts=tuple(both.get(period, 0) for period in self._periods),
            total=total,
            ever=ever,
            undated=by_month.get(NONE_VALUE, 0),
            first=months[0] if months else None,
            last=months[-1] if months else None,
        )


def _by_value(crossing: Crossing) -> dict[str, dict[str, int]]:
    columns = [column.value for column in crossing.columns]
    return {
        row.value: dict(zip(columns, counts, strict=True))
        for row, counts in zip(crossing.rows, crossing.counts, strict=True)
    }


def _at(query: Query, places: PlaceAxis, value: str) -> Query:
    return query.select(places, (value,)) if value else query


def _periods(query: Query, months: list[str]) -> tuple[str, ...]:
    """The months of the one year asked for; else the years asked for, or all from the first to the last."""
    years = sorted(year for year in query.year if year != NONE_VALUE)
    if len(years) == 1:
        return tuple(f"{years[0]}-{month:02}" for month in range(1, 13))
    return tuple(years) if query.year else _years(months)


def _years(months: list[str]) -> tuple[str, ...]:
    """All years from that of the first month to that of the last: a year without notices is a gap to be seen.

    Where a date far off makes too many of them, only those that have notices.
    """
    years = sorted({int(month[:4]) for month in months})
    if years and years[-1] - years[0] < MOST_YEARS:
        years = list(range(years[0], years[-1] + 1))
    return tuple(f"{year:04}" for year in years)


def _units(query: Query, places: PlaceAxis) -> list[str]:
    """The places in use that the table must show: the counties of what is asked for, and cities without counties."""
    if places == "province":
        return [unit.code for unit in gazetteer().in_use("province")]
    if query.county:
        return []
    above = _above(query)
    counties = [unit.code for unit in gazetteer().in_use("county", *above)] if above else []
    divided = {code[:4] for code in counties}
    cities = [unit.code for unit in gazetteer().in_use("prefecture", *above)] if above else []
    return [*counties, *(code for code in cities if code[:4] not in divided)]


def _above(query: Query) -> tuple[str, ...]:
    """The codes of the prefectures asked for, in the provinces asked for; of the provinces, where there are none."""
    provinces = tuple(code for code in query.province if code != NONE_VALUE)
    prefectures = tuple(code for code in query.prefecture if code != NONE_VALUE)
    inside = tuple(code for code in prefectures if not provinces or code[:2] in {each[:2] for each in provinces})
    return inside if prefectures else provinces


def _others(query: Query, places: PlaceAxis, ever: Crossing) -> list[str]:
    """The places that have notices and lie in what is asked for: cities as a whole, abolished counties, no place.

    A notice about counties of two provinces has a row in the table of either, not two.
    """
    values = [row.value for row in ever.rows]
    if places == "province" or query.county or not (above := _above(query)):
        return values
    prefixes = tuple(code[:2] if code.endswith("0000") else code[:4] for code in above)
    return [value for value in values if value == NONE_VALUE or value.startswith(prefixes)]
