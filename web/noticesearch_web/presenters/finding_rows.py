"""Findings as rows: counties, types, problem, response, status, figures, and the notice they stand in."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from noticesearch.findings import notice_id_of
from noticesearch.notice import Span, Unit
from noticesearch.query import NONE_VALUE, Query
from noticesearch.results import Hit
from noticesearch.snippets.borders import ends_sentence
from noticesearch.snippets.cutting import fragment
from noticesearch_web.links import Links
from noticesearch_web.presenters.filters import label
from noticesearch_web.presenters.hits import ELLIPSIS, Tag, date_of, issue_tag, marked_title
from noticesearch_web.presenters.particulars import Particulars, particulars
from noticesearch_web.presenters.pieces import Piece, pieces
from noticesearch_web.wording import Wording

TextMarks = Callable[[str], tuple[Span, ...]]
"""Where the query's words stand in a text."""

SHORT_REST_CHARS = 40  # so little more is shown at once: a line to open would be as long


@dataclass(frozen=True, slots=True)
class CountyLink:
    """A county, and the search that adds it as a filter; "" when it is one already."""

    name: str
    url: str


@dataclass(frozen=True, slots=True)
class Response:
    """What was done: its beginning, and the rest, to be unfolded; `open` when only the rest has words of the query."""

    beginning: tuple[Piece, ...]
    rest: tuple[Piece, ...]
    open: bool


@dataclass(frozen=True, slots=True)
class FindingRow:
    """One finding; `url` leads to its place in the notice."""

    counties: tuple[CountyLink, ...]
    tags: tuple[Tag, ...]
    issue: tuple[Piece, ...]
    url: str
    response: Response
    particulars: Particulars
    title: tuple[Piece, ...]
    date: str
    date_iso: str
    source: str
    duplicates: str


def finding_row(hit: Hit, query: Query, marks: TextMarks, links: Links, wording: Wording) -> FindingRow:
    """The row of *hit*, a finding."""
    finding = hit.findings[0]
    issue = " ".join(finding.issue.split())
    return FindingRow(
        counties=tuple(_counties(hit.counties, query, links, wording)),
        tags=tuple(issue_tag(kind, query, links) for kind in finding.issue_types),
        issue=pieces(issue, marks(issue)),
        url=links.finding(notice_id_of(hit.id), hit.finding_numbers[0], query),
        response=response(finding.response, marks),
        particulars=particulars(finding, wording),
        title=marked_title(hit, wording),
        date=date_of(hit, wording),
        date_iso=(hit.published or hit.written or "")[:10],
        source=hit.source or hit.site or "",
        duplicates=wording.counted("duplicates", hit.duplicates) if hit.duplicates else "",
    )


def response(text: str, marks: TextMarks) -> Response:
    """*text* on one line, cut after a sentence or a clause where it is long."""
    line = " ".join(text.split())
    _, end = fragment(line, (0, len(line)), 0, 0)
    if len(line) - end < SHORT_REST_CHARS:
        end = len(line)
    found = marks(line)
    beginning, rest = _between(line, found, 0, end), _between(line, found, end, len(line))
    if rest and not ends_sentence(line, end):
        beginning = (*beginning, Piece(ELLIPSIS))
    return Response(beginning, rest, open=_has_hit(rest) and not _has_hit(beginning))


def _counties(units: tuple[Unit, ...], query: Query, links: Links, wording: Wording) -> Iterator[CountyLink]:
    for unit in units:
        codes = unit.current_codes or (unit.code,)
        added = tuple(code for code in codes if code not in query.county)
        yield CountyLink(unit.name, _with_counties(query, added, links))
    if not units:
        added = () if NONE_VALUE in query.county else (NONE_VALUE,)
        yield CountyLink(label("county", NONE_VALUE, NONE_VALUE, wording), _with_counties(query, added, links))


def _with_counties(query: Query, added: tuple[str, ...], links: Links) -> str:
    return links.search(query.select("county", (*query.county, *added))) if added else ""


def _between(text: str, marks: tuple[Span, ...], start: int, end: int) -> tuple[Piece, ...]:
    """text[start:end] as pieces; a mark across its border is cut there."""
    inside = ((max(first, start) - start, min(last, end) - start) for first, last in marks)
    return pieces(text[start:end], tuple((first, last) for first, last in inside if first < last))


def _has_hit(cut: tuple[Piece, ...]) -> bool:
    return any(piece.hit for piece in cut)
