"""Counties side by side: the findings of each in each issue type, counted, the newest of them at hand."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import groupby

from noticesearch.engine import Searcher
from noticesearch.issue_list import ListedType
from noticesearch.query import NONE_VALUE, Query
from noticesearch.results import Crossing, Hit

LEAST, MOST = 2, 4  # counties; five columns leave none of them the width of a phrase
SHOWN = 5  # findings of a cell
AT_ONCE = 200  # findings read of a county by one search; cells that lack some then cost one each


@dataclass(frozen=True, slots=True)
class Cell:
    """The findings of one type in one county: how many, and the newest; `query` finds them all."""

    query: Query
    count: int
    newest: tuple[Hit, ...]


@dataclass(frozen=True, slots=True)
class TypeRow:
    """An issue type, or no type (`_none`), and its cell in each county."""

    issue: str
    group: str
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Column:
    """A county, the query for its findings, and how many there are."""

    code: str
    query: Query
    total: int


@dataclass(frozen=True, slots=True)
class Comparison:
    """Columns in the order asked for; rows by group, in the order of the issues file, those without a type last."""

    columns: tuple[Column, ...]
    groups: tuple[tuple[str, tuple[TypeRow, ...]], ...]


def can_compare(query: Query) -> bool:
    """Whether *query* names as many counties as fit side by side."""
    return LEAST <= len(query.county) <= MOST


def compare(findings: Searcher, query: Query) -> Comparison:
    """The findings of *query* by issue type and county."""
    crossing = findings.cross(query, "issue", "county")
    totals = {column.value: column.count for column in crossing.columns}
    reader = _CellReader(findings, query, _counts(crossing))
    issues = {issue for (issue, _), count in reader.counts.items() if count}
    rows = [
        TypeRow(issue, group, tuple(reader.cell(issue, code) for code in query.county))
        for issue, group in _in_order(issues, findings.issue_types())
    ]
    return Comparison(
        columns=tuple(Column(code, _of_county(query, code), totals.get(code, 0)) for code in query.county),
        groups=tuple((group, tuple(those)) for group, those in groupby(rows, key=lambda row: row.group)),
    )


def counties_with_findings(findings: Searcher, query: Query) -> tuple[tuple[str, int], ...]:
    """The codes of all counties with findings of *query*, whatever counties it names, and how many: most first."""
    rows = findings.cross(replace(query, county=()), "county", "status").rows
    held = ((row.value, row.count) for row in rows if row.value != NONE_VALUE and row.count)
    return tuple(sorted(held, key=lambda pair: (-pair[1], pair[0])))


def _of_county(query: Query, code: str) -> Query:
    return replace(query, county=(code,), sort="newest", page=1, per_page=10)


def _counts(crossing: Crossing) -> dict[tuple[str, str], int]:
    """How many findings there are by type and county."""
    return {
        (row.value, column.value): count
        for row, counts in zip(crossing.rows, crossing.counts, strict=True)
        for column, count in zip(crossing.columns, counts, strict=True)
    }


class _CellReader:
    """Reads the newest findings of a county by one search, and of a cell by another where those are not enough."""

    def __init__(self, findings: Searcher, query: Query, counts: dict[tuple[str, str], int]) -> None:
        self.counts = counts
        self._findings = findings
        self._query = query
        self._newest: dict[str, dict[str, list[Hit]]] = {}

    def cell(self, issue: str, code: str) -> Cell:
        """The cell of a type in a county."""
        query, count = replace(_of_county(self._query, code), issue=(issue,)), self.counts.get((issue, code), 0)
        newest = tuple(self._by_issue(code)[issue][:SHOWN]) if count else ()
        if len(newest) < min(count, SHOWN):
            newest = self._findings.search(replace(query, per_page=SHOWN)).hits
        return Cell(query, count, newest)

    def _by_issue(self, code: str) -> dict[str, list[Hit]]:
        """The county's newest findings by each of their types."""
        if code not in self._newest:
            found: dict[str, list[Hit]] = defaultdict(list)
            for hit in self._findings.search(replace(_of_county(self._query, code), per_page=AT_ONCE)).hits:
                for issue in hit.findings[0].issue_types or (NONE_VALUE,):
                    found[issue].append(hit)
            self._newest[code] = found
        return self._newest[code]


def _in_order(issues: Iterable[str], types: tuple[ListedType, ...]) -> Iterator[tuple[str, str]]:
    """*issues* with their groups ("" for a type that the file does not list), in the order of the file."""
    places = {kind.name: at for at, kind in enumerate(types)}
    groups = {kind.name: kind.group for kind in types}
    first = {kind.group: places[kind.name] for kind in reversed(types)}

    def place(issue: str) -> tuple[bool, int, int, str]:
        at_group = first.get(groups.get(issue, ""), len(types))
        return issue == NONE_VALUE, at_group, places.get(issue, len(types)), issue

    return ((issue, groups.get(issue, "")) for issue in sorted(issues, key=place))
