"""A query from command-line options, where units may be given by name; the same checks as for an address."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import get_args

from noticesearch.errors import Trouble
from noticesearch.gazetteer import gazetteer
from noticesearch.issue_list import ListedType
from noticesearch.notice import Status
from noticesearch.parameters import Accepted, Refused, read
from noticesearch.query import NONE_VALUE, Query

_UNIT_PARAMETERS = frozenset(("county", "not_county", "mention", "province", "prefecture"))


class OptionUnreadable(Trouble):
    """An option's value means nothing, or more than one thing; the sentence says what would do."""


def read_options(q: str, options: Mapping[str, tuple[str, ...]], *, today: date) -> Accepted:
    """The query that *q* and *options* (values by parameter name) ask for.

    Raises:
        OptionUnreadable: a value cannot be read.
    """
    pairs = [("q", q)]
    for name, values in options.items():
        pairs.extend((name, _code(name, each)) for each in values)
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


def check_tags(query: Query, types: tuple[ListedType, ...]) -> None:
    """Refuse a query that filters by what no notice can have; *types* are those of the index that is asked.

    Raises:
        OptionUnreadable: an issue type, a group of them or a status is none.
    """
    groups = dict.fromkeys(kind.group for kind in types)
    known = {"issue": [kind.name for kind in types], "issue_group": list(groups), "status": list(get_args(Status))}
    for facet, names in known.items():
        for value in query.selected(facet):
            if value not in (*names, NONE_VALUE):
                raise OptionUnreadable(_unknown(facet, value, [*names, NONE_VALUE]))


def _unknown(facet: str, value: str, names: list[str]) -> str:
    what = {"issue": "issue type", "issue_group": "group of issue types", "status": "status"}[facet]
    near = [name for name in names if set(value) & set(name)]
    offered = f"the nearest are {'、'.join(near)}" if near else f"there are {'、'.join(names)}"
    return f"--{facet.replace('_', '-')} {value!r} is no {what} of this index; {offered}"
