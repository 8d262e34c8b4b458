"""A page's whole way: content without chrome, parts with findings, terms. What a worker process runs."""

from __future__ import annotations

from dataclasses import dataclass

from noticesearch.engine import AnalysedNotice
from noticesearch.issues import IssueTypes
from noticesearch.notice import Content, Notice, Page, Rejection
from noticesearch.store import content_hash
from noticesearch.text.terms import analysed
from noticesearch_indexer.annotation import annotate
from noticesearch_indexer.extraction import extract
from noticesearch_indexer.extraction.address import host_in
from noticesearch_indexer.identity import notice_id
from noticesearch_indexer.reposts import sketch_of


@dataclass(frozen=True, slots=True)
class ReadPage:
    """What a worker makes of a page: the notice with its terms, and the sketch by which its reposts are found."""

    analysed: AnalysedNotice
    sketch: bytes


def read_page(page: Page, types: IssueTypes | None = None) -> ReadPage | Rejection:
    """Everything that a run needs of *page*, or why there is no notice on it.

    Here and below, *types* are the issue types to tag it by, the package's own unless given.
    """
    found = analyse(page, types)
    return found if isinstance(found, Rejection) else ReadPage(found, sketch_of(found.notice))


def analyse(page: Page, types: IssueTypes | None = None) -> AnalysedNotice | Rejection:
    """The notice on *page* with the terms of its parts, or why there is none."""
    notice = read_notice(page, types)
    if isinstance(notice, Rejection):
        return notice
    return analysed(notice)


def read_notice(page: Page, types: IssueTypes | None = None) -> Notice | Rejection:
    """The notice on *page*, or why there is none."""
    content = extract(page)
    return content if isinstance(content, Rejection) else assemble(page, content, types)


def assemble(page: Page, content: Content, types: IssueTypes | None = None) -> Notice:
    """*content* cut into parts, with all that is known of the page."""
    annotation = annotate(content, types)
    return Notice(
        id=notice_id(page),
        origin=page.origin,
        title=content.title,
        body=content.body,
        how=content.how,
        parts=annotation.parts,
        lead=annotation.lead,
        source_id=page.given.source_id,
        url=content.url,
        published=content.published,
        written=content.written,
        source=content.source,
        site=host_in(content.url),
        issuer=content.issuer,
        author=content.author,
        doc_number=content.doc_number,
        province=annotation.province,
        mentions=annotation.mentions,
        evidence=content.evidence + annotation.evidence,
        fetched_at=page.fetched_at.isoformat() if page.fetched_at else None,
        content_hash=content_hash(page.content),
        index_number=content.index_number,
        subject=content.subject,
        keywords=content.keywords,
        column=content.column,
        site_name=content.site_name,
        attachments=content.attachments,
    )
