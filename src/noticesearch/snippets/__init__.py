"""Snippets: a notice and a plan in; the title and the telling stretches of the body out, with the ranges that match.

Text and ranges only: what a mark looks like is for a template to say.
"""

from __future__ import annotations

from collections.abc import Sequence

from noticesearch.expression import Plan
from noticesearch.notice import Notice, Span
from noticesearch.results import Snippet
from noticesearch.snippets.borders import begins_sentence, ends_sentence
from noticesearch.snippets.choosing import MAX_FRAGMENTS, Fragment, matching, opening
from noticesearch.snippets.marking import Field, marker, merged

__all__ = ["marks", "snippets"]

_BLANKS = str.maketrans("\n\r\t\v\f\u0085\u00a0\u2028\u2029\u3000", " " * 10)


def snippets(
    notice: Notice, part_numbers: Sequence[int], plan: Plan, issues: Sequence[str] = ()
) -> tuple[Snippet, ...]:
    """The title, then up to three fragments of the parts numbered (all, when none is), in reading order.

    A fragment is notice.body[start : start + len(text)], its line ends and wide blanks as plain ones. Where no word
    stands in the body, it is the opening of the notice, or when only some parts are numbered (a county was selected) of
    each part: its first finding of a type in *issues*, else its beginning.
    """
    title = Snippet("title", notice.title, marks(notice.title, plan, "title"))
    numbers = sorted(set(part_numbers)) or range(len(notice.parts))
    fragments = matching(notice, numbers, marker(plan, "body")) or _openings(notice, numbers, issues)
    return (title, *(_snippet(notice, each) for each in fragments))


def marks(text: str, plan: Plan, field: Field = "body") -> tuple[Span, ...]:
    """Where the plan's words stand in *text*, a title or a body: sorted, disjoint; what is excluded is not marked."""
    return tuple(merged(marker(plan, field).occurrences(text)))


def _openings(notice: Notice, numbers: Sequence[int], issues: Sequence[str]) -> tuple[Fragment, ...]:
    openings = [found for number in numbers if (found := opening(notice, number, issues))]
    openings.sort(key=lambda each: each.span)
    return tuple(openings[: MAX_FRAGMENTS if len(numbers) < len(notice.parts) else 1])


def _snippet(notice: Notice, fragment: Fragment) -> Snippet:
    start, end = fragment.span
    county = notice.parts[fragment.part].county
    return Snippet(
        field="body",
        text=notice.body[start:end].translate(_BLANKS),
        marks=fragment.marks,
        part=fragment.part,
        county=county.name if county else None,
        start=start,
        cut_before=not begins_sentence(notice.body, start),
        cut_after=not ends_sentence(notice.body, end),
    )
