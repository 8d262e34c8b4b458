"""Parameters that one view has beside those of every search: read, and refused, in the same way."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date

from noticesearch.parameters import ACCEPTED, Problem, cleaned
from noticesearch_web.asking import Asked, asked

SHOWN_CHARS = 40  # of a refused value

Options = Mapping[str, tuple[str, ...]]
"""The view's own parameters, each with the values it may have."""


@dataclass(frozen=True, slots=True)
class AskedOfView:
    """What was asked of a view: the question, and its own parameters as far as they could be read."""

    asked: Asked
    own: Mapping[str, str]
    accepted: tuple[str, ...]

    @property
    def pairs(self) -> tuple[tuple[str, str], ...]:
        """The own parameters as raw pairs, to be kept in addresses."""
        return tuple(self.own.items())


def asked_of_view(pairs: Iterable[tuple[str, str]], today: date, options: Options) -> AskedOfView:
    """The question in *pairs*, those named in *options* read apart; each takes one value, an empty one is none."""
    given = list(pairs)
    accepted = (*ACCEPTED, *options)
    question = asked((pair for pair in given if pair[0] not in options), today)
    own: dict[str, str] = {}
    problems: list[Problem] = []
    for name, allowed in options.items():
        values = dict.fromkeys(text for each, value in given if each == name and (text := cleaned(value)))
        if len(values) == 1 and values.keys() <= set(allowed):
            own[name] = next(iter(values))
        elif values:
            problems.append(_refused(name, tuple(values), allowed))
    unread = tuple(_naming_all(problem, accepted) for problem in question.problems)
    return AskedOfView(replace(question, problems=(*unread, *problems)), own, accepted)


def _refused(name: str, values: tuple[str, ...], allowed: tuple[str, ...]) -> Problem:
    if len(values) > 1:
        return Problem(
            name,
            values[-1][:SHOWN_CHARS],
            f"参数 {name} 只能给一个值，这里有 {len(values)} 个。",
            f"{name} may have one value; here are {len(values)}.",
        )
    value = values[0] if len(values[0]) <= SHOWN_CHARS else f"{values[0][:SHOWN_CHARS]}…"
    return Problem(
        name,
        value,
        f"参数 {name} 不能是“{value}”；可以是：{'、'.join(allowed)}。",
        f"{name} cannot be {value!r}; it is one of: {', '.join(allowed)}.",
    )


def _naming_all(problem: Problem, accepted: tuple[str, ...]) -> Problem:
    """*problem*; that of an unknown name lists the view's own parameters, too."""
    name = problem.parameter
    if name in ACCEPTED:
        return problem
    return Problem(
        name,
        problem.value,
        f"没有叫“{name}”的参数；可用的参数有：{'、'.join(accepted)}。",
        f"there is no parameter {name!r}; the parameters are: {', '.join(accepted)}.",
    )
