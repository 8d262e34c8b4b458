"""A question as one value, whoever asked it: hits, totals, facets, feeds and exports all come from this object."""

from __future__ import annotations

from dataclasses import dataclass, fields, replace
from datetime import date
from typing import Any, Literal, get_args
from urllib.parse import urlencode

FACETS = ("county", "issue", "issue_group", "status", "province", "prefecture", "year", "source", "site")
"""The facets, in the order they are shown."""

PART_FACETS = ("county", "issue", "issue_group", "status")
"""The facets that hold per part; the others hold per notice. `status` is that of a part's findings."""

Axis = Literal["county", "issue", "issue_group", "status", "province", "prefecture", "year", "source", "site", "month"]
"""What hits can be counted by, two at a time: a facet, or the month of publication (2020-03)."""

NONE_VALUE = "_none"
"""The facet value of what has no value: 未识别 (county), 未分类 (issue), 未注明 (others)."""

Sort = Literal["relevance", "newest", "oldest", "county", "issue", "status"]
"""By score, by date, or by the smallest value of a facet among the matching parts, then newest first."""

SORTS: tuple[Sort, ...] = get_args(Sort)


@dataclass(frozen=True, slots=True)
class Query:
    """What to find and how to show it; the defaults list every notice. Built by `noticesearch.parameters`.

    `q` is the text as typed; `where` says where words may stand. Facet values are OR-ed within a facet, AND-ed across;
    counties are 6-digit codes. `date_from`/`date_to` are inclusive and apply to `date_field`.
    `scope` None means: part when something that holds per part is selected, else notice.
    """

    q: str = ""
    where: Literal["all", "title", "body"] = "all"
    mode: Literal["smart", "exact"] = "smart"
    county: tuple[str, ...] = ()
    issue: tuple[str, ...] = ()
    issue_group: tuple[str, ...] = ()
    status: tuple[str, ...] = ()
    province: tuple[str, ...] = ()
    prefecture: tuple[str, ...] = ()
    year: tuple[str, ...] = ()
    source: tuple[str, ...] = ()
    site: tuple[str, ...] = ()
    not_county: tuple[str, ...] = ()
    mention: tuple[str, ...] = ()
    date_from: date | None = None
    date_to: date | None = None
    date_field: Literal["published", "written"] = "published"
    scope: Literal["notice", "part"] | None = None
    dup: Literal["collapse", "all"] = "collapse"
    sort: Sort = "relevance"
    page: int = 1
    per_page: int = 10
    lang: Literal["zh", "en"] = "zh"
    synonyms: bool = True

    def __str__(self) -> str:
        """The query string of its address, without "?"; `parameters.read` makes an equal query of it."""
        return urlencode(to_pairs(self), errors="replace")

    def selected(self, facet: str) -> tuple[str, ...]:
        """The values selected in *facet*."""
        if facet not in FACETS:
            raise ValueError(f"no facet named {facet!r}; the facets are {', '.join(FACETS)}")
        values: tuple[str, ...] = getattr(self, facet)
        return values

    def select(self, facet: str, values: tuple[str, ...]) -> Query:
        """This query with *values* as *facet*'s only selection, back on page 1."""
        self.selected(facet)
        change: dict[str, Any] = {facet: values}  # Any: the field is chosen by name
        return replace(self, page=1, **change)

    @property
    def effective_scope(self) -> Literal["notice", "part"]:
        """Where words and filters must hold together: the scope asked for, else what the filters call for."""
        if self.scope is not None:
            return self.scope
        return "part" if self.not_county or any(map(self.selected, PART_FACETS)) else "notice"


_PARAMETER = {"where": "in", "date_from": "from", "date_to": "to"}
"""The fields whose parameter has another name, since Python keeps `in` and `from` for itself."""


def to_pairs(query: Query) -> tuple[tuple[str, str], ...]:
    """*query* as raw parameters, in the order of its fields, what is at its default left out."""
    return tuple(
        (_PARAMETER.get(field.name, field.name), _text(value))
        for field in fields(query)
        if (given := getattr(query, field.name)) != field.default
        for value in (given if isinstance(given, tuple) else (given,))
    )


def _text(value: object) -> str:
    if isinstance(value, bool):
        return "on" if value else "off"
    return value.isoformat() if isinstance(value, date) else str(value)
