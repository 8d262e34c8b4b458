"""The page at `/findings`: a row a finding, its columns sortable."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal

from noticesearch.query import Query, Sort
from noticesearch.results import ResultPage
from noticesearch_web.links import Links
from noticesearch_web.presenters.finding_rows import FindingRow, TextMarks, finding_row
from noticesearch_web.presenters.frame import Surroundings
from noticesearch_web.presenters.listing import Listing, Option, listing, order_of
from noticesearch_web.presenters.nothing import WayOut
from noticesearch_web.wording import Wording

Direction = Literal["", "none", "ascending", "descending"]
"""aria-sort of a heading; "" for a column that cannot be sorted."""

SORTS: tuple[Sort, ...] = ("relevance", "newest", "oldest", "county", "issue", "status")
PER_PAGE = (10, 25, 50, 100)


@dataclass(frozen=True, slots=True)
class Heading:
    """A column's heading; `url` sorts by it, "" where that is the order already or there is none."""

    label: str
    url: str
    direction: Direction


@dataclass(frozen=True, slots=True)
class FindingsPage:
    """A page of findings, or the help where there is none; `csv` and `jsonl` give all of them."""

    listing: Listing
    caption: str
    sorts: tuple[Option, ...]
    sizes: tuple[Option, ...]
    headings: tuple[Heading, ...]
    rows: tuple[FindingRow, ...]
    csv: str
    jsonl: str


def findings_page(
    around: Surroundings,
    answer: ResultPage,
    marks: TextMarks,
    ways_out: tuple[WayOut, ...] = (),
    types_named: tuple[WayOut, ...] = (),
) -> FindingsPage:
    """The page that shows *answer*, whose hits are findings."""
    query, links, wording = answer.query, around.links, around.wording
    return FindingsPage(
        listing=listing(around, answer, ways_out, "findings", types_named),
        caption=wording("findings_caption", order=wording(f"sort_{order_of(query)}")),
        sorts=_sorts(query, links, wording),
        sizes=_sizes(query, links),
        headings=_headings(query, links, wording),
        rows=tuple(finding_row(hit, query, marks, links, wording) for hit in answer.hits),
        csv=links.file("csv", replace(query, page=1)),
        jsonl=links.file("jsonl", replace(query, page=1)),
    )


def _sorts(query: Query, links: Links, wording: Wording) -> tuple[Option, ...]:
    offered = SORTS if query.q else SORTS[1:]
    return tuple(Option(wording(f"sort_{name}"), _sorted(query, name, links)) for name in offered)


def _sorted(query: Query, by: Sort, links: Links) -> str:
    """The same findings in another order; "" for the order they are in."""
    return "" if by == order_of(query) else links.search(replace(query, sort=by, page=1))


def _sizes(query: Query, links: Links) -> tuple[Option, ...]:
    return tuple(
        Option(str(size), "" if size == query.per_page else links.search(replace(query, per_page=size, page=1)))
        for size in PER_PAGE
    )


def _headings(query: Query, links: Links, wording: Wording) -> tuple[Heading, ...]:
    """The seven columns; the notice's sorts by its date, the newest first, then the other way round."""
    order = order_of(query)

    def by(name: Sort) -> Heading:
        direction: Direction = "ascending" if order == name else "none"
        return Heading(wording(f"sort_{name}"), _sorted(query, name, links), direction)

    dated: Direction = "descending" if order == "newest" else "ascending" if order == "oldest" else "none"
    by_date = _sorted(query, "oldest" if order == "newest" else "newest", links)
    return (
        by("county"),
        by("issue"),
        Heading(wording("problem_column"), "", ""),
        Heading(wording("finding_response"), "", ""),
        by("status"),
        Heading(wording("figures"), "", ""),
        Heading(wording("notice_column"), by_date, dated),
    )
