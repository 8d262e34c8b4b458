"""A stretch of the body as paragraphs, with the query's hits and the findings' phrases marked."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from noticesearch.notice import Finding, Span

Role = Literal["", "issue", "response"]
_LINE = re.compile(r"[^\n]*\S[^\n]*")


@dataclass(frozen=True, slots=True)
class BodyPiece:
    """A stretch of text; `hit` when it matches the query; `anchor` names a finding that begins here.

    `labelled` when a response begins here that the text itself does not announce with a colon (整改情况：).
    """

    text: str
    hit: bool
    role: Role
    labelled: bool
    anchor: str


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A line of the body; `ornament` when it has no letter or digit (●●●)."""

    pieces: tuple[BodyPiece, ...]
    ornament: bool


@dataclass(frozen=True, slots=True)
class Marking:
    """What to mark in a body: sorted, disjoint ranges. `roles` says for each role range what it is."""

    hits: tuple[Span, ...]
    role_spans: tuple[Span, ...]
    roles: tuple[Role, ...]


def marking(hits: Sequence[Span], findings: Sequence[Finding]) -> Marking:
    """The ranges to mark; a response ends where the next finding's phrase begins, so that no phrase is lost."""
    wanted = sorted({each for finding in findings for each in _roles(finding)})
    kept: list[tuple[Span, Role]] = []
    for (start, end), role in wanted:
        if kept and role == "issue" and kept[-1][1] == "response":
            (before, last), _ = kept.pop()
            kept += [((before, min(last, start)), "response")] if before < start else []
        start = max(start, kept[-1][0][1]) if kept else start
        if start < end:
            kept.append(((start, end), role))
    return Marking(tuple(hits), tuple(span for span, _ in kept), tuple(role for _, role in kept))


def _roles(finding: Finding) -> tuple[tuple[Span, Role], ...]:
    return (finding.issue_span, "issue"), (finding.response_span, "response")


def anchor(finding: Finding) -> str:
    """The fragment name of a finding on its notice's page."""
    return _anchor_at(finding.issue_span[0])


def _anchor_at(start: int) -> str:
    return f"finding-{start}"


def paragraphs(body: str, start: int, end: int, marks: Marking) -> tuple[Paragraph, ...]:
    """The lines of body[start:end], blank ones dropped."""
    found = []
    for line in _LINE.finditer(body, start, end):
        cut = tuple(_pieces(body, line.start(), line.end(), marks))
        found.append(Paragraph(cut, ornament=not any(char.isalnum() for char in line.group())))
    return tuple(found)


def _pieces(body: str, start: int, end: int, marks: Marking) -> Iterator[BodyPiece]:
    edges = {start, end, *_edges(marks.hits, start, end), *_edges(marks.role_spans, start, end)}
    for first, last in pairwise(sorted(edges)):
        at = _covering(marks.role_spans, first)
        role = "" if at is None else marks.roles[at]
        opens = at is not None and marks.role_spans[at][0] == first
        name = _anchor_at(first) if opens and role == "issue" else ""
        labelled = opens and role == "response" and body[first - 1 : first] not in ("：", ":")
        yield BodyPiece(body[first:last], _covering(marks.hits, first) is not None, role, labelled, name)


def _edges(spans: Sequence[Span], start: int, end: int) -> Iterator[int]:
    """The borders of sorted, disjoint *spans* that lie between start and end."""
    at = max(0, bisect_right(spans, start, key=lambda span: span[0]) - 1)
    while at < len(spans) and spans[at][0] < end:
        yield from (edge for edge in spans[at] if start < edge < end)
        at += 1


def _covering(spans: Sequence[Span], at: int) -> int | None:
    """The index of the span that holds character *at*."""
    before = bisect_right(spans, at, key=lambda span: span[0]) - 1
    return before if before >= 0 and spans[before][1] > at else None
