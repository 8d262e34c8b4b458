"""Totals and facet counts found by reading every part, for questions of county, issue type and word; for tests and
benchmarks. Quicker than oracle.py, which answers any question."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from random import Random

from noticesearch.notice import Notice
from noticesearch.query import FACETS, NONE_VALUE, PART_FACETS, Query
from noticesearch.results import ResultPage
from noticesearch.text.normalise import normalise
from noticesearch.text.runs import contains
from tests.plain.oracle import area_texts, real_values

NOWHERE = "110101"  # a county that few corpora have notices about
ASKED = ("county", "issue")


@dataclass(frozen=True)
class ScannedPart:
    """One part as the scan reads it: its values by facet, `_none` among them, and its texts, normalised."""

    notice_id: str
    group: str
    values: Mapping[str, frozenset[str]]
    texts: tuple[str, ...]


@dataclass(frozen=True)
class Counted:
    """The total of a question, and for each facet the values that have hits."""

    total: int
    facets: Mapping[str, Mapping[str, int]]


@dataclass(frozen=True)
class Scan:
    """The parts of all notices; `offered` has the values that a facet lists though nobody selected them."""

    parts: tuple[ScannedPart, ...]
    offered: Mapping[str, frozenset[str]]

    def counted(self, query: Query, word: str) -> Counted:
        """What *query* must answer, whose words are *word* alone, or none."""
        holding = self._holding(word)
        counts = {facet: self._counts(facet, query, holding) for facet in FACETS}
        return Counted(len(self._units(query, holding, "")), counts)

    def _counts(self, facet: str, query: Query, holding: list[ScannedPart]) -> dict[str, int]:
        """By the definition: the total with the value as the facet's only selection, for all values."""
        found: dict[str, set[str]] = defaultdict(set)
        for part in self._passing(query, holding, but=facet):
            for value in part.values[facet]:
                found[value].add(_unit(part, query))
        known = self.offered[facet] | set(query.selected(facet)) | {NONE_VALUE}
        selected = dict.fromkeys(query.selected(facet), 0)
        return selected | {value: len(units) for value, units in found.items() if value in known}

    def _units(self, query: Query, holding: list[ScannedPart], but: str) -> set[str]:
        return {_unit(part, query) for part in self._passing(query, holding, but)}

    def _passing(self, query: Query, holding: list[ScannedPart], but: str) -> Iterator[ScannedPart]:
        """The parts by which notices are found, *but* being a facet that shall not filter.

        Within a part when anything that holds per part filters or is counted, else anywhere in a notice.
        """
        if not any(facet in PART_FACETS for facet in (*_selected(query), but)):
            held = {part.notice_id for part in holding}
            holding = [part for part in self.parts if part.notice_id in held]
        others = [facet for facet in _selected(query) if facet != but]
        for part in holding:
            if all(part.values[facet].intersection(query.selected(facet)) for facet in others):
                yield part

    def _holding(self, word: str) -> list[ScannedPart]:
        wanted = normalise(word)
        return [part for part in self.parts if not word or any(contains(text, wanted) for text in part.texts)]


def scan(notices: Sequence[Notice], group: Callable[[str], str], issue_groups: Mapping[str, str]) -> Scan:
    """*notices* made ready to be read; `group` names the reposts that a notice is one of."""
    parts = tuple(part for notice in notices for part in _parts(notice, group, issue_groups))
    offered = {facet: {value for part in parts for value in part.values[facet]} for facet in FACETS}
    codes = {code for notice in notices for part in notice.parts if part.county for code in part.county.search_codes}
    offered["county"] = codes
    return Scan(parts, {facet: frozenset(values) for facet, values in offered.items()})


def triples(scanned: Scan, random: Random, count: int) -> Iterator[tuple[Query, str]]:
    """*count* questions of county, issue type and word, any of the three sometimes left out, with their words.

    In half of them the three are of one part, else each is of any.
    """
    values = {facet: sorted({*scanned.offered[facet], NONE_VALUE, "没有"}) for facet in ASKED}
    values["county"].append(NOWHERE)
    for _ in range(count):
        part, other = random.choice(scanned.parts), random.choice(scanned.parts)
        together = random.random() < 0.5
        query = Query(mode="exact", per_page=1, dup=random.choice(("collapse", "collapse", "all")))
        for facet, left_out in (("county", 0.15), ("issue", 0.2)):
            own = sorted(part.values[facet])
            if random.random() >= left_out:
                query = query.select(facet, (random.choice(own if together and own else values[facet]),))
        word = _word(random, part if together else other)
        yield replace(query, q=word), word


def answered(page: ResultPage) -> Counted:
    """The total and the facets of *page* as the scan counts them."""
    return Counted(page.total, {facet.name: {each.value: each.count for each in facet.values} for facet in page.facets})


def _parts(notice: Notice, group: Callable[[str], str], issue_groups: Mapping[str, str]) -> Iterator[ScannedPart]:
    own = [_values(notice, number, issue_groups) for number in range(len(notice.parts))]
    for number, part in enumerate(notice.parts):
        values = {}
        for facet in FACETS:
            nowhere = not any(each[facet] for each in own)
            is_untyped = facet in ("issue", "issue_group") and part.county is not None
            missing = {NONE_VALUE} if nowhere or is_untyped else set()
            values[facet] = frozenset(own[number][facet] or missing)
        texts = tuple(filter(None, area_texts(notice, number).values()))
        yield ScannedPart(notice.id, group(notice.id), values, texts)


def _values(notice: Notice, number: int, issue_groups: Mapping[str, str]) -> dict[str, set[str]]:
    query = Query()
    plain = {facet: real_values(notice, number, facet, query) for facet in FACETS if facet != "issue_group"}
    return plain | {"issue_group": {issue_groups[issue] for issue in notice.parts[number].issue_types}}


def _word(random: Random, part: ScannedPart) -> str:
    """One to five characters of a text of *part*; sometimes none."""
    text = random.choice(part.texts) if part.texts else ""
    runs: list[str] = re.findall(r"[\u4e00-\u9fff]+", text)
    if not runs or random.random() < 0.15:
        return ""
    run = random.choice(runs)
    start = random.randrange(len(run))
    return run[start : start + random.randint(1, 5)]


def _selected(query: Query) -> list[str]:
    return [facet for facet in ASKED if query.selected(facet)]


def _unit(part: ScannedPart, query: Query) -> str:
    return part.group if query.dup == "collapse" else part.notice_id
