"""Highlighted text as pieces, so that templates can mark and escape it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from noticesearch.notice import Span


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text; `hit` when it matches the query."""

    text: str
    hit: bool = False


def pieces(text: str, marks: Sequence[Span]) -> tuple[Piece, ...]:
    """*text* cut at its marks (sorted, disjoint ranges); the pieces join back to it."""
    cut: list[Piece] = []
    at = 0
    for start, end in marks:
        cut += [Piece(text[at:start]), Piece(text[start:end], hit=True)]
        at = end
    cut.append(Piece(text[at:]))
    return tuple(piece for piece in cut if piece.text)
