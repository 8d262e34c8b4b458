"""The conditions that are on: as removable tags, and said back as a sentence."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import groupby

from noticesearch.gazetteer import gazetteer
from noticesearch.query import FACETS, NONE_VALUE, PART_FACETS, Query
from noticesearch.results import Facet
from noticesearch_web.presenters.dates import period
from noticesearch_web.wording import Wording

PLACES = ("county", "province", "prefecture")
STATUSES = {"已完成": "done", "基本完成": "mostly", "正在推进": "going", "长期坚持": "lasting", "未说明": "unstated"}

Labels = Mapping[tuple[str, str], str]
"""A facet value's label by facet and value."""


@dataclass(frozen=True, slots=True)
class Filter:
    """One condition beside the words; `without` is the query that drops it, on page 1."""

    name: str
    label: str
    without: Query


def labels_of(facets: tuple[Facet, ...], wording: Wording) -> Labels:
    """The labels of all values that *facets* list; no value reads 未识别, 未分类 or 未注明."""
    return {
        (facet.name, value.value): label(facet.name, value.value, value.label, wording)
        for facet in facets
        for value in facet.values
    }


def label(facet: str, value: str, given: str, wording: Wording) -> str:
    """How a facet value is called; *given* is the engine's name for it, or the value itself where none was given."""
    if value == NONE_VALUE:
        return wording(f"none_{facet}" if facet in PART_FACETS else "none_other")
    if facet == "status" and value in STATUSES:
        return wording(f"status_{STATUSES[value]}")
    return gazetteer().label(given) if given == value and facet in PLACES else given


def filters(query: Query, labels: Labels, wording: Wording) -> tuple[Filter, ...]:
    """The conditions of *query*, its words aside, in the order the page shows them."""
    first = replace(query, page=1)
    return (*_facet_filters(first, labels, wording), *_other_filters(first, wording))


def sentence(query: Query, active: tuple[Filter, ...], wording: Wording) -> str:
    """The search said back, to follow the total: ，县区：织金县，2019年至2020年; "" when nothing was asked."""
    said = wording("clause", name=wording("words").lower(), value=query.q) if query.q.strip() else ""
    for name, group in groupby(active, key=lambda each: each.name):
        values = wording.listed(each.label for each in group)
        plain = name == wording(f"date_{query.date_field}") == wording("date_published")
        said += wording("clause_plain", value=values) if plain else wording("clause", name=name.lower(), value=values)
    return said


def without_filters(query: Query) -> Query:
    """The words of *query* and how it is shown, no other condition."""
    kept = Query(q=query.q, mode=query.mode, synonyms=query.synonyms, sort=query.sort)
    return replace(kept, per_page=query.per_page, lang=query.lang)


def _facet_filters(query: Query, labels: Labels, wording: Wording) -> Iterator[Filter]:
    for facet in FACETS:
        for value in query.selected(facet):
            rest = tuple(each for each in query.selected(facet) if each != value)
            name = labels.get((facet, value)) or label(facet, value, value, wording)
            yield Filter(wording(facet), name, query.select(facet, rest))
    for value in query.not_county:
        rest = tuple(each for each in query.not_county if each != value)
        yield Filter(wording("not_county"), label("county", value, value, wording), replace(query, not_county=rest))
    for value in query.mention:
        rest = tuple(each for each in query.mention if each != value)
        yield Filter(wording("mention"), label("county", value, value, wording), replace(query, mention=rest))


def _other_filters(query: Query, wording: Wording) -> Iterator[Filter]:
    if query.date_from or query.date_to:
        when = period(query.date_from, query.date_to, wording)
        yield Filter(wording(f"date_{query.date_field}"), when, replace(query, date_from=None, date_to=None))
    if query.where != "all":
        yield Filter(wording("where"), wording(f"where_{query.where}"), replace(query, where="all"))
    if query.scope is not None:
        yield Filter(wording("scope"), wording(f"scope_{query.scope}"), replace(query, scope=None))
    if query.dup == "all":
        yield Filter(wording("dup"), wording("dup_all"), replace(query, dup="collapse"))
