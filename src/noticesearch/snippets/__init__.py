"""Snippets: a notice and a plan in, the title and the telling stretches of the body out, with the ranges that match."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from noticesearch.expression import Plan
from noticesearch.notice import Notice, Span
from noticesearch.results import Snippet


def snippets(notice: Notice, part_numbers: Sequence[int], plan: Plan) -> tuple[Snippet, ...]:
    """The title, then up to three fragments of the parts numbered, in reading order."""
    raise NotImplementedError((notice.id, part_numbers, plan))


def marks(text: str, plan: Plan, field: Literal["title", "body"] = "body") -> tuple[Span, ...]:
    """Where the plan's positive words stand in *text*: sorted, disjoint."""
    raise NotImplementedError((text, plan, field))
