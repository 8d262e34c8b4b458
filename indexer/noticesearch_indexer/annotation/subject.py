"""What a notice as a whole is about: the unit of its title, issuer, addressee, or the one it keeps speaking of."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from noticesearch.notice import Content, Evidence, Place
from noticesearch_indexer.annotation.heads import Units
from noticesearch_indexer.annotation.naming import Context, Named, distinct, is_mention, units_in

DOMINANT_TIMES = 3
DOMINANT_SHARE = 0.7  # of all namings of units of its level
DOMINANT_CHARS = 600  # at least one naming in so many characters: a long plan names its pilot county three times too
OPENING_CHARS = 200
ADDRESSEE_CHARS = 60

_ADDRESSEE = re.compile(r"[^\n。，、]{2,40}(?:政府|委员会|[局厅委办院司])[：:]")


@dataclass(frozen=True, slots=True)
class Subject:
    """The units that the whole notice is about, none when it is about no county, and the words that say so."""

    units: tuple[Named, ...] = ()
    rule: str = "whole"
    place: Place = "body"

    def evidence(self) -> tuple[Evidence, ...]:
        """Evidence of kind county for each unit."""
        return tuple(county_evidence(named, self.rule, self.place) for named in self.units)


def county_evidence(named: Named, rule: str, place: Place = "body") -> Evidence:
    """The words that name a unit; the value is "" where nothing decides which unit of that name it is."""
    span = (None, None) if place == "page" else (named.start, named.end)
    value, rule = (named.unit.code, rule) if named.unit else ("", f"{rule}_undecided")
    return Evidence("county", value, named.text, rule, place, *span)


def subject_of(content: Content, units: Units, context: Context) -> Subject:
    """The notice's subject by the first rule that gives one."""
    return next(_candidates(content, units, context), Subject())


def _candidates(content: Content, units: Units, context: Context) -> Iterator[Subject]:
    if found := _named_in(content.title, context):
        yield Subject(found, "title", "title")
    if found := _named_in(content.issuer or "", context)[-1:]:
        yield Subject(found, "issuer", "page")
    if found := _addressee(content.body, units):
        yield Subject(found, "addressee")
    for level in ("county", "prefecture"):
        named = tuple(unit for unit in units.named if unit.level == level)
        if found := _dominant(named, content.body):
            yield Subject(found, "dominant")
    source = _named_in(content.source or "", context)
    if source and all(unit.key == source[0].key for unit in units.named if unit.level == "county"):
        yield Subject(source[:1], "source", "page")


def _named_in(text: str, context: Context) -> tuple[Named, ...]:
    """The counties that a title or issuer names as its own, its prefectures when it names no county."""
    named = tuple(unit for unit in units_in(text, context) if not is_mention(text, unit))
    return tuple(distinct(named, "county")) or tuple(distinct(named, "prefecture"))


def _addressee(body: str, units: Units) -> tuple[Named, ...]:
    """The one unit that the notice is addressed to: 秦皇岛市人民政府： as its first words."""
    found = _ADDRESSEE.match(body.lstrip()[:ADDRESSEE_CHARS])
    if not found:
        return ()
    start = len(body) - len(body.lstrip())
    named = units.within(start, start + found.end())
    return named if len(named) == 1 and named[0].begin == start else ()


def _dominant(named: tuple[Named, ...], body: str) -> tuple[Named, ...]:
    """The unit named so often, so early and so much more than others that the notice must be about it."""
    own = [unit for unit in named if not is_mention(body, unit)]
    for key, times in Counter(unit.key for unit in own).most_common(1):
        first = next(unit for unit in own if unit.key == key)
        often = times >= max(DOMINANT_TIMES, len(body) / DOMINANT_CHARS) and times >= DOMINANT_SHARE * len(named)
        if often and first.start < OPENING_CHARS:
            return (first,)
    return ()
