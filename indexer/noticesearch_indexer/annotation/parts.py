"""Stretches to parts: what is said of one unit under one heading is one part; what no section claims is one more."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from noticesearch.notice import Span
from noticesearch_indexer.annotation.naming import Named
from noticesearch_indexer.annotation.stretches import OUTSIDE, Stretch


@dataclass(frozen=True, slots=True)
class Outline:
    """A part before its findings are read: its spans, its unit, the headings above, and why it was cut."""

    spans: tuple[Span, ...]
    subject: Named | None
    headings: tuple[Span, ...]
    rule: str


def outlines(stretches: tuple[Stretch, ...], body: str) -> tuple[Outline, ...]:
    """The parts in the order in which they begin."""
    groups: dict[tuple[str, int], list[tuple[Stretch, Named | None]]] = defaultdict(list)
    for stretch in stretches:
        for subject in stretch.subjects or (None,):
            key = (subject.key, stretch.section) if subject else ("", 0)
            groups[key].append((stretch, subject))
    found = [_outline(group, body) for group in groups.values()]
    return tuple(sorted(found, key=lambda outline: outline.spans))


def _outline(group: list[tuple[Stretch, Named | None]], body: str) -> Outline:
    first, subject = group[0]
    spans = joined([(stretch.start, stretch.end) for stretch, _ in group], body)
    headings = first.headings if subject else ()
    return Outline(spans, subject, headings, first.rule if subject else OUTSIDE)


def joined(spans: list[Span], body: str) -> tuple[Span, ...]:
    """*spans*, in reading order, with those made one that only blanks part."""
    merged: list[Span] = []
    for start, end in spans:
        if merged and not body[merged[-1][1] : start].strip():
            merged[-1] = (merged[-1][0], end)
        else:
            merged.append((start, end))
    return tuple(merged)
