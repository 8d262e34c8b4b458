"""A table of counts: each number that is not zero leads to what it counts, and the larger it is the deeper its tint."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby
from math import ceil, sqrt

from noticesearch.gazetteer import gazetteer
from noticesearch.query import NONE_VALUE
from noticesearch_web.presenters.filters import label
from noticesearch_web.wording import Wording

STEPS = 5  # of tint


@dataclass(frozen=True, slots=True)
class Cell:
    """A number and where it leads, "" for zero; `heat` is its tint, 0 for none."""

    text: str
    url: str = ""
    heat: int = 0


@dataclass(frozen=True, slots=True)
class Head:
    """The head of a column or a row; `url` leads closer, "" where it does not."""

    label: str
    url: str = ""


@dataclass(frozen=True, slots=True)
class HeadGroup:
    """Neighbouring columns under one head; without a `label` they stand alone."""

    label: str
    columns: tuple[Head, ...]


@dataclass(frozen=True, slots=True)
class Row:
    """A row; `nothing` when it says in one word that there is nothing."""

    head: Head
    total: Cell
    cells: tuple[Cell, ...]
    more: tuple[Cell, ...] = ()
    nothing: bool = False


@dataclass(frozen=True, slots=True)
class RowGroup:
    """Neighbouring rows under one head; without a `label` they stand alone."""

    label: str
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class CountTable:
    """The whole table: `corner` heads the row heads, `more` are further columns after the counts."""

    caption: str
    corner: str
    columns: tuple[HeadGroup, ...]
    more: tuple[Head, ...]
    groups: tuple[RowGroup, ...]
    totals: Row

    @property
    def two_lines(self) -> bool:
        """Whether the columns have heads over their heads."""
        return any(group.label for group in self.columns)

    @property
    def width(self) -> int:
        """How many columns follow the row heads."""
        return 1 + sum(len(group.columns) for group in self.columns) + len(self.more)


def row_name(axis: str, value: str, given: str, wording: Wording) -> str:
    """How a row or column is called; among counties, a city stands for what is said of it as a whole."""
    name = label(axis, value, given, wording)
    return wording("table_whole", name=name) if axis == "county" and value.endswith("00") else name


def count_cell(count: int, url: str, wording: Wording, largest: int = 0) -> Cell:
    """*count* as a cell; *largest* is the largest count that its tint is measured by, 0 for no tint."""
    if not count:
        return Cell(wording.number(0))
    return Cell(wording.number(count), url, heat(count, largest) if largest else 0)


def heat(count: int, largest: int) -> int:
    """The tint of *count*, 1 to STEPS, by its square root: few counts are large and many small."""
    return ceil(STEPS * sqrt(count / largest)) if count > 1 else 1


def head_groups(groups: Sequence[str], heads: Sequence[Head]) -> tuple[HeadGroup, ...]:
    """*heads* gathered under those neighbours' names in *groups*, one for each."""
    named = groupby(zip(groups, heads, strict=True), key=lambda pair: pair[0])
    return tuple(HeadGroup(name, tuple(head for _, head in pairs)) for name, pairs in named)


def row_groups(codes: Sequence[str], rows: Sequence[Row], level: str) -> tuple[RowGroup, ...]:
    """*rows* of the places of *codes*, gathered under the places above: 贵州省毕节市 above counties."""
    above = (_above(code, level) for code in codes)
    named = groupby(zip(above, rows, strict=True), key=lambda pair: pair[0])
    return tuple(RowGroup(name, tuple(row for _, row in pairs)) for name, pairs in named)


def _above(code: str, level: str) -> str:
    """The names of what *code* lies in, "" for a province and for no place."""
    if level == "province" or code == NONE_VALUE:
        return ""
    province = gazetteer().province_of(code)
    prefecture = gazetteer().prefecture_of(code) if level == "county" else None
    return " ".join(unit.name for unit in (province, prefecture) if unit)
