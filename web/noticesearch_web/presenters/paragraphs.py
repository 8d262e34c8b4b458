"""A stretch of the body as paragraphs, with the query's hits and the findings' phrases marked."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from noticesearch.notice import Finding, Span
from noticesearch_web.links import finding_anchor

Role = Literal["", "issue", "response"]
_INK = re.compile(r"\S")
_LINE = re.compile(r"[^\n]*\S[^\n]*")


@dataclass(frozen=True, slots=True)
class BodyPiece:
    """A stretch of text; `hit` when it matches the query; `anchors` name the findings whose phrases begin here.

    `labelled` when a response begins here that the text itself does not announce with a colon (整改情况：).
    """

    text: str
    hit: bool
    role: Role
    labelled: bool
    anchors: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A line of the body; `ornament` when it has no letter or digit (●●●)."""

    pieces: tuple[BodyPiece, ...]
    ornament: bool


@dataclass(frozen=True, slots=True)
class Marking:
    """What to mark in a body: sorted, disjoint ranges. `roles` says for each role range what it is.

    `anchors` are (place, name) of findings, by place.
    """

    hits: tuple[Span, ...]
    role_spans: tuple[Span, ...]
    roles: tuple[Role, ...]
    anchors: tuple[tuple[int, str], ...]


def marking(body: str, hits: Sequence[Span], findings: Mapping[Finding, int]) -> Marking:
    """The ranges to mark, and the anchors of the *findings*, which come with their numbers.

    A response ends where the next finding's phrase begins, so that no phrase is lost.
    """
    wanted = sorted({each for finding in findings for each in _roles(finding)})
    kept: list[tuple[Span, Role]] = []
    for (start, end), role in wanted:
        if kept and role == "issue" and kept[-1][1] == "response":
            (before, last), _ = kept.pop()
            kept += [((before, min(last, start)), "response")] if before < start else []
        start = max(start, kept[-1][0][1]) if kept else start
        if start < end:
            kept.append(((start, end), role))
    anchors = sorted((_inked(body, each.issue_span[0]), number) for each, number in findings.items())
    return Marking(
        hits=tuple(hits),
        role_spans=tuple(span for span, _ in kept),
        roles=tuple(role for _, role in kept),
        anchors=tuple((place, finding_anchor(number)) for place, number in anchors),
    )


def _roles(finding: Finding) -> tuple[tuple[Span, Role], ...]:
    return (finding.issue_span, "issue"), (finding.response_span, "response")


def _inked(body: str, start: int) -> int:
    """The first place from *start* on that is no blank: blanks between lines are not shown."""
    found = _INK.search(body, start)
    return found.start() if found else start


def paragraphs(body: str, start: int, end: int, marks: Marking) -> tuple[Paragraph, ...]:
    """The lines of body[start:end], blank ones dropped."""
    found = []
    for line in _LINE.finditer(body, start, end):
        cut = tuple(_pieces(body, line.start(), line.end(), marks))
        found.append(Paragraph(cut, ornament=not any(char.isalnum() for char in line.group())))
    return tuple(found)


def _pieces(body: str, start: int, end: int, marks: Marking) -> Iterator[BodyPiece]:
    anchors = _between(marks.anchors, start, end)
    edges = {start, end, *_edges(marks.hits, start, end), *_edges(marks.role_spans, start, end), *anchors}
    for first, last in pairwise(sorted(edges)):
        at = _covering(marks.role_spans, first)
        role = "" if at is None else marks.roles[at]
        opens = at is not None and marks.role_spans[at][0] == first
        labelled = opens and role == "response" and body[first - 1 : first] not in ("：", ":")
        hit = _covering(marks.hits, first) is not None
        yield BodyPiece(body[first:last], hit, role, labelled, anchors.get(first, ()))


def _edges(spans: Sequence[Span], start: int, end: int) -> Iterator[int]:
    """The borders of sorted, disjoint *spans* that lie between start and end."""
    at = max(0, bisect_right(spans, start, key=lambda span: span[0]) - 1)
    while at < len(spans) and spans[at][0] < end:
        yield from (edge for edge in spans[at] if start < edge < end)
        at += 1


def _between(anchors: Sequence[tuple[int, str]], start: int, end: int) -> dict[int, tuple[str, ...]]:
    """The names at each place from *start* to before *end*."""
    found: dict[int, tuple[str, ...]] = {}
    for place, name in anchors[bisect_left(anchors, (start, "")) : bisect_left(anchors, (end, ""))]:
        found[place] = (*found.get(place, ()), name)
    return found


def _covering(spans: Sequence[Span], at: int) -> int | None:
    """The index of the span that holds character *at*."""
    before = bisect_right(spans, at, key=lambda span: span[0]) - 1
    return before if before >= 0 and spans[before][1] > at else None
