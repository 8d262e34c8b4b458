"""The page at `/` when something was asked."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal

from noticesearch.query import Query
from noticesearch.results import ResultPage, Warning
from noticesearch_web.links import Links
from noticesearch_web.presenters.dates import compact_end, compact_start
from noticesearch_web.presenters.facets import FacetView, facet_views
from noticesearch_web.presenters.filters import Filter, filters, labels_of, sentence, without_filters
from noticesearch_web.presenters.frame import Frame, Surroundings
from noticesearch_web.presenters.hits import HitView, hit_view
from noticesearch_web.presenters.nothing import WayOut
from noticesearch_web.presenters.paging import Paging, paging
from noticesearch_web.wording import Wording

Sort = Literal["relevance", "newest", "oldest"]
SORTS: tuple[Sort, ...] = ("relevance", "newest", "oldest")


@dataclass(frozen=True, slots=True)
class Option:
    """One of several ways to show the same answer; `url` is "" for the current one."""

    label: str
    url: str


@dataclass(frozen=True, slots=True)
class FilterTag:
    """A condition that is on, and the link that removes it."""

    name: str
    label: str
    remove: str
    remove_label: str


@dataclass(frozen=True, slots=True)
class FilterPanel:
    """Everything the filter column holds."""

    summary: str
    facets: tuple[FacetView, ...]
    date_from: str
    date_to: str
    date_field: str


@dataclass(frozen=True, slots=True)
class Correction:
    """A likelier spelling and its search."""

    words: str
    url: str


@dataclass(frozen=True, slots=True)
class ResultsPage:
    """A page of results, or the help where there is none; `total` and `said` make one sentence."""

    frame: Frame
    total: str
    said: str
    took: str
    tags: tuple[FilterTag, ...]
    clear_all: str
    panel: FilterPanel
    sorts: tuple[Option, ...]
    hits: tuple[HitView, ...]
    paging: Paging | None
    notes: tuple[str, ...]
    correction: Correction | None
    ways_out: tuple[WayOut, ...]
    start_over: str
    json: str


def results_page(around: Surroundings, answer: ResultPage, ways_out: tuple[WayOut, ...] = ()) -> ResultsPage:
    """The page that shows *answer*."""
    query, links, wording = answer.query, around.links, around.wording
    active = filters(query, labels_of(answer.facets, wording), wording)
    total, said = wording.counted("total", answer.total), sentence(query, active, wording)
    return ResultsPage(
        frame=around.frame(_title(query, answer, total + said, wording), filters_shown=True),
        total=total,
        said=said,
        took=wording("took", ms=f"{answer.took_ms:.1f}"),
        tags=tuple(_tag(each, links, wording) for each in active),
        clear_all=links.search(without_filters(query)) if len(active) > 1 else "",
        panel=_panel(answer, len(active), wording),
        sorts=_sorts(query, links, wording),
        hits=tuple(hit_view(hit, query, links, wording) for hit in answer.hits),
        paging=paging(answer, links, wording),
        notes=tuple(note(warning, wording) for warning in answer.warnings),
        correction=_correction(answer, links),
        ways_out=ways_out,
        start_over=links.search(Query(lang=query.lang)),
        json=links.json(query),
    )


def note(warning: Warning, wording: Wording) -> str:
    """A warning in the reader's language; one that has no English keeps its Chinese sentence."""
    return warning.message if wording.lang == "zh" else warning.message_en or warning.message


def _title(query: Query, answer: ResultPage, sentence: str, wording: Wording) -> str:
    title = query.q.strip() or sentence
    if answer.pages > 1:
        title += f" ({wording('page_of', number=str(answer.page), pages=str(answer.pages))})"
    return title


def _tag(each: Filter, links: Links, wording: Wording) -> FilterTag:
    said = wording("remove_filter", name=each.name, value=each.label)
    return FilterTag(each.name, each.label, links.search(each.without), said)


def _panel(answer: ResultPage, active: int, wording: Wording) -> FilterPanel:
    query = answer.query
    return FilterPanel(
        summary=wording("filters_on", count=str(active)) if active else wording("filters"),
        facets=facet_views(answer.facets, query, wording),
        date_from=compact_start(query.date_from) if query.date_from else "",
        date_to=compact_end(query.date_to) if query.date_to else "",
        date_field=query.date_field,
    )


def _sorts(query: Query, links: Links, wording: Wording) -> tuple[Option, ...]:
    """The orders to choose from; without words there is no relevance, and notices come newest first."""
    offered = SORTS if query.q else SORTS[1:]
    current = query.sort if query.sort in offered else offered[0]
    return tuple(
        Option(wording(f"sort_{name}"), "" if name == current else links.search(replace(query, sort=name, page=1)))
        for name in offered
    )


def _correction(answer: ResultPage, links: Links) -> Correction | None:
    if not answer.did_you_mean:
        return None
    return Correction(answer.did_you_mean, links.search(replace(answer.query, q=answer.did_you_mean, page=1)))
