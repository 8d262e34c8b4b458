"""The gazetteer's rows: one a unit and name, with its years and what took its place."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

Level = Literal["province", "prefecture", "county"]


@dataclass(frozen=True, slots=True)
class Record:
    """One code under one name. `last_year` is None while in use; `successors` are codes, never partial transfers.

    `spelling` is the bare name in pinyin, "" for a unit no longer in use.
    """

    code: str
    name: str
    first_year: int
    last_year: int | None
    successors: tuple[str, ...]
    spelling: str = ""

    @property
    def level(self) -> Level:
        """Which level the unit is on, as its code says: 520000, 520500, 520524."""
        if self.code.endswith("0000"):
            return "province"
        return "prefecture" if self.code.endswith("00") else "county"

    def in_use(self, year: int) -> bool:
        """Whether the unit had this code and name at some time in *year*."""
        return self.first_year <= year and (self.last_year is None or year <= self.last_year)


def parse(text: str) -> tuple[Record, ...]:
    """The records of the compact file, in its order."""
    return tuple(_record(line) for line in text.splitlines())


def _record(line: str) -> Record:
    code, name, first, last, successors, spelling = line.split("\t")
    followed_by = tuple(filter(None, successors.split(",")))
    return Record(code, name, int(first), int(last) if last else None, followed_by, spelling)


def newest(records: Iterable[Record]) -> Record:
    """The record in use, else the one that was in use last."""
    return max(records, key=lambda record: (record.last_year or 9999, record.first_year))
