"""A query from command-line options, where units may be given by name; the same checks as for an address."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from noticesearch.gazetteer import gazetteer
from noticesearch.issues import issue_types
from noticesearch.parameters import Accepted, Refused, read
from noticesearch.query import NONE_VALUE

_UNIT_PARAMETERS = frozenset(("county", "not_county", "mention", "province", "prefecture"))


class OptionUnreadable(Exception):
    """An option's value means nothing, or more than one thing; the sentence says what would do."""


def read_options(q: str, options: Mapping[str, tuple[str, ...]], *, today: date) -> Accepted:
    """The query that *q* and *options* (values by parameter name) ask for.

    Raises:
        OptionUnreadable: a value cannot be read.
    """
    pairs = [("q", q)]
    for name, values in options.items():
        pairs.extend((name, _issue(each) if name == "issue" else _code(name, each)) for each in values)
    found = read(pairs, today=today)
    if isinstance(found, Refused):
        raise OptionUnreadable(" ".join(problem.message_en for problem in found.problems))
    return found


def _code(parameter: str, value: str) -> str:
    """The code of a county, prefecture or province given by name; every other value as it is."""
    if parameter not in _UNIT_PARAMETERS or not value or value.isdigit() or value == NONE_VALUE:
        return value
    named = gazetteer().named(value) or gazetteer().named(f"{value}市") or gazetteer().provinces_like(value)
    if len(named) != 1:
        choices = "、".join(f"{gazetteer().full_name(unit.code)} {unit.code}" for unit in named)
        raise OptionUnreadable(
            f"--{parameter.replace('_', '-')} {value!r} "
            + (f"may be {choices}; give the code" if named else "is no unit we know; give its 6-digit code")
        )
    return named[0].code


def _issue(value: str) -> str:
    """The issue type of that name, or `_none`."""
    names = (*issue_types().names, NONE_VALUE)
    if value and value not in names:
        near = [name for name in names if set(value) & set(name)]
        raise OptionUnreadable(f"--issue {value!r} is no issue type; there is {'、'.join(near or names)}")
    return value
