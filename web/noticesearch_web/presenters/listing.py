"""What every list of results has beside its rows: total, filters, notes, pages, and help where there is nothing."""

from __future__ import annotations

from dataclasses import dataclass, replace

from noticesearch.query import Query, Sort
from noticesearch.results import ResultPage, Warning
from noticesearch_web.links import Links
from noticesearch_web.presenters.dates import compact_end, compact_start
from noticesearch_web.presenters.facets import FacetView, facet_views
from noticesearch_web.presenters.filters import Filter, filters, labels_of, sentence, without_filters
from noticesearch_web.presenters.frame import Frame, Surroundings
from noticesearch_web.presenters.nothing import WayOut
from noticesearch_web.presenters.paging import Paging, paging
from noticesearch_web.wording import Kind, Wording


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
class Listing:
    """A list without its rows; `total` and `said` make one sentence, `nothing` says that there are no rows."""

    frame: Frame
    total: str
    said: str
    took: str
    tags: tuple[FilterTag, ...]
    clear_all: str
    panel: FilterPanel
    paging: Paging | None
    notes: tuple[str, ...]
    correction: Correction | None
    nothing: str
    ways_out: tuple[WayOut, ...]
    start_over: str
    json: str
    types_named: tuple[WayOut, ...] = ()


def listing(
    around: Surroundings,
    answer: ResultPage,
    ways_out: tuple[WayOut, ...],
    kind: Kind,
    types_named: tuple[WayOut, ...] = (),
) -> Listing:
    """What surrounds the rows of *answer*."""
    query, links, wording = answer.query, around.links, around.wording
    active = filters(query, labels_of(answer.facets, wording), wording)
    total, said = wording.counted(f"total_{kind}", answer.total), sentence(query, active, wording)
    return Listing(
        frame=around.frame(_title(query, answer, total + said, wording), filters_shown=True),
        total=total,
        said=said,
        took=wording("took", ms=f"{answer.took_ms:.1f}"),
        tags=tuple(filter_tag(each, links, wording) for each in active),
        clear_all=links.search(without_filters(query)) if len(active) > 1 else "",
        panel=_panel(answer, len(active), wording),
        paging=paging(answer, links, wording),
        notes=tuple(note(warning, wording) for warning in answer.warnings),
        correction=_correction(answer, links),
        nothing=wording(f"nothing_{kind}"),
        ways_out=ways_out,
        start_over=links.search(Query(lang=query.lang)),
        json=links.json(query),
        types_named=types_named,
    )


def order_of(query: Query) -> Sort:
    """The order results come in: without words there is no relevance, and the newest come first."""
    return "newest" if query.sort == "relevance" and not query.q else query.sort


def note(warning: Warning, wording: Wording) -> str:
    """A warning in the reader's language; one that has no English keeps its Chinese sentence."""
    return warning.message if wording.lang == "zh" else warning.message_en or warning.message


def filter_tag(each: Filter, links: Links, wording: Wording) -> FilterTag:
    """A condition as a tag that can be taken off."""
    said = wording("remove_filter", name=each.name, value=each.label)
    return FilterTag(each.name, each.label, links.search(each.without), said)


def _title(query: Query, answer: ResultPage, sentence: str, wording: Wording) -> str:
    title = query.q.strip() or sentence
    if answer.pages > 1:
        title += f" ({wording('page_of', number=str(answer.page), pages=str(answer.pages))})"
    return title


def _panel(answer: ResultPage, active: int, wording: Wording) -> FilterPanel:
    query = answer.query
    return FilterPanel(
        summary=wording("filters_on", count=str(active)) if active else wording("filters"),
        facets=facet_views(answer.facets, query, wording),
        date_from=compact_start(query.date_from) if query.date_from else "",
        date_to=compact_end(query.date_to) if query.date_to else "",
        date_field=query.date_field,
    )


def _correction(answer: ResultPage, links: Links) -> Correction | None:
    if not answer.did_you_mean:
        return None
    return Correction(answer.did_you_mean, links.search(replace(answer.query, q=answer.did_you_mean, page=1)))
