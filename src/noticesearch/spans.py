"""Spans of a text."""

from __future__ import annotations

from collections.abc import Iterator

from noticesearch.notice import Span


def trimmed(text: str, start: int, end: int) -> Iterator[Span]:
    """text[start:end] as a span without the blanks around it; nothing when only blanks are left."""
    inside = text[start:end]
    if stripped := inside.strip():
        start += len(inside) - len(inside.lstrip())
        yield start, start + len(stripped)
