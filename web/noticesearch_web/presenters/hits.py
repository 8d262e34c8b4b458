"""Hits as a list shows them: title, meta line, snippets under their counties."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from noticesearch.findings import notice_id_of
from noticesearch.query import Query
from noticesearch.results import Hit
from noticesearch_web.links import Links, toggled
from noticesearch_web.presenters.dates import day
from noticesearch_web.presenters.particulars import particulars
from noticesearch_web.presenters.pieces import Piece, pieces
from noticesearch_web.wording import Wording

ELLIPSIS = "……"
COUNTIES_NAMED = 4  # a province's list may name ninety; the page itself has them all
FINDINGS_NAMED = 3  # a line each; the page at /findings lists them all
ISSUES_NAMED = 6  # one line on a desktop, two on a phone


@dataclass(frozen=True, slots=True)
class Tag:
    """An issue type and the search that adds or drops it."""

    label: str
    url: str
    selected: bool


@dataclass(frozen=True, slots=True)
class SnippetView:
    """A fragment of the body; `heading` is its county, "" for none or the same again; `url` leads to its part.

    `before` and `after` are …… where a sentence is cut, else "".
    """

    heading: str
    url: str
    before: str
    text: tuple[Piece, ...]
    after: str


@dataclass(frozen=True, slots=True)
class HitFinding:
    """A finding of a matching part: its phrase, the way to it, how far the response has come ("" for not stated)."""

    issue: str
    url: str
    status: str


@dataclass(frozen=True, slots=True)
class HitView:
    """One notice of the list."""

    title: tuple[Piece, ...]
    url: str
    date: str
    date_iso: str
    meta: tuple[str, ...]
    counties: str
    tags: tuple[Tag, ...]
    all_tags: str
    snippets: tuple[SnippetView, ...]
    findings: tuple[HitFinding, ...]
    duplicates: str


def hit_view(hit: Hit, query: Query, links: Links, wording: Wording) -> HitView:
    """*hit* worded and linked."""
    issues = _first(hit.issues, (*query.issue, *(kind for each in hit.findings for kind in each.issue_types)))
    return HitView(
        title=marked_title(hit, wording),
        url=links.notice(hit.id, query),
        date=date_of(hit, wording),
        date_iso=(hit.published or hit.written or "")[:10],
        meta=tuple(text for text in (hit.source or hit.site, hit.doc_number) if text),
        counties=_counties(hit, wording),
        tags=tuple(issue_tag(issue, query, links) for issue in issues[:ISSUES_NAMED]),
        all_tags=wording("issues_more", count=str(len(issues))) if len(issues) > ISSUES_NAMED else "",
        snippets=tuple(_snippets(hit, query, links)),
        findings=tuple(_findings(hit, query, links, wording))[:FINDINGS_NAMED],
        duplicates=wording.counted("duplicates", hit.duplicates) if hit.duplicates else "",
    )


def marked_title(hit: Hit, wording: Wording) -> tuple[Piece, ...]:
    """The notice's title with the query's words marked."""
    marked = next((each for each in hit.snippets if each.field == "title"), None)
    if marked is not None:
        return pieces(marked.text, marked.marks)
    return (Piece(hit.title or wording("untitled")),)


def date_of(hit: Hit, wording: Wording) -> str:
    """When the notice was published, else written."""
    if hit.published:
        return day(hit.published, wording)
    if hit.written:
        return wording("written_on", date=day(hit.written, wording))
    return wording("undated")


def _counties(hit: Hit, wording: Wording) -> str:
    matching = (each.county for each in hit.snippets if each.county)
    names = _first(tuple(unit.name for unit in hit.counties), tuple(matching))
    if len(names) <= COUNTIES_NAMED + 1:
        return wording.listed(names)
    named = wording.listed(names[:COUNTIES_NAMED])
    return wording("counties_more", names=named, count=str(len(names)))


def _first(values: tuple[str, ...], preferred: tuple[str, ...]) -> tuple[str, ...]:
    """*values* with those that matched before the others."""
    return tuple(sorted(values, key=lambda value: value not in preferred))


def issue_tag(issue: str, query: Query, links: Links) -> Tag:
    """The tag of an issue type: a link that adds it as a filter, or drops it."""
    return Tag(issue, links.search(toggled(query, "issue", issue)), issue in query.issue)


def _findings(hit: Hit, query: Query, links: Links, wording: Wording) -> Iterator[HitFinding]:
    for finding, number in zip(hit.findings, hit.finding_numbers, strict=True):
        known = particulars(finding, wording)
        url = links.finding(notice_id_of(hit.id), number, query)
        yield HitFinding(finding.issue, url, known.status if known.stated else "")


def _snippets(hit: Hit, query: Query, links: Links) -> Iterator[SnippetView]:
    previous = None
    for snippet in hit.snippets:
        if snippet.field == "body":
            yield SnippetView(
                heading=(snippet.county or "") if snippet.part != previous else "",
                url=links.notice(hit.id, query, snippet.part),
                before=ELLIPSIS if snippet.cut_before else "",
                text=pieces(snippet.text, snippet.marks),
                after=ELLIPSIS if snippet.cut_after else "",
            )
            previous = snippet.part
