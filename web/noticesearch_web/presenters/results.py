"""The page at `/` when something was asked."""

from __future__ import annotations

from dataclasses import dataclass, replace

from noticesearch.query import Query, Sort
from noticesearch.results import ResultPage
from noticesearch_web.links import Links
from noticesearch_web.presenters.frame import Surroundings
from noticesearch_web.presenters.hits import HitView, hit_view
from noticesearch_web.presenters.listing import Listing, Option, listing, order_of
from noticesearch_web.presenters.nothing import WayOut
from noticesearch_web.wording import Wording

SORTS: tuple[Sort, ...] = ("relevance", "newest", "oldest")


@dataclass(frozen=True, slots=True)
class ResultsPage:
    """A page of notices, or the help where there is none."""

    listing: Listing
    sorts: tuple[Option, ...]
    hits: tuple[HitView, ...]


def results_page(
    around: Surroundings,
    answer: ResultPage,
    ways_out: tuple[WayOut, ...] = (),
    types_named: tuple[WayOut, ...] = (),
) -> ResultsPage:
    """The page that shows *answer*."""
    query, links, wording = answer.query, around.links, around.wording
    return ResultsPage(
        listing=listing(around, answer, ways_out, "notices", types_named),
        sorts=_sorts(query, links, wording),
        hits=tuple(hit_view(hit, query, links, wording) for hit in answer.hits),
    )


def _sorts(query: Query, links: Links, wording: Wording) -> tuple[Option, ...]:
    """The orders to choose from; without words there is no relevance, and notices come newest first."""
    offered = SORTS if query.q else SORTS[1:]
    current = order_of(query)
    return tuple(
        Option(wording(f"sort_{name}"), "" if name == current else links.search(replace(query, sort=name, page=1)))
        for name in offered
    )
