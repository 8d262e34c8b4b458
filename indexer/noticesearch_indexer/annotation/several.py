"""Several problems that one sentence joins by commas: 养殖场环评缺失，村级财务混乱，干部长期空编。

Two clauses are told as one problem, one the other's detail; of three or more that each say what is wrong, those of one
issue type are one problem.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import pairwise

from noticesearch.notice import Span
from noticesearch_indexer.annotation.forms import Found
from noticesearch_indexer.annotation.phrases import without_mark
from noticesearch_indexer.annotation.senses import CLAUSE, sense_of

MIN_CHARS, MIN_WRONG = 45, 3  # no labelled problem has so many clauses in so many characters


def apart(body: str, found: Found, main_type: Callable[[str], str | None]) -> Iterator[Found]:
    """*found*, or the problems that its phrase joins, all with its response.

    *main_type* says what a clause is surely about, None where that is not sure.
    """
    clauses = [clause.span() for clause in CLAUSE.finditer(body, *found.issue)]
    is_long = found.issue[1] - found.issue[0] >= MIN_CHARS and len(clauses) >= MIN_WRONG
    if not is_long or sum(sense_of(body, clause) == "wrong" for clause in clauses) < MIN_WRONG:
        yield found
        return
    groups = list(_groups(body, clauses, main_type))
    for at, (start, end) in enumerate(groups):
        finish = found.end if at + 1 == len(groups) else end
        yield replace(found, start=start, end=finish, issue=(start, end))


def _groups(body: str, clauses: list[Span], main_type: Callable[[str], str | None]) -> Iterator[Span]:
    """The stretches of clauses about one thing: a clause of no sure type goes with the one before."""
    start, current = clauses[0][0], main_type(body[slice(*clauses[0])])
    for before, clause in pairwise(clauses):
        kind = main_type(body[slice(*clause)])
        if kind and current and kind != current:
            yield start, without_mark(body, before[1], marks="，,")
            start = clause[0]
        current = kind or current
    yield start, clauses[-1][1]
