"""Facets as groups of checkboxes with counts."""

from __future__ import annotations

from dataclasses import dataclass

from noticesearch.query import NONE_VALUE, Query
from noticesearch.results import Facet, FacetValue
from noticesearch_web.presenters.filters import label
from noticesearch_web.wording import Wording

SHOWN_AT_ONCE = 10  # what fits a sidebar without scrolling past the next facet
OPEN_AT_FIRST = ("county", "issue", "year")  # the three questions people come with; the rest unfold


@dataclass(frozen=True, slots=True)
class Choice:
    """A checkbox."""

    value: str
    label: str
    count: str
    selected: bool


@dataclass(frozen=True, slots=True)
class FacetView:
    """A facet: the choices shown at once, those behind 查看全部, and the note on those the answer does not list."""

    name: str
    title: str
    shown: tuple[Choice, ...]
    more: tuple[Choice, ...]
    show_all: str
    not_listed: str
    chosen: str
    open: bool


def facet_views(facets: tuple[Facet, ...], query: Query, wording: Wording) -> tuple[FacetView, ...]:
    """The facets that offer a choice, in the answer's order."""
    return tuple(_view(facet, query, wording) for facet in facets if facet.values or query.selected(facet.name))


def _view(facet: Facet, query: Query, wording: Wording) -> FacetView:
    values = _in_display_order(facet, query)
    choices = tuple(_choice(facet.name, value, wording) for value in values)
    at_once = max(SHOWN_AT_ONCE, sum(choice.selected for choice in choices))
    unlisted = facet.distinct - sum(value.value != NONE_VALUE and value.count > 0 for value in values)
    chosen = len(query.selected(facet.name))
    return FacetView(
        name=facet.name,
        title=wording(facet.name),
        shown=choices[:at_once],
        more=choices[at_once:],
        show_all=wording("show_all", count=wording.number(len(choices))),
        not_listed=wording("not_listed", count=wording.number(unlisted)) if unlisted > 0 else "",
        chosen=wording("chosen", count=str(chosen)) if chosen else "",
        open=bool(chosen) or facet.name in OPEN_AT_FIRST,
    )


def _in_display_order(facet: Facet, query: Query) -> list[FacetValue]:
    """The answer's values and the selected ones it left out; years run backwards, no value comes last."""
    values = {value.value: value for value in facet.values}
    if facet.missing:
        values.setdefault(NONE_VALUE, FacetValue(NONE_VALUE, NONE_VALUE, facet.missing))
    for chosen in query.selected(facet.name):
        values.setdefault(chosen, FacetValue(chosen, chosen, 0, selected=True))
    ordered = sorted(values.values(), key=lambda value: value.value == NONE_VALUE)
    if facet.name == "year":
        return sorted(ordered, key=lambda value: "" if value.value == NONE_VALUE else value.value, reverse=True)
    return sorted(ordered, key=lambda value: value.value not in query.selected(facet.name))


def _choice(facet: str, value: FacetValue, wording: Wording) -> Choice:
    name = label(facet, value.value, value.label, wording)
    return Choice(value.value, name, wording.number(value.count), value.selected)
