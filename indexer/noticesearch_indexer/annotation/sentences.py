"""The sentences of a paragraph, and the clauses of one that tells of several units."""

from __future__ import annotations

import re
from collections.abc import Iterator

from noticesearch.notice import Span
from noticesearch_indexer.annotation.heads import subjects_at
from noticesearch_indexer.annotation.naming import Named, are_neighbours, keys_of
from noticesearch_indexer.annotation.paragraphs import Paragraph
from noticesearch_indexer.annotation.senses import sense_of
from noticesearch_indexer.annotation.units import Units

_SENTENCE = re.compile(r"[^。；;！!？?]*(?:[。；;！!？?]+[”’」』）)]*|$)")
LATTER = ("前者", "后者")
_CLOSING = re.compile(r"[（(]([^（()）\n]{2,20})[）)][。；;]?$")
LONGEST_BRACKETS = 24
MIN_SERIES = 3  # counties that a sentence goes through in as many clauses
MIN_TOLD_CHARS = 4  # of such a clause, after the county's name
LONGEST_CLAUSE = 80  # that is asked what it says
LEAD = 6  # characters before a colon that opens a list: 两省区各有一例：甲县…；乙县…
_FULL_SENTENCE = re.compile(r"[^。！？!?]+[。！？!?]?")
_PAUSE = re.compile("[，,：:。；;]")
_PAUSES = "，,：:；;"
_CLAUSE = re.compile(r"[，,、：:](?=[^，,、]{2})")
# 主要问题：一是织金县…; （2）独山县…
_ENUMERATED = re.compile(
    r"\s{0,4}(?:[一二三四五六七八九十]{1,2}是|[（(]?(?:\d{1,2}|[一二三四五六七八九十]{1,3})[）)]|[①-⑳])"
)


def sentences(body: str, start: int, end: int) -> Iterator[Span]:
    """The spans of the sentences of body[start:end]; ； ends one too."""
    for sentence in _SENTENCE.finditer(body, start, end):
        if sentence.end() > sentence.start():
            blanks = len(sentence[0]) - len(sentence[0].lstrip())
            yield sentence.start() + blanks, sentence.end()


def subjects_in(start: int, end: int, units: Units) -> tuple[Named, ...]:
    """The subject of a sentence, or of its part that begins with 其中: 鹤岗等地有4起举报，其中反映向阳区…"""
    if (found := subjects_at(start, end, units)) or not units.any_begins(start, end):
        return found
    part = units.body.find("，其中", start, end)
    return subjects_at(part + 1, end, units) if part >= 0 else _closing(start, end, units)


def _closing(start: int, end: int, units: Units) -> tuple[Named, ...]:
    """The units in brackets that end a sentence: 百泉镇污水直排（独山县）；"""
    brackets = _CLOSING.search(units.body, max(start, end - LONGEST_BRACKETS), end)
    index = units.beginning_at(brackets.start(1)) if brackets else None
    listed = units.listed_from(index) if index is not None else ()
    return listed if brackets and listed and listed[-1].end == brackets.end(1) else ()


def clauses(paragraph: Paragraph, units: Units) -> Iterator[Span]:
    """The sentences of a paragraph, cut before a clause about a neighbour: 甲县…，乙县…; 某市…，其中甲区…"""
    body = units.body
    series = _series(paragraph, units)
    for start, end in sentences(body, paragraph.start, paragraph.end):
        first = paragraph.text_start if start == paragraph.start else start
        inside = units.within(start, end)
        subjects = subjects_at(first, end, units) if len(inside) > 1 else ()
        cuts = _cuts(start, end, subjects, series, units) if inside else ()
        for position in cuts:
            yield start, position
            start = position
        yield start, end


def _cuts(start: int, end: int, subjects: tuple[Named, ...], series: frozenset[int], units: Units) -> Iterator[int]:
    """Where in a sentence another unit becomes the subject."""
    for pause in _CLAUSE.finditer(units.body, start, end):
        position = pause.end()
        opens_list = pause[0] in "：:" and position > start + LEAD and units.body[end - 1] in "；;"
        if (len(subjects) == 2 and units.body.startswith(LATTER, position)) or position in series:
            is_cut = True
        elif opens_list or _ENUMERATED.match(units.body, position, end):
            is_cut = bool(subjects_at(position, end, units))
        else:
            is_cut = position > start + 2 and pause[0] not in "：:" and _begins_clause(position, end, subjects, units)
        if is_cut:
            yield position


def _series(paragraph: Paragraph, units: Units) -> frozenset[int]:
    """Where the clauses of a paragraph begin whose sentence goes through counties: …看到，甲县…，乙县…；丙县…"""
    found: set[int] = set()
    if len(units.within(paragraph.start, paragraph.end)) < MIN_SERIES:
        return frozenset()
    for sentence in _FULL_SENTENCE.finditer(units.body, paragraph.start, paragraph.end):
        begins: dict[int, set[str]] = {}
        named = units.within(*sentence.span())
        for first in named if len(named) >= MIN_SERIES else ():
            is_begin = first.begin == sentence.start() or units.body[first.begin - 1] in _PAUSES
            if first.level != "county" or not is_begin or first.begin in begins:
                continue
            subjects = subjects_at(first.begin, sentence.end(), units)
            if subjects and _goes_on(subjects[-1].end, sentence.end(), units.body):
                begins[first.begin] = keys_of(subjects)
        if len(begins) > 1 and len(set().union(*begins.values())) >= MIN_SERIES:
            found.update(begins)
    return frozenset(found)


def _goes_on(start: int, end: int, body: str) -> bool:
    """Whether something is said before the next pause."""
    return end - start >= MIN_TOLD_CHARS and not _PAUSE.search(body, start, start + MIN_TOLD_CHARS)


def _begins_clause(position: int, end: int, subjects: tuple[Named, ...], units: Units) -> bool:
    """Whether a clause has another subject of the same province."""
    body = units.body
    is_part = body.startswith("其中", position)
    index = units.beginning_at(position + 2 if is_part else position)
    if not subjects or index is None or body[position - 1] == "、":
        return False
    named = units.named[index]
    if (
        _is_city_named_at_once(position, units)
        or named.level != "county"
        or named.key in keys_of(subjects)
        or not subjects_at(position, end, units)
    ):
        return False
    if all(are_neighbours(named.key, each.key) for each in subjects):
        return True
    pause = _PAUSE.search(body, named.end, min(end, named.end + LONGEST_CLAUSE))
    is_done = (
        sense_of(body, (position, pause.start() if pause else min(end, named.end + LONGEST_CLAUSE))) == "done"
    )  # 浏阳市派出专家组…: a helper
    return not is_done and all(named.key[:2] == each.key[:2] for each in subjects)


def _is_city_named_at_once(position: int, units: Units) -> bool:
    """Whether the clause before only says in which city: 在佳木斯市，"""
    before = units.within(max(0, position - 12), position)
    return bool(before) and before[-1].end == position - 1 and before[-1].level == "prefecture"
