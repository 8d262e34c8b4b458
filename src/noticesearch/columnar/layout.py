"""What a segment of notices holds: its fields and columns by name. docs/index-format.md tells what each means."""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import Literal

from noticesearch.part_values import PartValues

Area = Literal["title", "text", "context", "docno"]
"""The texts of a part that are searched, each apart: a match never runs from one into another."""

Kind = Literal["words", "bigrams"]

AREAS: tuple[Area, ...] = ("title", "text", "context", "docno")
RANKED: tuple[Area, ...] = ("title", "text", "context")  # the areas that have words, and count for the score
KINDS: tuple[Kind, ...] = ("words", "bigrams")

ROW_COLUMNS = tuple(field.name for field in fields(PartValues))
NOTICE_COLUMNS = ("published", "written")


@dataclass(frozen=True, slots=True)
class Field:
    """One kind of terms of one area; only bigrams have positions, since only they say what stands together."""

    area: Area
    kind: Kind

    @property
    def name(self) -> str:
        """Its name in the segment file."""
        return f"{self.area}_{self.kind}"

    @property
    def has_positions(self) -> bool:
        """Whether its postings have positions."""
        return self.kind == "bigrams"


FIELDS = (*(Field(area, kind) for area in RANKED for kind in KINDS), Field("docno", "bigrams"))
