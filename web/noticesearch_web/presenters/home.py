"""The empty state: what there is, and searches to begin with, taken from the index's own facets."""

from __future__ import annotations

from dataclasses import dataclass

from noticesearch.query import NONE_VALUE, Query
from noticesearch.results import Facet, FacetValue, ResultPage, Statistics
from noticesearch_web.presenters.dates import day
from noticesearch_web.presenters.frame import Frame, Surroundings
from noticesearch_web.presenters.hits import HitView, hit_view
from noticesearch_web.wording import Wording

EXAMPLES = 12  # of each facet: two lines on a desktop, a short list on a phone
NEWEST = 5


@dataclass(frozen=True, slots=True)
class Example:
    """A search to click, and how much it finds."""

    label: str
    count: str
    url: str


@dataclass(frozen=True, slots=True)
class ExampleGroup:
    """Examples of one kind."""

    title: str
    examples: tuple[Example, ...]


@dataclass(frozen=True, slots=True)
class HomePage:
    """The page at `/` before anything is asked."""

    frame: Frame
    holdings: tuple[str, ...]
    groups: tuple[ExampleGroup, ...]
    newest: tuple[HitView, ...]
    browse_all: str


def home_query(query: Query) -> Query:
    """What the home page asks the index: its facets and its newest notices."""
    return Query(sort="newest", per_page=NEWEST, lang=query.lang)


def is_home(query: Query) -> bool:
    """Whether *query* asks nothing, so that the page invites instead of listing everything."""
    return query == Query(lang=query.lang)


def home_page(around: Surroundings, answer: ResultPage, holds: Statistics) -> HomePage:
    """The home page from the answer to `home_query`."""
    facets = {facet.name: facet for facet in answer.facets}
    lang = around.query.lang
    return HomePage(
        frame=around.frame(""),
        holdings=_holdings(facets, holds, around.wording),
        groups=tuple(_groups(facets, around)),
        newest=tuple(hit_view(hit, Query(lang=lang), around.links, around.wording) for hit in answer.hits),
        browse_all=around.links.search(Query(sort="newest", lang=lang)),
    )


def _holdings(facets: dict[str, Facet], holds: Statistics, wording: Wording) -> tuple[str, ...]:
    numbers = [wording("home_holdings", notices=wording.number(holds.notices))]
    for name, key in (("county", "home_counties"), ("issue", "home_issues"), ("source", "home_sources")):
        if name in facets and facets[name].distinct:
            numbers.append(wording(key, count=wording.number(facets[name].distinct)))
    return (*numbers, wording("home_updated", date=day(holds.built_at, wording)))


def _groups(facets: dict[str, Facet], around: Surroundings) -> list[ExampleGroup]:
    groups = []
    for name, key in (("issue", "home_issues_try"), ("county", "home_counties_try"), ("year", "home_years_try")):
        values = [value for value in facets[name].values if value.value != NONE_VALUE] if name in facets else []
        if name == "year":
            values.sort(key=lambda value: value.value, reverse=True)
        if values:
            examples = tuple(_example(name, value, around) for value in values[:EXAMPLES])
            groups.append(ExampleGroup(around.wording(key), examples))
    return groups


def _example(facet: str, value: FacetValue, around: Surroundings) -> Example:
    query = Query(lang=around.query.lang).select(facet, (value.value,))
    return Example(value.label, around.wording.number(value.count), around.links.search(query))
