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
ADDRESSEE_CHARS = 80

# 承德市人民政府，省政府有关部门：as the first words; 各市… is everybody.
_ADDRESSEE = re.compile(r"[^\n。：:]{2,60}[：:]")
_BARE_BEFORE = re.compile(r"(?<![门局厅委府会院])、$")  # 石家庄、唐山、邯郸市教育局：the last of several
_CLAUSE_START = re.compile(r"[，,。；;！!？?\n\s]$")


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
    start = len(body) - len(body.lstrip())
    found = _ADDRESSEE.match(body, start, start + ADDRESSEE_CHARS)
    if not found or "各" in found[0]:
        return ()
    named = tuple(unit for unit in units.within(start, found.end()) if not is_mention(body, unit))
    is_listed = len(named) == 1 and _BARE_BEFORE.search(body, start, named[0].begin)
    return named if len(named) == 1 and not is_listed else ()


def _dominant(named: tuple[Named, ...], body: str) -> tuple[Named, ...]:
    """The unit named so often, so early and so much more than others that the notice must be about it.

    Only where a clause begins does a name count: 地点：唐山市 and 报唐山市备案 are not about 唐山市.
    """
    own = [unit for unit in named if not is_mention(body, unit) and _begins_clause(body, unit)]
    for key, times in Counter(unit.key for unit in own).most_common(1):
        first = next(unit for unit in own if unit.key == key)
        often = times >= max(DOMINANT_TIMES, len(body) / DOMINANT_CHARS) and times >= DOMINANT_SHARE * len(named)
        if often and first.start < OPENING_CHARS:
            return (first,)
    return ()


def _begins_clause(body: str, unit: Named) -> bool:
    return unit.begin == 0 or bool(_CLAUSE_START.match(body, unit.begin - 1))
