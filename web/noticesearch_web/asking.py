"""From a request's parameters to a query, and what was wrong with them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from noticesearch.parameters import Problem, Refused, read
from noticesearch.query import Query
from noticesearch.results import Warning

MAX_TYPED_CHARS = 600  # a refused query stays in the box to be corrected, but not a whole book


@dataclass(frozen=True, slots=True)
class Asked:
    """What was asked: `query` holds everything that could be read, `typed` what the box should show."""

    query: Query
    typed: str = ""
    problems: tuple[Problem, ...] = ()
    warnings: tuple[Warning, ...] = ()

    @property
    def status(self) -> int:
        """400 when something could not be read, so that programs notice, too."""
        return 400 if self.problems else 200


def asked(pairs: Iterable[tuple[str, str]], today: date) -> Asked:
    """The question in *pairs*; parameters that cannot be read are left out of it and named in its problems."""
    rest = list(pairs)
    typed = next((value for name, value in rest if name == "q"), "")[:MAX_TYPED_CHARS]
    problems: list[Problem] = []
    while isinstance(outcome := read(rest, today=today), Refused):
        problems += outcome.problems
        refused = {problem.parameter for problem in outcome.problems}
        kept = [pair for pair in rest if pair[0] not in refused]
        rest = kept if len(kept) < len(rest) else []
    return Asked(outcome.query, typed, tuple(problems), outcome.warnings)
