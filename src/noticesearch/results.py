"""What a search answers: hits with snippets, facets, totals. Plain values; HTML and JSON are made elsewhere."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal

from noticesearch.notice import Finding, Span, Unit
from noticesearch.query import Query


@dataclass(frozen=True, slots=True)
class Snippet:
    """A stretch of a notice as written, with the ranges that match.

    `marks` are sorted, disjoint ranges of `text` (not of the body). `part` is the part's number in the notice, None for
    the title; `start` is where `text` begins in the body (0 for the title). `county` names the part's county.
    `cut_before` and `cut_after` say whether a sentence is cut there, to be shown by ……; neither is part of `text`.
    """

    field: Literal["title", "body"]
    text: str
    marks: tuple[Span, ...] = ()
    part: int | None = None
    county: str | None = None
    start: int = 0
    cut_before: bool = False
    cut_after: bool = False


@dataclass(frozen=True, slots=True)
class Hit:
    """One notice of a result page, with what a list needs to show; `parts` are the numbers of its matching parts.

    `finding_numbers` has for each of `findings` its number in the notice, from 1, as in `findings.numbered`.
    """

    id: str
    origin: str
    source_id: str | None
    url: str | None
    title: str
    published: str | None
    written: str | None
    source: str | None
    site: str | None
    issuer: str | None
    doc_number: str | None
    counties: tuple[Unit, ...]
    issues: tuple[str, ...]
    duplicates: int
    parts: tuple[int, ...]
    snippets: tuple[Snippet, ...]
    findings: tuple[Finding, ...]
    score: float = 0.0
    finding_numbers: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class FacetValue:
    """One value of a facet; `count` is the total this search would have with it as the facet's only selection."""

    value: str
    label: str
    count: int
    selected: bool = False


@dataclass(frozen=True, slots=True)
class Facet:
    """A facet counted without its own filter: selected values first, then by count.

    `distinct` counts all values with hits, listed or not; `missing` the notices without one (the `_none` value).
    """

    name: str
    values: tuple[FacetValue, ...]
    distinct: int
    missing: int


@dataclass(frozen=True, slots=True)
class Crossing:
    """Hits counted by two axes: `counts[row][column]` is the total with both values as the axes' only selections.

    `rows` and `columns` have the totals with that one value, selected ones first, then by value; no value (`_none`)
    comes last, where some hit has none. Their counts are no sums: a hit may have several values. `total` counts hits.
    """

    rows: tuple[FacetValue, ...]
    columns: tuple[FacetValue, ...]
    counts: tuple[tuple[int, ...], ...]
    total: int


@dataclass(frozen=True, slots=True)
class Warning:
    """Something to tell the searcher: a code for machines, a sentence for people in either language, the words it is
    about. `message_en` "" means: there is none but the Chinese one."""

    code: str
    message: str
    words: tuple[str, ...] = ()
    message_en: str = ""


@dataclass(frozen=True, slots=True)
class ResultPage:
    """One page of the answer to a query; `pages` is at least 1, `next` the following page's number or None."""

    query: Query
    total: int
    took_ms: float
    page: int
    pages: int
    next: int | None
    hits: tuple[Hit, ...]
    facets: tuple[Facet, ...]
    did_you_mean: str | None = None
    warnings: tuple[Warning, ...] = ()

    def after(self, warnings: tuple[Warning, ...]) -> ResultPage:
        """This page with *warnings* said first: what was met while the question was read."""
        return replace(self, warnings=(*warnings, *self.warnings))


@dataclass(frozen=True, slots=True)
class Statistics:
    """What the open index holds."""

    generation: str
    notices: int
    parts: int
    built_at: str
