"""Small notices, and their parts as a person reads them."""

from __future__ import annotations

from dataclasses import dataclass

from noticesearch.notice import Content
from noticesearch_indexer.annotation import Annotation, annotate


@dataclass(frozen=True)
class Read:
    """A part: its county's name, why it was cut, its text, and its findings as (issue, types, response)."""

    county: str | None
    rule: str
    text: str
    findings: tuple[tuple[str, tuple[str, ...], str], ...] = ()


def content(body: str, title: str = "", published: str | None = None, issuer: str | None = None) -> Content:
    return Content(title=title, body=body, how="given", published=published, issuer=issuer)


def parts_of(content: Content, annotation: Annotation | None = None) -> list[Read]:
    annotation = annotation or annotate(content)
    return [
        Read(
            part.county.name if part.county else None,
            part.rule,
            "\n".join(content.body[start:end] for start, end in part.spans),
            tuple((finding.issue, finding.issue_types, finding.response) for finding in part.findings),
        )
        for part in annotation.parts
    ]


def cut(body: str, title: str = "", issuer: str | None = None) -> list[tuple[str | None, str, str]]:
    """The parts about units: county, rule, text."""
    notice = content(body, title, published="2019-12-04", issuer=issuer)
    return [(part.county, part.rule, part.text) for part in parts_of(notice) if part.rule != "outside"]
