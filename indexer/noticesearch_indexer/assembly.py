"""A page's whole way: content without chrome, parts with findings, terms. What a worker process runs."""

from __future__ import annotations

import hashlib
from urllib.parse import urlsplit

from noticesearch.engine import AnalysedNotice
from noticesearch.notice import Content, Notice, Page, Rejection
from noticesearch.text.terms import part_terms
from noticesearch_indexer.annotation import annotate
from noticesearch_indexer.extraction import extract
from noticesearch_indexer.identity import group_of, notice_id


def analyse(page: Page) -> AnalysedNotice | Rejection:
    """The notice on *page* with the terms of its parts, or why there is none."""
    notice = read_notice(page)
    if isinstance(notice, Rejection):
        return notice
    return AnalysedNotice(notice, tuple(part_terms(notice, part) for part in notice.parts))


def read_notice(page: Page) -> Notice | Rejection:
    """The notice on *page*, or why there is none."""
    content = extract(page)
    return content if isinstance(content, Rejection) else assemble(page, content)


def assemble(page: Page, content: Content) -> Notice:
    """*content* cut into parts, with all that is known of the page."""
    annotation = annotate(content)
    identifier = notice_id(page)
    return Notice(
        id=identifier,
        origin=page.origin,
        title=content.title,
        body=content.body,
        how=content.how,
        parts=annotation.parts,
        group=group_of(content.body, identifier),
        lead=annotation.lead,
        source_id=page.given.source_id,
        url=content.url,
        published=content.published,
        written=content.written,
        source=content.source,
        site=_host(content.url),
        issuer=content.issuer,
        author=content.author,
        doc_number=content.doc_number,
        province=annotation.province,
        mentions=annotation.mentions,
        evidence=content.evidence + annotation.evidence,
        fetched_at=page.fetched_at.isoformat() if page.fetched_at else None,
        content_hash=hashlib.sha256(page.content).hexdigest(),
    )


def _host(url: str | None) -> str | None:
    try:
        return urlsplit(url).hostname if url else None
    except ValueError:  # http://[ is no URL
        return None
