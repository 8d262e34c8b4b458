"""Who a paragraph or sentence is about, by how it begins: headings, line heads, sentence subjects."""

from __future__ import annotations

import re
from dataclasses import dataclass

from noticesearch.gazetteer import gazetteer
from noticesearch_indexer.annotation.naming import Named, are_neighbours
from noticesearch_indexer.annotation.openings import (
    BRACKETED,
    BULLET,
    INSTITUTION,
    LABEL,
    LIST_END,
    MAX_OPENINGS,
    NOMINAL,
    NOT_TOLD,
    OPEN_LIST,
    OPENING,
    PREPOSITION,
)
from noticesearch_indexer.annotation.paragraphs import MAX_HEADING_CHARS, Paragraph
from noticesearch_indexer.annotation.units import Units

MAX_SUBJECTS = 5  # more units in a row are a list of places, not the subject of a sentence
MAX_COUNTED = 8  # unless they are counted: 织金、独山、德江、罗甸四县
MAX_HEADING_REST = 16  # words after the unit in a heading: 织金县委巡视整改落实情况

_INSTITUTION = r"(?:小学|中学|学校|学院|幼儿园|公司|厂|中心|医院|店|班|站|水库|矿|食堂|合作社|超市|场)"
_LINE_HEAD = re.compile(
    rf"(?:】|[）)]?[\u4e00-\u9fff]{{0,8}}(?:[：:]|——)|[\u4e00-\u9fff]{{0,16}}{_INSTITUTION}[\u4e00-\u9fff“”]{{0,9}}[：:]|[】\]”\"]?(?:[：:。]|——|\s))\s*(?=\S)"
)
_NAME_ONLY = re.compile(r"[】\]”\"]?\*{0,3}[：:]?")
_NAME_AND_COUNT = re.compile(r"[（(](?:共)?\d[^）)\n]{1,8}[）)][：:]?")  # 织金县（3个）
_OVER = re.compile(r"[，,：:]|(?:下辖|所辖|境内|辖区)的?")  # 海东市下辖的民和、循化两县
_CITY_LABEL = re.compile("([\u4e00-\u9fff]{2,4})[：:]")
_MARK = re.compile(r"[，。；,;!！?？]")
_ABOUT = re.compile(r"(?:整改|落实|问题|情况|反馈|进展|工作)[^\n]{0,6}$")
_BULLETED = re.compile(r"[●◆■★※○◇□▲△▶►☆◎【]")


@dataclass(frozen=True, slots=True)
class Head:
    """The subjects of a text that begins at `start`, and the rule that says so."""

    subjects: tuple[Named, ...]
    rule: str
    start: int


def strong_head(paragraph: Paragraph, units: Units) -> Head | None:
    """The head of a paragraph that stands apart as a heading or a line head; rows are read by `tables`."""
    start, end = paragraph.text_start, paragraph.end
    if "\t" in units.body[start:end]:
        return None
    label = LABEL.match(units.body, start, end)
    subjects = subjects_at(label.end() if label else start, end, units)
    if not subjects:
        return None
    rest = _after(subjects, units)
    if label or _is_heading_line(paragraph, units.body, rest):
        return Head(subjects, "heading", paragraph.start)
    if _LINE_HEAD.match(units.body, rest, end):
        return Head(subjects, "line_head", paragraph.start)
    return None


def _after(subjects: tuple[Named, ...], units: Units) -> int:
    """Where the words after the unit or the list begin: past 两县 and （原户县）."""
    closing = LIST_END.match(units.body, subjects[-1].end)
    return closing.end() if closing else subjects[-1].end


def _is_heading_line(paragraph: Paragraph, body: str, rest: int) -> bool:
    """A numbered heading that begins with a unit, or a line of its own with little more than the unit's name."""
    if paragraph.kind == "heading":
        return paragraph.end - rest <= MAX_HEADING_REST
    inside = body[paragraph.start : paragraph.end]
    is_short = not _MARK.search(inside)
    if _BULLETED.match(inside) and is_short and len(inside) <= MAX_HEADING_CHARS:
        return True
    if len(inside) > MAX_HEADING_CHARS // 2:
        return False
    is_name = _NAME_ONLY.fullmatch(body, rest, paragraph.end) or _NAME_AND_COUNT.fullmatch(body, rest, paragraph.end)
    return is_short and bool(is_name or _ABOUT.search(inside))


def _county_after(index: int, units: Units) -> int:
    """The county that follows its city at once: 在佳木斯市，向阳区一家…"""
    city, following = units.named[index], units.named[index + 1 : index + 2]
    if city.level != "prefecture" or not following:
        return index
    is_over = _OVER.fullmatch(units.body, city.end, following[0].begin) if following else None
    return index + 1 if is_over and following[0].key[:4] == city.key[:4] else index


def _maker(seller: int | None, maker: int | None, units: Units) -> int | None:
    """The maker's county, unless another province looks after it."""
    if maker is None or seller is None:
        return seller if maker is None else maker
    return maker if units.named[maker].key[:2] == units.named[seller].key[:2] else seller


def _in_city(name: str, index: int | None, units: Units) -> int | None:
    """The unit at *index* where it lies in the city of the label before it: 安阳：滑县…"""
    key = units.named[index].key if index is not None else ""
    return index if any(are_neighbours(unit.code, key) for unit in gazetteer().named(name) if key) else None


def subjects_at(start: int, end: int, units: Units) -> tuple[Named, ...]:
    """The units that a text beginning at *start* has as its subject: 织金县针对…, 2019年，织金、独山两县…"""
    if not units.any_begins(start, end):
        return ()
    body = units.body
    position = BULLET.match(body, start, end).end()  # type: ignore[union-attr]  # the pattern matches the empty text
    index = units.beginning_at(position)
    for _ in range(MAX_OPENINGS):
        if index is None and (preposition := PREPOSITION.match(body, position, end)):
            index = units.beginning_at(preposition.end())
        opening = OPENING.match(body, position, end) if index is None else None
        if opening is None or opening.end() == position:
            break
        position = opening.end()
        index = units.beginning_at(position)
    if index is None and (label := _CITY_LABEL.match(body, position, end)):
        index = _in_city(label[1], units.beginning_at(label.end()), units)
    if maker := NOMINAL.match(body, position, end):
        index = _maker(index, units.beginning_at(maker.end()), units)
    in_brackets = BRACKETED.match(body, position, end) if index is None else None
    if in_brackets:
        index = units.beginning_at(in_brackets.end())
    if index is None:
        return ()
    index = _county_after(index, units)
    listed = units.listed_from(index)
    closing = LIST_END.match(body, listed[-1].end)
    is_counted = bool(closing and closing["count"])
    last = closing.end() if closing else listed[-1].end
    if len(listed) > (MAX_COUNTED if is_counted else MAX_SUBJECTS):
        return ()
    if in_brackets:
        return () if units.is_mention(listed[0]) or body[last : last + 1] not in tuple("）)") else listed
    if OPEN_LIST.match(body, last) or INSTITUTION.match(body, last, end) or NOT_TOLD.match(body, last, end):
        return ()
    return () if units.is_mention(listed[0]) else listed
