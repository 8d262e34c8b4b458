"""Fields and body to `Content`, with the evidence for each field; what the source's record gives wins over the page."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import fields

from noticesearch.notice import Attachment, Content, Evidence, Given, Heading, How
from noticesearch_indexer.extraction.dates import find_date
from noticesearch_indexer.extraction.document import collapse
from noticesearch_indexer.extraction.fields import Fields
from noticesearch_indexer.extraction.headings import all_headings
from noticesearch_indexer.extraction.reading import Found

_DATES = ("published", "written")
MAX_FIELD_CHARS = 500  # the longest title seen has 120
MAX_BODY_CHARS = 1_000_000  # the longest law has 120,000; terms of so much take 3 s of a page's 10


def content_of(
    found: Fields,
    body: str,
    how: How,
    *,
    given: Given,
    url: str | None,
    attached: tuple[Attachment, ...] = (),
    notes: tuple[Evidence, ...] = (),
    marked: Iterable[Heading] = (),
) -> Content:
    """The content of a page; *notes* are said of the page as a whole (text beyond a limit).

    *marked* are the headings that their elements say to be such.
    """
    merged = {field.name: _short(_given(given, field.name) or getattr(found, field.name)) for field in fields(Fields)}
    values = {name: field.value for name, field in merged.items() if field}
    body, beyond = _within_limit(body)
    evidence = tuple(
        Evidence(name, field.value, field.text, field.rule, "page") for name, field in merged.items() if field
    )
    return Content(
        title=values.get("title", ""),
        body=body,
        how=how,
        published=values.get("published"),
        written=values.get("written"),
        source=values.get("source"),
        issuer=values.get("issuer"),
        author=values.get("author"),
        doc_number=values.get("doc_number"),
        url=url,
        evidence=(*evidence, *map(_of_attachment, attached), *notes, *beyond),
        index_number=values.get("index_number"),
        subject=values.get("subject"),
        keywords=tuple(values["keywords"].split("、")) if "keywords" in values else (),
        column=values.get("column"),
        site_name=values.get("site_name"),
        site_code=values.get("site_code"),
        attachments=attached,
        headings=all_headings(body, marked),
    )


def _short(field: Found | None) -> Found | None:
    """The field, cut where no field of a notice is so long: what lost its closing tag is no title."""
    if field is None or len(field.value) <= MAX_FIELD_CHARS:
        return field
    return Found(field.value[:MAX_FIELD_CHARS], field.text[:MAX_FIELD_CHARS], field.rule)


def _within_limit(body: str) -> tuple[str, tuple[Evidence, ...]]:
    """As much of *body* as is kept, whole lines where it can be, and a note that says what is not."""
    if len(body) <= MAX_BODY_CHARS:
        return body, ()
    line_end = body.rfind("\n", MAX_BODY_CHARS // 2, MAX_BODY_CHARS)
    kept = body[: MAX_BODY_CHARS if line_end < 0 else line_end]
    dropped = len(body) - len(kept)
    text = f"the text has {len(body):,} characters; the last {dropped:,} are beyond the limit and were not kept"
    return kept, (Evidence("limit", str(dropped), text, "size limit", "page"),)


def _of_attachment(attachment: Attachment) -> Evidence:
    rule = "link to a file" if attachment.url else "name in the text"
    return Evidence("attachment", attachment.name, attachment.url or attachment.name, rule, "page")


def _given(given: Given, name: str) -> Found | None:
    """What the record says of a field; a date that cannot be read is as good as none."""
    text = getattr(given, name, None)  # records give fewer fields than pages
    if not text or not collapse(text):
        return None
    if name not in _DATES:
        return Found(collapse(text), text, "given")
    date = find_date(text)
    return Found(date.iso, text, "given") if date else None
