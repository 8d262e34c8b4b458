"""Where a query's words stand in a notice, and which words it has: what pages need to know of planning."""

from __future__ import annotations

from collections.abc import Callable

from noticesearch.expression import And, Expression, Or
from noticesearch.grammar import parse
from noticesearch.notice import Notice, Span
from noticesearch.planning import plan
from noticesearch.query import Query
from noticesearch.snippets import marks
from noticesearch_web.presenters.notice import Marks


def marks_of(query: Query, notice: Notice) -> Marks:
    """The stretches of *notice*'s title and body that match *query*'s words."""
    if not query.q:
        return Marks()
    wanted = plan(query)
    title = marks(notice.title, wanted, "title") if query.where != "body" else ()
    return Marks(title, marks(notice.body, wanted, "body") if query.where != "title" else ())


def text_marks(query: Query) -> Callable[[str], tuple[Span, ...]]:
    """Where *query*'s words stand in any text of a body; nowhere when it looks into titles only."""
    if not query.q or query.where == "title":
        return lambda _: ()
    wanted = plan(query)
    return lambda text: marks(text, wanted, "body")


def words_of(query: Query) -> tuple[str, ...]:
    """The words, phrases and groups of *query* that must all be met, each as one would type it."""
    if query.mode == "exact":
        return (query.q,) if query.q else ()
    wanted = parse(query.q).expression
    if wanted is None:
        return ()
    return tuple(f"({each})" if isinstance(each, Or) else str(each) for each in _required(wanted))


def _required(wanted: Expression) -> tuple[Expression, ...]:
    return wanted.children if isinstance(wanted, And) else (wanted,)
