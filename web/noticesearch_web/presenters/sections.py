"""A notice's body as sections to read: cut where its parts change, in reading order, nothing left out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise

from noticesearch.notice import Finding, Notice, Span


@dataclass(frozen=True, slots=True)
class Stretch:
    """A piece of the body and the numbers of the parts it belongs to.

    `opens` are the parts whose first stretch this is; `heading` when it is nothing but headings other parts inherit.
    """

    start: int
    end: int
    parts: tuple[int, ...]
    opens: tuple[int, ...]
    heading: bool


def stretches(notice: Notice) -> tuple[Stretch, ...]:
    """The body's stretches in reading order; text no part covers is a stretch of none, blanks are dropped."""
    seen: set[int] = set()
    found = []
    for start, end, parts in _joined(notice.body, list(_cut(notice))):
        opens = tuple(part for part in parts if part not in seen)
        seen.update(parts)
        found.append(Stretch(start, end, parts, opens, _is_heading(notice, start, end, parts)))
    return tuple(found)


def findings_in(notice: Notice, parts: tuple[int, ...], numbers: Mapping[Finding, int]) -> tuple[Finding, ...]:
    """The findings of the parts of those numbers, in the order of their own *numbers*, one shared by two parts once."""
    found = {finding for part in parts for finding in notice.parts[part].findings}
    return tuple(sorted(found, key=lambda finding: numbers[finding]))


def _cut(notice: Notice) -> Iterator[tuple[int, int, tuple[int, ...]]]:
    """The body between every two borders of spans, with the parts that cover it."""
    spans = sorted((start, end, number) for number, part in enumerate(notice.parts) for start, end in part.spans)
    borders = sorted({0, len(notice.body), *(edge for start, end, _ in spans for edge in (start, end))})
    open_spans: list[tuple[int, int, int]] = []
    following = 0
    for start, end in pairwise(borders):
        while following < len(spans) and spans[following][0] <= start:
            open_spans.append(spans[following])
            following += 1
        open_spans = [span for span in open_spans if span[1] > start]
        yield start, end, tuple(sorted({number for _, _, number in open_spans}))


def _joined(body: str, cut: list[tuple[int, int, tuple[int, ...]]]) -> list[tuple[int, int, tuple[int, ...]]]:
    """Neighbours of the same parts as one, with blanks between them."""
    joined: list[tuple[int, int, tuple[int, ...]]] = []
    for start, end, parts in cut:
        if not body[start:end].strip():
            continue
        if joined and joined[-1][2] == parts:
            joined[-1] = (joined[-1][0], end, parts)
        else:
            joined.append((start, end, parts))
    return joined


def _is_heading(notice: Notice, start: int, end: int, parts: tuple[int, ...]) -> bool:
    if any(notice.parts[part].county for part in parts):
        return False
    covered: list[Span] = [span for part in notice.parts for span in part.headings if start <= span[0] < end]
    rest = list(notice.body[start:end])
    for first, last in covered:
        rest[first - start : last - start] = " " * (last - first)
    return bool(covered) and not "".join(rest).strip()
